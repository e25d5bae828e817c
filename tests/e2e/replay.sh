#!/bin/sh
# Replay as a user meets it: formats, options, results, events, plots, bad input.
# shellcheck disable=SC2016  # $ in programs for node and awk
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
sim=build/sim viz=build/viz
walk=tests/data/replay/walk.lackey

# The page numbers 1, 2, 3 ... as an address a line.
pages() { for p in "$@"; do printf '%x000\n' "$p"; done; }

# The same as little-endian numbers of 8 bytes, times $1; each below 2^31.
binary() { node -e 'const [k, ...p] = process.argv.slice(1); const b = Buffer.alloc(8 * p.length);
	p.forEach((x, i) => b.writeBigUInt64LE(BigInt(k) * BigInt(x), 8 * i)); process.stdout.write(b);' "$@"; }

# refused TEXT: status 2, a message that names it, nothing printed
refused() {
	status_is 2
	err_has -e "$1"
	out_is ''
}

# json EXPRESSION: of the object r on standard output, is this true?
json() {
	node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
		process.exit(eval(process.argv[2]) ? 0 : 1)' "$out" "$1" 2>/dev/null || wrong "not so: $1" "$(head -c 300 "$out")"
}

belady='1 2 3 4 1 2 5 1 2 3 4 5'
# shellcheck disable=SC2086  # words
{
	pages $belady >"$tmp/belady.txt"
	binary 4096 $belady >"$tmp/belady.u64"
	binary 1 $belady >"$tmp/belady.page64"
	sed 's/.*/ L &,8/' "$tmp/belady.txt" >"$tmp/belady.lackey"
}

# ---- results ----

it 'shows the anomaly of Belady: FIFO faults 9 times with 3 frames and 10 times with 4'
run $sim replay --policy fifo --frames 3,4 --json "$tmp/belady.txt"
status_is 0
json 'r.accesses === 12 && r.distinct_pages === 5'
json 'r.runs.map(x => x.faults).join() === "9,10"'
json 'r.runs.map(x => x.evictions).join() === "6,6"'
err_empty

it 'prints JSON with the members of the contract, in their order'
run $sim replay --policy fifo,lru --frames 3,4 --curve --json "$tmp/belady.txt"
status_is 0
json 'Object.keys(r).join() === "accesses,distinct_pages,runs,curve"'
json 'r.runs.every(x => Object.keys(x).join() === "policy,frames,faults,evictions,seconds")'
json 'r.runs.map(x => x.policy + x.frames).join() === "fifo3,fifo4,lru3,lru4"'
json 'r.runs.every(x => x.seconds >= 0 && x.seconds < 600)'
json 'JSON.stringify(r.curve) === "[[1,12],[2,12],[3,10],[4,8],[5,5]]"'

it 'prints a table that names accesses, pages, faults and rate'
run $sim replay --policy fifo,lru --frames 3 "$tmp/belady.txt"
status_is 0
out_has '^accesses  *12$'
out_has '^distinct pages  *5$'
out_has '^fifo  *3  *9  *75\.0000 %  *6 '
out_has '^lru  *3  *10  *83\.3333 %  *7 '

it 'runs LRU with 64 frames if nothing is said'
run $sim replay --json "$tmp/belady.txt"
json 'r.runs.length === 1 && r.runs[0].policy === "lru" && r.runs[0].frames === 64 && !("curve" in r)'

it 'makes the curve alone, or beside runs'
run $sim replay --curve --json "$tmp/belady.txt"
json 'r.runs.length === 0 && r.curve.length === 5 && r.accesses === 12 && r.distinct_pages === 5'
run $sim replay --curve "$tmp/belady.txt"
status_is 0
out_has '^ *4  *8  *66\.6667 %$'
run $sim replay --curve --frames 2 --json "$tmp/belady.txt"
json 'r.runs.length === 1 && r.runs[0].faults === r.curve[1][1]'

it 'takes every policy'
run $sim replay --policy fifo,lru,mru,opt,random,clock,clock-ref,nru,aging,lfu,ws --frames 3 --json "$tmp/belady.txt"
status_is 0
json 'r.runs.length === 11 && r.runs.every(x => x.faults >= 5 && x.faults <= 12)'
json 'r.runs.find(x => x.policy === "opt").faults === 7'
json 'r.runs.every(x => x.evictions === x.faults - 3)'

it 'takes a policy and a size twice'
run $sim replay --policy fifo,fifo --frames 3,3 --json "$tmp/belady.txt"
json 'r.runs.length === 4 && r.runs.every(x => x.faults === 9)'

it 'repeats random with the same seed, and takes another'
run $sim replay --policy random --frames 3 --seed 7 --json $walk
cp "$out" "$tmp/seven"
run $sim replay --policy random --frames 3 --seed 7 --json $walk
[ "$(sed 's/"seconds.*//' "$tmp/seven")" = "$(sed 's/"seconds.*//' "$out")" ] || wrong 'the same seed gives another result'
run $sim replay --policy random --frames 3 --seed 8 --json $walk
[ "$(sed 's/"seconds.*//' "$tmp/seven")" != "$(sed 's/"seconds.*//' "$out")" ] || wrong 'another seed gives the same result'

it 'gives the same with one thread and with several'
for threads in 1 2 5; do
	for trace in $walk "$tmp/belady.u64"; do
		run $sim replay --policy fifo,lru --frames 1,2,3,4,5 --curve --threads $threads --json "$trace"
		status_is 0
		sed 's/"seconds":[0-9.]*//g' "$out" >"$tmp/threads.$threads.$(basename "$trace")"
	done
done
for trace in walk.lackey belady.u64; do
	same "$tmp/threads.1.$trace" "$tmp/threads.2.$trace"
	same "$tmp/threads.1.$trace" "$tmp/threads.5.$trace"
done

# ---- formats ----

it 'reads every format, guessed or named, from a file and from a pipe'
for format in text u64 page64 lackey; do
	file=$tmp/belady.$format
	[ $format != text ] || file=$tmp/belady.txt
	cp "$file" "$tmp/nameless"
	for how in "$tmp/nameless" "--format $format $tmp/nameless" "- <$tmp/nameless" "- <$tmp/fifo" "--format $format - <$tmp/fifo"; do
		case $how in *fifo)
			[ -p "$tmp/fifo" ] || mkfifo "$tmp/fifo"
			cat "$tmp/nameless" >"$tmp/fifo" &
		esac
		run sh -c "$sim replay --policy fifo --frames 3 --json $how"
		status_is 0
		json 'r.accesses === 12 && r.runs[0].faults === 9'
		[ -z "$check_why" ] || wrong "$format, $how"
	done
done

it 'reads a real trace of valgrind: loads, stores, fetches, and what crosses a page'
run $sim replay --curve --json $walk
status_is 0
json "r.accesses >= $(grep -cE '^(I | [LSM]) ' $walk)"
json 'r.distinct_pages === 10 && r.curve[9][1] === 10'

it 'reads on from where standard input stands'
run sh -c "{ dd bs=8 count=6 of=/dev/null 2>/dev/null; $sim replay --format u64 --json -; } <'$tmp/belady.u64'"
status_is 0
json 'r.accesses === 6'

it 'reads a trace whose name has spaces, or begins with a hyphen'
cp "$tmp/belady.txt" "$tmp/my trace"
run $sim replay "$tmp/my trace"
status_is 0
run sh -c "cd '$tmp' && cp belady.txt ./-x && '$PWD/$sim' replay -- -x"
status_is 0

it 'takes memory for pages, not for accesses'
node -e 'const b = Buffer.alloc(8 << 20); for (let i = 0; i < b.length / 8; i++) b.writeBigUInt64LE(BigInt(i % 50 * 4096), 8 * i);
	for (let i = 0; i < 16; i++) require("fs").writeSync(1, b)' >"$tmp/long.u64"
${CC:-gcc} -D_GNU_SOURCE -O1 -o "$tmp/measure" tests/bench/measure.c || echo 'measure.c does not compile'
# less_than MIB COMMAND...: the command's largest resident set; its trace has 128 MiB
less_than() {
	most=$1
	shift
	run "$tmp/measure" 1 "$@"
	status_is 0
	peak=$(awk '{ for (i = 1; i < NF; i++) if ($i == "peak_kib") print $(i + 1) }' "$out")
	[ "${peak:-999999}" -lt $((most * 1024)) ] || wrong "took $peak KiB of memory"
}
# What is mapped of a file counts as resident, so the trace comes through a pipe.
less_than 16 sh -c "cat '$tmp/long.u64' | $sim replay --curve --policy lru --json -"
less_than 16 sh -c "cat '$tmp/long.u64' | $sim replay --policy fifo --frames 16 --json -"

it 'tells the curve of OPT if opt is asked for, and not otherwise'
run $sim replay --json --curve --policy opt,lru --frames 3,4 "$tmp/belady.txt"
status_is 0
json 'JSON.stringify(r.opt_curve) === "[[1,12],[2,9],[3,7],[4,6],[5,5]]" && r.runs[0].faults === 7 && r.runs[1].faults === 6'
run $sim replay --json --curve --policy lru "$tmp/belady.txt"
status_is 0
json 'r.opt_curve === undefined && r.curve.length === 5'

it 'takes the reference string of a textbook as it is printed'
printf '7 0 1 2 0 3 0 4 2 3\n0 3 2 1 2 0 1 7 0 1' >"$tmp/string.txt"
run $sim replay --json --policy fifo,lru,opt --frames 3 "$tmp/string.txt"
status_is 0
err_empty
json 'r.accesses === 20 && r.distinct_pages === 6 && r.runs.map(x => x.faults).join() === "15,12,9"'

it 'unpacks what gzip, xz or zstd packed, and says what cannot be unpacked'
for packer in gzip xz zstd; do
	$packer -c "$tmp/string.txt" >"$tmp/string.packed"
	run $sim replay --json --policy opt --frames 3 "$tmp/string.packed"
	status_is 0
	err_empty
	json 'r.accesses === 20 && r.runs[0].faults === 9'
	run env PATH=/nonexistent "$PWD/$sim" replay "$tmp/string.packed"
	refused "^sim: $tmp/string.packed: is packed by $packer, which is not installed; unpack it first"
done
run sh -c "$sim replay --json --policy opt --frames 3 - <'$tmp/string.packed'"
json 'r.runs[0].faults === 9'
run sh -c "cat '$tmp/string.packed' | $sim replay -"
refused '^sim: -: this is packed by zstd; unpack it on the way'
gzip -c "$tmp/string.txt" | head -c 30 >"$tmp/cut.gz"
run $sim replay "$tmp/cut.gz"
refused 'gzip could not unpack it'

it 'takes the numbers of a binary trace for numbers, though they look packed'
binary 1 559903 1 2 >"$tmp/looks.page64"                  # 1f 8b 08: the first bytes of a file of gzip
gzip -c "$tmp/looks.page64" >"$tmp/looks.page64.gz"
for name in looks.page64 looks.page64.gz; do
	run $sim replay --json "$tmp/$name"
	status_is 0
	json 'r.accesses === 3 && r.distinct_pages === 3'
done

it 'remarks that a whole trace lies in one page, and whose page numbers that may be'
printf '7\n0\n1\n' >"$tmp/numbers.txt"
run $sim replay --json "$tmp/numbers.txt"
status_is 0
json 'r.distinct_pages === 1'
err_has "^sim: $tmp/numbers.txt: all accesses are to one page; if these are page numbers, say --format pages"
run $sim replay --json --format pages "$tmp/numbers.txt"
err_empty
json 'r.distinct_pages === 3'

# ---- malformed traces ----

it 'names the line that is malformed, and what to do'
printf '1000\n\nzzz\n' >"$tmp/bad.txt"
run $sim replay --json "$tmp/bad.txt"
refused "^sim: $tmp/bad.txt:3: .*hexadecimal"
printf 'I  1000,3\nHello, world\n' >"$tmp/bad.lackey"
run $sim replay "$tmp/bad.lackey"
refused "^sim: $tmp/bad.lackey:2: .*log-file"
run sh -c "$sim replay - <'$tmp/bad.lackey'"
refused '^sim: -:2: '

it 'names the offset of a malformed item'
binary 1 1 2 4096 >"$tmp/bad.page64"
printf '\1\2\3' >>"$tmp/bad.page64"
run $sim replay --format page64 "$tmp/bad.page64"
refused "^sim: $tmp/bad.page64: offset 24: .*multiple of 8"
binary 1048576 1 2147483647 >"$tmp/bad.u64"
run $sim replay --format u64 "$tmp/bad.u64"
refused "^sim: $tmp/bad.u64: offset 8: no address"

it 'refuses what is empty, a folder, and what is not there'
: >"$tmp/empty"
for format in '' '--format u64' '--format page64' '--format text' '--format lackey'; do
	# shellcheck disable=SC2086  # an option and its value
	run $sim replay $format "$tmp/empty"
	refused "$tmp/empty: "
done
run $sim replay "$tmp"
refused "$tmp: Is a directory"
run $sim replay "$tmp/nowhere"
refused "$tmp/nowhere: No such file"

it 'asks for the format where addresses and page numbers both make sense'
binary 1 74565 67379088 >"$tmp/either"
run $sim replay "$tmp/either"
refused 'say --format u64 or --format page64'
cp "$tmp/either" "$tmp/either.u64"
run $sim replay "$tmp/either.u64"
status_is 0

it 'survives what is no trace at all'
head -c 100000 build/sim >"$tmp/binary"
for format in '' '--format u64' '--format page64' '--format text' '--format lackey'; do
	# shellcheck disable=SC2086  # an option and its value
	run $sim replay $format "$tmp/binary"
	refused "$tmp/binary"
done

it 'refuses a malformed trace in the middle of many runs, whichever thread finds it'
{ cat $walk; echo oops; } >"$tmp/late.lackey"
run $sim replay --policy fifo,lru --frames 1,2,3 --threads 3 "$tmp/late.lackey"
refused "$tmp/late.lackey:$(wc -l <"$tmp/late.lackey"): "
{ cat "$tmp/long.u64"; printf '\377\377\377\377\377\377\0\0'; } >"$tmp/late.u64"
run $sim replay --policy fifo,lru --frames 1,2,3 --threads 3 "$tmp/late.u64"
refused 'late.u64: offset 134217728: '

it 'says so when the file becomes shorter while it is read'
cp "$tmp/long.u64" "$tmp/shrinks.u64"
for _ in 1 2 3; do cat "$tmp/long.u64"; done >>"$tmp/shrinks.u64"
mkfifo "$tmp/held"
# It stops at its first event, into a pipe that nobody reads yet; then the file is cut.
$sim replay --policy mru --frames 2 --events "$tmp/held" "$tmp/shrinks.u64" >"$out" 2>"$err" &
pid=$!
exec 9<"$tmp/held"
head -c 1000 <&9 >/dev/null
truncate -s 100000 "$tmp/shrinks.u64"
cat <&9 >/dev/null
wait $pid
status=$? ran='sim replay of a file that is cut'
exec 9<&-
refused 'shrinks.u64: the file became shorter while it was read'

# ---- events ----

it 'writes an event a fault'
run $sim replay --policy fifo --frames 3 --events "$tmp/e.jsonl" --json "$tmp/belady.txt"
status_is 0
json 'r.runs[0].faults === 9'
[ "$(wc -l <"$tmp/e.jsonl")" = 9 ] || wrong 'not 9 events'
head -n 1 "$tmp/e.jsonl" >"$out"
out_is '{"access":0,"page":"0x1","write":false,"kind":"demand-zero","victim":null}
'
sed -n 5p "$tmp/e.jsonl" >"$out"
out_is '{"access":4,"page":"0x1","write":false,"kind":"hard","victim":"0x2"}
'

it 'counts in the events what it counts in the result'
for policy in fifo lru opt ws; do
	run $sim replay --policy $policy --frames 3 --events "$tmp/w.jsonl" --json $walk
	status_is 0
	json "r.runs[0].faults === $(wc -l <"$tmp/w.jsonl")"
	json "r.runs[0].evictions === $(grep -cv '"victim":null' "$tmp/w.jsonl")"
	json "r.distinct_pages === $(grep -c '"demand-zero"' "$tmp/w.jsonl")"
done
file_has "$tmp/w.jsonl" '"write":true'

it 'writes events to standard output, and then the result to standard error'
run $sim replay --frames 3 --events - "$tmp/belady.txt"
status_is 0
[ "$(wc -l <"$out")" = 10 ] || wrong 'not 10 events'
err_has '^lru '

it 'refuses events of several runs'
for runs in '--policy fifo,lru' '--frames 3,4' '--curve'; do
	# shellcheck disable=SC2086  # an option and its value
	run $sim replay $runs --events "$tmp/none.jsonl" "$tmp/belady.txt"
	refused '--events is of one run'
	not_there "$tmp/none.jsonl"
done

it 'leaves no events of a trace that is malformed, and an older file alone'
run $sim replay --events "$tmp/none.jsonl" "$tmp/late.lackey"
refused 'late.lackey:'
not_there "$tmp/none.jsonl"
echo old >"$tmp/old.jsonl"
run $sim replay --events "$tmp/old.jsonl" "$tmp/late.lackey"
file_has "$tmp/old.jsonl" '^old$'
[ "$(find "$tmp" -name '*.tmp')" = '' ] || wrong 'a temporary file is left'

it 'reports a full disk under the events and under the result'
run $sim replay --events /dev/full "$tmp/belady.txt"
status_is 1
err_has '/dev/full'
run $sim replay --policy mru --frames 2 --events /dev/full $walk
status_is 1
err_has '/dev/full'
out_is ''
run sh -c "$sim replay --curve --json $walk >/dev/full"
status_is 1
err_has 'could not be written'

it 'refuses events where no file can be'
run $sim replay --events "$tmp/no/such.jsonl" "$tmp/belady.txt"
[ "$status" != 0 ] || wrong 'status is 0'
err_has 'no/such.jsonl'

it 'leaves nothing behind when it is interrupted'
begun() { ls "$tmp"/cut.jsonl* >/dev/null 2>&1; }
for signal in INT TERM; do
	rm -f "$tmp/slow"
	mkfifo "$tmp/slow"
	$sim replay --policy mru --frames 2 --events "$tmp/cut.jsonl" "$tmp/slow" >"$out" 2>"$err" &
	pid=$!
	exec 9>"$tmp/slow"
	cat $walk $walk >&9
	await begun || wrong 'no event was written'
	kill -$signal $pid
	wait $pid
	status=$? ran="kill -$signal"
	exec 9>&-
	case $signal in INT) status_is 130 ;; TERM) status_is 143 ;; esac
	not_there "$tmp/cut.jsonl"
