/*
 * wasi.js - the calls of WASI that the simulator and viz make, over files in memory.
 *
 * A program is run once and is over: its memory, its files and its descriptors go with it. No call leaves the worker.
 * The same text runs in a worker of the page and, for the tests, under node.
 */
"use strict";

const WASI = (() => {
	const OK = 0, BADF = 8, EXIST = 20, INVAL = 28, NOENT = 44, NOTDIR = 54, SPIPE = 70;
	const REGULAR = 4, DIRECTORY = 3, CHARACTER = 2;
	const CREATE = 1, ONLY_DIRECTORY = 2, EXCLUSIVE = 4, TRUNCATE = 8, APPEND = 1;
	const ROOT = 3;

	class Exit {
		constructor(status) { this.status = status; }
	}

	/* Grows by doubling, so that a trace that is written line by line is copied a few times only. */
	class File {
		constructor(bytes = new Uint8Array(0)) {
			this.room = bytes;
			this.size = bytes.length;
		}
		bytes() { return this.room.subarray(0, this.size); }
		write(at, piece) {
			const end = at + piece.length;

			if (end > this.room.length) {
				const room = new Uint8Array(Math.max(end, 2 * this.room.length, 4096));

				room.set(this.bytes());
				this.room = room;
			}
			this.room.set(piece, at);
			this.size = Math.max(this.size, end);
		}
		read(at, room) {
			const piece = this.room.subarray(Math.min(at, this.size), Math.min(at + room.length, this.size));

			room.set(piece);
			return piece.length;
		}
	}

	const plain = path => path.split("/").filter(p => p && p !== ".").join("/");

	/*
	 * { args, files: Map of name to Uint8Array, input: Uint8Array, output(fd, bytes), imports }. The bytes of output are a
	 * copy; `imports` are further modules, made by functions of what the program has: { text, list, file, put }.
	 */
	function program(options) {
		const args = options.args.map(a => new TextEncoder().encode(a + "\0"));
		const files = new Map();
		const input = options.input || new Uint8Array(0);
		const open = new Map([[0, { kind: CHARACTER }], [1, { kind: CHARACTER }], [2, { kind: CHARACTER }], [ROOT, { kind: DIRECTORY }]]);
		let memory = null, next = ROOT + 1, taken = 0;

		for (const [name, bytes] of options.files || [])
			files.set(plain(name), new File(bytes));

		const view = () => new DataView(memory.buffer);
		const room = (at, size) => new Uint8Array(memory.buffer, at, size);
		const text = (at, size) => new TextDecoder().decode(room(at, size).slice());
		const list = (at, count) => Array.from({ length: count }, (_, i) =>
			room(view().getUint32(at + 8 * i, true), view().getUint32(at + 8 * i + 4, true)));
		const number = (at, n) => { view().setUint32(at, n, true); return OK; };
		const wide = (at, n) => { view().setBigUint64(at, BigInt(n), true); return OK; };

		function stat(at, kind, size) {
			room(at, 64).fill(0);
			view().setUint8(at + 16, kind);
			wide(at + 24, 1);
			return wide(at + 32, size);
		}

		function read(fd, vectors, count, at) {
			const f = open.get(fd);
			let got = 0;

			for (const piece of list(vectors, count)) {
				let n;

				if (fd === 0) {
					n = Math.min(piece.length, input.length - taken);
					piece.set(input.subarray(taken, taken + n));
					taken += n;
				} else {
					n = f.file.read(at === undefined ? f.at : at + got, piece);
					if (at === undefined)
						f.at += n;
				}
				got += n;
				if (n < piece.length)
					break;
			}
			return got;
		}

		const calls = {
			args_sizes_get: (count, size) => { number(count, args.length); return number(size, args.reduce((n, a) => n + a.length, 0)); },
			args_get(pointers, at) {
				args.forEach((a, i) => {
					number(pointers + 4 * i, at);
					room(at, a.length).set(a);
					at += a.length;
				});
				return OK;
			},
			environ_sizes_get: (count, size) => { number(count, 0); return number(size, 0); },
			environ_get: () => OK,
			/* Number 0 is the time of day; the others count from some moment. */
			clock_time_get: (id, _precision, at) => wide(at, BigInt(Math.round((id === 0 ? Date.now() : performance.now()) * 1e6))),
			clock_res_get: (_id, at) => wide(at, 1000),
			fd_close: fd => open.delete(fd) ? OK : BADF,
			fd_fdstat_get(fd, at) {
				const f = open.get(fd);

				if (!f)
					return BADF;
				room(at, 24).fill(0);
				view().setUint8(at, f.kind);
				view().setUint16(at + 2, f.append ? APPEND : 0, true);
				wide(at + 8, f.kind === CHARACTER ? "0x1fffffdb" : "0x1fffffff");         /* a terminal cannot seek */
				return wide(at + 16, "0x1fffffff");
			},
			fd_fdstat_set_flags: () => OK,
			fd_filestat_get(fd, at) {
				const f = open.get(fd);

				return f ? stat(at, f.kind, f.file ? f.file.size : 0) : BADF;
			},
			fd_prestat_get: (fd, at) => fd === ROOT ? (number(at, 0), number(at + 4, 1)) : BADF,
			fd_prestat_dir_name: (fd, at, size) => fd === ROOT && size >= 1 ? (room(at, 1).set([47]), OK) : BADF,
			fd_read: (fd, vectors, count, at) => fd === 0 || (open.get(fd) || {}).file ? number(at, read(fd, vectors, count)) : BADF,
			fd_pread: (fd, vectors, count, from, at) =>
				(open.get(fd) || {}).file ? number(at, read(fd, vectors, count, Number(from))) : SPIPE,
			fd_write(fd, vectors, count, at) {
				const f = open.get(fd);
				let put = 0;

				if (!f || f.kind === DIRECTORY)
					return BADF;
				for (const piece of list(vectors, count)) {
					if (f.file) {
						f.at = f.append ? f.file.size : f.at;
						f.file.write(f.at, piece);
						f.at += piece.length;
					} else if (piece.length) {
						options.output(fd, piece.slice());
					}
					put += piece.length;
				}
				return number(at, put);
			},
			fd_seek(fd, by, whence, at) {
				const f = open.get(fd);

				if (!f)
					return BADF;
				if (!f.file)
					return SPIPE;
				by = Number(by) + (whence === 0 ? 0 : whence === 1 ? f.at : f.file.size);
				if (by < 0)
					return INVAL;
				f.at = by;
				return wide(at, by);
			},
			fd_tell: (fd, at) => (open.get(fd) || {}).file ? wide(at, open.get(fd).at) : SPIPE,
			path_filestat_get(_fd, _flags, path, size, at) {
				const name = plain(text(path, size)), f = files.get(name);

				if (f)
					return stat(at, REGULAR, f.size);
				return !name || [...files.keys()].some(k => k.startsWith(name + "/")) ? stat(at, DIRECTORY, 0) : NOENT;
			},
			path_open(_fd, _look, path, size, how, _rights, _inherited, flags, at) {
				const name = plain(text(path, size));
				let f = files.get(name);

				if (!f && (!name || how & ONLY_DIRECTORY)) {
					open.set(next, { kind: DIRECTORY, name });
					return number(at, next++);
				}
				if (f && how & ONLY_DIRECTORY)
					return NOTDIR;
				if (f && how & EXCLUSIVE)
					return EXIST;
				if (!f && !(how & CREATE))
					return NOENT;
				if (!f)
					files.set(name, f = new File());
				if (how & TRUNCATE)
					f.size = 0;
				open.set(next, { kind: REGULAR, file: f, at: 0, append: flags & APPEND });
				return number(at, next++);
			},
			path_rename(_from, path, size, _to, path_to, size_to) {
				const name = plain(text(path, size)), f = files.get(name);

				if (!f)
					return NOENT;
				files.delete(name);
				files.set(plain(text(path_to, size_to)), f);
				return OK;
			},
			path_unlink_file: (_fd, path, size) => files.delete(plain(text(path, size))) ? OK : NOENT,
			fd_readdir(fd, at, size, cookie, used) {
				const prefix = open.get(fd).name ? open.get(fd).name + "/" : "", out = [];

				[...files.keys()].filter(k => k.startsWith(prefix) && !k.slice(prefix.length).includes("/")).forEach((k, i) => {
					const name = new TextEncoder().encode(k.slice(prefix.length)), entry = new Uint8Array(24 + name.length);
					const head = new DataView(entry.buffer);

					if (i < Number(cookie))
						return;
					head.setBigUint64(0, BigInt(i + 1), true);
					head.setBigUint64(8, BigInt(i + 1), true);
					head.setUint32(16, name.length, true);
					head.setUint8(20, REGULAR);
					entry.set(name, 24);
					out.push(...entry);
				});
				room(at, Math.min(size, out.length)).set(out.slice(0, size));
				return number(used, Math.min(size, out.length));
			},
			path_create_directory: () => OK,
			path_remove_directory: () => OK,
			poll_oneoff: () => INVAL,
			sched_yield: () => OK,
			random_get: (at, size) => { room(at, size).fill(0); return OK; },
			proc_exit(status) { throw new Exit(status); }
		};

		const imports = new Proxy(calls, { get: (all, name) => all[name] || (() => 52) });

		const strings = at => {
			const all = [];

			for (let p; (p = view().getUint32(at, true)); at += 4)
				all.push(cString(p));
			return all;
		};
		const cString = at => {
			const all = new Uint8Array(memory.buffer, at);

			return text(at, all.indexOf(0));
		};

		return {
			imports: { wasi_snapshot_preview1: imports },
			strings, cString,
			say(fd, words) { const f = open.get(fd); if (f && f.file) f.file.write(f.file.size, new TextEncoder().encode(words)); },
			attach(instance) { memory = instance.exports.memory; },
			file: name => { const f = files.get(plain(name)); return f && f.bytes().slice(); },
			names: () => [...files.keys()],
			put: (name, bytes) => files.set(plain(name), new File(bytes))
		};
	}

	/* Run a module that has a main. The status is that of the program; what the engine refuses is an error. */
	function run(module, options) {
		const p = program(options);
		const instance = new WebAssembly.Instance(module, Object.assign({}, p.imports, options.imports && options.imports(p)));

		p.attach(instance);
		try {
			instance.exports._start();
			p.status = 0;
		} catch (e) {
			if (!(e instanceof Exit))
				throw e;
			p.status = e.status;
		}
		return p;
	}

	return { program, run, Exit };
})();

if (typeof module === "object")
	module.exports = WASI;
