package command

import (
	"fmt"
	"strings"
	"time"

	"snug/text"
)

// The columns of a page as text.
const (
	pageWidth  = 80
	pageIndent = 7
)

// lines lays a page out as text: titles at the margin, what is said in a column
// of its own.
func (p *page) lines() []string {
	head := p.title + "(1)"
	gap := pageWidth - text.WcWidth.Width(head) - text.WcWidth.Width(p.version)
	out := []string{head + strings.Repeat(" ", max(gap, 1)) + p.version}
	for _, s := range p.sections {
		out = append(out, "", s.title)
		for i, q := range s.parts {
			if i > 0 && !q.typed {
				out = append(out, "")
			}
			out = q.lines(out)
		}
	}
	return out
}

// lines adds the lines of a part to others. A line that can be typed is not
// broken up.
func (q part) lines(out []string) []string {
	indent := strings.Repeat(" ", pageIndent)
	switch {
	case q.usage:
		return append(out, usageLines(indent, q.said[0])...)
	case q.typed:
		return append(out, indent+q.said[0])
	}
	if q.term != "" {
		out = append(out, usageLines(indent, q.term)...)
		indent += strings.Repeat(" ", pageIndent)
	}
	for i, said := range q.said {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, wrapped(indent, said)...)
	}
	return out
}

// wrapped breaks a text into lines with an indent.
func wrapped(indent, said string) []string {
	rows := text.WcWidth.Wrap(text.StripLine(said), pageWidth-len(indent))
	for i := range rows {
		rows[i] = indent + rows[i]
	}
	return rows
}

// usageLines breaks a usage into lines between what stands in brackets. Lines
// behind the first one stand further in.
func usageLines(indent, usage string) []string {
	const further = "    "
	var out []string
	line := indent
	for i, item := range strings.Split(text.StripLine(usage), " [") {
		if i > 0 {
			item = " [" + item
		}
		if text.WcWidth.Width(line+item) > pageWidth && i > 0 {
			out, line, item = append(out, line), indent+further, item[1:]
		}
		line += item
	}
	if len(out) > 0 {
		indent += further
	}
	return append(out, wrapped(indent, strings.TrimLeft(line, " "))...) // one item alone may be too long
}

// roff writes a page in the language of manual pages (man(7)).
func (p *page) roff(day time.Time) string {
	var b strings.Builder
	b.WriteString(".\\\" -*- coding: utf-8 -*-\n")
	fmt.Fprintf(&b, ".TH %s 1 %s \"%s\"\n", escapeRoff(p.title), day.UTC().Format(time.DateOnly), escapeRoff(p.version))
	for _, s := range p.sections {
		b.WriteString(".SH " + escapeRoff(s.title) + "\n")
		for i, q := range s.parts {
			q.roff(&b, i > 0)
		}
	}
	return b.String()
}

// roff writes a part; one that follows another is set apart from it.
func (q part) roff(b *strings.Builder, follows bool) {
	switch {
	case q.typed:
		if follows {
			b.WriteString(".br\n")
		}
		b.WriteString(".B " + escapeRoff(q.said[0]) + "\n")
		return
	case q.term != "":
		b.WriteString(".TP\n.B " + escapeRoff(q.term) + "\n")
	case follows:
		b.WriteString(".PP\n")
	}
	for i, said := range q.said {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		b.WriteString(escapeRoff(said) + "\n")
	}
}

// roffSigns are what means something to roff inside a line.
var roffSigns = strings.NewReplacer(`\`, `\e`, "-", `\-`, `"`, `\(dq`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

// escapeRoff makes a line of text mean itself in roff.
func escapeRoff(s string) string {
	s = roffSigns.Replace(text.StripLine(s))
	if strings.HasPrefix(s, ".") {
		return `\&` + s
	}
	return s
}
