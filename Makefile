# FaultLab. `make help` says what there is.
.DEFAULT_GOAL := all
V ?= 0
Q := $(if $(filter 1,$(V)),,@)

CC      ?= gcc
B       ?= build
CSTD    := -std=gnu11 -D_GNU_SOURCE
WARN    := -Wall -Wextra -Werror -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wno-unused-parameter
OPT     ?= -O2 -g
SAN     ?=
ALLFLAGS = $(CSTD) $(WARN) $(OPT) $(SAN) -MMD -MP -I.

# The pieces, each found from its folder; a program's main.c stays out of the tests.
CORE_SRC := core/trace.c core/names.c core/places.c
SIM_SRC  := $(filter-out sim/main.c,$(wildcard sim/*.c sim/*/*.c))
VIZ_SRC  := $(filter-out viz/main.c,$(wildcard viz/*.c))
TEST_SRC := $(wildcard tests/*.c)

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
CORE_OBJ := $(call obj,$(CORE_SRC))
SIM_OBJ  := $(call obj,$(SIM_SRC))
VIZ_OBJ  := $(call obj,$(VIZ_SRC))
TEST_OBJ := $(call obj,$(TEST_SRC))

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALLFLAGS) -c -o $@ $<

$(B)/sim: $(call obj,sim/main.c) $(SIM_OBJ) $(CORE_OBJ)
	$(Q)$(CC) $(OPT) $(SAN) -o $@ $^

$(B)/viz: $(call obj,viz/main.c) $(VIZ_OBJ)
	$(Q)$(CC) $(OPT) $(SAN) -o $@ $^ -ljansson

$(B)/unit: $(TEST_OBJ) $(SIM_OBJ) $(CORE_OBJ) $(VIZ_OBJ)
	$(Q)$(CC) $(OPT) $(SAN) -o $@ $^ -lcunit -ljansson

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)

.PHONY: all clean
all: $(B)/sim $(B)/viz  ## build sim and viz
clean:                  ## remove everything that was built
	$(Q)rm -rf $(B)
