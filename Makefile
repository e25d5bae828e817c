# FaultLab. `make help` says what there is; .ci/packages says what it takes.
.DEFAULT_GOAL := all
VERSION := $(shell sed -n 's/^version=//p' core/run 2>/dev/null)

# `make V=1` shows every command.
V ?= 0
Q := $(if $(filter 1,$(V)),,@)

CC    ?= gcc
B     ?= build
OPT   ?= -O2 -g
SAN   ?=
CSTD  := -std=gnu11 -D_GNU_SOURCE -DFAULTLAB_VERSION='"$(VERSION)"'
# The system that the programs are for: posix, windows (`make windows`) or web (`make web`).
HOST  ?= posix
EXE   := $(if $(filter windows,$(HOST)),.exe)$(if $(filter web,$(HOST)),.wasm)
WARN  := -Wall -Wextra -Werror -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wno-unused-parameter
# The fault path goes through many small files; the simulator is linked as if they were one. By gcc, that is:
# clang (which `gcc` is on macOS) spells it differently and wants a linker to match.
ifeq ($(origin LTO),undefined)
LTO   := $(if $(or $(SAN),$(findstring clang,$(shell $(CC) --version 2>/dev/null))),,-flto=auto)
ifeq ($(HOST),posix)            # whose objects are the unit tests' as well
LTO   := $(LTO:%=% -ffat-lto-objects)
endif
endif
THREADS := $(if $(filter posix,$(HOST)),-pthread)
# Where a library is not in the compiler's own places (Homebrew, Nix), pkg-config knows.
JANSSON_CFLAGS ?= $(if $(filter posix,$(HOST)),$(shell pkg-config --cflags jansson 2>/dev/null))
JANSSON_LIBS   ?= $(or $(shell pkg-config --libs jansson 2>/dev/null),-ljansson)
ALLFLAGS = $(CSTD) $(WARN) $(OPT) $(SAN) $(THREADS) -MMD -MP -I. $(CPPFLAGS)
LINK     = $(CC) $(OPT) $(SAN) $(THREADS) $(LDFLAGS)

# What `make lab` runs, and where it leaves the book.
LAB   ?= docs/labs/01-demand-commit
OUT   ?= out
REAL  ?= auto
ARGS  ?=
# The file that the lab reads from its standard input, on both sides.
INPUT ?=
# What `make grade` and `make class` go by, and where the submissions are.
SPEC  ?=
SUBMISSIONS ?=
# Options of the simulator alone, such as --ws-max 40.
SIMFLAGS ?=
STRUCTURES ?= no
# What `make sweep` tries: numbers of pages, and replacement policies.
PAGES    ?=
POLICIES ?=
# What `make record` replaces only if it is told to.
FORCE ?= no

# Which exercise `make exercise` makes.
SEED     ?=
FEATURES ?=
LEVEL    ?=

# How many seeds `make fuzz` tries.
SEEDS ?= 200
quote  = '$(subst ','\'',$(1))'

# The pieces, each found from its folder; a program's main.c stays out of the tests.
CORE_SRC := $(wildcard core/trace.c core/names.c core/places.c core/handles.c core/calls.c core/printed.c)
SIM_SRC  := $(filter-out sim/main.c,$(wildcard sim/*.c sim/*/*.c)) $(wildcard sim/mm/replace/*.c sim/cpu/x86/*.c sim/host/$(HOST)/*.c)
VIZ_SRC  := $(filter-out viz/main.c,$(wildcard viz/*.c viz/*/*.c)) $(wildcard viz/base/$(HOST)/*.c)
TEST_SRC := $(wildcard tests/unit/*.c tests/unit/*/*.c)
SUITES   := $(shell sed -n 's/^CU_TestInfo \([a-z0-9_]*\)_tests\[\].*/SUITE(\1)/p' $(TEST_SRC))

JANSSON := $(JANSSON_LIBS)
ifeq ($(HOST),windows)
include viz/commands/windows/build.mk
else ifeq ($(HOST),web)
include viz/web/build.mk
endif

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
CORE_OBJ := $(call obj,$(CORE_SRC))
SIM_OBJ  := $(call obj,$(SIM_SRC))
VIZ_OBJ  := $(call obj,$(VIZ_SRC))
TEST_OBJ := $(call obj,$(TEST_SRC))

