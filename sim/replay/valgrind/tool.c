/*
 * tool.c - the recorder: a tool for Valgrind that writes a program's page references as runs.
 *
 * Copyright (c) 2026 FaultLab contributors. This file is a program of its own: it is linked with Valgrind's core, and is
 * therefore free software under the GNU General Public License, version 2 or (at your option) any later version. It comes
 * without any warranty. No other part of FaultLab links it, and it links none: they speak through a pipe (stream.h).
 *
 * The accesses are those that `valgrind --tool=lackey --trace-mem=yes` tells, in the same order: an instruction's fetch, then
 * its loads and stores; a load and a store of the same bytes with nothing in between are one access, a write. Where lackey
 * prints a line for each, the code that Valgrind makes here compares the address with the page of the access before, counts,
 * and calls only when the page is another one, or is written for the first time in its run.
 *
 *	in the generated code                    called
 *	(address ^ now.page) > 4095?     ---->   touched(): the run before goes to the buffer, the next begins
 *
 * now.page is the page's address; now.written is the same if the run has a write, and no address of a program until then, so
 * that a store needs one comparison, too.
 *
 * How many accesses a run has is the difference of two times. now.clock counts accesses, and is right where a superblock
 * begins; how many came since is known when the code is made, so a call is told that number, and where the block can be left the
 * clock is set. A fault in the middle of a block leaves it a few accesses behind.
 */
#include <pub_tool_basics.h>
#include <pub_tool_vki.h>
#include <pub_tool_vkiscnums.h>
#include <pub_tool_libcassert.h>
#include <pub_tool_libcbase.h>
#include <pub_tool_libcfile.h>
#include <pub_tool_libcprint.h>
#include <pub_tool_libcproc.h>
#include <pub_tool_machine.h>
#include <pub_tool_options.h>
#include <pub_tool_clientstate.h>
#include <pub_tool_tooliface.h>

#include "sim/replay/valgrind/stream.h"

#define PAGE       4096u
#define AT_SHIFT   16                   /* an argument holds how long an access is, and above that its number in the block */

/* Of Valgrind's core: a copy of a descriptor where the program cannot reach it, which is closed when it executes another. */
extern Int VG_(safe_fd)(Int oldfd);

static struct {
	Addr   page;                    /* of the run that is being counted */
	Addr   written;                 /* the same, if it has a write; else the page's complement, which is the kernel's */
	ULong  is_written;
	ULong  began, clock;
	ULong *next;                    /* where the run goes when it has ended */
} now;

static struct stream_block block;
static const HChar *pipe_name;
static Int fd = -1;
static ThreadId thread = 1;

/* ---- the pipe ---- */

/* A block is written whole, or the other side is gone: then there is nobody to record for. */
static void put_block(UInt kind, UInt items, const void *item)
{
	struct stream_block *b = &block;
	struct stream_block other;
	SizeT size = sizeof b->head + items * sizeof b->item[0];

	if (item) {
		b = &other;
		VG_(memcpy)(b->item, item, items * sizeof b->item[0]);
	}
	b->head = (struct stream_head){ kind, (UInt)VG_(getpid)(), (UInt)VG_(getppid)(), items };
	if (fd >= 0 && VG_(write)(fd, b, (Int)size) != (Int)size)
		VG_(exit)(1);
}

static void flush(void)
{
	UInt items = (UInt)(now.next - block.item);

	if (items)
		put_block(STREAM_RUNS, items, NULL);
	now.next = block.item;
}

static inline void put_item(ULong item)
{
	*now.next++ = item;
	if (UNLIKELY(now.next == block.item + STREAM_ITEMS))
		flush();
}

/* Longer than an item can say, or empty. */
static __attribute__((noinline)) void put_odd_run(Long count)
{
	for (; count > 0; count -= (Long)RUN_COUNT_MAX)
		put_item(now.page << (RUN_PAGE_SHIFT - 12) |
		         (count < (Long)RUN_COUNT_MAX ? (ULong)count : RUN_COUNT_MAX) << RUN_COUNT_SHIFT | now.is_written);
}

