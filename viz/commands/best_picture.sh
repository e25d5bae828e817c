# shellcheck shell=sh
# best_picture.sh - which picture of a lab's book shows it best. Sourced by viz/commands/books.

# best_picture TABLE LAB FRAMES -> the picture's .svg; status 1 if the table names none that is there
best_picture() {
	wanted=$(sed -n "s/^$2 //p" "$1") nth=1
	case $wanted in *:*) nth=${wanted#*:} wanted=${wanted%:*} ;; esac
	case $wanted/$nth in */*[!0-9]*|*[!a-z0-9-]*/*|/*) return 1 ;; esac
	for svg in "$3"/step-*-"$wanted".svg; do
		[ -f "$svg" ] || return 1
		nth=$((nth - 1))
		[ "$nth" -gt 0 ] || { printf '%s\n' "$svg"; return 0; }
	done
	return 1
}