# Grading has a program of its own, where there is a Linux to count on.
WARDEN := $(if $(and $(filter posix,$(HOST)),$(wildcard /usr/include/linux/seccomp.h)),$(B)/warden)

# The recorder is a tool of Valgrind's: it is built where Valgrind's headers and libraries are (Debian's package valgrind has them),
# for the processor that it is for, and linked with nothing of ours.
VALGRIND  := $(if $(filter posix,$(HOST)),$(firstword $(wildcard /usr/lib/x86_64-linux-gnu/valgrind/libcoregrind-amd64-linux.a)))
VALGRIND_FILES := $(firstword $(wildcard /usr/libexec/valgrind /usr/lib/x86_64-linux-gnu/valgrind /usr/lib/valgrind))
RECORDER  := $(if $(and $(VALGRIND),$(wildcard /usr/include/valgrind/pub_tool_tooliface.h)),$(B)/recorder/faultlab-amd64-linux)

all: $(B)/sim$(EXE) $(B)/viz$(EXE) $(WARDEN) $(RECORDER)   ## build the simulator and the drawing program

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -c -o $@ $<

# The headers that a lab includes are carried in the program, where no depfile sees them.
$(B)/obj/sim/lang/headers.o: $(wildcard sim/lang/include/*.h sim/lang/include/*/*.h sim/lang/include/*.txt) core/api.h
# So are the page, the look and the behaviour of the lab book.
$(B)/obj/viz/book/book_files.o: viz/book/page/book.html viz/book/page/book.css $(wildcard viz/book/page/book*.js)
# And the quiz sheet's.
$(B)/obj/viz/quiz/sheet_html.o: viz/quiz/sheet.html viz/quiz/sheet.css viz/quiz/sheet.js

# Each table of tests is a suite; any of these files may have gained or lost one.
$(B)/obj/tests/unit/main.o: ALLFLAGS += -DSUITES='$(SUITES)'
$(B)/obj/tests/unit/main.o: $(sort $(dir $(TEST_SRC))) $(TEST_SRC)

# An allocation that fails ends either program (core/enough.h).
$(call obj,$(SIM_SRC) sim/main.c): ALLFLAGS += -include sim/host/memory.h
$(VIZ_OBJ) $(call obj,viz/main.c viz/commands/windows/lab.c): ALLFLAGS += -include viz/base/memory.h

FAULT_PATH := $(filter sim/mm/% sim/mmu/% sim/replay/%,$(SIM_SRC))
$(call obj,$(FAULT_PATH)): ALLFLAGS += $(LTO)

$(B)/sim$(EXE): $(call obj,sim/main.c) $(SIM_OBJ) $(CORE_OBJ) $(RESOURCES)
	$(Q)$(LINK) $(LTO) -o $@ $^ $(LIBRARIES) -lm

$(VIZ_OBJ) $(call obj,viz/main.c) $(TEST_OBJ): ALLFLAGS += $(JANSSON_CFLAGS)
$(B)/viz$(EXE): $(call obj,viz/main.c) $(VIZ_OBJ) $(RESOURCES)
	$(Q)$(LINK) -o $@ $^ $(JANSSON) $(LIBRARIES)

$(B)/unit: $(TEST_OBJ) $(SIM_OBJ) $(CORE_OBJ) $(VIZ_OBJ)
	$(Q)$(LINK) -o $@ $^ -lcunit $(JANSSON_LIBS) -lm

# Counts what a lab of a stranger uses while it is graded; on Linux only.
$(B)/warden: viz/commands/grade/warden.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -o $@ $<

# Beside it are links to what Valgrind needs of its own, since all of that is looked for in one folder. The tool is no ordinary
# program: it has no C library, and a place in memory where the recorded program has nothing.
RECORDER_FLAGS := -std=gnu11 -O2 -g -fno-stack-protector -fno-strict-aliasing -fno-builtin -Wall -Wextra -Werror -Wno-unused-parameter \
	-DVGA_amd64=1 -DVGO_linux=1 -DVGP_amd64_linux=1 -DVGPV_amd64_linux_vanilla=1 -isystem /usr/include/valgrind -I.
$(B)/recorder/faultlab-amd64-linux: sim/replay/valgrind/tool.c sim/replay/valgrind/stream.h
	@mkdir -p $(@D)
	$(Q)ln -sf $(VALGRIND_FILES)/* $(@D)/
	$(Q)$(CC) $(RECORDER_FLAGS) -c -o $(@D)/tool.o $<
	$(Q)$(CC) -static -nodefaultlibs -nostartfiles -u _start -Wl,--build-id=none -Wl,-Ttext-segment=0x58000000 -o $@ $(@D)/tool.o \
		$(VALGRIND) $(dir $(VALGRIND))libvex-amd64-linux.a -lgcc

$(B)/measure: tests/bench/measure.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -o $@ $<

$(B)/traces: $(call obj,tests/bench/traces.c tests/unit/oracle.c) $(SIM_OBJ) $(CORE_OBJ)
	$(Q)$(LINK) -o $@ $^ -lm

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)

# The first time takes a while, and nothing else would be on the screen.
BUILD_ALL = [ -x $(B)/sim$(EXE) ] && [ -x $(B)/viz$(EXE) ] || echo 'building the simulator and the drawing program (once; a minute or so)' >&2; $(MAKE_HERE) all
# For a student a divergence or a point less is a result, and not an error of make: only the scripts end with 1 for them.
RESULT = || { status=$$?; [ $$status = 1 ] || exit $$status; }
MAKE_HERE = $(MAKE) --no-print-directory $(if $(filter 1,$(V)),,-s)

lab:        ## run LAB on both sides, compare, draw: leaves OUT/NAME/index.html (REAL=recorded: no Wine needed; SIMFLAGS="--ws-max 40": how much memory the simulator has; INPUT=file: what the lab reads; STRUCTURES=yes: with the diagrams of trees and lists behind each step)
	@.ci/setup build $(if $(filter recorded,$(REAL)),,real wine)
	+@$(BUILD_ALL)
	@viz/commands/lab --out $(call quote,$(OUT)) --real $(call quote,$(REAL)) --sim $(call quote,$(SIMFLAGS)) $(if $(INPUT),--input $(call quote,$(INPUT))) $(if $(filter yes,$(STRUCTURES)),--structures) $(call quote,$(LAB)) -- $(ARGS) $(RESULT)

# First of all, and in the words of whoever typed it. Expanded before any line of the rule is run.
given = $(if $(if $(filter-out file,$(origin $(1))),$(strip $($(1)))),,$(error $(1) is missing: $(2)))

grade:      ## judge LAB by SPEC, shut in a box on both sides: points and feedback, and OUT/grade/NAME/ with the results (REAL=no: the simulator alone)
	@$(call given,LAB,which program? For example LAB=path/to/program.c)$(call given,SPEC,by which specification? For example SPEC=docs/assignments/1-filter/spec)
	@.ci/setup build grade $(if $(filter no,$(REAL)),,real wine)
	+@$(BUILD_ALL)
	@viz/commands/grade/lab --spec $(call quote,$(SPEC)) --real $(if $(filter no,$(REAL)),no,wine) --out $(call quote,$(OUT)/grade/$(notdir $(basename $(patsubst %/,%,$(LAB))))) -- $(call quote,$(LAB)) $(RESULT)

class:      ## the same for every entry of the folder SUBMISSIONS, as many at a time as there are processors: OUT/class/summary.txt and more
	@$(call given,SUBMISSIONS,in which folder are they? For example SUBMISSIONS=folder)$(call given,SPEC,by which specification? For example SPEC=docs/assignments/1-filter/spec)
	@.ci/setup build grade $(if $(filter no,$(REAL)),,real wine)
	+@$(BUILD_ALL)
	@viz/commands/grade/class --spec $(call quote,$(SPEC)) --real $(if $(filter no,$(REAL)),no,wine) --out $(call quote,$(OUT)/class) $(call quote,$(SUBMISSIONS))

sweep:      ## LAB in the simulator for each number of PAGES (such as 30-42,50), its argument, and each of POLICIES: a table and a chart, OUT/sweep/NAME/faults.txt and .svg
	@$(call given,LAB,of which lab? For example LAB=docs/labs/14-thrashing)$(call given,PAGES,for how many pages? For example PAGES=30-42)
	@.ci/setup build plot
	+@$(BUILD_ALL)
	@viz/commands/sweep --out $(call quote,$(OUT)) --pages $(call quote,$(PAGES)) $(if $(POLICIES),--policy $(call quote,$(POLICIES))) --sim $(call quote,$(SIMFLAGS)) -- $(call quote,$(LAB))

keys:       ## the keys to the questions of all labs, from runs made now: OUT/keys/NAME.md
	@.ci/setup build
	+@$(BUILD_ALL)
	@viz/commands/keys --out $(call quote,$(OUT))

record:     ## record the real run of LAB, to be handed out: leaves LAB/real.jsonl, after a second run that does the same (FORCE=yes: whatever that says, and over a trace of Windows)
	@.ci/setup build real wine
	+@$(BUILD_ALL)
	@viz/commands/record --real $(call quote,$(REAL)) $(if $(filter yes,$(FORCE)),--force) $(call quote,$(LAB)) -- $(ARGS)

exercise:   ## a small program to practise with, and its quiz: leaves OUT/exercise-SEED/ (FEATURES=guard-page,finally: what it is about; LEVEL=1, 2 or 3)
	@.ci/setup build
	+@$(BUILD_ALL)
	@viz/commands/exercise --out $(call quote,$(OUT)) --seed $(call quote,$(SEED)) --features $(call quote,$(FEATURES)) --level $(call quote,$(LEVEL))

test:       ## set-up, build, every test
	@.ci/setup
	@tests/run.sh

test-long:  ## the same, with the campaigns at their full length (random programs on both sides, a class of 200, damaged input) and `make portability`
	@.ci/setup
	@.ci/setup portability
	@tests/run.sh --long

unit:       ## build and run the unit tests alone
	+@$(MAKE_HERE) $(B)/unit
	@$(B)/unit

SANITIZED := B=build/asan OPT='-O1 -g1' SAN='-fsanitize=address,undefined -fno-sanitize-recover=all'
asan:       ## the unit tests again, under the address and undefined-behaviour sanitizers
	+@$(MAKE_HERE) $(SANITIZED) unit

asan-programs:
	+@$(MAKE_HERE) $(SANITIZED) all

bench: bench-replay bench-web  ## how fast, against the compiled program under Wine and against memory: ratios of one run
	@.ci/setup build real wine
	+@$(MAKE_HERE) all $(B)/measure
	@tests/bench/bench.sh

bench-replay: ## the part of it that is about sim replay
	@.ci/setup build bench
	+@$(MAKE_HERE) all $(B)/measure $(B)/traces
	@tests/bench/replay.sh

bench-web:  ## the part of it that is about the page
	@.ci/setup build test
	+@$(MAKE_HERE) all web
	@CHROMIUM="$$(command -v chromium)" node tests/bench/web.mjs $(B)/web

lint:       ## what can be said of the sources without running them: shellcheck, clang-tidy, width of lines
	@.ci/setup build lint
	@tests/e2e/lint.sh

fuzz:       ## SEEDS damaged labs and traces under sanitizers, and a tenth as many random programs on both sides
	@.ci/setup
	+@$(MAKE_HERE) $(SANITIZED) all
	@tests/fuzz/run.sh 1 $(SEEDS)
	+@$(MAKE_HERE) all
	@core/run --serve
	@tests/random-c/run.sh 1 $$(($(SEEDS) / 10 + 1))
	@core/run --stop-server

fuzz-real:  ## SEEDS random Win32 programs on both sides: what differs and is not known to
	@.ci/setup
	+@$(MAKE_HERE) all
	@tests/fuzz-real/run.sh memory $(SEEDS)
	@tests/fuzz-real/run.sh sections $(SEEDS)
	@tests/fuzz-real/run.sh seh $(SEEDS)

# NAME=LAB/STEP: the picture of that step, from a run on both sides, as docs/pictures/NAME.svg.
PICTURES := reserve=01-demand-commit/step-0001-reserve fault-before=01-demand-commit/fault001-a fault-after=01-demand-commit/fault001-b \
	guard-page=05-guard-page/fault001-a handler=09-nested-handlers/step-0007-handler \
	emptied=13-demand-zero-and-soft-faults/step-0003-trim copied=17-copy-on-write/step-0006-output

# NAME=LAB/STEP/PART: of the trees and lists behind that step, the same way.
GRAPHS := structures=01-demand-commit/fault001-b/all page-tables=01-demand-commit/fault002-b/tables \
	dispatch=09-nested-handlers/step-0007-handler/dispatch \
	frames=13-demand-zero-and-soft-faults/step-0008-trim/frames shared=17-copy-on-write/step-0006-output/tables

pictures:   ## draw the pictures of README.md and docs/ again, from real runs
	+@for lab in $(sort $(foreach p,$(PICTURES) $(GRAPHS),$(firstword $(subst /, ,$(lastword $(subst =, ,$(p))))))); do \
		$(MAKE_HERE) lab LAB=docs/labs/$$lab OUT=build/pictures || exit 1; done
	@mkdir -p docs/pictures
	$(Q)for p in $(PICTURES); do from=build/pictures/$${p#*=}; \
		cp "$${from%/*}"/frames/*"$${from##*/}".svg docs/pictures/$${p%%=*}.svg || exit 1; done
	$(Q)for g in $(GRAPHS); do name=$${g%%=*}; at=$${g#*=}; part=$${at##*/}; at=$${at%/*}; \
		$(B)/viz structure --step "$${at#*/}" --part "$$part" --out build/pictures/$$name.dot --svg \
			build/pictures/"$${at%%/*}"/real.jsonl build/pictures/"$${at%%/*}"/sim.jsonl || exit 1; \
		cp build/pictures/$$name.svg docs/pictures/ || exit 1; done
	$(Q)viz/commands/books --out build/pictures --real $(call quote,$(REAL))
	@mkdir -p docs/pictures/labs
	$(Q)for p in build/pictures/books/*/picture.svg; do lab=$${p%/*}; cp "$$p" docs/pictures/labs/"$${lab##*/}".svg || exit 1; done
	$(Q)$(B)/sim replay --policy fifo,lru,opt --frames 1,2,3,4,5,6 --json docs/labs/16-belady/belady.txt >build/pictures/belady.json
	$(Q)$(B)/viz plot --out docs/pictures/belady.svg build/pictures/belady.json
	$(Q)viz/commands/sweep --out build/pictures --pages 30-42,50 docs/labs/14-thrashing >/dev/null
	$(Q)cp build/pictures/sweep/14-thrashing/faults.svg docs/pictures/thrashing.svg

