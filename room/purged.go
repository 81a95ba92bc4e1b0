package room

import "slices"

// purged hands on that messages were deleted at once.
func (b *Broker) purged(e Purged) {
	if len(e.Gone) == 0 {
		return
	}
	h, _ := b.lookUp(e.Room, 0)
	e = e.whole()
	b.tell(e, e.unnamed()...)
	h.append(e)
}

// whole returns the event with no message quoting what another of them said:
// each is as it was when it was deleted, and the newest were first.
func (e Purged) whole() Purged {
	e, _ = e.rewritten(e.tombstones())
	for _, one := range e.Gone {
		e.about = append(e.about, one.Message.Seq)
		if q := one.Message.Reply; q != nil {
			e.about = append(e.about, q.Seq)
		}
	}
	slices.Sort(e.about)
	return e
}

// renewed returns the event with a message in the place of what it was before, and
// whether that differs. There can be thousands of messages in a ring's purged
// events, and each reply and reaction asks all of them.
func (e Purged) renewed(m *Message) (Purged, bool) {
	if _, found := slices.BinarySearch(e.about, m.Seq); !found {
		return e, false
	}
	return e.rewritten(func(one *Message) *Message { return renewed(one, m) })
}

// tombstones returns what is made of a message by the event: its tombstone, or,
// of what quotes one, a message that quotes nothing.
func (e Purged) tombstones() func(*Message) *Message {
	gone := make(map[uint64]*Message, len(e.Gone))
	for _, one := range e.Gone {
		gone[one.Message.Seq] = one.Message
	}
	return func(m *Message) *Message {
		if is := gone[m.Seq]; is != nil && m.Deleted.IsZero() {
			m = is
		}
		if m.Reply != nil && gone[m.Reply.Seq] != nil {
			m = requote(m, gone[m.Reply.Seq])
		}
		return m
	}
}

// rewritten returns the event with what is made of each message in its place,
// and whether that differs.
func (e Purged) rewritten(is func(*Message) *Message) (Purged, bool) {
	differs := false
	for i, one := range e.Gone {
		m := is(one.Message)
		if m == one.Message {
			continue
		}
		if !differs {
			e.Gone, differs = slices.Clone(e.Gone), true
		}
		e.Gone[i].Message = m
	}
	return e, differs
}

// unnamed returns whom the messages named, rising, each once.
func (e Purged) unnamed() []UserID {
	var named []UserID
	for _, one := range e.Gone {
		named = append(named, one.Unnamed...)
	}
	slices.Sort(named)
	return slices.Compact(named)
}

// bury takes over that messages were deleted at once, in one pass over what is
// kept of the room. The caller holds mu.
func (h *hub) bury(e Purged) {
	var gone numbers
	for _, one := range e.Gone {
		gone = append(gone, one.Message.Seq)
		h.pins.set(one.Message.Seq, false)
		h.recall(one.Message)
		h.room.Rev = one.Rev
		if h.seeding > 0 {
			h.late = append(h.late, one.Message)
		}
	}
	h.room.Pins = len(h.pins)
	slices.Sort(gone)
	h.tombs.merge(gone)
	is := e.tombstones()
	h.ring.rewrite(is)
	h.backlog.rewrite(is)
}

// merge adds numbers, which are rising.
func (n *numbers) merge(more numbers) {
	i := n.upTo(more[0])
	all := append(slices.Clone((*n)[i:]), more...)
	slices.Sort(all)
	*n = append((*n)[:i], slices.Compact(all)...)
}
