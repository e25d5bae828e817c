# match.awk - does an output say what a page promises?
#
#	awk -f tests/docs/match.awk WANT GOT
#
# In WANT a line `...` stands for any lines, none included, and `…` inside a line for any text. Blanks at the end of a line and
# blank lines at the end mean nothing. Status 0: it does. Status 1: it does not, and "N<tab>why" names the
# line of WANT that nothing matches (one past the last: there is more in GOT).

BEGIN { wants = gots = 0 }
{ sub(/[ \t\r]+$/, "") }
FILENAME == ARGV[1] { want[++wants] = $0; next }
{ got[++gots] = $0 }

END {
	while (wants && want[wants] == "") wants--
	while (gots && got[gots] == "") gots--
	# after[j]: the lines of WANT so far can be the first j lines of GOT.
	after[0] = 1
	for (i = 1; i <= wants; i++) {
		furthest = seen = 0
		for (j = 0; j <= gots; j++)
			if (j in after)
				furthest = j
		split("", now)
		for (j = 0; j <= gots; j++) {
			seen = seen || (j in after)
			if (want[i] == "..." ? seen : (j > 0 && (j - 1 in after) && line_is(want[i], got[j])))
				now[j] = 1
		}
		any = 0
		split("", after)
		for (j in now)
			any = after[j] = 1
		if (!any)
			fail(i, "promised: " want[i], furthest < gots ? "printed:  " got[furthest + 1] : "printed nothing more")
	}
	if (!(gots in after)) {
		for (j = 0; j <= gots; j++)
			if (j in after)
				furthest = j
		fail(wants + 1, "promised nothing more", "printed:  " got[furthest + 1])
	}
}

function fail(line, promised, printed) {
	printf "%d\t%s\n\t%s\n", line, promised, printed
	exit 1
}

function line_is(pattern, text,    part, parts, k, at) {
	parts = split(pattern, part, "…")
	if (parts < 2 && index(pattern, "…") == 0)
		return pattern == text
	if (substr(text, 1, length(part[1])) != part[1])
		return 0
	text = substr(text, length(part[1]) + 1)
	for (k = 2; k < parts; k++) {
		at = index(text, part[k])
		if (part[k] != "" && at == 0)
			return 0
		if (part[k] != "")
			text = substr(text, at + length(part[k]))
	}
	k = length(part[parts])
	return length(text) >= k && substr(text, length(text) - k + 1) == part[parts]
}
