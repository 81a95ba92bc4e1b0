package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"snug/room"
	"snug/text"
	"snug/ui/theme"
)

// pick chooses a message of the window, nil for none.
func (t *timeline) pick(i int) {
	t.picked = 0
	if i >= 0 {
		t.picked = t.items[i].msg.Seq
		t.ensure(i)
	}
}

// beside is the next message shown above item i, or below it when by is
// positive; -1 when there is none in the window.
func (t *timeline) beside(i, by int) int {
	for i += by; i >= 0 && i < len(t.items); i += by {
		if m := t.items[i].msg; m != nil && !t.hides(m) {
			return i
		}
	}
	return -1
}

// chosen is the message that is chosen, nil when there is none.
func (t *timeline) chosen() *room.Message {
	if i := t.find(t.picked); t.picked != 0 && i >= 0 {
		return t.items[i].msg
	}
	return nil
}

// decorated is the rows of an item as they stand on the screen now: those of
// the chosen message marked, and what was searched for wherever it stands.
func (t *timeline) decorated(i int) []string {
	rows := t.rows(i)
	if t.picked|t.target == 0 && len(t.words) == 0 || i < 0 || i >= len(t.items) || t.items[i].msg == nil {
		return rows
	}
	it := &t.items[i]
	marked := it.holds(t.picked) || it.holds(t.target)
	if !marked && len(t.words) == 0 {
		return rows
	}
	out := append(make([]string, 0, len(rows)), rows...)
	said := out[it.above:]
	if len(t.words) > 0 {
		highlight(said, t.words, t.look.theme.Mention+theme.Underline)
	}
	if !marked {
		return out
	}
	for j, r := range said {
		if strings.HasPrefix(r, " ") && j == 0 {
			r = ">" + r[1:]
		}
		said[j] = t.look.reverse(r, t.cols)
	}
	return out
}

// highlight marks words in rows, also those that go on in the next row. Words
// are compared without regard to letter case.
func highlight(rows, words []string, st theme.Style) {
	var all strings.Builder
	type at struct{ row, from int }
	var places []at // of each byte of all
	for i, row := range rows {
		plain := ansi.Strip(row)
		lead := len(plain) - len(strings.TrimLeft(plain, " "))
		if i == 0 {
			lead = 0
		}
		for j := lead; j < len(plain); j++ {
			places = append(places, at{i, j})
		}
		all.WriteString(plain[lead:])
	}
	folded := strings.Map(small, all.String())
	hit := make(map[at]bool)
	for _, w := range words {
		w = strings.Map(small, text.StripLine(w))
		for from := 0; w != ""; {
			i := strings.Index(folded[from:], w)
			if i < 0 {
				break
			}
			for j := from + i; j < from+i+len(w); j++ {
				hit[places[j]] = true
			}
			from += i + len(w)
		}
	}
	if len(hit) == 0 {
		return
	}
	for i, row := range rows {
		start, marked := 0, false // of the cluster, which nothing may part
		ends := make(map[int]bool)
		for c := range text.Grapheme.Clusters(ansi.Strip(row)) {
			ends[start] = true
			start += len(c)
		}
		rows[i] = markBytes(row, st, func(b int) bool {
			if ends[b] {
				marked = hit[at{i, b}]
			}
			return marked
		})
	}
}

// small is the small form of a letter, if that has as many bytes.
func small(r rune) rune {
	if s := unicode.ToLower(r); utf8.RuneLen(s) == utf8.RuneLen(r) {
		return s
	}
	return r
}

// markBytes switches a style on around the bytes of the plain text of row that
// are wanted. Sequences inside pass; the styles they switch on end there.
func markBytes(row string, st theme.Style, wanted func(at int) bool) string {
	var b strings.Builder
	on, plain, before := false, 0, ""
	for row != "" {
		if n := sequenceLen(row); n > 0 {
			seq := row[:n]
			if strings.HasPrefix(seq, "\x1b[") {
				before = seq
				if seq == theme.Reset {
					before = ""
				}
			}
			b.WriteString(seq)
			if on {
				b.WriteString(string(st))
			}
			row = row[n:]
			continue
		}
		if w := wanted(plain); w != on {
			if on = w; on {
				b.WriteString(string(st))
			} else {
				b.WriteString(theme.Reset + before)
			}
		}
		b.WriteByte(row[0])
		row = row[1:]
		plain++
	}
	if on {
		b.WriteString(theme.Reset)
	}
	return b.String()
}

// sequenceLen is the length of the style or hyperlink that s starts with, zero
// for none.
func sequenceLen(s string) int {
	switch {
	case strings.HasPrefix(s, "\x1b["):
		return strings.IndexByte(s, 'm') + 1
	case strings.HasPrefix(s, "\x1b]"):
		if i := strings.Index(s, "\x1b\\"); i >= 0 {
			return i + 2
		}
	}
	return 0
}
