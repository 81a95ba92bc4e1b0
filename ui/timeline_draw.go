package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"snug/text"
	"snug/ui/theme"
)

// draw appends the rows on the screen to out, which is empty, from top to
// bottom. When there are fewer than it has, the newest is at its bottom all
// the same.
func (t *timeline) draw(out []string) []string {
	s := t.first()
	for i, from := s.item, s.row; i <= len(t.items) && len(out) < t.shown; i++ {
		rows := t.rows(i)
		from = min(from, len(rows))
		out = append(out, rows[from:min(len(rows), from+t.shown-len(out))]...)
		from = 0
	}
	if n := t.shown - len(out); n > 0 {
		out = slices.Insert(out, 0, make([]string, n)...)
	}
	return out
}

// rows returns the rows of an item with those that announce it, of what
// stands above the first one, or of the tail; see spot.
func (t *timeline) rows(i int) []string {
	switch {
	case i < 0:
		return t.above()
	case i >= len(t.items):
		return t.tail
	}
	it := &t.items[i]
	if it.rows == nil || it.laid != t.laid {
		it.rows, it.laid = t.lay(i), t.laid
		if before := t.announce(i); len(before) > 0 {
			it.rows = append(before, it.rows...)
		}
	}
	return it.rows
}

// relay has everything laid out again, which costs little: laid-out messages
// are shared.
func (t *timeline) relay() { t.laid++ }

// lay lays item i out.
func (t *timeline) lay(i int) []string {
	it := &t.items[i]
	if it.msg != nil {
		return layouts.rows(layoutKey{it.msg, t.look, t.class, t.cols, t.marks(i)})
	}
	indent := 1
	if t.class == compact {
		indent = 0
	}
	rows := t.look.wrap(it.note.text, min(t.cols-2*indent, maxText))
	for i, r := range rows {
		rows[i] = blank(indent) + t.look.theme.Dim.Paint(r)
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
	return a.msg != nil && a.msg.Author.ID == b.msg.Author.ID &&
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
		label := fmt.Sprintf("%d new", t.newCount)
		if i > 0 && t.items[i-1].msg != nil && t.class != compact {
			label += " since " + t.since(&t.items[i-1], it)
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

// above returns the rows above the first item.
func (t *timeline) above() []string {
	switch {
	case t.in.ID == 0:
		return nil
	case t.start:
		return []string{t.rule("start of #"+t.look.line(t.in.Name), "-", t.look.theme.Dim)}
	case t.fetching:
		return []string{t.rule("... loading", "-", t.look.theme.Dim)}
	case t.gap > 0:
		return []string{t.rule(t.gapText(), "-", t.look.theme.Warn)}
	}
	return nil
}

func (t *timeline) gapText() string {
	return fmt.Sprintf("gap: %d messages, PgUp loads them", t.gap)
}

// rule is a label inside a line across the timeline.
func (t *timeline) rule(label, fill string, st theme.Style) string {
	if t.class == compact {
		return st.Paint(t.look.centred(label, fill, t.cols))
	}
	return " " + st.Paint(t.look.centred(label, fill, t.cols-2))
}

func (t *timeline) day(at time.Time) string {
	if t.class < medium {
		return at.In(t.look.zone).Format("01-02 Mon")
	}
	return at.In(t.look.zone).Format("2006-01-02 Mon")
}

// since is when a was, as seen from b.
func (t *timeline) since(a, b *item) string {
	if a.day == b.day {
		return a.at().In(t.look.zone).Format("15:04")
	}
	return a.at().In(t.look.zone).Format("01-02 15:04")
}

// names reports whether s speaks to the person of this name: "@name", with no
// letter or digit of a username behind it. No space is needed: Chinese has
// none.
func names(s, name string) bool {
	if name == "" || !strings.ContainsAny(s, "@＠") {
		return false
	}
	s, name = text.Fold(strings.ReplaceAll(s, "＠", "@")), "@"+text.Fold(name)
	for {
		_, rest, ok := strings.Cut(s, name)
		if !ok {
			return false
		}
		if rest == "" || !inName(rest[0]) {
			return true
		}
		s = rest
	}
}

// inName reports whether b can be part of a username.
func inName(b byte) bool {
	return b == '_' || b == '-' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
