# shellcheck shell=sh
# cure.sh - what to type when something is missing on this machine. Sourced, not run.
#
# Every system calls its packages otherwise, and forbids a sandbox in a way of its own. This asks the machine which of them
# it is, and has the one line that helps. It needs nothing but a shell: what it speaks of may be missing.
#
# Used by: doctor, grade/.

have() { command -v "$1" >/dev/null 2>&1; }

manager=''
[ ! -e /etc/debian_version ] || manager=apt-get
for candidate in apt-get brew dnf pacman apk zypper; do
	[ -n "$manager" ] || ! have "$candidate" || manager=$candidate
done
sudo=''
[ "$( (id -u) 2>/dev/null)" = 0 ] || sudo='sudo '

# What others call the packages without which nothing works; of the rest only Debian's names are known.
elsewhere() {
	case $manager:$1 in
	brew:gcc|brew:make|brew:libc6-dev) echo 'xcode-select --install' ;;
	brew:libjansson-dev) echo 'brew install jansson pkg-config' ;;
	brew:graphviz) echo 'brew install graphviz' ;;
	brew:fonts-dejavu-core) echo 'brew install --cask font-dejavu' ;;
	dnf:bubblewrap|pacman:bubblewrap|zypper:bubblewrap|apk:bubblewrap) type_it bubblewrap ;;
	dnf:gcc|dnf:make|dnf:graphviz|pacman:gcc|pacman:make|pacman:graphviz|pacman:jansson|\
	zypper:gcc|zypper:make|zypper:graphviz|apk:gcc|apk:make|apk:graphviz)
		type_it "$1" ;;
	dnf:libc6-dev) type_it glibc-devel ;;
	dnf:libjansson-dev) type_it jansson-devel ;;
	dnf:fonts-dejavu-core) type_it dejavu-sans-fonts ;;
	pacman:libc6-dev) type_it glibc ;;
	pacman:libjansson-dev) type_it jansson ;;
	pacman:fonts-dejavu-core) type_it ttf-dejavu ;;
	zypper:libc6-dev) type_it glibc-devel ;;
	zypper:libjansson-dev) type_it libjansson-devel ;;
	zypper:fonts-dejavu-core) type_it dejavu-fonts ;;
	apk:libc6-dev) type_it musl-dev ;;
	apk:libjansson-dev) type_it jansson-dev ;;
	apk:fonts-dejavu-core) type_it font-dejavu ;;
	*) echo "install it (Debian has it in the package $1)" ;;
	esac
}

type_it() {
	case $manager in
	pacman) echo "${sudo}pacman -S $1" ;;
	apk) echo "${sudo}apk add $1" ;;
	*) echo "$sudo$manager install $1" ;;
	esac
}

cure() {
	case $manager in
	apt-get) echo "type: ${sudo}apt-get install --no-install-recommends $1" ;;
	'') elsewhere "$1" ;;
	*) text=$(elsewhere "$1"); case $text in install*) echo "$text" ;; *) echo "type: $text" ;; esac ;;
	esac
}

# ---- a sandbox that is refused ------------------------------------------------------------------

# Where the machine is described; the tests describe others.
machine_root=${FAULTLAB_MACHINE:-}

# switch NAME: the value of the kernel's switch, or nothing
switch() {
	value=''
	[ ! -r "$machine_root/proc/sys/$1" ] || read -r value <"$machine_root/proc/sys/$1"
	echo "$value"
}

# In which kind of container this runs, if in one.
container_kind() {
	if [ -e "$machine_root/.dockerenv" ]; then
		echo docker
	elif [ -e "$machine_root/run/.containerenv" ]; then
		echo podman
	elif [ -r "$machine_root/run/systemd/container" ] || [ -n "${KUBERNETES_SERVICE_HOST:-}" ]; then
		echo other
	fi
}

# The words as they are: an echo may take \n for a new line.
line() { printf '%s\n' "$*"; }

# What the machine at hand has to allow before bwrap can make a sandbox: one sentence. A container cannot allow itself
# anything, and sees the switches of its host; so it is asked for first. Sources: docs/reference/sources.md, [userns].
sandbox_cure() {
	host=''
	[ "$(switch kernel/apparmor_restrict_unprivileged_userns)" != 1 ] ||
		host='; and on its host, as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
	if ! have bwrap; then
		cure bubblewrap
		return
	fi
	case $(container_kind) in
	docker)
		line "this is a container, which has to be started with: docker run --security-opt seccomp=unconfined" \
			"--security-opt apparmor=unconfined --security-opt systempaths=unconfined$host"
		return ;;
	podman)
		line "this is a container, which has to be started with: podman run --security-opt seccomp=unconfined" \
			"--security-opt unmask=ALL$host"
		return ;;
	other)
		line "this is a container, and its host has to allow it user namespaces and a /proc of its own (LXD:" \
			"lxc config set NAME security.nesting true; Kubernetes: seccompProfile Unconfined and procMount Unmasked)$host"
		return ;;
	esac
	if [ "$(switch kernel/unprivileged_userns_clone)" = 0 ]; then
		echo 'as root, type: sysctl -w kernel.unprivileged_userns_clone=1'
	elif [ "$(switch user/max_user_namespaces)" = 0 ]; then
		echo 'as root, type: sysctl -w user.max_user_namespaces=15000'
	elif [ -n "$host" ]; then
		line "AppArmor forbids it to programs without a profile, as Ubuntu 24.04 does. As root, type:" \
			"printf 'abi <abi/4.0>,\ninclude <tunables/global>\nprofile bwrap $(command -v bwrap) flags=(unconfined) { userns, }\n'" \
			">/etc/apparmor.d/bwrap && apparmor_parser -r /etc/apparmor.d/bwrap" \
			"(or, for all programs: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0)"
	elif have ischroot && ischroot; then
		echo 'in a chroot only root can make one, and its folder has to be a mount point: mount --bind FOLDER FOLDER'
	else
		echo 'the system allows this user no user namespaces; root can do without them'
	fi
}
