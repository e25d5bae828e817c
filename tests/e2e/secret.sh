#!/bin/bash
# secret.sh - what a graded lab can find out about whoever grades it: nothing.
#
# A word is planted where a grader may have secrets: in the environment, in open files and pipes, on standard
# input, in the arguments, in the names of the folders at work. Then everything that can be opened from inside the
# box is searched for it: on the real side by a lab (tests/class/spy.c), for the simulator's box by a shell in the
# simulator's place, which can do more than any lab.
# shellcheck disable=SC2154  # tmp, out and status are of check.sh
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

word=planted-secret
folder=$tmp/$word
mkdir "$folder" "$folder/class" "$tmp/build"
printf '%s in a file\n' $word >"$folder/file"
cp tests/class/spy.c "$folder/class/spy.c"
top=$PWD

# planted COMMAND...: run with the word in all these places
planted() {
	(
		cd "$folder" || exit 2
		export TOKEN=$word "FAULTLAB_$RANDOM=$word"
		# shellcheck disable=SC2094  # the file is open in every way
		exec "$@" 7<"$folder/file" 8< <(echo $word) 9>>"$folder/file" <"$folder/file"
	) >"$out" 2>"$err"
	status=$?
	ran="$*"
}

# Outside of a box the lab does find the word: the search can succeed. It opens every file that it can, by Wine's server,
# and a server that has opened and closed its own lock file has lost the lock: the next program starts another one. So this
# search has a server of its own, which nobody can end by Wine's means afterwards.
it 'finds the word where nothing is shut in'
own=$tmp/own
planted env FAULTLAB_BUILD="$own" timeout "$LIMIT" "$top/core/run" --timeout 500 "$folder/class/spy.c"
out_has '^found in .*environ'
out_has "the word is $word; [0-9]\{3,\} files"
for process in /proc/[0-9]*; do
	! grep -qsazx "WINEPREFIX=$own/wine" "$process/environ" || kill "${process#/proc/}" 2>/dev/null
done

it 'lets a lab find nothing of the grader on the real side'
planted "$top/viz/commands/grade/box" real "$folder/class/spy.c" "$folder" seconds 120 output 1000
status_is 0
file_has "$folder/said" "the word is $word; [0-9]\{3,\} files"
grep -a '^found' "$folder/said" >"$out" && wrong "$(head -n 5 "$out")"

# A stand-in for the simulator: /bin/sh with the whole of the box to itself.
cat >"$tmp/build/sim" <<'STANDIN'
#!/bin/bash
word=$(echo qmboufe.tfdsfu | tr 'b-u.' 'a-t-')
for place in /proc/[0-9]*/{environ,cmdline,maps,mountinfo,status} /proc/[0-9]*/fd/* /lab/* /tmp/* /dev/* /etc/* /faultlab/* /proc/*; do
	[ -f "$place" ] || [ -p "$place" ] || continue
	case $place in /proc/kmsg|/proc/kcore|/proc/*/fd/[01]|/etc/alternatives/*) continue ;; esac
	timeout 2 head -c 1000000 "$place" 2>/dev/null | grep -qa -e "$word" && echo "found in $place" >&2
done
for link in /proc/[0-9]*/{cwd,exe,root} /proc/[0-9]*/fd/*; do
	case $(readlink "$link") in *"$word"*) echo "found as the target of $link" >&2 ;; esac
done
find / -path /usr -prune -o -name "*$word*" -printf 'found as the name %p\n' 2>/dev/null >&2
env | grep -e "$word" >&2
echo "the word is $word; descriptors: $(ls /proc/self/fd | tr '\n' ' ')" >&2
STANDIN
chmod +x "$tmp/build/sim"
ln -s "$top/build/warden" "$tmp/build/warden"

it 'leaves nothing of the grader in the box of the simulator'
FAULTLAB_PROGRAMS=$tmp/build planted "$top/viz/commands/grade/box" sim "$folder/class/spy.c" "$folder" seconds 60 output 1000
status_is 0
file_has "$folder/said" "the word is $word"
grep -a '^found' "$folder/said" >"$out" && wrong "$(head -n 5 "$out")"

it 'hands no descriptor in there but the three streams'
file_has "$folder/said" 'descriptors: 0 1 2 3 $'               # 3 is that of ls itself

finish
