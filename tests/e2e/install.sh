#!/bin/sh
# What `make install` puts somewhere, as an ordinary user meets it; the manual pages and completions against
# the programs' own --help.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
top=$PWD
version=$(sed -n 's/^version=//p' core/run)

# What is copied is what is built. Not `make` itself: another part of the tests may be building.
put() { run env FAULTLAB_STAGE="$tmp/stage" DESTDIR="${DESTDIR:-}" .ci/install "$@"; }

# The tests' machines are often root's; to root nothing is read-only.
if [ "$(id -u)" = 0 ]; then user='setpriv --reuid=65534 --regid=65534 --clear-groups'; else user=''; fi
chmod 711 "$tmp"
home="$tmp/home of one"
mkdir "$home"
[ -z "$user" ] || chown 65534:65534 "$home"

# as_user COMMAND...: as somebody who may write to $home only, and begins there
as_user() {
	ran=$*
	(
		cd "$home" || exit 2
		# shellcheck disable=SC2086  # words
		exec timeout -k 5 "$LIMIT" $user env -u FAULTLAB_BUILD -u XDG_CACHE_HOME HOME="$home" "$@"
	) >"$out" 2>"$err" </dev/null
	status=$?
}

it 'installs below DESTDIR and PREFIX, and writes down what'
run .ci/stage "$tmp/stage"
status_is 0
DESTDIR="$tmp/dest" put /opt/fault-lab
status_is 0
err_empty
there "$tmp/dest/opt/fault-lab/bin/faultlab" "$tmp/dest/opt/fault-lab/share/man/man1/faultlab.1" \
	"$tmp/dest/opt/fault-lab/share/man/man5/faultlab-trace.5" "$tmp/dest/opt/fault-lab/share/faultlab/labs/01-demand-commit/lab.c" \
	"$tmp/dest/opt/fault-lab/share/doc/faultlab/docs/labs/01-demand-commit/handout.md"
(cd "$tmp/dest/opt/fault-lab" && find bin lib share ! -type d ! -name installed) | LC_ALL=C sort >"$tmp/there"
sed -n 's/^file //p' "$tmp/dest/opt/fault-lab/lib/faultlab/installed" | LC_ALL=C sort >"$tmp/listed"
same "$tmp/there" "$tmp/listed"

it 'removes all of it, the folders too, and nothing that is not its own'
DESTDIR="$tmp/dest" put --uninstall /opt/fault-lab
status_is 0
[ "$(find "$tmp/dest" -mindepth 1)" = "$tmp/dest/opt" ] || wrong 'something is left:' "$(find "$tmp/dest")"
prefix="$tmp/somewhere/usr"
mkdir -p "$prefix/share/man/man1" "$prefix/share/faultlab/labs" "$prefix/bin"
echo mine | tee "$prefix/share/man/man1/other.1" "$prefix/share/faultlab/labs/mine.c" >"$prefix/bin/other"
find "$prefix" | LC_ALL=C sort >"$tmp/before"
put "$prefix"
status_is 0
put --uninstall "$prefix"
status_is 0
find "$prefix" | LC_ALL=C sort >"$tmp/after"
same "$tmp/before" "$tmp/after"

it 'a newer version takes away what the older one had more'
put "$prefix"
echo old >"$prefix/lib/faultlab/core/old.c"
echo 'file lib/faultlab/core/old.c' >>"$prefix/lib/faultlab/installed"
put "$prefix"
status_is 0
not_there "$prefix/lib/faultlab/core/old.c"
there "$prefix/bin/other" "$prefix/bin/faultlab"

it 'says what it cannot do, and what helps'
put usr/local
status_is 2
err_has PREFIX
put /dev/null/usr
status_is 1
err_has 'become root'
put --uninstall "$tmp/nowhere"
status_is 1
err_has 'nothing of FaultLab'
as_user "$top/.ci/install" --uninstall "$prefix"
status_is 1
there "$prefix/bin/faultlab"