/* The run until this time. */
static inline void put_run(ULong time)
{
	ULong count = time - now.began;

	if (LIKELY(count - 1 < RUN_COUNT_MAX))
		put_item(now.page << (RUN_PAGE_SHIFT - 12) | count << RUN_COUNT_SHIFT | now.is_written);
	else
		put_odd_run((Long)count);
	now.began = time;
}

static void put_text(UInt kind, ULong number, const HChar *text)
{
	ULong item[1 + 8] = { number };

	VG_(strncpy)((HChar *)(item + 1), text, 8 * sizeof item[0] - 1);
	put_block(kind, 9, item);
}

/* ---- called by the generated code ---- */

static inline void begin_run(Addr page, Bool write, ULong time)
{
	put_run(time);
	now.page = page;
	now.is_written = write;
	now.written = write ? page : page ^ ~(Addr)(PAGE - 1);
}

/* Into a second page, which is a second access. */
static __attribute__((noinline)) void touched_both(Addr first, Addr last, Bool write, ULong time)
{
	if (first != now.page || (write && !now.is_written))
		begin_run(first, write, time);
	begin_run(last, write, time + 1);
	now.clock++;                    /* the code counts one */
}

/* The access is to another page, or the first write of its run, or reaches into a second page. */
static inline void touched(Addr address, UWord what, Bool write)
{
	Addr first = address & ~(Addr)(PAGE - 1), last = (address + (what & ((1u << AT_SHIFT) - 1)) - 1) & ~(Addr)(PAGE - 1);
	ULong time = now.clock + (what >> AT_SHIFT);

	if (LIKELY(last == first))
		begin_run(first, write, time);
	else
		touched_both(first, last, write, time);
}

static VG_REGPARM(2) void touched_read(Addr address, UWord what)
{
	touched(address, what, False);
}

static VG_REGPARM(2) void touched_write(Addr address, UWord what)
{
	touched(address, what, True);
}

/* ---- the code that is generated ---- */

static UInt in_block;                   /* accesses in the code that is being made, since the clock was right */

/* An access that was seen and is not in the code yet: it may turn out to be one with the store behind it. */
struct pending { Bool any, is_load; IRExpr *address; Int size; UInt fetches; };

static IRExpr *assign(IRSB *sb, IRType type, IRExpr *e)
{
	IRTemp t = newIRTemp(sb->tyenv, type);

	addStmtToIRSB(sb, IRStmt_WrTmp(t, e));
	return IRExpr_RdTmp(t);
}

static IRExpr *binary(IRSB *sb, IROp op, IRExpr *a, IRExpr *b)
{
	return assign(sb, Ity_I64, IRExpr_Binop(op, a, b));
}

static IRExpr *number(ULong n)
{
	return IRExpr_Const(IRConst_U64(n));
}

/* Do the first and the last byte lie in the page at `page`? 1: one does not. */
static IRExpr *differs(IRSB *sb, IRExpr *address, Int size, Addr *page)
{
	IRExpr *base = assign(sb, Ity_I64, IRExpr_Load(Iend_LE, Ity_I64, number((Addr)page)));
	IRExpr *bits = binary(sb, Iop_Xor64, address, base);

	if (size > 1) {
		IRExpr *last = binary(sb, Iop_Add64, address, number((ULong)size - 1));

		bits = binary(sb, Iop_Or64, bits, binary(sb, Iop_Xor64, last, base));
	}
	return assign(sb, Ity_I1, IRExpr_Binop(Iop_CmpLT64U, number(PAGE - 1), bits));
}