done

# ---- options ----

it 'names the option that is wrong'
while IFS='|' read -r options message; do
	# shellcheck disable=SC2086  # options are words
	run $sim replay $options "$tmp/belady.txt"
	refused "$message"
done <<'END'
--frames 0|--frames needs a whole number from 1 to 68719476736, not "0"
--frames 3,|--frames needs a whole number
--frames many|not "many"
--frames -4|not "-4"
--frames 68719476737|--frames needs
--frames 99999999999999999999|--frames needs
--policy best|--policy knows no "best"; it knows fifo, lru, mru, opt, random, clock, clock-ref, nru, aging, lfu, ws
--policy lru,|--policy knows no ""
--format csv|--format is lackey, text, pages, u64, page64 or runs, not csv
--seed x|--seed needs a whole number
--threads 0|--threads needs a whole number from 1
--colour|unknown option --colour
--trace x|unknown option --trace
another|more than one trace
END

it 'misses a value and a trace'
for option in --format --policy --frames --events --seed --threads; do
	run $sim replay "$tmp/belady.txt" $option
	refused "$option needs a value"
done
run $sim replay --json
refused 'no trace is named'

it 'explains itself'
run $sim replay --help
status_is 0
for option in --format --policy --frames --curve --json --events --seed --threads; do
	out_has -e $option
