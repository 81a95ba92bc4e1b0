package line

import (
	"strconv"
	"strings"
	"time"

	"snug/room"
	"snug/ui"
)

// A clock says when something was. It tells the time on its own row, once in a
// quarter of an hour at most.
type clock struct {
	zone *time.Location
	half bool // of twelve hours
	told time.Time
}

// quarter is how long a time that was told stands for what comes after it.
const quarter = 15 * time.Minute

// of is the time of day.
func (c *clock) of(at time.Time) string {
	if c.half {
		return at.In(c.zone).Format("3:04 PM")
	}
	return at.In(c.zone).Format("15:04")
}

// day is the day.
func (c *clock) day(at time.Time) string { return at.In(c.zone).Format(time.DateOnly) }

// tick returns a row with the time, if one is due before something of that time,
// and one with the day where that is another one than before.
func (c *clock) tick(at, now time.Time) []string {
	before := c.told
	sameDay := c.day(at) == c.day(before)
	if sameDay && !at.Before(before) && at.Sub(before.Truncate(quarter)) < quarter {
		return nil
	}
	c.told = at
	if sameDay || before.IsZero() && c.day(at) == c.day(now) {
		return []string{"-- " + c.of(at) + " --"}
	}
	return []string{"-- " + c.day(at) + " " + c.of(at) + " --"}
}

// how says what is told of a message besides who says what.
type how struct {
	where  string // the room, where it is not the one that one is in
	direct bool   // which says who the author is
	number bool
	time   bool
}

// usual is how messages are printed that arrive.
func (l *loop) usual() how {
	return how{number: l.settings["numbers"] == "on", time: l.settings["times"] == "on"}
}

// message makes lines of a message. Only the first begins at the margin, and what
// is told of it stands before its text.
func (l *loop) message(m *room.Message, h how) []string {
	var head strings.Builder
	if h.time {
		head.WriteString(l.clock.of(m.At) + " ")
	}
	if h.number {
		head.WriteString(strconv.FormatUint(m.Seq, 10) + " ")
	}
	if h.where != "" {
		head.WriteString("[" + h.where + "] ")
	}
	name := m.Author.Name + l.about(m)
	switch {
	case m.File != nil && m.Deleted.IsZero():
		return l.withFile(head.String()+name, m)
	case !m.Deleted.IsZero():
		head.WriteString(name)
	case m.Style == room.Action:
		head.WriteString("* " + name + " ")
	case h.direct && name == m.Author.Name:
	default:
		head.WriteString(name + ": ")
	}
	return block(head.String(), ui.Veiled(l.Lang, m.Text))
}

// about returns in brackets what is told of a message before its text.
func (l *loop) about(m *room.Message) string {
	var notes []string
	add := func(is bool, key string, args ...any) {
		if is {
			notes = append(notes, l.tr(key, args...))
		}
	}
	add(m.Author.Bot, "bot")
	if m.Reply != nil {
		add(true, "to #%d", m.Reply.Seq)
	}
	add(m.Thread.Replies > 0, "%d replies", m.Thread.Replies)
	add(m.Pinned, "pinned")
	switch gone := !m.Deleted.IsZero(); {
	case gone && m.Removed:
		add(true, "deleted by a moderator")
	case gone:
		add(true, "deleted")
	default:
		add(!m.Edited.IsZero(), "edited")
	}
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, ", ") + ")"
}

// news makes lines of a message that has arrived in the room.
func (l *loop) news(m *room.Message, h how) []string {
	return append(l.tick(m.At), l.message(m, h)...)
}

// tick returns the row that tells the time, if one is due and wanted.
func (l *loop) tick(at time.Time) []string {
	if l.settings["times"] == "off" {
		return nil
	}
	if l.settings["times"] == "on" && l.clock.day(at) == l.clock.day(l.clock.told) {
		return nil // each message tells it
	}
	return l.clock.tick(at, l.Now())
}

// recent are the newest messages of the room that were printed, as they are now:
// what "^" means, whose reactions are told, who has spoken lately.
type recent struct{ list []*room.Message }

// maxRecent is how many there are.
const maxRecent = 200

func (r *recent) add(m *room.Message) {
	if r.list = append(r.list, m); len(r.list) > 2*maxRecent {
		r.list = append([]*room.Message(nil), r.list[len(r.list)-maxRecent:]...)
	}
}

// change puts a message in the place of what it was before, which it returns; nil
// when it is not among them.
func (r *recent) change(m *room.Message) (was *room.Message) {
	for i, old := range r.list {
		if old.Seq == m.Seq {
			r.list[i] = m
			return old
		}
	}
	return nil
}

// newest returns the nth newest that stands and is wanted, counted from one; nil
// for none.
func (r *recent) newest(n int, want func(*room.Message) bool) *room.Message {
	for i := len(r.list) - 1; i >= 0; i-- {
		if m := r.list[i]; m.Deleted.IsZero() && want(m) {
			if n--; n == 0 {
				return m
			}
		}
	}
	return nil
}
