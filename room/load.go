package room

import (
	"errors"
	"maps"
	"time"
)

// loadPerson reads who somebody is, which rooms they are in and may join and,
// if those are wanted, their notes. What is delivered meanwhile wins over what
// was read.
func (b *Broker) loadPerson(p *person, withNotes bool) error {
	p.mu.Lock()
	read := p.conduct.reading()
	p.mu.Unlock()
	is, err := b.store.Person(p.id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	conduct, err := b.store.Conduct(p.id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	penalties, err := b.store.PenaltiesOf(p.id)
	if err != nil {
		return err
	}
	joined, err := b.joined(p.id, is.Bot)
	if err != nil {
		return err
	}
	invited, err := b.loadInvitations(p.id)
	if err != nil {
		return err
	}
	n, t := notes{}, noTastes
	if withNotes {
		if n, t, err = b.loadNotes(p.id); err != nil {
			return err
		}
	}

	p.mu.Lock()
	p.notes = n
	p.tastes.Store(t)
	p.conduct.read(read, conduct)
	p.conduct.penalties = penalties
	if is.ID != 0 && !p.renamed {
		presence := *p.presence.Load()
		presence.Person = is
		p.presence.Store(&presence)
	}
	hubs := make([]*hub, 0, len(joined))
	for _, m := range joined {
		if _, newer := p.heard[m.hub.id]; !newer {
			p.join(m.hub, m.Membership)
			hubs = append(hubs, m.hub)
		}
	}
	maps.DeleteFunc(invited, func(in ID, _ invitation) bool {
		_, newer := p.heard[in]
		return newer
	})
	if len(invited) > 0 {
		p.invited = invited
	}
	for in, stayed := range p.heard {
		if !stayed {
			p.forget(in)
		}
	}
	p.heard = nil
	for _, e := range p.pending {
		p.hear(e)
	}
	p.pending = nil
	_, ends := p.conduct.end(time.Now())
	seated := len(p.seats) > 0
	p.mu.Unlock()
	b.staffed(p)
	if seated {
		b.peopleMoved(hubs...)
		b.endsAt(ends)
	}
	return nil
}

// A joining is one of somebody's, as it was read.
type joining struct {
	hub *hub
	Membership
}

// joined reads the rooms that somebody is in: with the open ones, unless it is a
// bot.
func (b *Broker) joined(user UserID, bot bool) ([]joining, error) {
	read, err := b.store.Memberships(user)
	if err != nil {
		return nil, err
	}
	joined := make([]joining, 0, len(read)+1)
	b.mu.RLock()
	for in, m := range read {
		if h := b.hubs[in]; h != nil {
			joined = append(joined, joining{h, m})
		}
	}
	if b.lobby != nil && !bot {
		joined = append(joined, joining{hub: b.lobby})
	}
	b.mu.RUnlock()
	for _, m := range joined {
		if err := m.hub.acquaint(b.store); err != nil {
			return nil, err
		}
	}
	return joined, nil
}

// loadInvitations reads the invitations of somebody that have not ended.
func (b *Broker) loadInvitations(user UserID) (map[ID]invitation, error) {
	read, err := b.store.Invitations(user, time.Now())
	if err != nil {
		return nil, err
	}
	invited := make(map[ID]invitation, len(read))
	for _, i := range read {
		h, _ := b.lookUp(i.Room, 0)
		if h == nil {
			continue
		}
		by, err := b.inviter(i)
		if err != nil {
			return nil, err
		}
		invited[i.Room] = invitation{Invitation: i, hub: h, by: by}
	}
	return invited, nil
}
