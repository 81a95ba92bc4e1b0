package room

// ringSize is how many events a room keeps in memory. A seat whose cursor lies
// further behind than this has fallen off and reads the store again.
const ringSize = 512

// A ring holds the newest events of a room under rising positions. Its memory
// grows with use up to ringSize. The zero ring is empty. The hub's mutex
// guards it.
type ring struct {
	events []Event // circular once full
	first  int     // index of the oldest, once full
	head   uint64  // position of the next event
}

// oldest returns the position of the oldest event that is still there.
func (r *ring) oldest() uint64 { return r.head - uint64(len(r.events)) }

func (r *ring) append(e Event) {
	if len(r.events) < ringSize {
		r.events = append(r.events, e)
	} else {
		r.events[r.first] = e
		r.first = (r.first + 1) % ringSize
	}
	r.head++
}

// renew puts a message in the place of what it was before in all events, so
// that whoever pulls them late sees nothing that was taken back.
func (r *ring) renew(m *Message) {
	for i, e := range r.events {
		switch e := e.(type) {
		case Posted:
			if is := (Posted{renewed(e.Message, m), renewed(e.Root, m)}); is != e {
				r.events[i] = is
			}
		case Changed:
			if is := renewed(e.Message, m); is != e.Message {
				e.Message = is
				r.events[i] = e
			}
		}
	}
}

// trim takes away what messages up to a number said, and what is quoted of them.
// Their numbers stay: whoever pulls them late sees no hole, and hears behind
// them that they are gone.
func (r *ring) trim(upTo uint64) {
	for i, e := range r.events {
		switch e := e.(type) {
		case Posted:
			r.events[i] = Posted{trimmed(upTo, e.Message), trimmed(upTo, e.Root)}
		case Changed:
			e.Message = trimmed(upTo, e.Message)
			r.events[i] = e
		}
	}
}

// trimmed returns one message of an event, nil for none, as it is when those up
// to a number are gone.
func trimmed(upTo uint64, m *Message) *Message {
	switch {
	case m == nil:
		return nil
	case m.Seq > upTo:
		return above(upTo, m)
	}
	return &Message{ID: m.ID, Room: m.Room, Seq: m.Seq, At: m.At, Author: m.Author, Deleted: m.At}
}

// renewed returns one message of an event, nil for none, as it is after what
// happened to m.
func renewed(one, m *Message) *Message {
	switch {
	case one == nil:
		return nil
	case one.Seq == m.Seq:
		return m
	}
	return requote(one, m)
}

// between returns the events at positions from ≤ p < to, in order, and false
// when some of them are gone.
func (r *ring) between(from, to uint64) ([]Event, bool) {
	to = min(to, r.head)
	if from < r.oldest() {
		return nil, false
	}
	if from >= to {
		return nil, true
	}
	out := make([]Event, 0, to-from)
	for p := from; p < to; p++ {
		out = append(out, r.at(p))
	}
	return out, true
}

func (r *ring) at(p uint64) Event {
	return r.events[(r.first+int(p-r.oldest()))%len(r.events)]
}