books:      ## the books of all labs as one folder for a web server, with an index page: OUT/books (REAL=recorded: no Wine needed)
	@.ci/setup build $(if $(filter recorded,$(REAL)),,real wine)
	+@$(MAKE_HERE) all
	@viz/commands/books --out $(call quote,$(OUT)) --real $(call quote,$(REAL))

student-kit: ## what a class gets, without keys, solutions, plans and tests: OUT/student-kit.tar.gz and .zip
	@.ci/setup kit
	@viz/commands/kit --out $(call quote,$(OUT))

print-pages: ## handouts and plans as pages to print, and as PDF where Chromium is: OUT/print
	@.ci/setup kit
	@viz/commands/print --out $(call quote,$(OUT))

doctor:     ## what is here, what is missing, and what to type; installs nothing
	+@$(MAKE_HERE) all >/dev/null 2>&1 || true
	@viz/commands/doctor

# What PREFIX gets is listed in .ci/stage; DESTDIR stands before it, for packagers.
PREFIX  ?= /usr/local
DESTDIR ?=
# Not as root's own files in build: so build first, then install.
install: all ## put FaultLab below PREFIX=/usr/local: the command faultlab, labs, handbook, manual pages
	@.ci/stage $(B)/stage
	@FAULTLAB_STAGE=$(call quote,$(abspath $(B))/stage) DESTDIR=$(call quote,$(DESTDIR)) .ci/install $(call quote,$(PREFIX))