done
err_empty
run $sim --help
out_has 'sim replay'
run $sim replay --version
status_is 0
out_has '[0-9]\.[0-9]'

# ---- plots ----

it 'plots a result as SVG, and names the anomaly'
run $sim replay --policy fifo,lru --frames 1,2,3,4,5 --curve --json "$tmp/belady.txt"
cp "$out" "$tmp/belady.json"
run $viz plot --out "$tmp/faults.svg" "$tmp/belady.json"
status_is 0
out_is ''
err_empty
file_has "$tmp/faults.svg" '</svg>'
for text in 'fifo' 'lru' 'page frames' 'page faults' "Belady's anomaly" '9 faults with 3 frames'; do
	sed "s/&apos;/'/g; s/&#39;/'/g" "$tmp/faults.svg" >"$tmp/plain.svg"
	file_has "$tmp/plain.svg" "$text"
done

it 'plots events as faults over time'
run $viz plot --out "$tmp/time.svg" "$tmp/e.jsonl" "$tmp/w.jsonl"
status_is 0
file_has "$tmp/time.svg" 'faults so far, e.jsonl'
run $viz plot --out "$tmp/mixed.svg" "$tmp/e.jsonl" "$tmp/belady.json"
status_is 2
err_has 'give one kind'
not_there "$tmp/mixed.svg"

