package room

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
