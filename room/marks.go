package room

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// readOwn is for whoever has a session what [Apply] does on disk: what somebody
// says who has read everything before it is read. The marks of the sessions
// are ahead of those on disk.
func (b *Broker) readOwn(p *person, m *Message) {
	if p == nil {
		return
	}
	p.mu.Lock()
	p.settle()
	moved := p.hasReadBefore(m) && p.moveMark(m.Room, m.Seq)
	p.mu.Unlock()
	if moved {
		b.marks.kick()
	}
}

// hasReadBefore reports whether nothing before a message is unread. The caller
// holds mu.
func (p *person) hasReadBefore(m *Message) bool {
	pl, in := p.at(m.Room)
	if !in || p.read == nil {
		return false
	}
	h := pl.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.between(max(p.read[m.Room], pl.floor(h.room, len(p.seats) > 0)), m.Seq) == 0
}

// settle brings the marks up to what the person's seats have shown. A seat
// only notes that for itself, because it happens for every message on every
// screen. The caller holds mu.
func (p *person) settle() {
	for s := range p.seats {
		if in, seq := s.hasRead(); seq > 0 {
			p.moveMark(in, seq)
		}
	}
}

// moveMark moves a mark forward, if that is forward, and tells the sessions
// that look elsewhere. The caller holds mu.
func (p *person) moveMark(in ID, seq uint64) bool {
	pl, ok := p.at(in)
	if !ok || p.read == nil || seq <= p.read[in] || p.is().Gone {
		return false
	}
	h := pl.hub
	r, _ := h.snapshot()
	if seq = min(seq, r.Last); seq <= p.read[in] {
		return false
	}
	p.read[in] = seq
	p.dirty[in] = struct{}{}
	p.cut(in)
	for s := range p.seats {
		// Whoever looks at the room sees what is read there.
		if s.tap == nil && s.entered.Load() != h {
			s.roomsStale.Store(true)
			s.wake()
		}
	}
	return true
}

// marksPerWrite bounds one command of marks.
const marksPerWrite = 1000

// keepMarks writes what has moved. What cannot be written now stays for the
// next time.
func (b *Broker) keepMarks(ctx context.Context) time.Duration {
	if err := b.flushMarks(ctx); err != nil && ctx.Err() == nil { // else Close writes them
		b.log.Warn("read marks not written yet", "err", err)
		return marksGap
	}
	return 0
}

// flushMarks writes the marks that are not on disk, some at a time.
func (b *Broker) flushMarks(ctx context.Context) error {
	dirty := b.dirtyMarks()
	for batch := range slices.Chunk(dirty, marksPerWrite) {
		h := Header{ID: NewCommandID(), At: time.Now().UTC()}
		if _, err := b.store.Do(ctx, Read{Header: h, Marks: batch}); err != nil {
			return fmt.Errorf("read marks: %w", err)
		}
		b.markClean(batch)
	}
	return nil
}

func (b *Broker) dirtyMarks() []Mark {
	b.mu.RLock()
	people := slices.Collect(maps.Values(b.people))
	b.mu.RUnlock()
	var dirty []Mark
	for _, p := range people {
		p.mu.Lock()
		p.settle()
		for in := range p.dirty {
			dirty = append(dirty, Mark{User: p.id, Room: in, Seq: p.read[in]})
		}
		p.mu.Unlock()
	}
	return dirty
}

// markClean notes that marks are on disk, and forgets people who were kept for
// them only.
func (b *Broker) markClean(written []Mark) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, m := range written {
		p := b.people[m.User]
		if p == nil {
			continue
		}
		p.mu.Lock()
		if p.read[m.Room] == m.Seq {
			delete(p.dirty, m.Room)
		}
		b.dismiss(p)
		p.mu.Unlock()
	}
}
