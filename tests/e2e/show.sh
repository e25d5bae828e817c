#!/bin/sh
# viz in a terminal and on paper, from outside: show, step (driven through tmux), export.
# shellcheck disable=SC2046,SC2086  # $lab1, $(traces ...) and the like are two files
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh

viz=$PWD/build/viz data=$PWD/tests/data/traces
unset NO_COLOR
export TMUX_TMPDIR="$tmp"
trap 'over; rm -rf "$tmp"' EXIT

# traces NAME [SIM OPTIONS]: both traces of docs/labs/NAME, the real one as it was recorded
traces() {
	name=$1
	shift
	build/sim run "$@" --trace "$tmp/$name.jsonl" "docs/labs/$name/lab.c" >"$tmp/said" 2>&1 || :
	echo "$PWD/docs/labs/$name/real.jsonl $tmp/$name.jsonl"
}

# fits COLUMNS: no line of the output is wider
fits() {
	wide=$(LC_ALL=C.UTF-8 wc -L <"$out")
	[ "$wide" -le "$1" ] || wrong "a line of the output has $wide columns, not at most $1"
}

# harmless: no control character but newline
harmless() {
	LC_ALL=C tr -d '\n\040-\176\200-\377' <"$out" | grep -q . && wrong 'there are control characters in the output'
	! LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$out" || wrong 'there are C1 control characters in the output'
}

lab1=$(traces 01-demand-commit)

# ---- show ----

it 'shows a step of a real run: what the picture says, in lines'
run $viz show --step 3 $lab1
status_is 0
err_empty
out_has '^Step 3 of 164: Fault 1 of 80 .*\[2 .* AFTER commit + retry\]$'
out_has '^= REAL and SIM agree$'
out_has '^REAL     0  #-\{63\}$'
out_has '^SIM     64  -\{16\}$'
out_has '^\^ WRITE page 0: REAL resident, SIM resident$'
out_has '  4 Filter      VirtualAlloc(page 0, MEM_COMMIT, RW)'
out_has '  retried   \[1\] \[0x[0-9A-F]*\] '
out_has '  committed     \[1 (+1)\] .*= same$'
out_has '^  active [0-9]* (+[0-9]*), zeroed'
out_has '^  main:  size = 327680  i = 0$'
out_has '^  globals:  buffer = 0x[0-9a-f]*  \[commits = 1\]$'
out_has '^    reserved 80 pages$'
fits 80
harmless

it 'gives the same bytes again, and the same for NO_COLOR and any TERM'
cp "$out" "$tmp/first"
run env NO_COLOR=1 TERM=xterm-256color $viz show --step 3 $lab1
out_like "$tmp/first"

it 'fits 40 and 200 columns as well, and ASCII is ASCII'
for width in 20 40 200; do
	run $viz show --step all --width $width $lab1
	status_is 0
	fits $width
	harmless
	[ "$(grep -c '^Step [0-9]* of' "$out")" = 164 ] || wrong "not every step at width $width"
done
out_has '^REAL     0  #\{80\}$'
run $viz show --all --ascii $lab1
LC_ALL=C grep -q '[^ -~]' "$out" && wrong 'there is more than ASCII'
out_has '\[2 \. AFTER commit + retry\]'

it 'shows every lab, whatever happens there'
for folder in docs/labs/[0-9]*; do
	both=$(traces "${folder##*/}")
	run $viz show --all $both
	status_is 0
	fits 80
	harmless
	run $viz show --all --width 40 "$folder/real.jsonl"
	status_is 0
	fits 40
	harmless
done

it 'tells frame lists, and what went to the page file'
run $viz show --all $(traces 14-thrashing --frames 40 --pagefile 100)
out_has '^FRAME LISTS AND PAGE FILE'
out_has '^  in this step: demand-zero [0-9]*, .*trim [0-9]*'
out_has 'written .*: transition → standby, page file slot'

it 'holds the same variables wherever one comes from'
for step in 30 3 75; do
	run $viz show --step $step $lab1
	cp "$out" "$tmp/one"
	run $viz show --step 1-$step $lab1
	tail -n "$(wc -l <"$tmp/one")" "$out" | cmp -s - "$tmp/one" || wrong "step $step differs"
done