it 'works for somebody who may not write there, after it was moved, through a link'
mv "$tmp/somewhere" "$tmp/some where"
prefix="$tmp/some where/usr"
ln -s "$prefix/bin/faultlab" "$tmp/fl"
chmod -R a-w "$prefix"
as_user "$tmp/fl" --version
status_is 0
out_is "FaultLab $version
"
as_user "$tmp/fl" labs
status_is 0
out_has -E '^01-demand-commit +a buffer that commits itself$'
[ "$(wc -l <"$out")" = "$(find docs/labs -mindepth 1 -maxdepth 1 -type d | wc -l)" ] || wrong 'not every lab is listed'
as_user "$tmp/fl" sim run "$prefix/share/faultlab/labs/05-guard-page/lab.c"
status_is 0

it 'finds the installed lab by its name and writes the book to ./out'
as_user "$tmp/fl" lab --real recorded 01-demand-commit
status_is 0
out_has 'REAL and SIM agree: 249 steps, 80 exceptions on each side, 160 page faults (SIM)'
out_has "$tmp/fl viz step out/01-demand-commit/"
there "$home/out/01-demand-commit/index.html"
as_user "$tmp/fl" lab --real recorded 03-commit-up-front
as_user "$tmp/fl" lab --real recorded 03-commit-up-front
status_is 0
as_user "$tmp/fl" lab --real recorded 99-no-such-lab
status_is 2
err_has '99-no-such-lab: no such file or folder'

it 'sweeps an installed lab over its pages, and speaks of the options that it was given'
as_user "$tmp/fl" sweep --pages 30,38 --policy lru 14-thrashing
status_is 0
there "$home/out/sweep/14-thrashing/faults.txt" "$home/out/sweep/14-thrashing/faults.svg"
as_user "$tmp/fl" sweep 14-thrashing
status_is 2
err_has 'sweep: --pages is missing; give numbers, such as --pages 30-42,50'

# Wine's folder and the tracing runtime take long to make, and how is tested elsewhere: this user has them already.
it 'runs labs for real, with all that it compiles in the cache of the user'
core/run docs/labs/03-commit-up-front/lab.c >/dev/null 2>&1 </dev/null
mkdir -p "$home/.cache/faultlab/core"
cp -a build/core/runtime-* "$home/.cache/faultlab/core"
cp -a build/wine "$home/.cache/faultlab/wine"
rm -f "$home/.cache/faultlab/wine/wineserver"           # where Debian's Wine keeps whose server it is
[ -z "$user" ] || chown -R 65534:65534 "$home/.cache"
as_user "$tmp/fl" run --trace real.jsonl "$prefix/share/faultlab/labs/05-guard-page/lab.c"
status_is 0
file_has "$home/real.jsonl" '"side":"real"'
as_user "$tmp/fl" viz compare real.jsonl "$prefix/share/faultlab/labs/05-guard-page/real.jsonl"
[ -n "$(find "$home/.cache/faultlab/core/cache" -name lab.exe)" ] || wrong 'nothing was compiled in the cache'
as_user "$tmp/fl" run --stop-server
status_is 0
as_user env -u HOME "$tmp/fl" run "$prefix/share/faultlab/labs/05-guard-page/lab.c"
status_is 1
err_has 'set FAULTLAB_BUILD'

it 'grades, too, by the programs that are installed'
as_user "$tmp/fl" grade --help
out_has "usage: $tmp/fl grade --spec"
as_user "$tmp/fl" grade --real no --pass 0 --spec "$prefix/share/doc/faultlab/docs/assignments/1-filter/spec" --out graded \
	"$prefix/share/faultlab/labs/01-demand-commit/lab.c"
status_is 0
out_has 'the program ends by itself, with exit code 0'
there "$home/graded/results.json"
as_user "$tmp/fl" class --real no --spec "$prefix/share/doc/faultlab/docs/assignments/1-filter/spec" --out class \
	"$prefix/share/faultlab/labs/03-commit-up-front"
there "$home/class/summary.txt"

it 'has a doctor that speaks of what is installed'
as_user env PATH=/nonexistent /bin/sh "$prefix/lib/faultlab/viz/commands/doctor"
status_is 1
out_has -E '^faultlab lab: no \(.*wine.* missing\)'
out_has 'build/sim *'"$version"