/* The clock is set `accesses` further. */
static void put_clock(IRSB *sb, IRExpr *accesses)
{
	IRExpr *clock = assign(sb, Ity_I64, IRExpr_Load(Iend_LE, Ity_I64, number((Addr)&now.clock)));

	addStmtToIRSB(sb, IRStmt_Store(Iend_LE, number((Addr)&now.clock), binary(sb, Iop_Add64, clock, accesses)));
}

static void put_call(IRSB *sb, IRExpr *address, Int size, Bool write, IRExpr *is_new)
{
	IRExpr **arguments = mkIRExprVec_2(address, number((ULong)size | (ULong)in_block << AT_SHIFT));
	IRDirty *call = write ? unsafeIRDirty_0_N(2, "touched_write", VG_(fnptr_to_fnentry)(touched_write), arguments) :
	                        unsafeIRDirty_0_N(2, "touched_read", VG_(fnptr_to_fnentry)(touched_read), arguments);

	call->guard = is_new;
	addStmtToIRSB(sb, IRStmt_Dirty(call));
}

/* `accesses` of them, all alike. */
static void put_access(IRSB *sb, IRExpr *address, Int size, Bool write, UInt accesses)
{
	put_call(sb, address, size, write, differs(sb, address, size, write ? &now.written : &now.page));
	in_block += accesses;
}

/* One that happens only if `guard`, so that it is counted by the clock. */
static void put_guarded(IRSB *sb, IRExpr *address, Int size, Bool write, IRExpr *guard)
{
	IRExpr *is_new = differs(sb, address, size, write ? &now.written : &now.page);
	IRExpr *happens = assign(sb, Ity_I64, IRExpr_Unop(Iop_1Uto64, guard));
	IRExpr *both = binary(sb, Iop_And64, assign(sb, Ity_I64, IRExpr_Unop(Iop_1Uto64, is_new)), happens);

	put_call(sb, address, size, write, assign(sb, Ity_I1, IRExpr_Binop(Iop_CmpNE64, both, number(0))));
	put_clock(sb, happens);
}

static void settle(IRSB *sb, struct pending *p)
{
	if (p->any)
		put_access(sb, p->address, p->size, False, p->fetches ? p->fetches : 1);
	*p = (struct pending){ False };
}

/* Here the block may be left. */
static void leave(IRSB *sb, struct pending *p)
{
	settle(sb, p);
	if (in_block > 0)
		put_clock(sb, number(in_block));
	in_block = 0;
}

static Bool same_atom(const IRExpr *a, const IRExpr *b)
{
	if (a->tag != b->tag)
		return False;
	if (a->tag == Iex_RdTmp)
		return a->Iex.RdTmp.tmp == b->Iex.RdTmp.tmp;
	return a->tag == Iex_Const && a->Iex.Const.con->tag == Ico_U64 && b->Iex.Const.con->tag == Ico_U64 &&
	       a->Iex.Const.con->Ico.U64 == b->Iex.Const.con->Ico.U64;
}

/* Fetches of one page in a row are one comparison. */
static void see_fetch(IRSB *sb, struct pending *p, Addr address, Int size)
{
	Bool within = (address & (PAGE - 1)) + (UInt)size <= PAGE;

	if (size == 0)
		return;
	if (p->any && p->fetches && within && p->address->Iex.Const.con->Ico.U64 >> 12 == address >> 12) {
		p->fetches++;
		return;
	}
	settle(sb, p);
	if (within)
		*p = (struct pending){ True, False, number(address), 1, 1 };
	else
		put_access(sb, number(address), size, False, 1);
}

static void see_load(IRSB *sb, struct pending *p, IRExpr *address, Int size)
{
	settle(sb, p);
	*p = (struct pending){ True, True, address, size, 0 };
}

static void see_store(IRSB *sb, struct pending *p, IRExpr *address, Int size)
{
	if (p->any && p->is_load && p->size == size && same_atom(p->address, address))
		p->any = False;                 /* one access, a write */
	settle(sb, p);
	put_access(sb, address, size, True, 1);
}

