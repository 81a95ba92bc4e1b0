package rich

import (
	"strings"

	"snug/text"
	"snug/text/lang"
	"snug/ui/theme"
)

// bare shows text without its markup, code without backticks included.
var bare = theme.Theme{Code: theme.Bold}

// Excerpt is what somebody said in one line of at most cols columns, for a
// quote: without markup, with spoilers hidden, and without what that message
// quotes itself, unless there is nothing else.
func Excerpt(src string, m text.Method, l lang.Lang, cols int) string {
	s := text.Safe(text.Strip(src), m)
	if marked(s) {
		d := parse(s)
		lines := (&styler{o: &Options{Method: m, Theme: &bare, Lang: l}, doc: &d}).lines()
		if s = joined(lines, false); s == "" {
			s = joined(lines, true)
		}
	}
	return m.Cut(strings.Join(strings.Fields(s), " "), cols)
}

// joined is the text of lines on one line, with or without quotes.
func joined(lines []line, quotes bool) string {
	var b strings.Builder
	for _, ln := range lines {
		if ln.edge || ln.quote != "" && !quotes {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(ln.mark + ln.text)
	}
	return b.String()
}

// Veiled is the text of a message with its spoilers hidden: as it was written if it
// has none, else without markup. It is clean.
func Veiled(src string, l lang.Lang) string {
	s := text.Strip(src)
	if !strings.Contains(s, "||") {
		return s
	}
	d := parse(s)
	var rows []string
	for _, ln := range (&styler{o: &Options{Method: text.WcWidth, Theme: &bare, Lang: l}, doc: &d}).lines() {
		if !ln.edge {
			rows = append(rows, ln.quote+ln.mark+ln.text)
		}
	}
	return strings.Join(rows, "\n")
}

// Plain is the text of a message as it was written, for copying. It is clean.
func Plain(src string) string { return text.Strip(src) }

// Links returns the targets of the links in a message in their order, each
// once: those that Rows makes hyperlinks of, and those in code.
func Links(src string) []string {
	s := text.Strip(src)
	if !strings.Contains(s, ":") {
		return nil
	}
	var found []string
	seen := make(map[string]bool)
	add := func(url string) {
		if !seen[url] {
			seen[url] = true
			found = append(found, url)
		}
	}
	d := parse(s)
	for i := range d.lines {
		src := &d.lines[i]
		for _, p := range d.pieces[src.from:src.to] {
			switch p.kind {
			case linkText:
				add(p.text)
			case codeText:
				eachLink(p.text, add)
			case plainText, mentionText, delimiter:
			}
		}
		eachLink(src.code, add)
	}
	return found
}

// eachLink calls add for the links that stand in code.
func eachLink(code string, add func(string)) {
	sc := scanner{s: code}
	for i := 0; i < len(code); {
		if code[i] != ':' {
			i++
			continue
		}
		sc.out = sc.out[:0]
		i = sc.bareLink(i)
		for _, p := range sc.out {
			if p.kind == linkText {
				add(p.text)
			}
		}
	}
}

// HasLink reports whether a message has a link.
func HasLink(src string) bool { return len(Links(src)) > 0 }
