#!/bin/sh
# The release archives and the Debian package: what is in them, that they work where they are unpacked, and that
# the same commit gives the same bytes. On the programs that are built already; what links them again is Makefile.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
version=$(sed -n 's/^version=//p' core/run)
source=build/dist/faultlab-$version.tar.gz
linux=build/dist/faultlab-$version-linux-x86_64.tar.gz
deb=build/dist/faultlab_${version}_amd64.deb
unset SOURCE_DATE_EPOCH FAULTLAB_BUILD

# A machine with graphviz and nothing else of what FaultLab can use: no compiler, no Wine, no jansson of its own.
mkdir "$tmp/bin" "$tmp/home"
for tool in sh dirname basename readlink sed cat cp mv rm mkdir mktemp chmod tail head grep dot ls find sort awk tr cut \
	env comm rmdir ln date xargs; do
	ln -s "$(command -v $tool)" "$tmp/bin/$tool"
done

# works PROGRAM: a lab with its recorded run, from a folder of its own
works() {
	mkdir -p "$tmp/else where"
	ran="$1 lab --real recorded"
	(
		cd "$tmp/else where" || exit 2
		rm -rf out
		exec timeout "$LIMIT" env -i PATH="$tmp/bin" HOME="$tmp/home" "$1" lab --real recorded 05-guard-page
	) >"$out" 2>"$err" </dev/null
	status=$?
	status_is 0
	out_has 'REAL and SIM agree'
	there "$tmp/else where/out/05-guard-page/index.html"
}

libraries() { objdump -p "$@" | sed -n 's/^ *NEEDED *//p' | sort -u | tr '\n' ' '; }

it 'packs the sources without anything that was built'
run make dist-source
status_is 0
out_is "$source
"
tar -tzf "$source" >"$tmp/list"
for file in Makefile README.md LICENSE core/run sim/main.c viz/commands/lab .ci/setup tests/run.sh docs/labs/01-demand-commit/real.jsonl; do
	has "$tmp/list" -x "faultlab-$version/$file" || wrong "it lacks $file"
done
! grep -qv "^faultlab-$version/" "$tmp/list" || wrong 'not all is in one folder'
! grep -q -e '\.o$' -e '/build/' -e '/out/' -e '/\.git/' -e node_modules "$tmp/list" || wrong 'it holds what was built'

it 'the archive packs itself again, to the same bytes, in another zone, with another mask'
cp "$source" "$tmp/first.tar.gz"
tar -xzf "$source" -C "$tmp"
chmod -R go-rwx "$tmp/faultlab-$version"
run sh -c "umask 077; cd '$tmp/faultlab-$version' && TZ=Asia/Tokyo LC_ALL=C make --no-print-directory dist-source"
status_is 0
same "$tmp/first.tar.gz" "$tmp/faultlab-$version/$source"
run make -n -C "$tmp/faultlab-$version" all lab
status_is 0

it 'packs programs for Linux that need no library, and runs where it is unpacked'
run make dist-linux
status_is 0
mkdir "$tmp/linux"
tar -xzf "$linux" -C "$tmp/linux"
there="$tmp/linux/faultlab-$version-linux-x86_64"
[ -z "$(libraries "$there"/lib/faultlab/build/*)" ] || wrong 'it needs libraries'
works "$there/bin/faultlab"

it 'the archive installs itself'
run env -i PATH="$tmp/bin" "$there/install" "$tmp/prefix"
status_is 0
works "$tmp/prefix/bin/faultlab"
run env -i PATH="$tmp/bin" "$there/install" --uninstall "$tmp/prefix"
status_is 0
not_there "$tmp/prefix"

it 'makes a Debian package whose fields say the truth'
run make deb
status_is 0
mkdir "$tmp/root"
dpkg-deb -x "$deb" "$tmp/root"
[ "$(dpkg-deb -f "$deb" Version)" = "$version" ] || wrong 'the version is another'
programs="$tmp/root/usr/lib/faultlab/build/sim $tmp/root/usr/lib/faultlab/build/viz $tmp/root/usr/lib/faultlab/build/warden"
# shellcheck disable=SC2086  # words
# libm is a part of libc6.
[ "$(libraries $programs)" = 'libc.so.6 libjansson.so.4 libm.so.6 ' ] || wrong "it needs other libraries: $(libraries $programs)"
for package in libc6 libjansson4 graphviz fonts-dejavu-core; do
	dpkg-deb -f "$deb" Depends | grep -q "\b$package\b" || wrong "Depends lacks $package"
done
# shellcheck disable=SC2086
newest=$(objdump -T $programs | grep -oE 'GLIBC_[0-9.]+' | sed 's/GLIBC_//' | sort -uV | tail -n 1)
dpkg-deb -f "$deb" Depends | grep -q "libc6 (>= $newest)" || wrong "Depends does not ask for libc6 $newest"
for package in $(awk '$1 == "real" || $1 == "wine" { print $2 }' .ci/packages); do
	dpkg-deb -f "$deb" Recommends | grep -q "\b$package\b" || wrong "Recommends lacks $package"
done

it 'the package is whole, everybody may read it, and it runs'
mkdir "$tmp/control"
dpkg-deb -e "$deb" "$tmp/control"
(cd "$tmp/root" && md5sum --quiet -c "$tmp/control/md5sums") || wrong 'the sums are wrong'
[ "$(wc -l <"$tmp/control/md5sums")" = "$(find "$tmp/root" -type f | wc -l)" ] || wrong 'not every file has a sum'
[ -z "$(find "$tmp/root" ! -type l ! -perm -444)" ] || wrong 'not everybody may read it'
there "$tmp/root/usr/share/doc/faultlab/copyright" "$tmp/root/usr/share/doc/faultlab/changelog.gz" "$tmp/root/usr/share/man/man1/faultlab.1.gz"
works "$tmp/root/usr/bin/faultlab"

it 'gives the same bytes again'
sums=$(sha256sum "$linux" "$deb")
run sh -c 'umask 027; TZ=Asia/Tokyo make dist-linux deb'
status_is 0
[ "$(sha256sum "$linux" "$deb")" = "$sums" ] || wrong 'they are not the same'

it 'leaves no half of an archive, and says what is missing'
cp "$linux" "$tmp/before"
printf '#!/bin/sh\nhead -c 100; exit 1\n' >"$tmp/gzip"
chmod +x "$tmp/gzip"
run env PATH="$tmp:$PATH" SIM=build/static/sim VIZ=build/static/viz .ci/dist linux
status_is 1
err_has 'could not be written'
same "$linux" "$tmp/before"
[ -z "$(find build/dist -name '*.new' -o -name '*.tar')" ] || wrong 'halves are left in build/dist'
run env PATH="$tmp/bin" .ci/dist deb
status_is 3
err_has 'apt-get install'
run .ci/dist everything
status_is 2
finish
