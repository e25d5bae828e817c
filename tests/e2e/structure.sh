#!/bin/sh
# Structure diagrams of real runs: status, messages, files, and Graphviz has nothing to say about any of them.
# shellcheck disable=SC2086,SC2154  # step names without spaces; tmp is of check.sh
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
viz=build/viz data=tests/data/traces

# trace NAME LAB OPTIONS...: a run of the simulator
trace() {
	name=$1 lab=$2
	shift 2
	build/sim run "$@" --trace "$tmp/$name.jsonl" docs/labs/$lab-*/lab.c >/dev/null 2>&1
}

trace founding 01
trace founding-small 01 --frames 20 --pagefile 200
trace decommit 07
trace nested 09
trace soft 13
trace soft-small 13 --frames 20 --pagefile 200
trace copy 17
trace sparse 18

it 'draws a step of every lab, and dot prints no warning'
for name in founding founding-small decommit nested soft soft-small copy sparse; do
	for part in all vads tables frames dispatch; do
		run $viz structure --step 3 --part $part --out "$tmp/$name-$part.dot" --svg "$tmp/$name.jsonl"
		status_is 0
		err_empty
		there "$tmp/$name-$part.dot" "$tmp/$name-$part.svg"
		run dot -Tsvg "$tmp/$name-$part.dot"
		err_empty
	done
done

it 'draws all steps of a lab beside its book'
for name in founding-small decommit nested soft-small copy sparse; do
	run $viz book --structures --out "$tmp/book-$name" "$tmp/$name.jsonl"
	status_is 0
	frames=$(find "$tmp/book-$name/frames" -name 'step-*.svg' | wc -l)
	[ "$(find "$tmp/book-$name/structures" -name 'step-*.svg' | wc -l)" = "$frames" ] || wrong "$name: not a diagram for each frame"
done

it 'draws only what changed when it is called again'
touch -d 2001-01-01 "$tmp"/book-soft-small/structures/*.svg
rm "$tmp/book-soft-small/structures/step-0002.svg"
printf x >"$tmp/book-soft-small/structures/step-0099.svg"
run $viz book --structures --out "$tmp/book-soft-small" "$tmp/soft-small.jsonl"
status_is 0
[ "$(find "$tmp/book-soft-small/structures" -name '*.svg' -newermt 2002-01-01)" = "$tmp/book-soft-small/structures/step-0002.svg" ] ||
	wrong 'other files than the missing one are new'
not_there "$tmp/book-soft-small/structures/step-0099.svg"

it 'writes the same bytes for the same trace, alone and among all'
run $viz structure --step 7 --out "$tmp/seven.dot" --svg "$tmp/soft-small.jsonl"
same "$tmp/seven.dot" "$tmp/book-soft-small/structures/step-0007.dot"
same "$tmp/seven.svg" "$tmp/book-soft-small/structures/step-0007.svg"
for step in 4 7 10 16; do
	number=$(printf %04d $step)
	run $viz structure --step $step --out "$tmp/one.dot" --svg "$tmp/copy.jsonl"
	same "$tmp/one.svg" "$tmp/book-copy/structures/step-$number.svg"
done

it 'shows the new page table and the charge of the first fault'
run $viz structure --step fault001-b --out "$tmp/first.dot" "$tmp/founding.jsonl"
status_is 0
file_has "$tmp/first.dot" 'id="tab_pt_1000000" class="table chg"'
file_has "$tmp/first.dot" 'id="vad_10a0".*charge 1 (+1).*class="vad chg watched"'
file_has "$tmp/first.dot" 'id="way_demand_zero_zeroed_active" class="way chg"'
file_has "$tmp/first.dot" 'id="exception_[0-9]*"'
file_has "$tmp/first.dot" 'CONTINUE EXECUTION'

it 'shows what moves when memory is short'
run $viz structure --step 3 --out "$tmp/short.dot" "$tmp/soft-small.jsonl"
file_has "$tmp/short.dot" 'id="way_written_transition_page_file" class="way chg"'
file_has "$tmp/short.dot" 'slots* [0-9]'

it 'shows two views that share a frame, and their parting'
run $viz structure --step 8 --part tables --out "$tmp/shared.dot" "$tmp/copy.jsonl"
[ "$(grep -c -- '-> "pfn_14"' "$tmp/shared.dot")" = 3 ] || wrong 'not three entries that lead to frame 0x14'

it 'shows the order of the unwinding'
run $viz structure --step 7 --part dispatch --out "$tmp/unwound.dot" "$tmp/nested.jsonl"
[ "$(grep -o '[a-z]*(), line' "$tmp/unwound.dot" | tr '\n' ' ')" = 'inner(), line middle(), line outer(), line inner(), line middle(), line outer(), line ' ] ||
	wrong 'another order'

it 'draws a recorded real trace, which tells only what a program may know'
for lab in docs/labs/*/real.jsonl; do
	run $viz structure --step 1 --out "$tmp/real.dot" --svg "$lab"
	status_is 0
	file_has "$tmp/real.dot" 'this trace does not record the tree'
