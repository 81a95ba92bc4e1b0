package ui

import (
	"time"

	"snug/room"
	"snug/text/lang"
)

// An edge is all that the rows above the first item depend on. They are kept: while
// a room has few messages they are drawn with every one.
type edge struct {
	laid            uint32
	title, called   string
	in              room.ID
	created         time.Time
	why             lang.Key
	start, fetching bool
	floor, gap      uint64
}

// edgeRows returns the rows above the first item.
func (t *timeline) edgeRows() []string {
	now := edge{
		laid: t.laid, title: t.title, called: t.called, in: t.in.ID, created: t.in.Created, why: t.floorWhy(),
		start: t.start, fetching: t.fetching, floor: t.floor, gap: t.gap,
	}
	if now != t.edge || t.edgeLaid == nil {
		t.edge = now
		if t.edgeLaid = t.above(); t.edgeLaid == nil {
			t.edgeLaid = noRows
		}
	}
	return t.edgeLaid
}

// above lays the rows above the first item out.
func (t *timeline) above() []string {
	l := t.look
	switch {
	case t.title != "":
		return []string{t.rule(t.title, "-", l.theme.Dim)}
	case t.in.ID == 0:
		return nil
	case t.start:
		if t.floor > 0 {
			return []string{t.rule(l.t(string(t.floorWhy())), "-", l.theme.Dim)}
		}
		name := t.called
		if t.in.Created.IsZero() || t.class == compact {
			return []string{t.rule(l.t("start of %s", name), "-", l.theme.Dim)}
		}
		return []string{t.rule(l.t("start of %s, %s", name, t.in.Created.In(l.zone).Format(time.DateOnly)), "-", l.theme.Dim)}
	case t.fetching:
		return []string{t.rule(l.t("... loading"), "-", l.theme.Dim)}
	case t.gap > 0:
		return []string{t.rule(t.gapText(), "-", l.theme.Warn)}
	}
	return nil
}

func (t *timeline) gapText() string {
	return t.look.t("gap: %s, PgUp loads them", lang.S("%d messages", t.gap))
}
