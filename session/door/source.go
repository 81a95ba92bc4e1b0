package door

import (
	"container/list"
	"net/netip"
	"time"
)

// A source is where connections come from: an address, or a network.
type source struct {
	waiting     list.List // of *Visit: who is not authenticated, in the order of their coming
	mostWaiting int
	full        error // when mostWaiting wait

	failures allowance // that cost nothing
	penalty  penalty

	guests    int // connections without an account
	newGuests allowance
	members   int       // connections of accounts
	seen      time.Time // when a member came or went last
}

// prefixes returns what an address is charged to: itself, or its IPv6 network of
// /64, which one customer has at least; and that of /48, which many have.
func prefixes(a netip.Addr) []netip.Prefix {
	if a.Is4() {
		return []netip.Prefix{netip.PrefixFrom(a, 32)}
	}
	return []netip.Prefix{netip.PrefixFrom(a, 64).Masked(), netip.PrefixFrom(a, 48).Masked()}
}

func newSource(l Limits, p netip.Prefix) *source {
	s := &source{
		mostWaiting: l.SourceWaiting, full: ErrSourceFull,
		failures:  perMinute(l.SourceFailures),
		newGuests: perMinute(l.GuestsNew),
		penalty:   penalty{from: l.PenaltyFrom, most: l.PenaltyMost, pass: perSecond(l.PenaltyPass)},
	}
	if p.Bits() == 48 {
		s.mostWaiting, s.full, s.failures = l.NetworkWaiting, ErrNetworkFull, perMinute(l.NetworkFailures)
	}
	return s
}

// membersFor is for how long a source counts as one that members come from.
const membersFor = time.Hour

// lets reports whether a new connection may come in, as far as penalties go.
func (s *source) lets(now time.Time) bool {
	if !s.penalty.enforced(now) {
		return true
	}
	return s.ofMembers(now) && s.penalty.pass.take(now)
}

func (s *source) ofMembers(now time.Time) bool {
	return s.members > 0 || !s.seen.IsZero() && now.Sub(s.seen) < membersFor
}

// fail notes a connection that came to nothing good. When its cost makes the
// penalties of the source enforced, fail returns for how long.
func (s *source) fail(now time.Time, cost time.Duration, always bool) time.Duration {
	if !always && s.failures.take(now) {
		return 0
	}
	return s.penalty.add(now, cost)
}

// forgettable reports whether nothing is lost when the source is forgotten.
func (s *source) forgettable(now time.Time) bool {
	return s.failures.whole(now) && s.newGuests.whole(now) && !s.ofMembers(now) && !s.penalty.until.After(now)
}
