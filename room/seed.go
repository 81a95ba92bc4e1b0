package room

// seed fills the backlog with the newest messages of the store, once. It reads
// the store without the lock: what is said meanwhile is in the backlog already,
// right behind what is read, and what changes meanwhile is noted.
func (h *hub) seed(store Store) error {
	h.mu.Lock()
	seeded, before := h.seeded, h.backlog.oldest()
	if before == 0 {
		before = h.room.Last + 1
	}
	if !seeded {
		h.seeding++
	}
	h.mu.Unlock()
	if seeded {
		return nil
	}
	older, err := store.History(h.id, Range{Before: before, Limit: Backlog})

	h.mu.Lock()
	defer h.mu.Unlock()
	// When so much was said meanwhile that the backlog begins later, what was
	// read does not adjoin it and is not needed.
	if first := h.backlog.oldest(); err == nil && !h.seeded && (first == 0 || first == before) {
		h.backlog.seed(older)
		h.backlog.trim(h.room.Trimmed) // which may be later than what was read
		for _, m := range h.late {
			h.backlog.renew(m)
		}
	}
	h.seeded = h.seeded || err == nil
	if h.seeding--; h.seeding == 0 {
		h.late = nil
	}
	return err
}
