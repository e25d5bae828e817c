# What differs in the Makefile when HOST is web: clang makes WebAssembly over the C library of WASI. The JSON library is made
# from Debian's source of it, as for Windows. setjmp becomes exceptions of WebAssembly (sim/host/web/jump.c). The stack lies
# below the data, so that what overflows it ends the program and writes over nothing.
WASM     := --target=wasm32-wasi -nostdlibinc -isystem sim/host/web/include -isystem /usr/include/wasm32-wasi
CSTD     += $(WASM) -mllvm -wasm-enable-sjlj -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_GETPID
CSTD     += -isystem $(B)/jansson
WARN     += -Wno-missing-field-initializers
LDFLAGS  += --target=wasm32-wasi --sysroot=/usr -L/usr/lib/wasm32-wasi -fuse-ld=$(lastword $(wildcard /usr/lib/llvm-19/bin/wasm-ld /usr/bin/wasm-ld-19))
LDFLAGS  += -Wl,--stack-first -Wl,-z,stack-size=8388608 -Wl,--strip-all
LIBRARIES := -lwasi-emulated-signal -lwasi-emulated-process-clocks -lwasi-emulated-getpid -lm -lc-printscan-long-double
RESOURCES := $(B)/jump.o
JANSSON_SRC := dump error hashtable hashtable_seed load memory pack_unpack strbuffer strconv utf value version
JANSSON   := $(JANSSON_SRC:%=$(B)/jansson/%.o)

$(patsubst %.c,$(B)/obj/%.o,$(VIZ_SRC) viz/main.c): $(B)/jansson/jansson.h

$(B)/jump.o: sim/host/web/jump.s
	@mkdir -p $(@D)
	$(Q)$(CC) --target=wasm32-wasi -mexception-handling -c -o $@ $<

# The answers that its configure script would find, in the two headers that it would write.
$(B)/jansson/jansson.h:
	@mkdir -p $(@D)
	$(Q).ci/debian-source jansson build/source || exit 1
	$(Q)sed -e 's/@json_inline@/inline/' -e 's/@json_[a-z_]*@/0/' \
		build/source/jansson/src/jansson_config.h.in | sed 's/IS_LONG_LONG 0/IS_LONG_LONG 1/' >$(B)/jansson/jansson_config.h
	$(Q)printf '#define HAVE_%s 1\n' STDINT_H LONG_LONG_INT >$(B)/jansson/jansson_private_config.h
	$(Q)echo '#define INITIAL_HASHTABLE_ORDER 3' >>$(B)/jansson/jansson_private_config.h
	$(Q)cp build/source/jansson/src/jansson.h $@

$(B)/jansson/%.o: $(B)/jansson/jansson.h
	$(Q)$(CC) $(WASM) -O2 -w -DHAVE_CONFIG_H -I$(B)/jansson -c -o $@ build/source/jansson/src/$*.c

$(B)/viz.wasm: | $(JANSSON)

# What runs a lab is to be quick, the rest small: the page is one file.
$(foreach room,lang libc record exercise host api win32,$(B)/obj/sim/$(room)/%.o): override OPT = -Oz