it 'shows what diverges, in words'
run $viz show --step divergences $data/smalldiv-real.jsonl $data/smalldiv-sim.jsonl
status_is 0
out_has '^≠ REAL and SIM DIVERGE$'
out_has '^≠ 1 page differs, from 2 on: REAL resident, SIM reserved$'
out_has '  then          __except block (SIM only)'
out_has '  ≠ error: REAL 0, SIM 1455'
run $viz show --step divergences $data/small-real.jsonl $data/small-sim.jsonl
status_is 2
err_has 'no step of this lab diverges'

it 'explains a known difference of Wine where it happens'
run $viz show --all $(traces 17-copy-on-write)
out_has '^≈ known Wine difference (writecopy-kept)'
out_has 'Known Wine difference'

it 'does not let a lab write to the terminal'
cat >"$tmp/evil.c" <<'LAB'
#include <windows.h>
#include <stdio.h>
int main(void)
{
	printf("\033[2J\033]0;title\007\x9b" "31m red?\r\b\x7f\t|\n");
	return 0;
}
LAB
build/sim run --trace "$tmp/evil.jsonl" "$tmp/evil.c" >"$tmp/said" 2>&1
run $viz show --all "$tmp/evil.jsonl"
status_is 0
harmless
out_has -F '\x1b[2J\x1b]0;title\x07\x9b31m red?\r\x08\x7f'
cp "$tmp/evil.jsonl" "$tmp/name.jsonl"
sed -i '1s/"lab":"evil.c"/"lab":"e\\u001b[31m\\u202e\\u009b.c"/' "$tmp/name.jsonl"
run $viz show --all "$tmp/name.jsonl"
status_is 0
harmless

it 'names the range when there is no such step'
run $viz show --step 165 $lab1
status_is 2
err_has 'viz: 165: no such step; this lab has the steps 1 to 164'
for steps in 0 x 1-999 ''; do
	run $viz show --step "$steps" $lab1
	status_is 2
	err_has 'the steps 1 to 164'
done
run $viz show $lab1
status_is 2
err_has 'give --step N, or --all'
for width in 19 1001 x -5 ''; do
	run $viz show --step 1 --width "$width" $lab1
	status_is 2
	err_has 'a number of columns from 20 to 1000'
done

it 'says when the disk is full'
run sh -c "$viz show --all $lab1 >/dev/full"
status_is 1
err_has 'cannot write the steps'

# ---- step ----

it 'refuses without a terminal, before it reads anything'
run $viz step "$tmp/nothing-there"
status_is 2
err_has 'viz: step needs a terminal on standard input and output; viz show --step N'

# in a terminal of our own: start COLUMNS ROWS COMMAND, keys KEY..., sees [GREP OPTION] PATTERN, over
terminal=0
start() {
	terminal=$((terminal + 1))
	tmux -L faultlab$terminal -f /dev/null new-session -d -x "$1" -y "$2" "$3" 2>"$err" || wrong 'tmux cannot start'
}

in_tmux() { tmux -L faultlab$terminal "$@"; }
keys() { in_tmux send-keys "$@"; }
over() { in_tmux kill-server 2>/dev/null; }

shows() {
	in_tmux capture-pane -p >"$tmp/screen" 2>/dev/null
	has "$tmp/screen" "$@"
}

# Looks until it is there.
sees() {
	ran="a look at the screen for: $*"
	[ -z "$check_why" ] || return           # what follows from a failure is not waited for
	! await shows "$@" || return
	cp "$tmp/screen" "$err"
	wrong "the screen lacks: $*"
}

# A shell that tells afterwards what the status was and how the terminal is.
wrap="trap : INT; stty -a >$tmp/before; cd $PWD; sh -c 'echo \$\$ >$tmp/pid; exec $viz step $lab1'; echo status \$?; stty -a >$tmp/after; cmp $tmp/before $tmp/after && echo the same; sleep 100000"

it 'steps with the arrow keys in 80x24'
start 80 24 "$wrap"
sees '^Step 1 of 164: VirtualAlloc: reserve'
keys Right
sees '^Step 2 of 164: Fault 1 of 80 .*BEFORE commit'
keys Right
sees '^Step 3 of 164'
sees '  5 Disposition CONTINUE_EXECUTION (-1)'
keys Down
sees '^Step 4 of 164: Fault 2'
keys End
sees '^Step 164 of 164: Exit'
keys Right
sees 'this is the last step'
keys Up
sees 'Fault 80 of 80 .*BEFORE'
keys b
sees 'Fault 80 of 80 .*AFTER'
keys Left
keys Home
sees '^Step 1 of 164'