it 'draws the same bytes again'
cp "$tmp/faults.svg" "$tmp/before.svg"
run $viz plot --out "$tmp/faults.svg" "$tmp/belady.json"
same "$tmp/before.svg" "$tmp/faults.svg"

it 'lets nothing in a file become a command of gnuplot'
printf '{"accesses":1,"distinct_pages":1,"runs":[{"policy":"%s","frames":1,"faults":1}]}' 'x\"\nsystem \"touch '"$tmp/pwned" >"$tmp/hostile.json"
run $viz plot --out "$tmp/hostile.svg" "$tmp/hostile.json"
status_is 2
err_has 'a run without a policy'
not_there "$tmp/hostile.svg"
hostile="$tmp/e\"\`touch pwned\`\$(touch pwned)
EOD
system 'touch pwned'"
cp "$tmp/e.jsonl" "$hostile"
run $viz plot --out "$tmp/named.svg" "$hostile" "$tmp/e.jsonl"
status_is 0
[ ! -e pwned ] && [ ! -e "$tmp/pwned" ] || wrong 'a command was run'

it 'refuses what is no result'
for bad in '' '{}' '[1,2]' '{"accesses":1,"runs":[]}' '{"accesses":1,"runs":[{"policy":"lru","frames":0,"faults":1}]}' \
	'{"accesses":1,"runs":[],"curve":[[1]]}' '{"accesses":-1,"runs":[]}' '{"access":1' 'plain text'; do
	printf '%s' "$bad" >"$tmp/bad.json"
	run $viz plot --out "$tmp/none.svg" "$tmp/bad.json"
	status_is 2
	err_has 'bad.json: '
	not_there "$tmp/none.svg"
