# shellcheck shell=sh disable=SC2034  # what is set here is read where this is sourced
# find_lab.sh - which files belong to a lab, and which options its machine may have. Sourced by viz/commands/lab,
# viz/commands/record and viz/commands/sweep, which have a word `die`.

# LAB, a folder with lab.c or a .c file -> $source, $name, $recorded (where its recorded trace is, or would be)
find_lab() {
	case $1 in '') die "LAB is empty; give a lab's folder or a .c file" ;; -*) set -- "./$1" ;; esac
	# What is not here may be a name of one that comes with FaultLab; a book of that name in this folder is no lab.
	if [ -n "${labs:-}" ] && { [ ! -e "$1" ] || { [ -d "$1" ] && [ ! -e "$1/lab.c" ]; }; }; then
		[ ! -e "$labs/$1" ] || set -- "$labs/$1"
	fi
	if [ -d "$1" ]; then
		source=${1%/}/lab.c
		name=$(basename "$(cd "$1" && pwd)") || die "$1 cannot be entered"
		recorded=${1%/}/real.jsonl
		[ -e "$source" ] || die "$1 is a folder without lab.c"
	else
		source=$1
		name=$(basename "$1" .c)
		recorded=${1%.c}.real.jsonl
		[ -e "$1" ] || die "$1: no such file or folder"
		[ "${1%.c}" != "$1" ] || die "$1 is not a .c file"
	fi
	[ -f "$source" ] || die "$source is not a file"
	[ -r "$source" ] || die "$source cannot be read"
	[ -s "$source" ] || die "$source is empty"
}

# --sim "OPTION VALUE ..." -> $sim_options. Only what changes the machine, not where things go: each word is plain,
# so that the list needs no quotes.
read_sim_options() {
	set -f
	# shellcheck disable=SC2086  # to be split, and checked word by word
	set -- $1
	set +f
	sim_options=''
	while [ $# -gt 0 ]; do
		case $1 in
		--ws-max|--frames|--pagefile|--commit-available)
			case ${2:-} in ''|*[!0-9]*) die "SIMFLAGS: $1 takes a number, not '${2:-}'" ;; esac ;;
		--policy)
			case ${2:-} in ''|*[!a-z-]*) die "SIMFLAGS: $1 takes a name, not '${2:-}'" ;; esac ;;
		*) die "SIMFLAGS: '$1' is no option that the simulator has here; see --help" ;;
		esac
		sim_options="$sim_options $1 $2"
		shift 2
	done
}