static void see_guarded(IRSB *sb, struct pending *p, IRExpr *address, Int size, Bool write, IRExpr *guard)
{
	settle(sb, p);
	put_guarded(sb, address, size, write, guard);
}

static void see_dirty(IRSB *sb, struct pending *p, const IRDirty *d)
{
	if (d->mFx == Ifx_None)
		return;
	if (d->mFx == Ifx_Read || d->mFx == Ifx_Modify)
		see_load(sb, p, d->mAddr, d->mSize);
	if (d->mFx == Ifx_Write || d->mFx == Ifx_Modify)
		see_store(sb, p, d->mAddr, d->mSize);
}

static void see_compare_and_swap(IRSB *sb, struct pending *p, const IRCAS *cas)
{
	Int size = sizeofIRType(typeOfIRExpr(sb->tyenv, cas->dataLo)) * (cas->dataHi ? 2 : 1);

	see_load(sb, p, cas->addr, size);
	see_store(sb, p, cas->addr, size);
}

static Int size_of(const IRSB *sb, const IRExpr *e)
{
	return sizeofIRType(typeOfIRExpr(sb->tyenv, e));
}

/* What a statement touches; it comes behind that in the code. */
static void see(IRSB *sb, struct pending *p, IRStmt *st)
{
	switch (st->tag) {
	case Ist_IMark:
		see_fetch(sb, p, st->Ist.IMark.addr, (Int)st->Ist.IMark.len);
		break;
	case Ist_WrTmp:
		if (st->Ist.WrTmp.data->tag == Iex_Load)
			see_load(sb, p, st->Ist.WrTmp.data->Iex.Load.addr, sizeofIRType(st->Ist.WrTmp.data->Iex.Load.ty));
		break;
	case Ist_Store:
		see_store(sb, p, st->Ist.Store.addr, size_of(sb, st->Ist.Store.data));
		break;
	case Ist_StoreG:
		see_guarded(sb, p, st->Ist.StoreG.details->addr, size_of(sb, st->Ist.StoreG.details->data), True,
		            st->Ist.StoreG.details->guard);
		break;
	case Ist_LoadG: {
		IRType type = Ity_INVALID, wide = Ity_INVALID;

		typeOfIRLoadGOp(st->Ist.LoadG.details->cvt, &wide, &type);
		see_guarded(sb, p, st->Ist.LoadG.details->addr, sizeofIRType(type), False, st->Ist.LoadG.details->guard);
		break;
	}
	case Ist_Dirty:
		see_dirty(sb, p, st->Ist.Dirty.details);
		break;
	case Ist_CAS:
		see_compare_and_swap(sb, p, st->Ist.CAS.details);
		break;
	case Ist_LLSC:
		if (st->Ist.LLSC.storedata)
			see_store(sb, p, st->Ist.LLSC.addr, size_of(sb, st->Ist.LLSC.storedata));
		else
			see_load(sb, p, st->Ist.LLSC.addr, sizeofIRType(typeOfIRTemp(sb->tyenv, st->Ist.LLSC.result)));
		break;
	case Ist_Exit:
		leave(sb, p);
		break;
	default:
		break;
	}
}

static IRSB *instrument(VgCallbackClosure *closure, IRSB *in, const VexGuestLayout *layout, const VexGuestExtents *extents,
                        const VexArchInfo *host, IRType guest_word, IRType host_word)
{
	IRSB *out = deepCopyIRSBExceptStmts(in);
	struct pending pending = { False };
	Int i = 0;

	tl_assert(guest_word == Ity_I64 && host_word == Ity_I64);
	in_block = 0;
	for (; i < in->stmts_used && in->stmts[i]->tag != Ist_IMark; i++)
		addStmtToIRSB(out, in->stmts[i]);       /* what Valgrind itself put there */
	for (; i < in->stmts_used; i++) {
		if (!in->stmts[i] || in->stmts[i]->tag == Ist_NoOp)
			continue;
		see(out, &pending, in->stmts[i]);
		addStmtToIRSB(out, in->stmts[i]);
	}
	leave(out, &pending);
	return out;
}

