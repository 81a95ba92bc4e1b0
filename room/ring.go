package room

import "slices"

// ringSize is how many events a room keeps in memory. A seat whose cursor lies
// further behind than this has fallen off and reads the store again.
const ringSize = 512

// ringGone is how many messages the [Purged] events of a ring hold, at most: the
// oldest of them are emptied, and whoever has not pulled them has fallen off.
const ringGone = 64 * PurgeAtOnce

// A ring holds the newest events of a room under rising positions. Its memory
// grows with use up to ringSize. The zero ring is empty. The hub's mutex
// guards it.
type ring struct {
	events []Event // circular once full
	first  int     // index of the oldest, once full
	head   uint64  // position of the next event
	gone   int     // messages of the purged events

	// What between was asked for last: all who keep up ask the same. Nil: nothing.
	told           []Event
	toldOf, toldTo uint64
}

// oldest returns the position of the oldest event that is still there.
func (r *ring) oldest() uint64 { return r.head - uint64(len(r.events)) }

func (r *ring) append(e Event) {
	if len(r.events) < ringSize {
		r.events = append(r.events, e)
	} else {
		if old, is := r.events[r.first].(Purged); is {
			r.gone -= len(old.Gone)
		}
		r.events[r.first] = e
		r.first = (r.first + 1) % ringSize
	}
	r.head++
	if e, is := e.(Purged); is {
		r.gone += len(e.Gone)
		r.empty()
	}
}

// put puts an event in the place of another.
func (r *ring) put(i int, e Event) { r.events[i], r.told = e, nil }

// empty empties the oldest purged events, until the ring holds no more of their
// messages than it may.
func (r *ring) empty() {
	for p := r.oldest(); r.gone > ringGone; p++ {
		if e, is := r.at(p).(Purged); is {
			r.gone -= len(e.Gone)
			e.Gone, e.about = nil, nil
			r.put(r.index(p), e)
		}
	}
}

// rewrite puts what is made of each message in its place in all events. What
// makes it is never given nil, and returns what stays as it is.
func (r *ring) rewrite(is func(*Message) *Message) {
	for i, e := range r.events {
		switch e := e.(type) {
		case Posted:
			said := Posted{Message: is(e.Message)}
			if e.Root != nil {
				said.Root = is(e.Root)
			}
			if said != e {
				r.put(i, said)
			}
		case Changed:
			if m := is(e.Message); m != e.Message {
				e.Message = m
				r.put(i, e)
			}
		case Purged:
			if e, differs := e.rewritten(is); differs {
				r.put(i, e)
			}
		}
	}
}

// renew puts a message in the place of what it was before in all events, so
// that whoever pulls them late sees nothing that was taken back. It is done for
// every reply and every reaction, and costs a third of what rewrite would.
func (r *ring) renew(m *Message) {
	for i, e := range r.events {
		switch e := e.(type) {
		case Posted:
			is := Posted{Message: renewed(e.Message, m), Root: e.Root}
			if e.Root != nil {
				is.Root = renewed(e.Root, m)
			}
			if is != e {
				r.put(i, is)
			}
		case Changed:
			if is := renewed(e.Message, m); is != e.Message {
				e.Message = is
				r.put(i, e)
			}
		case Purged:
			if e, differs := e.renewed(m); differs {
				r.put(i, e)
			}
		}
	}
}

// trim takes away what messages up to a number said, and what is quoted of them.
// Their numbers stay: whoever pulls them late sees no hole, and hears behind
// them that they are gone.
func (r *ring) trim(upTo uint64) {
	r.rewrite(func(m *Message) *Message { return trimmed(upTo, m) })
}

// trimmed returns a message as it is when those up to a number are gone.
func trimmed(upTo uint64, m *Message) *Message {
	if m.Seq > upTo {
		return above(upTo, m)
	}
	return &Message{ID: m.ID, Room: m.Room, Seq: m.Seq, Rev: m.Rev, At: m.At, Author: m.Author, Deleted: m.At}
}

// renewed returns a message as it is after what happened to m.
func renewed(one, m *Message) *Message {
	if one.Seq == m.Seq {
		return m
	}
	return requote(one, m)
}

// between returns the events at positions from ≤ p < to, in order, and false
// when some of them are gone. What was purged comes as one [Changed] for each
// message. The slice is shared: do not change it.
func (r *ring) between(from, to uint64) ([]Event, bool) {
	to = min(to, r.head)
	if from < r.oldest() {
		return nil, false
	}
	if from >= to {
		return nil, true
	}
	if r.told != nil && r.toldOf == from && r.toldTo == to {
		return r.told, true
	}
	out := make([]Event, 0, to-from)
	for p := from; p < to; p++ {
		e := r.at(p)
		purged, is := e.(Purged)
		if !is {
			out = append(out, e)
			continue
		}
		if len(purged.Gone) == 0 {
			return nil, false
		}
		for _, one := range purged.Gone {
			out = append(out, one)
		}
	}
	r.told, r.toldOf, r.toldTo = slices.Clip(out), from, to
	return r.told, true
}

func (r *ring) at(p uint64) Event { return r.events[r.index(p)] }

func (r *ring) index(p uint64) int { return (r.first + int(p-r.oldest())) % len(r.events) }