it 'goes to a step, searches, and says what it did not find'
keys g
keys 75 Enter
sees '^Step 75 of 164: Fault 37'
keys g 999 Enter
sees '999: no such step; there are 1 to 164'
keys / 'PAGE 50' Enter
sees '^Step 102 of 164: Fault 51'
keys n
sees '^Step 103 of 164: Fault 51'
keys N
sees '^Step 102 of 164'
keys / nowhere Enter
sees '^not found'
keys d
sees 'no step diverges'

it 'scrolls by panel, and helps'
keys Tab
sees '^PAGE WALK of'
keys Tab
sees '^SIDE BY SIDE'
keys BTab
sees '^PAGE WALK of'
keys '?'
sees 'search in titles and sentences'
keys x
sees '^Step 102 of 164'

it 'follows the size of its window, down to one that is too small'
in_tmux resize-window -x 120 -y 70
sees '^OUTPUT SO FAR'
sees '^Step 102 of 164'
in_tmux resize-window -x 180 -y 42
sees '^EXCEPTION PATH  *SIDE BY SIDE'
sees '^--- lines 1 to \([0-9]*\) of \1 ---'
in_tmux resize-window -x 30 -y 12
sees '^Step 102 of 164'
in_tmux resize-window -x 30 -y 5
sees 'terminal is too small'
in_tmux resize-window -x 80 -y 24
sees '^Step 102 of 164: Fault 51'

it 'leaves the terminal as it was: q, Ctrl-C, SIGTERM, Ctrl-Z'
keys q
sees '^status 0'
sees '^the same'
over
start 80 24 "$wrap"
sees '^Step 1 of 164'
keys C-c
sees '^status 130'
sees '^the same'
over
start 80 24 "$wrap"
sees '^Step 1 of 164'
kill -TERM "$(cat "$tmp/pid")"
sees '^status 143'
sees '^the same'
over
start 80 24 'bash --norc -i'
keys "PS1='ready> '; cd $PWD; build/viz step $lab1" Enter
sees '^Step 1 of 164'
keys Right
sees '^Step 2 of 164'
keys C-z
sees '^ready> *$'
keys fg Enter
sees '^Step 2 of 164'
keys q
sees '^ready> *$'
over

it 'begins where it is told'
run $viz step --step 75 $lab1
status_is 2
start 80 24 "$viz step --step 75 $lab1"
sees '^Step 75 of 164: Fault 37'
keys q
over

it 'steps to the next divergence, without colours if they are not wanted'
start 80 30 "NO_COLOR=1 $viz step $data/smalldiv-real.jsonl $data/smalldiv-sim.jsonl"
keys d
sees '^≠ REAL and SIM DIVERGE'
in_tmux capture-pane -p -e >"$tmp/screen"
grep -q "$(printf '\033')\[[0-9;]*3[0-9]m" "$tmp/screen" && wrong 'there are colours'
keys q
over
start 80 24 "TERM=dumb $viz step $lab1; sleep 100000"
sees 'TERM says that this is none'
over

# ---- export ----

two="$data/small-real.jsonl $data/small-sim.jsonl"

it 'makes a PDF of chosen steps, one a page, as vectors and text'
run $viz export --out "$tmp/hand out.pdf" --steps 1,5,10-12 $lab1
status_is 0
err_empty
pdfinfo "$tmp/hand out.pdf" >"$tmp/info" 2>&1
file_has "$tmp/info" '^Pages: *5$'
file_has "$tmp/info" '^Page size: *960 x 540 pts'
file_has "$tmp/info" '1970'
pdftotext -f 2 -l 2 "$tmp/hand out.pdf" "$tmp/text"
file_has "$tmp/text" 'Fault 2 of 80'
[ -z "$(pdfimages -list "$tmp/hand out.pdf" | sed 1,2d)" ] || wrong 'there are pixels in it'
cp "$tmp/hand out.pdf" "$tmp/first.pdf"
run $viz export --out "$tmp/hand out.pdf" --steps 1,5,10-12 $lab1
same "$tmp/hand out.pdf" "$tmp/first.pdf"

