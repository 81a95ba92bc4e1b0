package ui

import (
	"time"

	"snug/room"
	"snug/text/lang"
)

// trim drops the messages up to a number, which are gone. What the person reads
// stays where it is, unless it is gone as well. A fold is dropped as a whole;
// what stays of it is then read again, as an older page.
func (t *timeline) trim(upTo uint64) {
	if upTo <= t.floor {
		return
	}
	t.floor = upTo
	n := 0 // items to drop
	for i := range t.items {
		if m := t.items[i].msg; m != nil && m.Seq <= upTo {
			n = i + 1
		}
	}
	if n > 0 {
		gone := t.pos.item < n
		t.dropOldest(n)
		if gone && !t.pos.bottom {
			t.pos = place{}
			t.showAt(spot{-1, 0}, 0)
		}
	}
	t.hi, t.head = max(t.hi, upTo), max(t.head, upTo)
	t.findOldest()
	if t.newFrom > 0 && t.newFrom <= upTo {
		t.newCount -= min(t.newCount, upTo+1-t.newFrom)
		if t.newFrom = upTo + 1; t.newCount == 0 {
			t.newFrom = 0
		}
	}
	t.unquote(upTo)
	t.relay()
}

// unquote takes out of the replies what they quote of messages up to a number.
func (t *timeline) unquote(upTo uint64) {
	for i := range t.items {
		msg := t.items[i].msg
		if msg == nil || msg.Reply == nil || msg.Reply.Seq > upTo || msg.Reply.Author.ID == 0 {
			continue
		}
		again := *msg
		again.Reply = &room.Quote{Seq: msg.Reply.Seq, Deleted: true}
		t.swap(i, &again)
	}
}

// floorWhy says why older messages are not there.
func (t *timeline) floorWhy() lang.Key {
	switch {
	case t.in.Trimmed >= t.floor:
		return "older messages are gone"
	case t.in.History == room.HistoryNone:
		return "what was said before you came is not shown here"
	}
	return "what was said before you joined is not shown here"
}

// happened shows a row about the room itself, among what is said there.
func (t *timeline) happened(text string, at time.Time) {
	if t.attached() && (t.pos.bottom || len(t.items) < maxWindow) {
		t.append(&note{text: text, at: at})
	}
}