done
printf '%s\n' '{"access":4,"kind":"hard"}' '{"access":3,"kind":"hard"}' >"$tmp/bad.jsonl"
run $viz plot --out "$tmp/none.svg" "$tmp/bad.jsonl"
status_is 2
err_has 'bad.jsonl:2: no event'
run $viz plot --out "$tmp/none.svg" "$tmp/nowhere"
status_is 2
run $viz plot "$tmp/belady.json"
status_is 2
run $viz plot --out "$tmp/none.svg"
status_is 2

it 'names gnuplot where it is missing, and shows what it complains of'
mkdir "$tmp/bin"
run env PATH="$tmp/bin" "$PWD/$viz" plot --out "$tmp/none.svg" "$tmp/belady.json"
status_is 3
err_has 'gnuplot-nox'
not_there "$tmp/none.svg"
printf '#!/bin/sh\necho "line 3: no such thing" >&2\nexit 1\n' >"$tmp/bin/gnuplot"
chmod +x "$tmp/bin/gnuplot"
run env PATH="$tmp/bin:$PATH" $viz plot --out "$tmp/none.svg" "$tmp/belady.json"
status_is 1
err_has 'no such thing'
not_there "$tmp/none.svg"

it 'reports a plot that cannot be written'
run $viz plot --out "$tmp/no/such.svg" "$tmp/belady.json"
status_is 1
err_has 'no/such.svg'

