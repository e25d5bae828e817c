#!/bin/sh
# The doctor: on this machine, and on machines that lack something, made of links and stand-ins.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
TMPDIR=$tmp
export TMPDIR

# Stand-ins that only this script's machines have.
stand_in() {
	rm -f "$tmp/bin/$1"
	printf '#!/bin/sh\n%s\n' "$2" >"$tmp/bin/$1"
	chmod +x "$tmp/bin/$1"
}

# machine WITHOUT...: $tmp/bin has links to what the doctor asks for, but for these. What costs time and
# says nothing here (npm, chromium, lintian, Wine) is left out; what installs would leave a mark.
machine() {
	rm -rf "${tmp:?}/bin"
	mkdir "$tmp/bin"
	for tool in sh bash env cat grep sed awk dirname basename readlink uname id mktemp rm mkdir cp mv chmod ls head tail tr cut sort \
		timeout sleep df locale dpkg-query gcc as ld make dot fc-match pkg-config bwrap true clang-19 \
		x86_64-w64-mingw32-gcc dpkg-deb objdump stat sha256sum od; do
		ln -s "$(command -v $tool)" "$tmp/bin/$tool"
	done
	for tool in apt-get apt sudo brew; do
		stand_in $tool "echo $tool >>'$tmp/installed'"
	done
	for tool in "$@"; do
		rm "$tmp/bin/$tool"
	done
}

# ask: the doctor on that machine
ask() { run env PATH="$tmp/bin" FAULTLAB_PATIENCE=600 viz/commands/doctor; }

says() { out_has -E "^  $1 +$2 "; }

# caught NUMBER [TEXT]: what the probe on the real side answers, said by a stand-in for core/run; $patience is the doctor's
patience=600
caught() {
	mkdir -p "$tmp/top/core" "$tmp/top/viz/commands" "$tmp/top/.ci" "$tmp/top/build"
	cp viz/commands/doctor viz/commands/cure.sh "$tmp/top/viz/commands/"
	cp core/folders.sh "$tmp/top/core/"
	cp .ci/packages "$tmp/top/.ci/packages"
	ln -sf "$PWD/build/sim" "$PWD/build/viz" "$tmp/top/build"
	printf '#!/bin/sh\n%s\nexit %s\n' "${2:-}" "$1" >"$tmp/top/core/run"
	chmod +x "$tmp/top/core/run"
	run env PATH="$tmp/bin" FAULTLAB_PATIENCE=$patience "$tmp/top/viz/commands/doctor"
}

it 'finds all that a lab takes, and tries a fault on both sides'
run viz/commands/doctor
status_is 0
err_empty
says ok gcc
says ok build/sim
says ok '__try, real side'
out_has 'a store and a call are caught, by Wine'
out_has 'a store and a call are caught, by FaultLab sim'
says ok 'both sides'
says ok 'a drawing'
[ "$(tail -n 1 "$out" | cut -d ';' -f 1,2)" = 'make lab: yes; make lab REAL=recorded: yes' ] || wrong "the last line is: $(tail -n 1 "$out")"

it 'leaves nothing behind, neither here nor in the temporary folder'
[ -z "$(find "$tmp" -name 'faultlab-doctor*')" ] || wrong 'a temporary folder is left'
[ ! -e platform.info ] || wrong 'csmith left its file here'

it 'goes on with nothing but the shell, and names the command for every line'
run env -i PATH=/nonexistent /bin/sh viz/commands/doctor
status_is 1
err_empty
for tool in gcc make dot clang-19 x86_64-w64-mingw32-gcc wine bwrap mktemp; do
	says missing $tool
done
out_has 'type: .*apt-get install --no-install-recommends clang-19$'
out_has -E '^make lab: no \(.*gcc, make.*wine.* missing\); make lab REAL=recorded: no \('
[ "$(grep -c -E '^  missing ' "$out")" -gt 25 ] || wrong 'too little is missing'

it 'says what works without Wine, and how to get it; installs nothing, even as root'
machine
ask
status_is 1
err_empty
says missing wine
out_has 'apt-get install --no-install-recommends wine64'
says ok '__try, simulator'
out_has -E '^make lab: no \(wine64 missing\); make lab REAL=recorded: yes; '
[ ! -e "$tmp/installed" ] || wrong "it called $(cat "$tmp/installed")"

it 'says what is broken: a clang that fails, a dot that draws nothing, a sandbox that is forbidden'
machine
stand_in wine 'echo wine-8.0'
stand_in dot 'case $1 in -V) echo "dot - graphviz version 2.43.0" >&2;; *) echo "Error: no layout engine" >&2; exit 1;; esac'
stand_in bwrap 'case $1 in --version) echo bubblewrap 0.8.0;; *) echo "bwrap: No permissions to create new namespace" >&2; exit 1;; esac'
stand_in fc-match 'echo "n021003l.pfb: Nimbus"'
caught 3 'echo "core/run: clang-19 cannot compile a __try block for Windows" >&2'
status_is 1
says broken '__try, real side'
out_has 'clang-19 cannot compile a __try block for Windows (status 3)$'
says broken 'a drawing'
out_has 'no layout engine'
says broken 'user namespaces'
out_has 'No permissions to create new namespace'
says missing font
out_has -E 'make grade: no \(.*user namespaces.* missing\)'

