package ui

import (
	"strings"
	"time"

	"snug/text/lang"
	"snug/ui/theme"
)

// draw draws the rows on the screen, from top to bottom. When there are fewer than
// it has, the newest is at its bottom all the same.
func (t *timeline) draw(row func(i int, text string)) {
	s := t.first()
	n := 0
	for i, from := s.item, s.row; i <= len(t.items) && n < t.shown; i++ {
		n += max(t.count(i)-from, 0)
		from = 0
	}
	y := max(t.shown-n, 0)
	for i := range y {
		row(i, "")
	}
	if t.drawn = (drawnTo{}); y == 0 {
		t.noteDrawn(s)
	}
	for i, from := s.item, s.row; i <= len(t.items) && y < t.shown; i++ {
		rows := t.decorated(i)
		for _, r := range rows[min(from, len(rows)):] {
			if y < t.shown {
				row(y, r)
			}
			y++
		}
		from = 0
	}
}

// rows returns the rows of an item with those that announce it, of what
// stands above the first one, or of the tail; see spot.
func (t *timeline) rows(i int) []string {
	switch {
	case i < 0:
		return t.edgeRows()
	case i >= len(t.items):
		return t.tail
	}
	it := &t.items[i]
	if it.rows == nil || it.laid != t.laid {
		it.rows, it.laid = t.lay(i), t.laid
		it.above = 0
		if before := t.announce(i); len(before) > 0 {
			it.above = uint8(len(before))
			before = append(before, *it.rows...)
			it.rows = &before
		}
	}
	return *it.rows
}

// relay has everything laid out again, which costs little: laid-out messages
// are shared.
func (t *timeline) relay() { t.laid++ }

// lay lays item i out.
func (t *timeline) lay(i int) *[]string {
	it := &t.items[i]
	if it.msg == nil {
		rows := t.layNote(it.note)
		return &rows
	}
	if t.hides(it.msg) {
		return &noRows
	}
	k := layoutKey{msg: it.msg, look: t.look, class: t.class, cols: t.cols, marks: t.marks(i), fold: it.folded()}
	if it.names {
		k.me = t.me.Name
	}
	if len(it.msg.Reactions) > 0 {
		k.own = own(it.msg, t.me.ID)
	}
	return layouts.rows(k)
}

// noRows are those of what is not shown.
var noRows = []string{}

func (t *timeline) layNote(n *note) []string {
	indent := 1
	if t.class == compact {
		indent = 0
	}
	rows := t.look.wrapHung(t.look.toned(n), min(t.cols-2*indent, t.look.textCols()))
	for i, r := range rows {
		rows[i] = blank(indent) + t.look.toneStyle(n.tone).Paint(r)
	}
	return rows
}

// marks says what the first row of item i shows.
func (t *timeline) marks(i int) marks {
	it := &t.items[i]
	if it.msg == nil {
		return 0
	}
	m := showName | showTime
	if it.names {
		m |= mentioned
	}
	if t.title != "" {
		m |= inThread
	}
	if len(t.revealed) > 0 && t.revealed[it.msg.Seq] {
		m |= revealed
	}
	if q := it.msg.Reply; q != nil && len(t.ignored) > 0 && t.ignored[q.Author.ID] {
		m |= quoteHidden
	}
	if i > 0 && t.groups(&t.items[i-1], it) {
		m &^= showName
		if it.at().Unix()/60 == t.items[i-1].at().Unix()/60 {
			m &^= showTime
		}
	}
	return m
}

// groups reports whether b goes on where a has stopped.
func (t *timeline) groups(a, b *item) bool {
	return a.msg != nil && !a.folded().several && !b.folded().several && a.msg.Author.ID == b.msg.Author.ID && b.msg.Reply == nil &&
		a.msg.Style == b.msg.Style && b.msg.Style == 0 &&
		b.msg.At.Sub(a.msg.At) < sameGroup && b.msg.Seq != t.newFrom && a.day == b.day
}

// announce returns the rows above item i that stand between two days, and
// between what was read and what is new.
func (t *timeline) announce(i int) []string {
	it := &t.items[i]
	if it.msg == nil {
		return nil
	}
	var out []string
	if last := t.messageBefore(i); last == nil || last.day != it.day {
		out = append(out, t.rule(t.day(it.at()), "-", t.look.theme.Dim))
	}
	if it.msg.Seq == t.newFrom {
		label := t.look.t("%d new", t.newCount)
		if last := t.messageBefore(i); last != nil && t.class != compact {
			label = t.look.t("%d new since %s", t.newCount, t.since(last, it))
		}
		out = append(out, t.rule(label, "=", t.look.theme.Marker))
	}
	return out
}

// messageBefore is the last message above item i, nil when there is none.
func (t *timeline) messageBefore(i int) *item {
	for i--; i >= 0; i-- {
		if t.items[i].msg != nil {
			return &t.items[i]
		}
	}
	return nil
}

// rule is a label inside a line across the timeline.
func (t *timeline) rule(label, fill string, st theme.Style) string {
	if t.class == compact {
		return st.Paint(t.look.centred(label, fill, t.cols))
	}
	return " " + st.Paint(t.look.centred(label, fill, t.cols-2))
}

// weekdays are the days of the week, from Sunday on.
var weekdays = [...]lang.Key{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}

// day is a date. The layout of a short one is a text like others.
func (t *timeline) day(at time.Time) string {
	at = at.In(t.look.zone)
	if t.class < medium {
		return at.Format(t.look.t("01-02 Mon"))
	}
	return at.Format(time.DateOnly) + " " + t.look.t(string(weekdays[at.Weekday()]))
}

// since is when a was, as seen from b.
func (t *timeline) since(a, b *item) string {
	clock := strings.TrimSpace(t.look.clock(a.at()))
	if a.day == b.day {
		return clock
	}
	return a.at().In(t.look.zone).Format("01-02 ") + clock
}