/* ---- processes and threads ---- */

static void open_pipe(void)
{
	Int opened = pipe_name ? VG_(fd_open)(pipe_name, VKI_O_WRONLY, 0) : -1;

	if (opened < 0) {
		VG_(umsg)("the recorder is started by `sim record`, which opens the pipe that it writes to\n");
		VG_(exit)(1);
	}
	fd = VG_(safe_fd)(opened);
}

static void begin_process(void)
{
	put_text(STREAM_BEGIN, 0, VG_(args_the_exename) ? VG_(args_the_exename) : "?");
}

/* As the kernel has it, which pthread_setname_np changes. */
static void name_thread(ThreadId tid)
{
	HChar path[64], name[32];
	Int file, n;

	VG_(sprintf)(path, "/proc/self/task/%d/comm", VG_(gettid)());
	file = VG_(fd_open)(path, VKI_O_RDONLY, 0);
	if (file < 0)
		return;
	n = VG_(read)(file, name, sizeof name - 1);
	VG_(close)(file);
	if (n > 0 && name[n - 1] == '\n')
		n--;
	name[n > 0 ? n : 0] = 0;
	if (VG_(strncmp)(name, "faultlab-amd64-", 15) != 0)     /* ours, until the program gives it another */
		put_text(STREAM_THREAD, tid, name);
}

static void thread_runs(ThreadId tid, ULong blocks)
{
	if (tid == thread)
		return;
	put_run(now.clock);
	put_item((ULong)tid << RUN_PAGE_SHIFT);
	thread = tid;
}

/* What the parent had not written yet is the parent's. */
static void forked(ThreadId tid)
{
	now.next = block.item;
	now.began = now.clock;
	begin_process();
}

/* Another program takes the place of this one, if that works: what was counted is its own. */
static void before_call(ThreadId tid, UInt number_of_call, UWord *args, UInt n)
{
	if (number_of_call != __NR_execve)
		return;
	put_run(now.clock);
	flush();
}

static void after_call(ThreadId tid, UInt number_of_call, UWord *args, UInt n, SysRes result)
{
}

static void thread_ends(ThreadId tid)
{
	name_thread(tid);
}

static void finish(Int status)
{
	ULong item = (ULong)(UInt)status;

	put_run(now.clock);
	flush();
	put_block(STREAM_END, 1, &item);
}

/* ---- what Valgrind asks ---- */

static Bool option(const HChar *text)
{
	if (VG_STR_CLO(text, "--pipe", pipe_name))
		return True;
	return False;
}

static void usage(void)
{
	VG_(printf)("    --pipe=NAME               the pipe of `sim record`\n");
}

static void no_usage(void)
{
}

static void begin(void)
{
	now.page = now.written = ~(Addr)(PAGE - 1);     /* no program's */
	now.next = block.item;
	open_pipe();
	begin_process();
}

static void setup(void)
{
	VG_(details_name)("faultlab");
	VG_(details_version)(NULL);
	VG_(details_description)("page references as runs");
	VG_(details_copyright_author)("Copyright (c) 2026 FaultLab contributors, GPL-2+");
	VG_(details_bug_reports_to)("the people who gave you FaultLab");
	VG_(details_avg_translation_sizeB)(400);
	VG_(basic_tool_funcs)(begin, instrument, finish);
	VG_(needs_command_line_options)(option, usage, no_usage);
	VG_(needs_syscall_wrapper)(before_call, after_call);
	VG_(track_start_client_code)(thread_runs);
	VG_(track_pre_thread_ll_exit)(thread_ends);
	VG_(atfork)(NULL, NULL, forked);
}

VG_DETERMINE_INTERFACE_VERSION(setup)
