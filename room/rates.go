package room

import (
	"context"
	"sync/atomic"
	"time"
)

// Rates are how many times a minute one account may do what is not written in a
// room: that often at once, and again as the minute passes. Zero stands for a
// default.
type Rates struct {
	Joins   int // rooms that it joins, leaves or makes, and conversations that it begins; 60
	Invites int // invitations that it sends; 60
	Drafts  int // drafts that it saves; 120
}

// DefaultRates returns those of a server that was told nothing.
func DefaultRates() Rates { return Rates{Joins: 60, Invites: 60, Drafts: 120} }

// TooOften is how often accounts have run into each of the rates since the start.
type TooOften struct{ Joins, Invites, Drafts uint64 }

// rates hold accounts to theirs, as sends does to what they write.
type rates struct {
	joins, invites, drafts sends

	joinsAre, invitesAre, draftsAre atomic.Pointer[sendRate] // nil: there is no rate
}

// SetRates holds accounts to rates from now on; a new broker holds them to none.
func (b *Broker) SetRates(r Rates) {
	is := DefaultRates()
	for _, one := range []struct {
		n, usual int
		of       *atomic.Pointer[sendRate]
	}{
		{r.Joins, is.Joins, &b.rates.joinsAre}, {r.Invites, is.Invites, &b.rates.invitesAre}, {r.Drafts, is.Drafts, &b.rates.draftsAre},
	} {
		if one.n == 0 {
			one.n = one.usual
		}
		one.of.Store(&sendRate{gap: time.Minute / time.Duration(one.n), burst: one.n})
	}
}

// TooOften returns how often accounts have run into the rates.
func (b *Broker) TooOften() TooOften {
	r := &b.rates
	return TooOften{Joins: r.joins.refused.Load(), Invites: r.invites.refused.Load(), Drafts: r.drafts.refused.Load()}
}

// takes takes one of what a rate allows, and returns how long to wait first; when
// that is longer than patience, nothing is taken.
func (b *Broker) takes(s *sends, is *atomic.Pointer[sendRate], by UserID, patience time.Duration) time.Duration {
	r := is.Load()
	if r == nil || by == Operator {
		return 0
	}
	return s.take(by, wholeToll, *r, b.now(), patience)
}

// mayMove refuses somebody who joins, leaves and makes rooms all the time: others
// are told of each.
func (b *Broker) mayMove(by UserID) error {
	if wait := b.takes(&b.rates.joins, &b.rates.joinsAre, by, 0); wait > 0 {
		return limited(wait, "you join and leave rooms too often; wait %d s and try again", wholeSeconds(wait))
	}
	return nil
}

// mayBegin refuses somebody who begins conversations all the time.
func (b *Broker) mayBegin(by UserID) error {
	if wait := b.takes(&b.rates.joins, &b.rates.joinsAre, by, 0); wait > 0 {
		return limited(wait, "you begin conversations too often; wait %d s and try again", wholeSeconds(wait))
	}
	return nil
}

// mayInvite refuses somebody who invites people all the time.
func (b *Broker) mayInvite(by UserID) error {
	if wait := b.takes(&b.rates.invites, &b.rates.invitesAre, by, 0); wait > 0 {
		return limited(wait, "you invite people too often; wait %d s and try again", wholeSeconds(wait))
	}
	return nil
}

// maxDraftWait is the longest that a draft waits until it can be saved.
const maxDraftWait = 3 * time.Second

// mayKeep waits until somebody may save one more draft, so that no text is lost
// with a refusal to somebody who is only quick. Who is far too quick is refused.
func (b *Broker) mayKeep(ctx context.Context, by UserID) error {
	wait := b.takes(&b.rates.drafts, &b.rates.draftsAre, by, maxDraftWait)
	if wait > maxDraftWait {
		return limited(wait, "you save drafts too often; wait %d s and try again", wholeSeconds(wait))
	}
	return pause(ctx, wait)
}

// pause lets a time pass, or returns the error of a context that ends before.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
