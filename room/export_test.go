package room

import "context"

// Held returns how many people a broker knows of because of their sessions, and how
// many seats and followed rooms of taps its hubs tell of what happens.
func (b *Broker) Held() (people, seats, followed int) {
	b.mu.RLock()
	people = len(b.people)
	b.mu.RUnlock()
	for _, h := range b.allHubs() {
		h.mu.Lock()
		seats, followed = seats+len(h.seats), followed+len(h.taps)
		h.mu.Unlock()
	}
	return people, seats, followed
}

// Transfers returns how much a broker holds of files that come in or go out: uploads,
// tallies, loans, and taps that keep people in memory.
func (b *Broker) Transfers() int {
	t := &b.transfers
	t.mu.Lock()
	n := len(t.under) + len(t.people) + len(t.rooms) + t.all.uploads + int(t.all.coming)
	t.mu.Unlock()
	for _, h := range b.allHubs() {
		h.mu.Lock()
		n += len(h.lent)
		h.mu.Unlock()
	}
	for _, p := range b.everybody() {
		p.mu.Lock()
		for s := range p.seats {
			if s.tap != nil {
				n++
			}
		}
		p.mu.Unlock()
	}
	return n
}

// ClearBlobs does at once what the janitor does with blobs that nothing refers to.
func (b *Broker) ClearBlobs(ctx context.Context) error {
	blobs, err := b.transfers.disk()
	if err == nil {
		_, err = b.clearBlobs(ctx, blobs)
	}
	return err
}

// JumpClock has the broker know that the clock has jumped ahead. The janitor must
// be at rest.
func (b *Broker) JumpClock() { b.chores.clock.jumped = true }

// Owing returns how many accounts a broker keeps because of how fast they send.
func (b *Broker) Owing() int {
	b.sends.mu.Lock()
	defer b.sends.mu.Unlock()
	return len(b.sends.paid)
}