# ---- a lab over many numbers of pages ----

swept=$tmp/swept/sweep/14-thrashing
sweep() { run viz/commands/sweep --out "$tmp/swept" "$@"; }

it 'sweeps a lab over its pages and several policies, as a table and a chart'
sweep --pages 30,38-40 --policy lru,mru docs/labs/14-thrashing
status_is 0
out_has '^ *pages *lru *mru$'
out_has '^ *30 *30 *30$'
out_has '^ *38 *39 *114$'
out_has '^ *39 *400 *134$'
json_file=$swept/faults.json
node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); if (r.runs.length !== 8) throw 0' "$json_file" || wrong 'not a run each'
grep -q '>pages<' "$swept/faults.svg" || wrong 'the chart does not call its axis pages'
! grep -q 'more faults' "$swept/faults.svg" || wrong 'more faults with more pages are marked as an anomaly'
(cd "$tmp/swept" && find . -type f | sort) >"$out"
out_is './sweep/14-thrashing/faults.json
./sweep/14-thrashing/faults.svg
./sweep/14-thrashing/faults.txt
'

it 'has the machine of the sweep asked for, and replaces only a sweep'
sweep --pages 30 --policy lru --sim '--ws-max 20' 14-thrashing
status_is 0
out_has '^ *30 *3[0-9][0-9]$'
touch "$swept/mine"
sweep --pages 30 --policy lru 14-thrashing
status_is 2
err_has 'in the way: it holds mine'
rm "$swept/mine"

