package room

import (
	"cmp"
	"context"
	"time"
)

// peopleMoved has the sessions in these rooms told, soon.
func (b *Broker) peopleMoved(hubs ...*hub) {
	if len(hubs) == 0 {
		return
	}
	b.mu.Lock()
	for _, h := range hubs {
		b.moved[h] = struct{}{}
	}
	b.mu.Unlock()
	b.heralds.kick()
}

// herald tells the seats of rooms where something moved, and of people who may
// write again. It returns how long until somebody's typing or a mute is over, and
// zero when there is none.
func (b *Broker) herald(context.Context) time.Duration {
	b.mu.Lock()
	moved := b.moved
	b.moved = make(map[*hub]struct{})
	b.mu.Unlock()
	var next time.Duration
	var typing []*hub
	for h := range moved {
		if left := h.herald(b.now()); left > 0 {
			next = cmp.Or(min(next, left), left)
			typing = append(typing, h)
		}
	}
	if left := b.tellEnded(time.Now()); left > 0 {
		next = cmp.Or(min(next, left), left)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, h := range typing {
		b.moved[h] = struct{}{}
	}
	return next
}
