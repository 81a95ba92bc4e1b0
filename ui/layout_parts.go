package ui

import (
	"fmt"
	"strings"

	"snug/room"
	"snug/text/emoji"
	"snug/ui/rich"
	"snug/ui/theme"
)

// body is what stands behind the name: what the message answers, its file, its
// text, and what has happened to it since. The first row is at most first columns, the
// others cols.
func (k layoutKey) body(first, cols int) []string {
	var rows []string
	if q := k.msg.Reply; q != nil && k.msg.Deleted.IsZero() && (k.marks&inThread == 0 || q.Seq != k.msg.Root) {
		rows = append(rows, k.quote(q, first))
		first = cols
	}
	file := k.msg.File != nil && k.msg.Deleted.IsZero()
	if file {
		rows = append(rows, k.file(first))
		if k.msg.Text != "" {
			first = cols
		}
	}
	if !file || k.msg.Text != "" {
		text := k.text(first, cols)
		if len(rows) == 0 {
			rows = text
		} else {
			rows = append(rows, text...)
		}
		if len(text) > 1 {
			first = cols
		}
	}
	rows = k.tags(rows, first, cols)
	if len(k.msg.Reactions) > 0 {
		rows = append(rows, k.reactions(cols)...)
	}
	if k.msg.Thread.Replies > 0 && k.marks&inThread == 0 {
		rows = append(rows, k.thread(cols))
	}
	return rows
}

// quote is one row about what the message answers.
func (k layoutKey) quote(q *room.Quote, cols int) string {
	l := k.look
	if q.Author.ID == 0 { // it was removed, or is not for the one who looks
		return l.theme.Quote.Paint(l.method.Cut("> "+l.t("(not available)"), max(cols, 1)))
	}
	start := "> " + l.name(q.Author, shortName) + ": "
	free := cols - l.method.Width(start)
	var said string
	switch {
	case k.marks&quoteHidden != 0:
		said = l.t("(ignored)")
	case q.Deleted:
		said = l.t("(deleted)")
	case q.Text == "" && q.File != "":
		said = l.t("[file] %s", l.line(q.File))
	default:
		said = rich.Excerpt(l.lines(q.Text), l.method, l.lang, max(free, 1))
	}
	return l.theme.Quote.Paint(l.method.Cut(start+said, max(cols, 1)))
}

// text is the rows of what was said.
func (k layoutKey) text(first, cols int) []string {
	l := k.look
	if !k.msg.Deleted.IsZero() {
		return []string{l.theme.Dim.Paint(l.method.Cut(l.tombstone(k.msg, k.fold), max(first, 1)))}
	}
	o := rich.Options{
		Method: l.method, Theme: l.theme, Lang: l.lang, Cols: cols, FirstCols: first,
		Reveal: k.marks&revealed != 0, Hyperlinks: true, ID: k.msg.Seq,
	}
	if k.marks&pending != 0 {
		o.Base = l.theme.Dim
	}
	if k.me != "" {
		o.Me = append([]string{k.me}, everybody...)
	}
	if k.msg.Style != room.Action {
		return rich.Rows(l.lines(k.msg.Text), o)
	}
	name := l.method.Cut(l.line(k.msg.Author.Called()), max(first-1, 1))
	o.FirstCols = max(first-l.method.Width(name)-1, 0)
	rows := rich.Rows(l.lines(k.msg.Text), o)
	rows[0] = o.Base.Paint(name) + " " + rows[0]
	if o.FirstCols == 0 {
		rows[0] = o.Base.Paint(name)
	}
	return rows
}

// everybody is what stands behind the sign for all who are there. Only a
// message that names the person has it shown.
var everybody = []string{"here", "all", "在线", "所有人"}

// tombstone is what is left of a deleted message, or of those of a fold that it
// is the oldest of.
func (l look) tombstone(msg *room.Message, f fold) string {
	switch {
	case f.n > 0:
		return l.tombstones(f)
	case msg.Removed:
		return l.t("(deleted by a moderator)")
	}
	return l.t("(deleted)")
}

// tags appends to the last row, or behind it, that the message was changed and
// that it is pinned.
func (k layoutKey) tags(rows []string, first, cols int) []string {
	l, tag := k.look, ""
	if !k.msg.Edited.IsZero() && k.msg.Deleted.IsZero() {
		tag = l.t(" (edited)")
	}
	if k.msg.Pinned {
		tag += l.t(" (pinned)")
	}
	if tag == "" {
		return rows
	}
	last := &rows[len(rows)-1]
	if l.method.Width(*last)+l.method.Width(tag) <= first {
		*last += l.theme.Dim.Paint(tag)
		return rows
	}
	return append(rows, l.theme.Dim.Paint(l.method.Cut(strings.TrimSpace(tag), cols)))
}

// reactions is the emoji on the message, with how many people are under each.
// The person's own stand in brackets.
func (k layoutKey) reactions(cols int) []string {
	l := k.look
	var rows []string
	var row strings.Builder
	width := 0
	for i, r := range k.msg.Reactions {
		s := fmt.Sprintf("%s %d", l.emojiNamed(r.Emoji), len(r.By))
		st := l.theme.Dim
		if k.own>>i&1 != 0 {
			s, st = "["+s+"]", l.theme.Accent
		}
		s = l.method.Cut(s, max(cols, 1))
		w := l.method.Width(s)
		if width > 0 && width+3+w > cols {
			rows = append(rows, row.String())
			row.Reset()
			width = 0
		}
		if width > 0 {
			row.WriteString("   ")
			width += 3
		}
		row.WriteString(st.Paint(s))
		width += w
	}
	return append(rows, row.String())
}

// emojiNamed is an emoji as the terminal can show it: itself where that is
// safe, else its name.
func (l look) emojiNamed(name string) string {
	if l.emoji {
		if glyph, ok := emoji.ByName(name); ok {
			return glyph
		}
	}
	return ":" + l.line(name) + ":"
}

// thread is one row about what answers the message.
func (k layoutKey) thread(cols int) string {
	l, th := k.look, k.msg.Thread
	last := strings.TrimSpace(l.clock(th.Last))
	if dayOf(th.Last.In(l.zone)) != dayOf(k.msg.At.In(l.zone)) {
		last = th.Last.In(l.zone).Format("01-02 ") + last
	}
	var s string
	switch {
	case k.class == wide:
		s = l.t("+-- %d replies in thread, last %s (t open)", th.Replies, last)
	case k.class == compact:
		s = l.t("+-- %d replies", th.Replies)
	default:
		s = l.t("+-- %d replies, last %s", th.Replies, last)
	}
	return l.theme.Dim.Paint(l.method.Cut(s, max(cols, 1)))
}

// own says which reactions on a message a person is among, by place.
func own(msg *room.Message, who room.UserID) uint32 {
	var bits uint32
	for i, r := range msg.Reactions {
		for _, by := range r.By {
			if by == who && i < 32 {
				bits |= 1 << i
			}
		}
	}
	return bits
}

// reverse marks rows as chosen. What switches attributes off inside must not
// end it.
func (l look) reverse(row string, cols int) string {
	again := theme.Reset + string(l.theme.Select)
	return l.theme.Select.Paint(strings.ReplaceAll(row, theme.Reset, again) + blank(cols-l.method.Width(row)))
}
