# What differs in the Makefile when HOST is windows: the compiler's flags, and the JSON library,
# which Debian has no binary of for Windows, so that it is made from Debian's source of it.
# The Linux build checks the format strings: mingw's compiler takes them for Microsoft's.
CSTD += -D__USE_MINGW_ANSI_STDIO=1 -D_FILE_OFFSET_BITS=64 -D_WIN32_WINNT=0x0A00 -I$(B)/jansson
WARN += -Wno-format -Wno-maybe-uninitialized
LIBRARIES := -static -pthread
WINDRES   := x86_64-w64-mingw32-windres
AR        := x86_64-w64-mingw32-ar
RESOURCES := $(B)/program.o
JANSSON   := $(B)/jansson/libjansson.a

$(patsubst %.c,$(B)/obj/%.o,$(VIZ_SRC)): $(B)/jansson/jansson.h

all: $(B)/faultlab.exe $(B)/weave.exe

$(B)/faultlab.exe: $(B)/obj/viz/commands/windows/lab.o $(addprefix $(B)/obj/viz/base/,keep.o ink.o memory.o store.o spawn.o windows/host.o windows/spawn.o) $(RESOURCES)
	$(Q)$(CC) $(OPT) -o $@ $^ $(LIBRARIES)

$(B)/weave.exe: core/weave.c core/api.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -o $@ $< $(LIBRARIES)

$(B)/program.o: sim/host/windows/program.rc sim/host/windows/program.manifest
	@mkdir -p $(@D)
	$(Q)$(WINDRES) -o $@ $<

# The answers that its configure script would find, in the two headers that it would write.
$(B)/jansson/jansson.h:
	@mkdir -p $(@D)
	$(Q).ci/debian-source jansson build/source || exit 1
	$(Q)sed -e 's/@json_inline@/inline/' -e 's/@json_have_localeconv@/0/' -e 's/@json_[a-z_]*@/1/' \
		build/source/jansson/src/jansson_config.h.in >$(B)/jansson/jansson_config.h
	$(Q)for has in STDINT_H FCNTL_H UNISTD_H SYS_TYPES_H SYS_STAT_H OPEN READ CLOSE GETPID LONG_LONG_INT; do \
		echo "#define HAVE_$$has 1"; done >$(B)/jansson/jansson_private_config.h
	$(Q)echo '#define INITIAL_HASHTABLE_ORDER 3' >>$(B)/jansson/jansson_private_config.h
	$(Q)cp build/source/jansson/src/jansson.h $@

$(B)/viz.exe: $(JANSSON)
$(JANSSON): $(B)/jansson/jansson.h
	$(Q)cd $(B)/jansson && rm -f *.o && $(CC) -O2 -w -DHAVE_CONFIG_H -I. -c $(CURDIR)/build/source/jansson/src/*.c && $(AR) rcs libjansson.a *.o
