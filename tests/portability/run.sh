#!/bin/sh
# run.sh - the simulator and the drawing program as other machines would build them.
#
#	tests/portability/run.sh [clang] [musl] [arm64]
#
# There is no Mac here and no BSD. What stands in for them: another compiler, another C
# library, another processor. Each builds sim and viz from the same sources with the same
# warnings as errors, then every lab is run and drawn; traces, tables and pictures must be
# those of the ordinary build, byte for byte. What is not of this processor runs under
# qemu-user. Processors of the other byte order are refused when sim/mmu/types.h is compiled.
#
# Needs the group `portability` of .ci/packages and the sources of Debian's jansson, which
# `apt-get source` fetches with a list of its own: the system's is left as it is.
cd "$(dirname "$0")/../.." || exit 2
. tests/check.sh
make="make --no-print-directory"
place=$PWD/build/portability
mkdir -p "$place"

compiler() {
	case $1 in
	clang) echo clang-19 ;; musl) echo musl-gcc ;; arm64) echo aarch64-linux-gnu-gcc ;;
	esac
}

# How a program of that machine is started here.
runner() {
	case $1 in
	arm64) echo qemu-aarch64 -L /usr/aarch64-linux-gnu ;; *) echo env ;;
	esac
}

fetch_jansson() {
	[ -f "$place"/jansson/src/load.c ] && return
	mkdir -p "$place/apt/lists/partial" "$place/apt/parts"
	sed 's/^Types: .*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$place/apt/parts/source.sources" 2>/dev/null
	sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$place/apt/parts/source.list" 2>/dev/null
	(
		cd "$place/apt" || exit 1
		set -- -q -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$PWD/parts" -o "Dir::State::Lists=$PWD/lists"
		apt-get "$@" update && apt-get "$@" source --download-only jansson
	) >"$place/apt/log" 2>&1 </dev/null
	mkdir -p "$place/jansson"
	tar -xzf "$place"/apt/jansson_*.orig.tar.gz -C "$place/jansson" --strip-components=1
}

# jansson for the machine $1. It has a configure script; of its answers only these matter.
make_jansson() {
	[ -f "$place/$1/lib/libjansson.a" ] && return
	rm -rf "${place:?}/$1/lib" && mkdir -p "$place/$1/lib" || return
	sed -e 's/@json_inline@/inline/' -e 's/@json_have_[a-z_]*@/1/' "$place/jansson/src/jansson_config.h.in" |
		sed -e 's/JSON_HAVE_LOCALECONV 1/JSON_HAVE_LOCALECONV 0/' -e 's/JSON_PARSER_MAX_DEPTH .*/JSON_PARSER_MAX_DEPTH 2048/' >"$place/$1/lib/jansson_config.h"
	cp "$place/jansson/src/jansson.h" "$place/$1/lib/"
	: >"$place/$1/lib/jansson_private_config.h"
	(
		cd "$place/$1/lib" || exit 1
		for source in "$place"/jansson/src/*.c; do
			$cc -O2 -I. -I"$place/jansson/src" -DHAVE_STDINT_H -DHAVE_UNISTD_H -DHAVE_SYS_TYPES_H -DINITIAL_HASHTABLE_ORDER=3 \
				-c "$source" || exit 1
		done
		ar rcs libjansson.a ./*.o
	)
}

# Every lab, and every file beside a lab.c.
labs() { find docs/labs -name '*.c' | LC_ALL=C sort; }

# recorded_of LAB.c
recorded_of() {
	case $1 in */lab.c) echo "${1%lab.c}real.jsonl" ;; *) echo "${1%.c}.real.jsonl" ;; esac
}

# produce DIR SIM VIZ [RUNNER...]: all that the two programs make of all labs
produce() {
	dir=$1 sim=$2 viz=$3
	shift 3
	rm -rf "$dir" && mkdir -p "$dir" || return
	for lab in $(labs); do
		name=$(echo "$lab" | tr / -)
		"$@" "$sim" run --check --trace "$dir/$name.jsonl" "$lab" >"$dir/$name.out" 2>"$dir/$name.err" </dev/null
		echo $? >"$dir/$name.status"
		"$@" "$viz" compare "$(recorded_of "$lab")" "$dir/$name.jsonl" >"$dir/$name.txt"
		"$@" "$viz" frames --out "$dir/$name" "$(recorded_of "$lab")" "$dir/$name.jsonl" >/dev/null
		"$@" "$viz" show --all --width 100 "$dir/$name.jsonl" >"$dir/$name.shown"
	done
	for trace in tests/data/replay/walk.lackey docs/labs/16-belady/belady.txt; do
		"$@" "$sim" replay --json --policy fifo,lru,opt,clock,random,ws --frames 4,16 --curve "$trace" |
			sed 's/"seconds":[0-9.e-]*/"seconds":0/g' >"$dir/${trace##*/}"
	done
}

# check_machine MACHINE: build for it, and compare what it makes
check_machine() {
	cc=$(compiler "$1")
	it "$1: builds without a warning"
	command -v "$cc" >/dev/null || wrong "$cc is missing; type: .ci/setup build portability"
	make_jansson "$1" >"$place/$1.log" 2>&1 || wrong "jansson could not be built: $(tail -n 3 "$place/$1.log")"
	# shellcheck disable=SC2086  # $make is words
	run $make -j2 B="build/portability/$1" CC="$cc" JANSSON_CFLAGS="-I$place/$1/lib" JANSSON_LIBS="$place/$1/lib/libjansson.a" \
		"build/portability/$1/sim" "build/portability/$1/viz"
	status_is 0
	err_empty
	[ -z "$check_why" ] || return 0

	it "$1: runs and draws every lab as the ordinary build does, byte for byte"
	# shellcheck disable=SC2046  # a runner is words
	produce "$place/$1/made" "build/portability/$1/sim" "build/portability/$1/viz" $(runner "$1")
	run diff -r "$place/made" "$place/$1/made"
	status_is 0
	[ -z "$check_why" ] || head -n 5 "$out"
}

[ $# -gt 0 ] || set -- clang musl arm64
for machine in "$@"; do
	[ -n "$(compiler "$machine")" ] || { echo "run.sh: no machine $machine; there are clang, musl, arm64" >&2; exit 2; }
done

it 'has the ordinary build to compare with, and a jansson to build'
# shellcheck disable=SC2086
run $make -j2 all
status_is 0
produce "$place/made" build/sim build/viz env
[ "$(find "$place/made" -name '*.jsonl' -size +1k | wc -l)" = "$(labs | wc -l)" ] || wrong 'not a trace for every lab'
fetch_jansson || wrong "the sources of jansson could not be fetched: $(tail -n 2 "$place/apt/log")"

for machine in "$@"; do
	check_machine "$machine"
done

it 'lintian has no complaint about the Debian package'
# shellcheck disable=SC2086
run $make deb
status_is 0
run lintian --allow-root "build/dist/faultlab_$(sed -n 's/^version=//p' core/run)_amd64.deb"
status_is 0
out_is ''
finish
