package room

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// markRead moves a mark in memory and has it written soon.
func (b *Broker) markRead(p *person, in ID, seq uint64) {
	p.mu.Lock()
	moved := b.moveMark(p, in, seq)
	p.mu.Unlock()
	if moved {
		b.marks.kick()
	}
}

// readOwn counts what somebody says as read by them when they had read
// everything before it.
func (b *Broker) readOwn(p *person, m *Message) {
	if p == nil {
		return
	}
	p.mu.Lock()
	moved := p.read != nil && p.read[m.Room] == m.Seq-1 && b.moveMark(p, m.Room, m.Seq)
	p.mu.Unlock()
	if moved {
		b.marks.kick()
	}
}

// moveMark moves a mark forward, if that is forward, and tells the person's
// other sessions. The caller holds p.mu.
func (b *Broker) moveMark(p *person, in ID, seq uint64) bool {
	h := p.rooms[in]
	if h == nil || p.read == nil {
		return false
	}
	r, _ := h.snapshot()
	if seq = min(seq, r.Last); seq <= p.read[in] {
		return false
	}
	p.read[in] = seq
	p.dirty[in] = struct{}{}
	for s := range p.seats {
		// Whoever looks at the room sees what is read there; making a list of
		// rooms for every message that is read would be waste.
		if s.entered.Load() != h {
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
func (b *Broker) keepMarks(ctx context.Context) {
	if err := b.flushMarks(ctx); err != nil {
		b.log.Warn("read marks not written yet", "err", err)
		b.marks.kick()
	}
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
		for in := range p.dirty {
			dirty = append(dirty, Mark{User: p.ID, Room: in, Seq: p.read[in]})
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
