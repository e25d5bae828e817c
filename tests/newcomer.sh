#!/bin/bash
# newcomer.sh [--keep] [DIR] - the way of somebody new, from README.md to a graded lab, in a bare Debian system.
#
# Makes the smallest Debian 12 in DIR (default: a folder that is removed at the end), puts a clone of the last
# commit and nothing else into it, and types there what README.md says; `make` is all that it presumes. Times
# every command. Needs root, debootstrap and half an hour; so it is run by hand, and is no part of `make test`.
set -eu
cd "$(dirname "$0")/.."
keep=
[ "${1-}" != --keep ] || { keep=1; shift; }
[ "$(id -u)" = 0 ] || { echo 'newcomer.sh: has to be root, to make a system and enter it' >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "newcomer.sh: debootstrap is missing: apt-get install debootstrap" >&2; exit 3; }
root=${1:-$(mktemp -d /var/tmp/newcomer.XXXXXX)}
[ -n "$keep" ] || trap 'rm -rf --one-file-system "$root"' EXIT

# The archive that this machine itself has its packages from.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | head -n 1)
if [ ! -x "$root/usr/bin/apt-get" ]; then
	debootstrap --variant=minbase bookworm "$root" "${mirror:?no archive of Debian is known here}" >/dev/null
fi
rm -rf "$root/home/new" && mkdir -p "$root/home/new/faultlab"
git archive HEAD | tar -x -C "$root/home/new/faultlab"
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
for f in /etc/apt/apt.conf.d/*; do
	grep -qiE 'proxy|verify' "$f" && cp "$f" "$root/etc/apt/apt.conf.d/"
done

# A certificate that this machine reaches npm's registry with is the new one's too.
cafile=$(npm config get cafile 2>/dev/null || true)
if [ -f "$cafile" ]; then
	install -D -m 644 "$cafile" "$root$cafile"
else
	cafile=
fi

# type COMMAND...: as the new user types it, with the time that it took
type_in() {
	local from=$SECONDS status=0

	echo "\$ $*"
	unshare --mount --pid --fork --kill-child bash -c '
		mount --make-rprivate / && mount --bind "$0" "$0" && mount -t proc proc "$0/proc" &&
		mount --rbind /dev "$0/dev" && mount --make-rslave "$0/dev" &&
		exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb CI=true \
			${2:+NPM_CONFIG_CAFILE="$2"} sh -c "cd /home/new/faultlab && $1" </dev/null' \
		"$root" "$*" "$cafile" || status=$?
	echo "[$((SECONDS - from)) s, status $status]"
	return $status
}

type_in 'apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends make >/dev/null'
type_in make lab
type_in make lab
type_in make grade LAB=tests/class/right/1-filter.c SPEC=docs/assignments/1-filter/spec
type_in make doctor || true
type_in make test
