# blocks.awk - the commands that the code blocks of Markdown pages show, with the output they promise.
#
#	awk -v to=DIR -f tests/docs/blocks.awk PAGE...
#
# docs/work/writing.md has the convention. A code block is a fence, or lines indented by four or more after a blank one.
# A block with a line that begins with "$ " is a session: each such line is a command, what follows is its output.
# In any other block a line whose first word is a program's is a command whose output is not shown.
#
# Command N leaves DIR/N.cmd, a session also DIR/N.want, and one line on standard output, fields parted by tabs:
#	N  kind (session or bare)  page  line of the command  line of the first line of output  the command in one line
# Blank lines at the end of an output mean nothing. Indentation of the block is taken off, no more.

FNR == 1 {
	end_block()
	fence = ""
	after_blank = 1
}

{ sub(/\r$/, "") }

# Inside a fence nothing else has a meaning.
fence != "" {
	if ($0 ~ "^ *" fence "+ *$") {
		fence = ""
		end_block()
	} else
		add(substr($0, 1, indent) ~ /^ *$/ ? substr($0, indent + 1) : $0)
	next
}

/^ *(```|~~~)/ {
	end_block()
	match($0, /^ */)
	indent = RLENGTH
	fence = substr($0, indent + 1, 3)
	begin_block()
	next
}

/^[ \t]*$/ {
	after_blank = 1
	if (open)
		blanks++
	next
}

{
	match($0, /^ */)
	if (open && RLENGTH < indent)
		end_block()
	if (!open && after_blank && RLENGTH >= 4) {
		begin_block()
		indent = RLENGTH
	}
	after_blank = 0
	if (open) {
		for (; blanks > 0; blanks--)
			add("", FNR - blanks)
		add(substr($0, indent + 1), FNR)
	}
}

END { end_block() }

function begin_block() {
	open = 1
	n = blanks = 0
	page = FILENAME
}

function add(text, at) {
	text_of[++n] = text
	line_of[n] = at ? at : FNR
}

function end_block(    i, session) {
	if (!open)
		return
	open = 0
	for (i = 1; i <= n; i++)
		session = session || text_of[i] ~ /^\$ /
	if (session)
		read_session()
	else
		for (i = 1; i <= n; i++)
			if (is_command(text_of[i]))
				tell("bare", i, text_of[i], n + 1, n)
}

# A command goes on while its line ends in a backslash, and to the end of its here-document.
function read_session(    i, command, first, last, word) {
	for (i = 1; i <= n && text_of[i] !~ /^\$ /; i++)
		if (text_of[i] != "")
			tell("stray", i, text_of[i], n + 1, n)
	while (i <= n) {
		first = i
		command = substr(text_of[i++], 3)
		while (command ~ /\\$/ && i <= n)
			command = command "\n" text_of[i++]
		if (match(command, /<<'?[A-Z]+/)) {
			word = substr(command, RSTART, RLENGTH)
			gsub(/[<']/, "", word)
			do
				command = command "\n" text_of[i]
			while (text_of[i++] != word && i <= n)
		}
		for (last = i; last <= n && text_of[last] !~ /^\$ /; last++)
			;
		tell("session", first, command, i, last - 1)
		i = last
	}
}

# The first words that this project's pages have; assignments may stand before them.
function is_command(text,    word, at) {
	at = 1
	split(text, word, / +/)
	if (text ~ /^ /)
		return 0
	while (word[at] ~ /^[A-Z_]+=/)
		at++
	return word[at] ~ /^(build|core|viz|sim|tests|\.ci)\/[a-z0-9\/._-]+$/ && word[at] !~ /\.[ch]$/ ||
		word[at] ~ /^(make|faultlab|valgrind|dot|gnuplot|rsvg-convert|git|sudo|apt|apt-get|dpkg|npm|node|sh|bash|cd|cp|mv|rm|ls|cat|head|tail|sort|wc|diff|cmp|grep|sed|awk|printf|echo|export|ulimit|tar|sha256sum|python3|docker|podman|wsl|wine|winget|choco|clang|gcc|xdg-open|ssh|scp|curl|unzip)$/
}

function tell(kind, i, command, from, to_line,    name, flat) {
	name = sprintf("%s/%04d", to, ++count)
	print command > (name ".cmd")
	close(name ".cmd")
	printf "" > (name ".want")
	while (to_line >= from && text_of[to_line] ~ /^[ \t]*$/)
		to_line--
	for (; kind == "session" && from <= to_line; from++)
		print text_of[from] > (name ".want")
	close(name ".want")
	flat = command
	gsub(/[ \t]*\\?\n[ \t]*/, " ", flat)
	sub(/  +#.*$/, "", flat)
	gsub(/\t/, " ", flat)
	printf "%04d\t%s\t%s\t%d\t%d\t%s\n", count, kind, page, line_of[i], line_of[i] + 1 + gsub(/\n/, "\n", command), flat
}