# sandbox_is_for PATTERN FILE=TEXT...: what is said of a sandbox that is refused where these files are
sandbox_is_for() {
	pattern=$1
	shift
	rm -rf "$tmp/described"
	for file in "$@"; do
		mkdir -p "$(dirname "$tmp/described/${file%%=*}")"
		echo "${file#*=}" >"$tmp/described/${file%%=*}"
	done
	run env PATH="$tmp/bin" FAULTLAB_MACHINE="$tmp/described" sh -c '. viz/commands/cure.sh; sandbox_cure'
	out_has -e "$pattern"
	[ "$(wc -l <"$out")" = 1 ] || wrong "not one line: $(cat "$out")"
}

it 'says for each kind of machine what allows a sandbox'
machine
sandbox_is_for 'docker run .*seccomp=unconfined .*apparmor=unconfined .*systempaths=unconfined$' .dockerenv=
sandbox_is_for 'systempaths=unconfined; and on its host.*apparmor_restrict_unprivileged_userns=0' .dockerenv= \
	proc/sys/kernel/apparmor_restrict_unprivileged_userns=1
sandbox_is_for 'podman run .*unmask=ALL' run/.containerenv=
sandbox_is_for 'security.nesting true' run/systemd/container=lxc
sandbox_is_for 'sysctl -w kernel.unprivileged_userns_clone=1' proc/sys/kernel/unprivileged_userns_clone=0
sandbox_is_for 'sysctl -w user.max_user_namespaces=15000' proc/sys/user/max_user_namespaces=0
sandbox_is_for 'profile bwrap [^ ]*/bwrap flags=(unconfined) { userns, }.*>/etc/apparmor.d/bwrap && apparmor_parser' \
	proc/sys/kernel/apparmor_restrict_unprivileged_userns=1 proc/sys/kernel/unprivileged_userns_clone=1
sandbox_is_for 'root can do without' proc/sys/user/max_user_namespaces=96364
machine bwrap
sandbox_is_for 'install .*bubblewrap' .dockerenv=

it 'tells a compiler that does not catch from one that catches only calls'
machine
stand_in wine 'echo wine-8.0'
caught 42
status_is 1
out_has -E '^  broken +__try, real side +a plain store is not caught: this clang is too old; type: .*clang-19$'
caught 41
out_has 'not in a function that is called'

it 'says when the two sides do not agree about the probe'
printf '%s\n' '{"type":"begin","schema":1,"side":"real","lab":"probe.c","platform":"Wine 8.0","page_size":4096,"granularity":65536}' \
	'{"type":"exit","step":0,"line":0,"code":43}' >"$tmp/other.jsonl"
caught 43 "cat '$tmp/other.jsonl' >\"\$4\""
status_is 1
says broken 'both sides'

it 'waits for nobody for ever'
# All others answer at once, whatever else the machine does.
for tool in gcc as ld make clang-19 x86_64-w64-mingw32-gcc; do
	stand_in $tool 'echo version 1.0'
done
stand_in dot 'exec sleep 100000'
patience=3
caught 0 'exec sleep 100000'
patience=600
says broken dot
says ok clang-19
out_has 'no answer within the time'
status_is 1

it 'sees a full disk and a folder that cannot be written to'
machine
stand_in df 'echo head; echo "/dev/sda 100 99 1000 99% /"'
ask
says broken disk
if [ "$(id -u)" = 0 ]; then as='setpriv --reuid=65534 --clear-groups'; else as=''; fi
mkdir -m 500 "$tmp/closed"
chmod 711 "$tmp"
# shellcheck disable=SC2086
run $as env TMPDIR=/tmp FAULTLAB_BUILD="$tmp/closed/build" "$PWD/viz/commands/doctor"
says broken 'build folder'
out_has FAULTLAB_BUILD

it 'sends a Mac to the recorded runs, in all three places'
machine dpkg-query
stand_in uname 'case $1 in -sr) echo "Darwin 23.1";; -srm) echo "Darwin 23.1 arm64";; *) echo Darwin arm64;; esac'
ask
status_is 1
out_has -E '^  missing +real side +nothing on Darwin arm64 .*REAL=recorded'
out_has 'make lab REAL=recorded: yes'
run env PATH="$tmp/bin" .ci/setup build real wine
status_is 1
err_has 'make lab REAL=recorded'
run env PATH="$tmp/bin" core/run docs/labs/01-demand-commit/lab.c
status_is 3
err_has 'make lab REAL=recorded'

it 'has help and a version, and refuses what it does not know'
run viz/commands/doctor --help
status_is 0
out_has 'Installs nothing'
run viz/commands/doctor --version
out_is "FaultLab $(sed -n 's/^version=//p' core/run)
"
run viz/commands/doctor --install
status_is 2
err_has -e '--install'
finish
