# shellcheck shell=sh disable=SC2034  # what is set here is read where this is sourced
# folders.sh - the folder for what the real side keeps, and folders that are there for one run. Sourced, not run.
#
# A checkout may be another's to write to: then everybody has a folder of his own for Wine and the compiled labs.
#
# What a run makes on its way stands in a folder beside its final place and is moved there at the end. A run that is
# killed leaves that folder, and the next one removes it. So its name says who made it: PREFIX.MACHINE.PROCESS.RANDOM.
#
# Invariants
#   FOLDERS-1  nothing is removed but what this user made, on this machine, in a process that is gone
#   FOLDERS-2  of two runs that publish in one place both have been there whole, and the later one stays
#
# Used by: core/run, and by the scripts of viz/commands/.

# choose_build TOP: where the real side keeps what it makes, as $build; false with the reason in $why
choose_build() {
	build=${FAULTLAB_BUILD:-$1/build} why=''
	case $build in /*) ;; *) build=$PWD/$build ;; esac
	! is_ours_to_fill "$build" || return 0
	why="$build is not yours to write to"
	if [ -z "${FAULTLAB_BUILD:-}" ] && [ -n "${XDG_CACHE_HOME:-}${HOME:-}" ]; then
		build=${XDG_CACHE_HOME:-$HOME/.cache}/faultlab
		! is_ours_to_fill "$build" || return 0
		why="neither $1/build nor $build is yours to write to"
	fi
	why="$why; set FAULTLAB_BUILD to a folder that is"
	return 1
}

# Can all of it be made there? Wine takes no folder of another user.
is_ours_to_fill() {
	nearest=$1/core
	while [ ! -e "$nearest" ] && [ "${nearest%/*}" != "$nearest" ]; do
		nearest=${nearest%/*}
	done
	[ -d "${nearest:-/}" ] && [ -w "${nearest:-/}" ] && { [ ! -e "$1/wine" ] || [ -O "$1/wine" ]; }
}

# ---- folders for one run ----

# Processes have numbers of their own in a container, and other machines may see the same folder.
scratch_machine() {
	[ -n "${scratch_here:-}" ] || scratch_here=$( (uname -n; readlink /proc/self/ns/pid) 2>/dev/null | tr -cd 'A-Za-z0-9-' 2>/dev/null)
}

# scratch_make PREFIX: a new folder, as $scratch_new; false with the reason in $scratch_why
scratch_make() {
	scratch_machine
	scratch_sweep "$1"
	scratch_new=$(mktemp -d "$1.$scratch_here.$$.XXXXXX" 2>&1) && return
	scratch_why=${scratch_new##*: }
	return 1
}

# Remove what killed runs left there. (FOLDERS-1)
scratch_sweep() {
	for left in "$1.$scratch_here".*.??????; do
		owner=${left#"$1.$scratch_here".}
		owner=${owner%.??????}
		case $owner in *[!0-9]*|'') continue ;; esac
		[ -d "$left" ] && [ ! -L "$left" ] && [ -O "$left" ] || continue
		kill -0 "$owner" 2>/dev/null || rm -rf "$left"
	done
}

# make_out FOLDER: the folder that the user wants the results in; false with the reason in $why
make_out() {
	why=$(mkdir -p "$1" 2>&1) && why=$([ -w "$1" ] || echo ': Permission denied')
	[ -n "$why" ] || return 0
	why="$1 cannot be made or written to (${why##*: }); give another folder"
	return 1
}

# publish_folder NEW PLACE: NEW gets the name PLACE, and what is there goes into the folder in which NEW stands; false if
# it cannot. A move into a place that another run has taken meanwhile would end inside of what that run has put there. (FOLDERS-2)
publish_folder() {
	tries=0
	while [ $tries -lt 20 ]; do
		[ ! -e "$2" ] || mv "$2" "${1%/*}/old.$tries" 2>/dev/null
		! take_place "$1" "$2" || return 0
		tries=$((tries + 1))
	done
	return 1
}

take_place() {
	case $(mv --help 2>&1) in
	*-T*) mv -T "$1" "$2" 2>/dev/null ;;
	*)
		[ ! -e "$2" ] && mv "$1" "$2" 2>/dev/null && [ ! -e "$2/${1##*/}" ] && return
		[ ! -e "$2/${1##*/}" ] || mv "$2/${1##*/}" "$1"
		return 1 ;;
	esac
}
