# shellcheck shell=sh disable=SC2034  # what is set here is read where this is sourced
# find_lab.sh - which files belong to a lab. Sourced by viz/commands/lab and viz/commands/record, which have a word `die`.

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
