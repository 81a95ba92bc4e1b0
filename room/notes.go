package room

import (
	"cmp"
	"maps"
	"slices"
)

// notes are what is kept of one person besides the rooms that they are in.
type notes struct {
	read   map[ID]uint64 // nil: not read from the store yet
	calls  map[ID][]call // unread mentions by number, at most MaxCalls in a room
	drafts map[ID]Draft
}

// A call is an unread message that names the person.
type call struct {
	seq uint64
	by  UserID
}

// tastes are what a person wants to be told. They are replaced, never changed:
// whoever delivers messages reads them without a lock.
type tastes struct {
	levels  map[ID]Level
	ignored map[UserID]bool
}

// noTastes are those of everybody who has chosen nothing: whoever delivers asks
// for them seat by seat, and finds them at hand.
var noTastes = &tastes{}

// loadNotes reads somebody's notes and tastes.
func (b *Broker) loadNotes(user UserID) (notes, *tastes, error) {
	n := notes{read: make(map[ID]uint64), drafts: make(map[ID]Draft)}
	read, err := b.store.Marks(user)
	if err != nil {
		return n, nil, err
	}
	maps.Copy(n.read, read)
	drafts, err := b.store.Drafts(user)
	if err != nil {
		return n, nil, err
	}
	maps.Copy(n.drafts, drafts)
	levels, err := b.store.Levels(user)
	if err != nil {
		return n, nil, err
	}
	ignored, err := b.store.Ignored(user)
	if err != nil {
		return n, nil, err
	}
	n.calls, err = b.loadCalls(user)
	if len(levels) == 0 && len(ignored) == 0 {
		return n, noTastes, err
	}
	t := tastes{levels: levels, ignored: make(map[UserID]bool, len(ignored))}
	for _, id := range ignored {
		t.ignored[id] = true
	}
	return n, &t, err
}

// loadCalls reads the unread mentions. The store has their numbers; who wrote
// them is asked message by message, because there are few.
func (b *Broker) loadCalls(user UserID) (map[ID][]call, error) {
	named, err := b.store.Mentions(user)
	if err != nil {
		return nil, err
	}
	calls := make(map[ID][]call, len(named))
	for in, seqs := range named {
		for _, seq := range seqs {
			m, err := b.store.History(in, Range{After: seq - 1, Before: seq + 1, Limit: 1})
			if err != nil {
				return nil, err
			}
			if len(m) > 0 {
				calls[in] = append(calls[in], call{seq, m[0].Author.ID})
			}
		}
	}
	return calls, nil
}

// add notes a message that names the person and that they have not read.
func (n *notes) add(m *Message) {
	if m.Seq <= n.read[m.Room] {
		return
	}
	list := n.calls[m.Room]
	i, known := slices.BinarySearchFunc(list, m.Seq, func(c call, seq uint64) int { return cmp.Compare(c.seq, seq) })
	if known {
		return
	}
	list = slices.Insert(list, i, call{m.Seq, m.Author.ID})
	n.calls[m.Room] = list[max(0, len(list)-MaxCalls):]
}

// drop takes a message away that does not name the person any more.
func (n *notes) drop(m *Message) {
	n.keep(m.Room, func(c call) bool { return c.seq != m.Seq })
}

// dropAll takes away messages that were purged.
func (n *notes) dropAll(e Purged) {
	gone := make(map[uint64]bool, len(e.Gone))
	for _, one := range e.Gone {
		gone[one.Message.Seq] = true
	}
	n.keep(e.Room, func(c call) bool { return !gone[c.seq] })
}

// cut takes away what lies before the read mark of a room.
func (n *notes) cut(in ID) {
	n.keep(in, func(c call) bool { return c.seq > n.read[in] })
}

func (n *notes) keep(in ID, want func(call) bool) {
	list := slices.DeleteFunc(n.calls[in], func(c call) bool { return !want(c) })
	if len(list) == 0 {
		delete(n.calls, in)
	} else {
		n.calls[in] = list
	}
}

// forget takes away what the person has chosen for a room that they have left.
// What they have read of it stays known. The caller holds mu.
func (p *person) forget(in ID) {
	delete(p.drafts, in)
	if t := *p.tastes.Load(); t.levels[in] != 0 {
		t.levels = maps.Clone(t.levels)
		delete(t.levels, in)
		p.tastes.Store(&t)
	}
}

// called returns how many unread messages of a room behind a number name the
// person, without those of people they ignore.
func (n *notes) called(in ID, after uint64, t *tastes) uint64 {
	var count uint64
	for _, c := range n.calls[in] {
		if c.seq > after && !t.ignored[c.by] {
			count++
		}
	}
	return count
}

// level returns what the person wants to be told of a room: of a conversation
// everything, unless they have said otherwise.
func (t *tastes) level(in ID, k Kind) Level {
	l := t.levels[in]
	if l == Mentions && k != Common {
		return All
	}
	return l
}

// hear takes over what an event says about the person. The caller holds mu.
func (p *person) hear(e Event) {
	if p.heard != nil { // the notes are being read, and may be older
		p.pending = append(p.pending, e)
		return
	}
	switch e := e.(type) {
	case Posted:
		p.add(e.Message)
	case Changed:
		if slices.Contains(e.Message.Mentions, p.id) {
			p.add(e.Message)
		} else {
			p.drop(e.Message)
		}
	case Purged:
		p.dropAll(e)
	case Drafted:
		if e.Draft == (Draft{}) {
			delete(p.drafts, e.Room)
		} else {
			p.drafts[e.Room] = e.Draft
		}
	case Ignoring:
		p.ignore(e)
	default:
		p.hearOfRoom(e)
		return
	}
	p.countsMoved()
}

// hearOfRoom takes over what an event says about the person's place in a room. The
// caller holds mu.
func (p *person) hearOfRoom(e Event) {
	switch e := e.(type) {
	case Punished:
		p.conduct.punish(e)
		p.roomsMoved()
	case Notified:
		t := *p.tastes.Load()
		t.levels = put(t.levels, e.Room, e.Level)
		p.tastes.Store(&t)
		p.roomsMoved()
	case Appointed:
		p.appoint(e.Room, e.Role)
	case invitedTo:
		p.invite(e)
	case Uninvited:
		p.uninvite(e.Room)
	}
}

// ignore takes over whom the person ignores. The caller holds mu.
func (p *person) ignore(e Ignoring) {
	t := *p.tastes.Load()
	t.ignored = put(t.ignored, e.Who, true)
	if !e.On {
		delete(t.ignored, e.Who)
	}
	p.tastes.Store(&t)
	for s := range p.seats {
		s.ignoredStale.Store(true)
		s.sawTyping.Store(0)
	}
}

// put returns a copy of a map, which may be nil, with one value more.
func put[K comparable, V any](m map[K]V, k K, v V) map[K]V {
	is := make(map[K]V, len(m)+1)
	maps.Copy(is, m)
	is[k] = v
	return is
}