it 'says which command there is not, and which part is missing'
as_user "$tmp/fl" draw
status_is 2
err_has "no command 'draw'"
as_user "$tmp/fl"
status_is 2
err_has '^usage: faultlab'
[ -z "$(find "$prefix" -newer "$tmp/fl" -type f)" ] || wrong 'something was written below PREFIX'
chmod -R u+w "$prefix"
rm "$prefix/lib/faultlab/build/sim"
as_user "$tmp/fl" sim --help
status_is 3
err_has 'install FaultLab again'

it 'works in a checkout as well'
run viz/commands/faultlab sim --version
status_is 0
run viz/commands/faultlab lab --out "$tmp/out" --real recorded 03-commit-up-front
status_is 0
there "$tmp/out/03-commit-up-front/index.html"

it 'every program and script tells the same version'
for program in build/sim build/viz core/run $(find viz -type f -perm -100 ! -name '*.sh' ! -path viz/commands/grade/box); do
	run "$program" --version
	status_is 0
	out_has -e "$version"
done

# ---- manual pages -----------------------------------------------------------------------------

it 'the manual pages are clean'
for page in docs/man/*; do
	for check in 'mandoc -Tlint -Wwarning' 'groff -ww -mandoc -Tutf8 -z' 'groff -ww -mandoc -Tascii -z'; do
		# shellcheck disable=SC2086  # words
		run $check "$page"
		status_is 0
		err_empty
		out_is ''
	done
done

# Options of a text: --trace, --ws-max. Of the pages too, where mandoc has set them.
options() { grep -oE -e '(^|[^-a-z])--[a-z][a-z-]*' | sed 's/^[^-]*//' | LC_ALL=C sort -u; }
page() { mandoc -Tascii -Owidth=500 "docs/man/$1" | sed "s/.$(printf '\b')//g"; }

# Of others, of which a text speaks; what the pages have before the programs, which other work adds.
foreign='--tool --trace-mem'
coming='--compile --prepare --features --level --out --seed'

# drift PAGE HELP: the same options on both
drift() {
	page "$1" | options >"$tmp/page"
	options <"$2" >"$tmp/help"
	[ "$(wc -l <"$tmp/help")" -ge "${3:-4}" ] || wrong "$1: --help names too few options"
	for option in $(LC_ALL=C comm -13 "$tmp/page" "$tmp/help"); do
		case " $foreign ${4:-} " in *" $option "*) ;; *) wrong "$1 lacks $option, which --help has" ;; esac
	done
	for option in $(LC_ALL=C comm -23 "$tmp/page" "$tmp/help"); do
		case " $foreign $coming --help --version ${5:-} " in *" $option "*) ;; *) wrong "$1 has $option, which --help has not" ;; esac
	done
}

it 'each page has the options of --help, and no others'
viz/commands/faultlab --help >"$tmp/text"
drift faultlab.1 "$tmp/text" 2 '' '--real'
viz/commands/lab --help >"$tmp/text"
drift faultlab-lab.1 "$tmp/text"
core/run --help >"$tmp/text"
drift faultlab-run.1 "$tmp/text"
{ build/sim --help; build/sim replay --help; build/sim exercise --help 2>/dev/null; build/sim record --help; } >"$tmp/text"
drift faultlab-sim.1 "$tmp/text" 10
build/viz --help >"$tmp/text"
drift faultlab-viz.1 "$tmp/text" 10 '--trace'

it 'the pages have every command of --help'
for command in $(build/viz --help | sed -n 's/^\([a-z][a-z]*\)  *[a-z].*/\1/p' | grep -v status); do
	page faultlab-viz.1 | grep -qE "^ +$command( |$)" || wrong "faultlab-viz.1 lacks $command"
done
for command in $(viz/commands/faultlab --help | sed -n 's/^\([a-z][a-z]*\)  *[a-z].*/\1/p' | grep -v -e status -e '^faultlab$'); do
	page faultlab.1 | grep -qE "^ +$command( |$)" || wrong "faultlab.1 lacks $command"
done