it 'makes a picture for a projector, or a folder of them and nothing old'
run $viz export --out "$tmp/one.png" --steps 3 $two
status_is 0
file_is() { [ "$(od -An -tx1 -j16 -N8 "$1" | tr -d ' ')" = "$2" ] || wrong "$1 has another size"; }
file_is "$tmp/one.png" 0000078000000438
mkdir "$tmp/pictures"
echo mine >"$tmp/pictures/notes"
echo old >"$tmp/pictures/step-0099-call.png"
run $viz export --out "$tmp/pictures" --steps faults $two
status_is 0
[ "$(ls "$tmp/pictures")" = "$(printf '%s\n' notes step-0002-fault001-a.png step-0003-fault001-b.png step-0004-fault002-a.png \
	step-0005-fault002-b.png step-0006-fault003-a.png step-0007-fault003-b.png step-0008-fault004-a.png step-0009-fault004-b.png)" ] ||
	wrong "the folder holds: $(ls "$tmp/pictures")"
file_is "$tmp/pictures/step-0009-fault004-b.png" 0000078000000438
run $viz export --out "$tmp/new/folder/" --steps 1 $two
there "$tmp/new/folder/step-0001-reserve.png"

it 'makes a picture that moves'
run $viz export --out "$tmp/run.webp" --steps 1-4 $two
status_is 0
webpmux -info "$tmp/run.webp" >"$tmp/info" 2>&1
file_has "$tmp/info" 'Canvas size: 1280 x 720'
file_has "$tmp/info" 'Number of frames: 4'

it 'refuses what it cannot make'
run $viz export --out "$tmp/x.gif" $two
status_is 2
err_has 'x.gif: is made neither as .pdf, .png or .webp nor as a folder'
run $viz export --out "$tmp/x.png" $two
status_is 2
err_has 'is one picture, but more steps are chosen'
run $viz export --out "$tmp/x.pdf" --steps 99 $two
status_is 2
err_has 'the steps 1 to 13'
run $viz export $two
status_is 2
run $viz export --out "$tmp/nowhere/x.pdf" $two
status_is 1
err_has 'nowhere/x.pdf: No such file'
not_there "$tmp/x"

it 'takes any file name, as a name'
mkdir "$tmp/names"
for name in '-rf.pdf' '$(touch owned).pdf' "a'b \"c\".pdf" '%s%n.pdf' '--output=x.pdf'; do
	(cd "$tmp/names" && run $viz export --steps 1 --out "$name" $two && [ "$status" = 0 ]) || wrong "not written: $name"
	there "$tmp/names/$name"
done
[ "$(find "$tmp/names" -mindepth 1 -printf . | wc -c)" = 5 ] || wrong "there is more: $(ls -A "$tmp/names")"

it 'names the package of a program that is missing'
mkdir "$tmp/bin"
ln -s "$(command -v dot)" "$tmp/bin/dot"
run env PATH="$tmp/bin" $viz export --out "$tmp/y.pdf" --steps 1 $two
status_is 3
err_has 'rsvg-convert is missing. Install the package librsvg2-bin'
run env PATH="$tmp/bin" $viz export --out "$tmp/y.png" --steps 1 $two
status_is 3
ln -s "$(command -v rsvg-convert)" "$tmp/bin/rsvg-convert"
run env PATH="$tmp/bin" $viz export --out "$tmp/y.webp" --steps 1 $two
status_is 3
err_has 'img2webp is missing. Install the package webp'
rm "$tmp/bin/dot"
run env PATH="$tmp/bin" $viz export --out "$tmp/y.pdf" --steps 1 $two
status_is 3
err_has 'package graphviz'
not_there "$tmp/y"

it 'leaves nothing behind when a program fails or it is stopped'
printf '#!/bin/sh\necho "no space left" >&2\nexit 1\n' >"$tmp/bin/rsvg-convert.new"
chmod +x "$tmp/bin/rsvg-convert.new"
mv "$tmp/bin/rsvg-convert.new" "$tmp/bin/rsvg-convert"
echo old >"$tmp/z.pdf"
run env PATH="$tmp/bin:$PATH" $viz export --out "$tmp/z.pdf" --steps 1 $two
status_is 1
err_has 'rsvg-convert could not do it: no space left'
[ "$(cat "$tmp/z.pdf")" = old ] || wrong 'the old file is gone'
printf '#!/bin/sh\nkill -TERM $PPID\nexec sleep 3\n' >"$tmp/bin/rsvg-convert"
rm "$tmp/z.pdf"
run env PATH="$tmp/bin:$PATH" $viz export --out "$tmp/z.pdf" --steps 1 $two
status_is 143
not_there "$tmp/z.pdf"
[ -z "$(ls -d "$tmp"/.faultlab-* 2>/dev/null)" ] || wrong 'the hidden folder is left'

finish