uninstall:  ## remove what `make install` put below PREFIX, and nothing else
	@DESTDIR=$(call quote,$(DESTDIR)) .ci/install --uninstall $(call quote,$(PREFIX))

dist-source: ## the source archive of the last commit
	@.ci/dist source

# The same objects as in build/sim and build/viz, linked to be handed out. `static` needs no library of the system
# that runs it; `shared` is what Debian wants: the libraries that Depends names.
$(B)/static/% : HAND_OUT = -static
$(B)/shared/% : HAND_OUT = -Wl,-z,relro,-z,now
$(B)/static/sim $(B)/shared/sim: $(call obj,sim/main.c) $(SIM_OBJ) $(CORE_OBJ)
	@mkdir -p $(@D)
	$(Q)$(LINK) $(LTO) $(HAND_OUT) -s -Wl,--build-id=none -o $@ $^ -lm

$(B)/static/viz $(B)/shared/viz: $(call obj,viz/main.c) $(VIZ_OBJ)
	@mkdir -p $(@D)
	$(Q)$(LINK) $(HAND_OUT) -s -Wl,--build-id=none -o $@ $^ $(JANSSON_LIBS)

dist-books: ## the books of all labs, for a web server
	@.ci/setup build
	+@$(MAKE_HERE) all
	@.ci/dist books

