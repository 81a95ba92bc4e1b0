package ui

import (
	"errors"
	"slices"
	"time"

	"snug/room"
)

// An outbox holds what was sent and is not in the timeline yet. One message at
// a time is on its way, so that they arrive in the order of their sending.
type outbox struct {
	list []*outgoing
	busy bool // one is on its way
}

// An outgoing message was sent by this session. Its ID stays the same however
// often it is tried, so that it is said once.
type outgoing struct {
	msg   *room.Message // as it will look; without a number
	reply *room.Message // what it answers; nil for none
	state sending
	soon  int // how often it was sent too soon

	rows []string // as laid out for
	laid layoutKey
}

type sending uint8

const (
	waiting sending = iota
	delivered
	undelivered
)

// maxOutgoing is the most messages that may wait.
const maxOutgoing = 32

// A message that comes too soon is sent again when it may be, if that is within
// soonEnough, as often as mostTries; what has to wait longer its author gets back.
const (
	soonEnough = 2 * time.Second
	mostTries  = 10
)

// waitsOut reports whether the message is to be sent again after what was refused,
// and counts it.
func (out *outgoing) waitsOut(why *room.Refusal) bool {
	if !errors.Is(why, room.ErrLimited) || why.After <= 0 || why.After > soonEnough {
		return false
	}
	out.soon++
	return out.soon <= mostTries
}

func (o *outbox) full() bool { return len(o.list) >= maxOutgoing }

func (o *outbox) add(m, reply *room.Message) {
	o.list = append(o.list, &outgoing{msg: m, reply: reply})
}

// next is the message to send now, nil when there is none.
func (o *outbox) next() *outgoing {
	if !o.busy {
		for _, out := range o.list {
			if out.state == waiting {
				return out
			}
		}
	}
	return nil
}

// idle reports whether nothing waits to be sent.
func (o *outbox) idle() bool { return !o.busy && o.next() == nil }

func (o *outbox) find(id room.CommandID) *outgoing {
	for _, out := range o.list {
		if out.msg.ID == id {
			return out
		}
	}
	return nil
}

// drop forgets a message: it is in the timeline, or was refused.
func (o *outbox) drop(id room.CommandID) {
	o.list = slices.DeleteFunc(o.list, func(out *outgoing) bool { return out.msg.ID == id })
}

// settle forgets what the timeline, which has reached number seq, shows.
func (o *outbox) settle(in room.ID, seq uint64) {
	o.list = slices.DeleteFunc(o.list, func(out *outgoing) bool {
		return out.state == delivered && out.msg.Room == in && out.msg.Seq <= seq
	})
}

// fail holds everything back that waits: what came later must not overtake
// what did not arrive.
func (o *outbox) fail() {
	for _, out := range o.list {
		if out.state == waiting {
			out.state = undelivered
		}
	}
}

// retry has what was not delivered to a room sent again, in order, and
// reports whether there was any.
func (o *outbox) retry(in room.ID) bool {
	found := false
	for _, out := range o.list {
		if out.state == undelivered && out.msg.Room == in {
			out.state, found = waiting, true
		}
	}
	return found
}

// has reports whether something for a room is not in its timeline yet.
func (o *outbox) has(in room.ID) bool {
	return slices.ContainsFunc(o.list, func(out *outgoing) bool { return out.msg.Room == in })
}

// failed reports whether something was not delivered to a room.
func (o *outbox) failed(in room.ID) bool {
	return slices.ContainsFunc(o.list, func(out *outgoing) bool {
		return out.state == undelivered && out.msg.Room == in
	})
}

// left is how many messages are not known to be delivered.
func (o *outbox) left() int {
	n := 0
	for _, out := range o.list {
		if out.state != delivered {
			n++
		}
	}
	return n
}

// discard forgets what was not delivered to a room, and returns the texts.
func (o *outbox) discard(in room.ID) []string {
	var texts []string
	o.list = slices.DeleteFunc(o.list, func(out *outgoing) bool {
		gone := out.state == undelivered && out.msg.Room == in
		if gone {
			texts = append(texts, out.typed())
		}
		return gone
	})
	return texts
}

// typed is what has to be typed to say it.
func (out *outgoing) typed() string {
	if out.msg.Style == room.Action {
		return "/me " + out.msg.Text
	}
	return typedFor(out.msg.Text)
}

// rows returns what stands below the timeline of a room. What was delivered looks as
// before until the timeline has it, which is with the next frame.
func (o *outbox) rows(in room.ID, l look, c class, cols int) []string {
	var rows []string
	for _, out := range o.list {
		if out.msg.Room != in {
			continue
		}
		k := layoutKey{msg: out.msg, look: l, class: c, cols: cols, marks: showTime | showName | pending}
		if out.laid != k {
			out.laid, out.rows = k, k.rows()
		}
		rows = append(rows, out.rows...)
		switch last := &rows[len(rows)-1]; {
		case out.state != undelivered && l.method.Width(*last)+3 <= cols:
			*last += l.theme.Dim.Paint(" ..")
		case out.state == undelivered:
			rows = append(rows, " "+l.theme.Fail.Paint(l.method.Cut(l.t("✗ not delivered, Ctrl-R retry"), cols-1)))
		}
	}
	return rows
}
