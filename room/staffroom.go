package room

import "time"

// opened makes the staff's room known, and seats the staff.
func (b *Broker) opened(r Room) {
	h := newHub(r)
	b.mu.Lock()
	b.addHub(h)
	b.mu.Unlock()
	h.append(Created{Room: r})
	for _, p := range b.everybody() {
		b.staffed(p)
	}
}

// staffed has somebody be in the staff's room if they are of the staff now, and
// out of it if not. Whoever changes who they are, or makes the room, calls it
// afterwards, so that of two at once the later one sees both.
func (b *Broker) staffed(p *person) {
	b.mu.RLock()
	h := b.staff
	b.mu.RUnlock()
	if h == nil {
		return
	}
	p.mu.Lock()
	_, was := p.rooms[h.id]
	is := p.is()
	in := is.inStaffRoom() && !is.Gone
	switch {
	case in:
		p.join(h, Membership{})
	case was:
		p.stepOut(h) // the store keeps what they have set for it, too
		for s := range p.seats {
			s.farewell(h, Left{Room: h.id, Who: is, At: time.Now().UTC()})
		}
	}
	moved := was != in && len(p.seats) > 0
	p.mu.Unlock()
	if moved {
		b.peopleMoved(h)
	}
}
