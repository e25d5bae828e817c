# shellcheck shell=bash disable=SC2034,SC2154  # what is set here is read in core/run, and the other way round
# text.sh - the text of a lab, before it is compiled: what no compiler here reads, and what Microsoft's would.
#
# On Windows file names are the same in any case, so a lab includes <Windows.h>; and a lab out of a project of Visual Studio
# includes a precompiled header that did not come with it. What the compiler would not find under such a name gets a
# small file of that name, in a folder of this compilation.
#
# try, except, finally and leave are words that a lab may have as names (weave.c). Where it does, all
# is compiled from a text in which the keywords are spelled otherwise, with the lab's own line numbers.
#
# Sourced by run, not run.

mingw=/usr/x86_64-w64-mingw32/include
own_headers=' float.h iso646.h limits.h stdalign.h stdarg.h stdbool.h stddef.h stdint.h stdnoreturn.h '  # of the compiler

# The lab's text with lines that end in \n, for those who look for one: an editor may end them with \r alone.
lines() { sed 's/\r$//' <"$lab" | tr '\r' '\n'; }

# What no compiler here reads is refused in the words of the other side (sim/lang/source.c), which say what to do.
check_text() {
	local line

	case $(od -An -v -tx1 -N2 -- "$lab") in
	' ff fe'|' fe ff')
		printf '%s:1:1: error: the file is in UTF-16, which the compiler does not read: save it as UTF-8\n' "$lab" >&2
		exit 2 ;;
	esac
	line=$(lines | LC_ALL=C grep -anm1 -P '\x00' | cut -d : -f 1)
	[ -n "$line" ] || return 0
	printf '%s:%s:1: error: there is a zero byte in this line, and none in C: if the file is in UTF-16, save it as UTF-8\n' \
		"$lab" "$line" >&2
	exit 2
}

# ---- headers ----------------------------------------------------------------------------------

# LINE<NAME or LINE"NAME for every header that the file includes.
names_of_headers() {
	sed 's/\r$//' <"$1" | tr '\r' '\n' |
		sed -n '/^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]/{=;s/^[^<"]*\([<"][^>"]*\).*/\1/p}' | paste -d '\0' - -
}

# The file beside the including one that has this name in another case.
beside() {      # beside FOLDER NAME
	case $2 in *[][*?/\\\"]*) return 1 ;; esac
	find -L "$1" -maxdepth 1 -type f -iname "$2" 2>/dev/null | LC_ALL=C sort | head -n 1 | grep .
}

# One header that is included in line $2 of the file $1 as $3, which begins with its bracket: made in the folder $4, if that helps.
give_header() {
	local name=${3#?} lower found text

	lower=${name,,}
	case $name in /*|*..*|*\\*|'') return ;; esac
	if [ "${3%"$name"}" = '"' ]; then
		if [ -e "$(dirname -- "$1")/$name" ]; then
			more_files+=("$(dirname -- "$1")/$name")
			return
		elif found=$(beside "$(dirname -- "$1")" "$name"); then
			text="#include \"$(readlink -f -- "$found")\""
			more_files+=("$found")
		fi
	fi
	if [ -z "${text:-}" ] && [ "$name" != "$lower" ] && { [ -e "$mingw/$lower" ] || [[ $own_headers == *" $lower "* ]]; }; then
		text="#include <$lower>"
	fi
	case ${text:-}$lower in
	stdafx.h|pch.h)
		printf '%s:%s: note: %s is not there, and is taken for an empty file\n' "$1" "$2" "$name" >&2
		text='/* a precompiled header that did not come with the lab */' ;;
	esac
	[ -n "${text:-}" ] || return
	mkdir -p -- "$4/$(dirname -- "$name")" && printf '%s\n' "$text" >"$4/$name"
}

# Sets headers to the compiler's option for the folder $1, if any file was needed there.
give_headers() {
	local more_files=("$lab") seen=0 entry line

	headers=()
	while [ $seen -lt ${#more_files[@]} ] && [ $seen -lt 100 ]; do
		while IFS= read -r entry; do
			line=${entry%%[<\"]*}
			give_header "${more_files[seen]}" "$line" "${entry#"$line"}" "$1"
		done < <(names_of_headers "${more_files[seen]}")
		seen=$((seen + 1))
	done
	[ ! -d "$1" ] || headers=(-isystem "$1")
}

# ---- words ------------------------------------------------------------------------------------

# Sets text to what the compiler reads the lab from: as it stands, or spelled otherwise, in the folder $1.
choose_text() {
	text=("${spelling[@]}" "${headers[@]}" "$lab")
	lines | grep -qawE 'try|except|finally|leave' || return 0
	briefly "$clang" "${target[@]}" -DFL_SPELLED "${text[@]}" -w -E -o "$1/unspelled.i" 2>/dev/null || return 0
	[ -n "$("$runtime/weave" --words <"$1/unspelled.i")" ] || return 0
	"$runtime/weave" --spell <"$1/unspelled.i" >"$1/spelled.i" || return 0
	head=
	text=(-x cpp-output "$1/spelled.i")
}

# The same text with all its macros replaced, as lab.i in the folder $1.
expand_text() {
	if [ "${text[0]}" = -x ]; then
		ln -- "$1/spelled.i" "$1/lab.i"
	else
		briefly "$clang" "${target[@]}" -w -E -o "$1/lab.i" "${text[@]}" 2>/dev/null
	fi
}