it 'the page of the trace has every member that a trace has at its top'
build/sim run --trace "$tmp/sim.jsonl" docs/labs/17-copy-on-write/lab.c >/dev/null
core/run --trace "$tmp/real.jsonl" docs/labs/09-nested-handlers/lab.c >/dev/null 2>&1 </dev/null
page faultlab-trace.5 >"$tmp/page"
for member in $(node -e '
	const names = new Set()
	for (const file of process.argv.slice(1))
		for (const line of require("fs").readFileSync(file, "utf8").trim().split("\n"))
			Object.keys(JSON.parse(line)).forEach(name => names.add(name))
	console.log([...names].join(" "))' "$tmp/sim.jsonl" "$tmp/real.jsonl"); do
	has "$tmp/page" -w -e "$member" || wrong "faultlab-trace.5 lacks $member"
done

# ---- completion -------------------------------------------------------------------------------

# bash_knows WORD...: what bash offers at the end of this line, in $out
bash_knows() {
	# shellcheck disable=SC2016  # bash's own
	run bash -c '. docs/completion/faultlab
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_faultlab
		printf "%s\n" "${COMPREPLY[@]}"' bash viz/commands/faultlab "$@"
}

# shellcheck disable=SC2016  # zsh's own
zsh_knows() {
	run env PATH="$top/viz/commands:$PATH" zsh -f -c 'compadd() { shift; print -l -- "$@" }
		_files() { print FILES }
		words=(faultlab "$@") CURRENT=$(($# + 1))
		. docs/completion/_faultlab' zsh "$@"
}

fish_knows() { run env PATH="$top/viz/commands:$PATH" HOME="$tmp" fish --no-config -c "source docs/completion/faultlab.fish; complete -C 'faultlab $1'"; }

it 'bash completes commands, labs, options and values'
bash_knows ''
for word in lab labs run sim viz doctor --help; do out_has -x -e $word; done
bash_knows lab 13
out_is '13-demand-zero-and-soft-faults
'
bash_knows viz 'comp'
out_is 'compare
'
bash_knows run --platform w
out_is 'windows
wsl
wine
'
bash_knows lab --out ''
out_is '
'
bash_knows lab 01-demand-commit -- --
out_is '
'

it 'bash completes exactly the options of --help'
for line in 'lab' 'run' 'sim' 'sim replay' 'viz show'; do
	# shellcheck disable=SC2086  # words
	bash_knows $line --
	LC_ALL=C sort "$out" >"$tmp/offered"
	# shellcheck disable=SC2086
	viz/commands/faultlab ${line%show} --help | options >"$tmp/help"
	[ -z "$(LC_ALL=C comm -23 "$tmp/offered" "$tmp/help")" ] || wrong "$line: offers what --help has not"
	for option in $(LC_ALL=C comm -13 "$tmp/offered" "$tmp/help"); do
		case " $foreign --trace --events --ws-max --frames --pagefile --commit-available --policy " in
		*" $option "*) ;; *) wrong "$line: does not offer $option" ;; esac
	done
done

it 'the values that are offered are those that the programs take'
for shell in docs/completion/*; do
	for policy in $(grep -oE 'ws fifo [a-z -]*' "$shell"); do
		run build/sim replay --policy "$policy" --frames 4 docs/labs/16-belady/belady.txt
		status_is 0
	done
	for format in $(grep -oE 'lackey text [a-z0-9 ]*' "$shell"); do
		build/sim replay --help | grep -q "^  .* $format  " || wrong "$shell: there is no format $format"
	done
	for part in $(grep -oE 'vads tables [a-z ]*' "$shell"); do
		run build/viz structure --step 3 --part "$part" --out "$tmp/part.dot" "$tmp/sim.jsonl"
		status_is 0
	done
done
for policy in $(build/sim replay --help | tr '\n' ' ' | sed 's/.*--policy A[^ ]*//; s/(default.*//' | tr -d ,); do
	has docs/completion/faultlab -w -e "$policy" || wrong "no completion for the policy $policy"
done

it 'zsh and fish complete the same'
zsh_knows ''
out_has -x doctor
zsh_knows lab ''
out_has -x 18-sparse-giant
zsh_knows sim replay --
out_has -x -e --curve
zsh_knows run --platform ''
out_has -x wsl
fish_knows ''
out_has doctor
fish_knows 'lab 18'
out_has -x 18-sparse-giant
fish_knows 'sim replay --'
out_has -x -e --curve
fish_knows 'run --platform '
out_has -x wsl
finish