$(B)/static/warden $(B)/shared/warden: viz/commands/grade/warden.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) $(HAND_OUT) -s -Wl,--build-id=none -o $@ $<

dist-linux: ## an archive that runs in place on any Linux for x86-64 with graphviz
	+@$(MAKE_HERE) $(B)/static/sim $(B)/static/viz $(B)/static/warden
	@SIM=$(B)/static/sim VIZ=$(B)/static/viz WARDEN=$(B)/static/warden .ci/dist linux

deb:        ## a Debian package
	+@$(MAKE_HERE) $(B)/shared/sim $(B)/shared/viz $(B)/shared/warden
	@SIM=$(B)/shared/sim VIZ=$(B)/shared/viz WARDEN=$(B)/shared/warden .ci/dist deb

windows:    ## the programs for Windows, in build/windows
	@.ci/setup build real dist
	+@$(MAKE_HERE) HOST=windows B=build/windows CC=x86_64-w64-mingw32-gcc all

web:        ## build/web/index.html: the simulator, the drawings and the book in one page, to be opened by a double click
	@.ci/setup build web
	+@$(MAKE_HERE) HOST=web B=build/web CC=clang-19 OPT=-O2 build/web/sim.wasm
	+@$(MAKE_HERE) HOST=web B=build/web CC=clang-19 OPT=-Oz build/web/viz.wasm
	$(Q)cmp -s viz/web/package-lock.json build/web/node_modules/.installed || { cp viz/web/package.json viz/web/package-lock.json build/web/ && cd build/web && \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >/dev/null && cp package-lock.json node_modules/.installed; }
	$(Q)node viz/web/assemble.mjs build/web $(VERSION)

dist-web: web ## the page with the licences of all that is in it, and as a site that works offline: build/web/site
	@.ci/dist web

dist-windows: windows  ## build/dist/faultlab-VERSION-windows.zip: FaultLab for Windows, labs compiled, nothing needed but Graphviz
	@.ci/setup build real wine
	@.ci/dist-windows $(VERSION)

dist: dist-windows ## all release archives, in build/dist
dist: dist-source dist-linux dist-books dist-web deb

portability: ## sim and viz by clang, with musl, for 64-bit Arm: the same traces and pictures
	@.ci/setup build portability
	@tests/portability/run.sh

setup:      ## install what is missing of the packages in .ci/packages
	@.ci/setup

clean:      ## remove everything that was built
	$(Q)rm -rf build

help:       ## print this
	@awk -F ':[^#]*## *' '/^[a-z][a-z-]*:[^#]*## / { printf "  make %-13s%s\n", $$1, $$2 }' Makefile

.PHONY: all web lab grade class sweep keys exercise record test test-long lint unit asan asan-programs bench bench-replay bench-web fuzz fuzz-real pictures books student-kit print-pages doctor install uninstall \
	windows dist-windows dist-source dist-linux dist-books dist-web deb dist portability setup clean help
