package blob

import (
	"sync"

	"snug/room"
)

// Claims give each sum to one goroutine at a time, which places or removes what is
// kept under it, and count who holds it. The zero value is ready.
type claims struct {
	mu sync.Mutex
	of map[room.Sum]*claim // only of sums with which something is the matter
}

// A claim is what is the matter with one sum.
type claim struct {
	turn  chan struct{} // closed when the turn ends; nil: it is nobody's
	holds int           // what was kept and not released
}

// take waits for the turn of a sum, takes it, and returns how many hold the sum:
// from then on until the turn ends, at most that many.
func (c *claims) take(s room.Sum) (holds int) {
	for {
		c.mu.Lock()
		if c.of == nil {
			c.of = make(map[room.Sum]*claim)
		}
		one := c.of[s]
		if one == nil {
			one = new(claim)
			c.of[s] = one
		}
		turn := one.turn
		if turn == nil {
			one.turn = make(chan struct{})
			holds = one.holds
		}
		c.mu.Unlock()
		if turn == nil {
			return holds
		}
		<-turn
	}
}

// end ends the turn, with a further hold if hold is set.
func (c *claims) end(s room.Sum, hold bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := c.of[s]
	close(one.turn)
	one.turn = nil
	if hold {
		one.holds++
	}
	c.tidy(s, one)
}

// release takes a hold back.
func (c *claims) release(s room.Sum) {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := c.of[s]
	one.holds--
	c.tidy(s, one)
}

// tidy forgets a claim that is none any more. The caller holds c.mu.
func (c *claims) tidy(s room.Sum, one *claim) {
	if one.turn == nil && one.holds == 0 {
		delete(c.of, s)
	}
}
