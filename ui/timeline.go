package ui

import (
	"time"

	"snug/room"
)

// A timeline is what has been said in the entered room: a window on its
// messages, and where in it the person looks.
//
// The window holds every message from number lo to number hi, so that a hole
// shows as a number that does not follow. It is attached while hi is also the
// newest there is (head), and then grows with what comes in; else what is
// missing is read as the person gets there.
type timeline struct {
	look  look
	class class
	cols  int
	shown int // rows on the screen
	me    room.Person
	joins string // whose coming and going is shown: "", "smart" or "all"

	in           room.Room
	items        []item
	lo, hi, head uint64
	start        bool   // the window reaches the start of the room
	fetching     bool   // a page of messages is on its way
	gap          uint64 // messages between the window and what was shown before
	laid         uint32 // changes whenever all rows have to be laid out again

	newFrom  uint64 // first message behind the read mark, zero when there is no line
	newCount uint64
	wentUp   bool // the person has gone up since entering

	pos  place    // where the screen ends
	seen uint64   // the newest message when the person left the bottom
	owed int      // rows still to go up when older messages have come
	tail []string // rows below the messages: those that are not delivered
}

// An item is a message or a note. A window has hundreds, so they are kept
// small.
type item struct {
	msg  *room.Message // nil for a note
	note *note

	rows  []string // as laid out, with what announces it
	laid  uint32   // under this number; what is before it was the same then
	day   int32    // see dayOf
	names bool     // the person is named in it
}

// A note is rows that only this session sees.
type note struct {
	text string
	at   time.Time
}

// at is when it happened.
func (it *item) at() time.Time {
	if it.msg != nil {
		return it.msg.At
	}
	return it.note.at
}

// Bounds of the window, in items.
const (
	pageSize    = 100  // messages that one read of history asks for
	maxAttached = 400  // at the newest message: beyond it, the window is cut
	minAttached = 300  // to this
	maxWindow   = 1000 // while paging
)

// sameGroup is how long an author's messages go without naming them again.
const sameGroup = 5 * time.Minute

// resize sets what rows look like and how many there are.
func (t *timeline) resize(l look, c class, cols, rows int) {
	if t.look != l || t.class != c || t.cols != cols {
		t.look, t.class, t.cols = l, c, cols
		t.relay()
	}
	t.shown = rows
}

// enter shows another room.
func (t *timeline) enter(v room.View, me room.Person) {
	t.in, t.me = v.Room, me
	t.items, t.gap, t.owed, t.fetching, t.wentUp = nil, 0, 0, false, false
	t.hi = v.Room.Last
	t.add(v.Recent)
	t.head = max(t.hi, v.Room.Last)
	t.newFrom, t.newCount = 0, 0
	if v.Read < t.head {
		t.newFrom, t.newCount = v.Read+1, t.head-v.Read
	}
	t.toBottom()
}

// reload takes in the newest messages after some were lost on their way. Who
// reads further up stays there; who is at the bottom sees where the gap is.
func (t *timeline) reload(v room.View) {
	t.in, t.fetching = v.Room, false
	t.head = max(t.head, v.Room.Last)
	if t.pos.bottom {
		before := t.hi
		t.takeNewest(v.Recent)
		if before > 0 && t.lo > before+1 {
			t.gap = t.lo - before - 1
		}
	}
}

// add appends messages that follow one another and what is there already.
func (t *timeline) add(msgs []*room.Message) {
	for _, m := range msgs {
		t.items = append(t.items, t.itemOf(m))
		t.hi = m.Seq
	}
	t.findOldest()
}

// findOldest brings lo up to date.
func (t *timeline) findOldest() {
	t.lo = t.hi + 1
	for i := range t.items {
		if m := t.items[i].msg; m != nil {
			t.lo = m.Seq
			break
		}
	}
	t.start = t.lo <= 1
}

func (t *timeline) itemOf(m *room.Message) item {
	return item{
		msg: m, day: dayOf(m.At.In(t.look.zone)),
		names: m.Author.ID != t.me.ID && names(m.Text, t.me.Name),
	}
}

// dayOf is a number that differs between days.
func dayOf(at time.Time) int32 { return int32(at.Year()*1000 + at.YearDay()) }

// post takes in a message that has just been said.
func (t *timeline) post(m *room.Message) {
	t.head = max(t.head, m.Seq)
	if m.Seq != t.hi+1 || !t.pos.bottom && len(t.items) >= maxWindow {
		return // a double, or what is missing is read later
	}
	t.items = append(t.items, t.itemOf(m))
	t.hi = m.Seq
	if t.pos.bottom {
		t.seen = t.head
		t.shrink()
	}
}

// shrink forgets old messages while the newest ones are looked at.
func (t *timeline) shrink() {
	if len(t.items) > maxAttached {
		t.dropOldest(len(t.items) - minAttached)
	}
}

// addNote appends rows that only this session sees.
func (t *timeline) addNote(text string, at time.Time) {
	t.items = append(t.items, item{note: &note{text, at}, day: dayOf(at.In(t.look.zone))})
	if t.pos.bottom {
		t.shrink()
	}
}

// tell is addNote for what happens in the room by itself. Nobody who reads
// further up misses it.
func (t *timeline) tell(text string, at time.Time) {
	if t.attached() && (t.pos.bottom || len(t.items) < maxWindow) {
		t.addNote(text, at)
	}
}

// attached reports whether the window reaches the newest message.
func (t *timeline) attached() bool { return t.hi >= t.head }

// readTo is the newest message that the person has before their eyes.
func (t *timeline) readTo() uint64 {
	if t.pos.bottom && t.attached() {
		return t.hi
	}
	return 0
}

// below is how many messages came since the person has left the bottom.
func (t *timeline) below() uint64 { return t.head - min(t.seen, t.head) }

// forgetNew takes the line above what is new away.
func (t *timeline) forgetNew() {
	if t.newFrom != 0 {
		t.newFrom = 0
		t.relay()
	}
}

func (t *timeline) dropOldest(n int) {
	t.items = append([]item(nil), t.items[n:]...)
	if len(t.items) > 0 {
		t.items[0].rows = nil // nothing is before it any more
	}
	t.pos.item = max(t.pos.item-n, 0)
	t.gap = 0
	t.findOldest()
}

func (t *timeline) dropNewest(n int) {
	keep := len(t.items) - n
	t.items = append([]item(nil), t.items[:keep]...)
	t.pos.item = min(t.pos.item, keep-1)
	for i := keep - 1; i >= 0; i-- {
		if m := t.items[i].msg; m != nil {
			t.hi = m.Seq
			break
		}
	}
}
