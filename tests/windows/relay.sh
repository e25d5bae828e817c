# shellcheck shell=sh
# relay.sh NUMBER - the Linux end of relay.c: does what $RELAY_UNIX/NUMBER.words says.
# Its first line is the folder, the second the program, the others the program's words; C:\x is the prefix's x.
base=$RELAY_UNIX/$1

unix() { printf '%s\n' "$1" | sed -E 's,^([A-Za-z]):,'"$WINEPREFIX"'/dosdevices/\L\1:,; t path; s,^\.\\,./,; b; :path; s,\\,/,g'; }

{
	read -r folder && read -r program
	set --
	while IFS= read -r word; do
		set -- "$@" "$(unix "$word")"
	done
} <"$base.words"
[ "$program" != clang ] || program=clang-19
cd "$(unix "$folder")" || exit 1
"$program" "$@" >"$base.out" 2>"$base.err" </dev/null
echo $? >"$base.part"
mv "$base.part" "$base.done"
