package room

import (
	"context"
	"slices"
	"time"
)

// A Sweeping is what [Broker.Purge] is to delete.
type Sweeping struct {
	Of           []UserID  // only theirs; empty: everybody's
	Since, Until time.Time // zero: no end on that side
	Limit        int       // at most MaxPurge, which zero stands for
	Reason       string
	DryRun       bool // only count
}

// A Swathe is what Purge has deleted, or would.
type Swathe struct {
	Messages int
	People   int
	Spared   int    // that match, but are by people who are not below
	First    uint64 // number of the oldest
	Last     uint64 // and of the newest
	More     bool   // the limit was reached, and there is more
}

// purgeStep is for how long one step of a purge looks for messages, at most.
const purgeStep = 100 * time.Millisecond

// Purge deletes what matches, the newest first, in slices, and returns what is
// gone also when it ends early. What comes while it runs is not touched; what
// others do meanwhile comes between two slices.
func (b *Broker) Purge(ctx context.Context, by UserID, in ID, w Sweeping) (Swathe, error) {
	if w.Limit < 0 || w.Limit > MaxPurge {
		return Swathe{}, refuse(ErrInvalid, "one to %d messages are deleted with one command; give another number", int(MaxPurge))
	}
	if w.Limit == 0 {
		w.Limit = MaxPurge
	}
	h, err := because(ctx, by, w.Reason)
	if err != nil {
		return Swathe{}, err
	}
	w.Of = slices.Compact(slices.Sorted(slices.Values(w.Of)))
	c := Purge{Header: h, Room: in, Of: w.Of, Since: w.Since, Until: w.Until, Before: 1, Limit: 1}
	// Nothing lies before the first message. Whether they may is asked before
	// anything is counted, by who decides it later, too.
	if _, err := b.store.Do(ctx, c); err != nil {
		return Swathe{}, err
	}
	p, err := b.purging(by, c, w)
	if err != nil {
		return Swathe{}, err
	}
	err = p.run(ctx)
	p.done.People = len(p.authors)
	return p.done, err
}

// A purging is a purge that runs.
type purging struct {
	broker *Broker
	as     sight // of whoever purges
	c      Purge
	what   Sweeping

	spares  map[UserID]bool // by author: whose messages stay
	authors map[UserID]bool // whose are gone
	done    Swathe
}

func (b *Broker) purging(by UserID, c Purge, w Sweeping) (*purging, error) {
	p, err := b.asker(by, false)
	if err != nil {
		return nil, err
	}
	h, _ := b.lookUp(c.Room, 0)
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.sees(h, time.Now())
	if !ok {
		return nil, noRoom()
	}
	pl, _ := p.at(c.Room)
	s.Floor = s.room.floor(pl.Membership)
	c.Before = s.room.Last + 1
	return &purging{
		broker: b, c: c, what: w,
		as:     sight{who: p.is(), room: s.room, Standing: s.Standing, place: pl.Membership},
		spares: make(map[UserID]bool), authors: make(map[UserID]bool),
	}, nil
}

// run purges, or counts, until nothing is left.
func (p *purging) run(ctx context.Context) error {
	scan := Scan{After: p.c.Since, Until: p.c.Until, Above: p.as.Floor, Limit: PurgeAtOnce, Most: purgeStep}
	switch len(p.c.Of) {
	case 0:
	case 1:
		scan.From = p.c.Of[0]
	default:
		scan.Match = func(m *Message) bool {
			_, named := slices.BinarySearch(p.c.Of, m.Author.ID)
			return named
		}
	}
	for scan.Before = p.c.Before; scan.Before > scan.Above+1; {
		page, err := p.broker.store.Scan(ctx, p.c.Room, scan)
		if err != nil {
			return err
		}
		doomed, err := p.choose(page.Found)
		if err != nil {
			return err
		}
		if p.what.DryRun {
			for _, m := range doomed {
				p.count(m)
			}
		} else if err := p.remove(ctx, doomed); err != nil {
			return err
		}
		if scan.Before = page.Next; p.done.More {
			break
		}
	}
	return nil
}

// choose returns those of messages that go, and counts the others.
func (p *purging) choose(found []*Message) ([]*Message, error) {
	var doomed []*Message
	for _, m := range found {
		spare, err := p.spare(m.Author)
		switch {
		case err != nil:
			return nil, err
		case spare:
			p.done.Spared++
		case p.done.Messages+len(doomed) == p.what.Limit:
			p.done.More = true
			return doomed, nil
		default:
			doomed = append(doomed, m)
		}
	}
	return doomed, nil
}

// spare reports whether somebody's messages stay.
func (p *purging) spare(author Person) (bool, error) {
	spare, known := p.spares[author.ID]
	if known || author.ID == p.c.By {
		return spare, nil
	}
	theirs, err := p.broker.store.Memberships(author.ID)
	spare = !p.as.above(author, theirs[p.c.Room])
	p.spares[author.ID] = spare
	return spare, err
}

// remove deletes messages, the newest first. When others delete some of them
// meanwhile, as many more that match go.
func (p *purging) remove(ctx context.Context, doomed []*Message) error {
	if len(doomed) == 0 {
		return nil
	}
	c, last := p.c, doomed[len(doomed)-1].Seq
	c.Before, c.Limit = doomed[0].Seq+1, len(doomed)
	for c.Limit > 0 && c.Before > last {
		c.ID, c.At = NewCommandID(), time.Now().UTC()
		e, err := p.broker.store.Do(ctx, c)
		if err != nil {
			return err
		}
		is := e.(Purged)
		for _, one := range is.Gone {
			p.count(one.Message)
		}
		c.Before, c.Limit = is.Next, c.Limit-len(is.Gone)
	}
	return nil
}

// count notes that a message is gone, or would be.
func (p *purging) count(m *Message) {
	s := &p.done
	s.Messages++
	p.authors[m.Author.ID] = true
	if s.First == 0 || m.Seq < s.First {
		s.First = m.Seq
	}
	s.Last = max(s.Last, m.Seq)
}