done

it 'draws two traces, the hostile ones too'
run $viz structure --step 3 --out "$tmp/hostile.dot" --svg $data/hostile-real.jsonl $data/hostile-sim.jsonl
status_is 0
err_empty

it 'refuses a step that there is not, and says which there are'
for step in 0 999 fault099-a nonsense -1; do
	run $viz structure --step $step --out "$tmp/none.dot" "$tmp/soft-small.jsonl"
	status_is 2
	err_has 'the steps are 1 to [1-9]'
	not_there "$tmp/none.dot"
done

it 'refuses wrong arguments'
run $viz structure --out "$tmp/none.dot" "$tmp/soft.jsonl"
status_is 2
err_has 'step N is missing'
run $viz structure --step 1 --part vad --out "$tmp/none.dot" "$tmp/soft.jsonl"
status_is 2
err_has 'vads, tables, frames, dispatch: vad'
for name in none none.svg .dot "$tmp/.dot"; do
	run $viz structure --step 1 --out "$name" "$tmp/soft.jsonl"
	status_is 2
	err_has 'not the name of a .dot file'
done
run $viz structure --step 1 "$tmp/soft.jsonl"
status_is 2
err_has 'out FILE.dot is missing'

it 'leaves whole files or none'
run $viz structure --step 1 --out /proc/none.dot "$tmp/soft.jsonl"
status_is 1
err_has 'cannot write'
run $viz structure --step 1 --out "$tmp/soft.jsonl/none.dot" "$tmp/soft.jsonl"
status_is 1
mkdir "$tmp/bin"
run env PATH="$tmp/bin" "$PWD/$viz" structure --step 1 --svg --out "$tmp/nodot.dot" "$tmp/soft.jsonl"
status_is 3
err_has 'package graphviz'
there "$tmp/nodot.dot"
not_there "$tmp/nodot.svg"
not_there "$tmp/nodot.dot.svg"
printf '#!/bin/sh\necho "Warning: something" >&2\n' >"$tmp/bin/dot"
chmod +x "$tmp/bin/dot"
run env PATH="$tmp/bin:$PATH" $viz structure --step 1 --svg --out "$tmp/warned.dot" "$tmp/soft.jsonl"
status_is 1
err_has 'did not write it whole: Warning: something'
not_there "$tmp/warned.svg"

it 'leaves other files of the folder alone'
mkdir "$tmp/folder"
printf mine >"$tmp/folder/step-0003-mine.svg"
(cd "$tmp/folder" && "$OLDPWD/$viz" structure --step 1 --svg --out one.dot ../soft.jsonl)
there "$tmp/folder/one.dot" "$tmp/folder/one.svg" "$tmp/folder/step-0003-mine.svg"

it 'keeps a trace small: the trees add no more than a fifth'
size=$(wc -c <"$tmp/founding.jsonl")
trees=$(grep -oE '"(vads|tables)":.*' "$tmp/founding.jsonl" | wc -c)
[ $((trees * 5)) -le "$size" ] || wrong "$trees of $size bytes"

finish