# refuses TEXT OPTION...: with status 2, and what was there stays
refuses() {
	expected=$1
	shift
	cp "$swept/faults.txt" "$tmp/before.txt"
	sweep "$@"
	status_is 2
	err_has -e "$expected"
	same "$tmp/before.txt" "$swept/faults.txt"
	[ "$(ls -A "$tmp/swept/sweep")" = 14-thrashing ] || wrong "left behind: $(ls -A "$tmp/swept/sweep")"
}

it 'refuses a sweep that cannot be'
refuses 'PAGES is missing' 14-thrashing
for pages in 0 x 3-1 -4 4- 007 9999999 1,,2 '*' '1;id'; do
	refuses 'PAGES: ' --pages "$pages" 14-thrashing
done
refuses 'more than 2000 numbers' --pages 1-9999 14-thrashing
refuses 'POLICIES: ' --pages 30 --policy 'lru,' 14-thrashing
refuses 'policy best is unknown' --pages 30 --policy best 14-thrashing
refuses 'the policies stand in POLICIES' --pages 30 --sim '--policy lru' 14-thrashing
refuses "'--trace' is no option" --pages 30 --sim '--trace x' 14-thrashing
refuses 'no such file or folder' --pages 30 nowhere
refuses 'one lab at a time' --pages 30 14-thrashing 15-replacement
echo 'int main(' >"$tmp/broken.c"
refuses 'left no trace with --policy lru and 30 pages' --pages 30 "$tmp/broken.c"

finish
