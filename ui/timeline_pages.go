package ui

import "snug/room"

// A wish is a page of messages that the timeline lacks.
type wish uint8

// The wishes.
const (
	nothing wish = iota
	older        // what comes before the window
	newer        // what comes behind it
	newest       // the newest, behind a hole
)

// lacks says what the person is about to see and is not in the window, and
// which messages to ask for: those before a number.
func (t *timeline) lacks() (w wish, before uint64) {
	switch {
	case t.fetching || t.opening || t.in.ID == 0:
	case t.pos.bottom && !t.attached():
		return newest, t.head + 1
	case !t.start && t.nearStart() && (t.gap == 0 || t.owed > 0): // a gap is shown first
		return older, t.lo
	case !t.attached() && t.rowsBelow(t.shown) < t.shown:
		return newer, min(t.hi+pageSize, t.head) + 1
	}
	return nothing, 0
}

// nearStart reports whether less than a screen of rows is above the screen.
func (t *timeline) nearStart() bool {
	i := t.pos.item
	if t.pos.bottom {
		i = len(t.items)
	}
	// Every item has a row, which spares most frames the counting.
	return i <= 2*t.shown && t.rowsAbove(t.shown) < t.shown
}

// take takes in the page that was wished for, before a number.
func (t *timeline) take(w wish, before uint64, msgs []*room.Message) {
	t.fetching = false
	switch w {
	case nothing:
	case older:
		if before == t.lo { // else the window has moved
			t.takeOlder(msgs)
		}
	case newer:
		t.takeNewer(msgs)
	case newest:
		t.takeNewest(msgs)
	}
}

func (t *timeline) takeOlder(msgs []*room.Message) {
	page := make([]item, 0, len(msgs)+len(t.items))
	for _, m := range msgs {
		if m.Seq < t.lo {
			page = t.appended(page, t.itemOf(m))
		}
	}
	n := len(page)
	t.start = n == 0 || page[0].msg.Seq <= t.floor+1
	if n == 0 {
		t.owed = 0
		return
	}
	t.gap, t.lo = 0, page[0].msg.Seq
	if len(t.items) > 0 {
		t.items[0].rows = nil // something is before it now
	}
	t.items = append(page, t.items...)
	t.pos.item += n
	t.foldAt(n)
	if owed := t.owed; owed > 0 {
		t.owed = 0
		t.scroll(-owed)
	}
	if over := len(t.items) - maxWindow; over > 0 && !t.pos.bottom {
		t.dropNewest(min(over, len(t.items)-1-t.pos.item))
	}
}

func (t *timeline) takeNewer(msgs []*room.Message) {
	from := t.hi
	for len(msgs) > 0 && msgs[0].Seq <= t.hi {
		msgs = msgs[1:]
	}
	t.add(msgs)
	if t.hi == from { // there is nothing there: never ask for it again
		t.hi = min(from+pageSize, t.head)
	}
	if over := len(t.items) - maxWindow; over > 0 {
		t.dropOldest(min(over, max(t.pos.item-t.shown, 0)))
	}
}

// takeNewest moves the window to the newest messages.
func (t *timeline) takeNewest(msgs []*room.Message) {
	had := t.hi
	switch {
	case len(msgs) == 0:
	case msgs[0].Seq > t.hi+1:
		t.head = max(t.head, msgs[len(msgs)-1].Seq)
		t.rebuild(msgs)
	default:
		for len(msgs) > 0 && msgs[0].Seq <= t.hi {
			msgs = msgs[1:]
		}
		t.add(msgs)
	}
	if t.head = max(t.head, t.hi); t.hi == had {
		t.head = t.hi // there is nothing more: never ask for it again
	}
	t.toBottom()
}
