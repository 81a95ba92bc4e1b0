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

// dropped reports whether an event has been pushed out.
func (r *ring) dropped() bool { return r.oldest() > ringStart }

// ringStart is the position of the first event ever appended. The places
// before it are for the backlog that seed puts there.
const ringStart = 1 << 16

func newRing() ring { return ring{head: ringStart} }

func (r *ring) append(e Event) {
	if len(r.events) < ringSize {
		r.events = append(r.events, e)
	} else {
		r.events[r.first] = e
		r.first = (r.first + 1) % ringSize
	}
	r.head++
}

// seed puts older events before everything there is. It may be called once,
// while nothing has been dropped; what does not fit is left out, oldest first.
func (r *ring) seed(older []Event) {
	free := ringSize - len(r.events)
	older = older[max(0, len(older)-free):]
	r.events = append(append(make([]Event, 0, len(older)+len(r.events)), older...), r.events...)
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

// messages returns at most n of the newest messages, oldest first.
func (r *ring) messages(n int) []*Message {
	out := make([]*Message, 0, min(n, len(r.events)))
	for p := r.head; p > r.oldest() && len(out) < n; p-- {
		if e, ok := r.at(p - 1).(Posted); ok {
			out = append(out, e.Message)
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
