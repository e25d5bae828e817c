# shellcheck shell=sh
# cure.sh - what to type when something is missing on this machine. Sourced, not run.
#
# Every system calls its packages otherwise, and forbids a sandbox in a way of its own. This asks the machine which of them
# it is, and has the one line that helps. It needs nothing but a shell: what it speaks of may be missing.
#
# Used by: doctor.

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

# Which of the kernel's switches forbids it, and the word that opens it.
namespaces_cure() {
	for switch in kernel/unprivileged_userns_clone=0=1 kernel/apparmor_restrict_unprivileged_userns=1=0 \
		user/max_user_namespaces=0=15000; do
		name=${switch%%=*} wanted=${switch##*=} bad=${switch#*=}
		bad=${bad%=*}
		value=''
		[ ! -r "/proc/sys/$name" ] || read -r value <"/proc/sys/$name"
		[ "$value" != "$bad" ] || { echo "as root, type: sysctl -w $(echo "$name" | tr / .)=$wanted"; return; }
	done
	echo 'inside of a container it has to be allowed from outside'
}
