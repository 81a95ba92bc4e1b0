package ui

import (
	"slices"
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
	look    look
	class   class
	cols    int
	shown   int // rows on the screen
	me      room.Person
	joins   string               // whose coming and going is shown: "", "none", "smart" or "all"
	ignored map[room.UserID]bool // whose messages are not shown; shared with the model
	title   string               // of a thread, which stands above its messages; else empty

	in           room.Room
	called       string // what the room is called on the screen
	items        []item
	lo, hi, head uint64
	floor        uint64  // messages up to this number are gone, or not for the person
	start        bool    // the window reaches what there is of the room
	fetching     bool    // a page of messages is on its way
	gap          uint64  // messages between the window and what was shown before
	laid         uint32  // changes whenever all rows have to be laid out again
	kept         []*note // what only this session sees, also while the window is elsewhere

	newFrom  uint64 // first message behind the read mark, zero when there is no line
	newCount uint64
	opening  bool // where the screen begins is settled when its size is known
	wentUp   bool // the person has gone up since entering

	pos    place    // where the screen ends
	seen   uint64   // the newest message when the person left the bottom
	unkept uint64   // messages that name the person and came while the window was full
	owed   int      // rows still to go up when older messages have come
	tail   []string // rows below the messages: those that are not delivered
	said   bar      // as told last
	drawn  drawnTo

	edge     edge     // what the rows above the first item were made for
	edgeLaid []string // these; nil: none were made yet

	picked   uint64          // the message that is chosen; zero: none
	target   uint64          // the message that was jumped to, until the next key
	words    []string        // what was searched for, shown wherever it stands
	revealed map[uint64]bool // messages whose spoilers are shown
}

// An item is a message, a fold of tombstones or a note. A window has hundreds, so they are kept
// small.
type item struct {
	msg  *room.Message // nil for a note
	note *note

	rows  *[]string // as laid out, with what announces it; shared, never changed
	fold  *fold     // of the tombstones that msg is the oldest of; nil: it is one message
	laid  uint32    // under this number; what is before it was the same then
	day   uint16    // see dayOf
	above uint8     // how many of the rows announce it
	names bool      // the person is named in it
}

// A note is rows that only this session sees.
type note struct {
	text         string
	tone         Tone
	at           time.Time
	joined, left int // of people who came and went; both zero for any other note
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
	maxAttached = 250  // at the newest message: beyond it, the window is cut
	minAttached = 200  // to this, which a session that has just come has
	maxWindow   = 1000 // while paging
)

// sameGroup is how long an author's messages go without naming them again.
const sameGroup = 5 * time.Minute

// resize sets what rows look like and how many there are.
func (t *timeline) resize(l look, c class, cols, rows int) {
	if t.look != l || t.class != c || t.cols != cols {
		t.look, t.class, t.cols = l, c, cols
		t.redate()
		t.relay()
	}
	if t.shown = rows; t.opening {
		t.settle()
	}
}

// enter shows another room. Page is the messages around the read mark, when
// that lies before the newest ones.
func (t *timeline) enter(v room.View, me room.Person, page []*room.Message) {
	t.in, t.me, t.floor = v.Room, me, v.Floor
	t.gap, t.owed, t.fetching, t.wentUp = 0, 0, false, false
	t.picked, t.target, t.words, t.revealed = 0, 0, nil, nil
	t.newFrom, t.newCount = 0, 0
	if read := max(v.Read, v.Floor); read < v.Room.Last {
		t.newFrom, t.newCount = read+1, v.Room.Last-read
	}
	t.hi, t.head = v.Room.Last, v.Room.Last
	if len(page) > 0 {
		t.rebuild(page)
	} else {
		t.rebuild(v.Recent)
	}
	t.head = max(t.head, t.hi)
	t.toBottom()
	t.opening = v.Read > 0 && t.newFrom > 0 // who was never here begins at the end
}

// reload takes in the newest messages after news were lost on their way, and
// older those of the window before them, as they are now. Who reads further up
// stays there; who is at the bottom sees where the gap is.
func (t *timeline) reload(v room.View, older []*room.Message) {
	t.in, t.fetching = v.Room, false
	if t.trim(v.Floor); v.Floor < t.floor {
		t.floor = v.Floor
		t.findOldest()
	}
	t.head = max(t.head, v.Room.Last)
	t.refresh(older)
	t.refresh(v.Recent)
	if t.pos.bottom {
		before := t.hi
		t.takeNewest(v.Recent)
		if before > 0 && t.lo > before+1 {
			t.gap = t.lo - before - 1
		}
	}
}

// rebuild makes the window of messages that follow one another, and of the
// notes from their time.
func (t *timeline) rebuild(msgs []*room.Message) {
	t.items, t.gap, t.owed = nil, 0, 0
	if n := len(msgs); n > minAttached/2 {
		t.items = make([]item, 0, max(n, maxAttached+1)) // it will soon need as many
	}
	t.add(msgs)
	for _, n := range t.kept {
		i, _ := slices.BinarySearchFunc(t.items, n.at, func(it item, at time.Time) int {
			if it.at().After(at) {
				return 1
			}
			return -1
		})
		if i == 0 && !t.start || i == len(t.items) && !t.attached() {
			continue // it stands elsewhere
		}
		t.items = slices.Insert(t.items, i, t.itemOfNote(n))
	}
}

// add appends messages that follow one another and what is there already.
func (t *timeline) add(msgs []*room.Message) {
	for _, m := range msgs {
		t.items = t.appended(t.items, t.itemOf(m))
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
	t.start = t.lo <= t.floor+1
}

func (t *timeline) itemOf(m *room.Message) item {
	return item{
		msg: m, day: dayOf(m.At.In(t.look.zone)),
		names: m.Author.ID != t.me.ID && slices.Contains(m.Mentions, t.me.ID),
	}
}

func (t *timeline) itemOfNote(n *note) item {
	return item{note: n, day: dayOf(n.at.In(t.look.zone))}
}

// redate finds out anew on which days things happened, as the zone may have
// changed.
func (t *timeline) redate() {
	for i := range t.items {
		t.items[i].day = dayOf(t.items[i].at().In(t.look.zone))
	}
}

// dayOf is a number that differs between days in one time zone.
func dayOf(at time.Time) uint16 {
	_, east := at.Zone()
	return uint16((at.Unix() + int64(east)) / (24 * 60 * 60))
}

// find is the place of the item with a message in the window, -1 when it is not there.
func (t *timeline) find(seq uint64) int {
	if seq >= t.lo && seq <= t.hi {
		for i := len(t.items) - 1; i >= 0; i-- {
			if m := t.items[i].msg; m != nil && m.Seq <= seq {
				if t.items[i].holds(seq) {
					return i
				}
				break
			}
		}
	}
	return -1
}

// attached reports whether the window reaches the newest message.
func (t *timeline) attached() bool { return t.hi >= t.head }

// readTo is the newest message that the person has before their eyes.
func (t *timeline) readTo() uint64 {
	if t.pos.bottom && t.attached() && !t.opening {
		return t.hi
	}
	return 0
}

// forgetNew takes the line above what is new away.
func (t *timeline) forgetNew() {
	t.opening = false
	if t.newFrom != 0 {
		t.newFrom = 0
		t.relay()
	}
}

// hides reports whether a message is not shown at all.
func (t *timeline) hides(m *room.Message) bool { return len(t.ignored) > 0 && t.ignored[m.Author.ID] }
