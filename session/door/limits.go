package door

import (
	"cmp"
	"net/netip"
	"time"
)

// Limits bound who may come in. A zero field takes its default.
type Limits struct {
	Waiting     int           // connections that are not authenticated, from which on some are turned away at random; 64
	WaitingFull int           // from which on all are; 256
	GiveWay     time.Duration // how long one may wait while others want its place; 3 s

	SourceWaiting  int // connections of one source that are not authenticated, at once; 32
	NetworkWaiting int // the same for an IPv6 network of /48; 128

	SourceFailures  int // failed or empty connections of a source, a minute, that cost nothing; 30
	NetworkFailures int // the same for an IPv6 network of /48; 120

	GuestsOpen int // connections of keys without an account, at once, of one source; 256
	GuestsNew  int // the same, new ones a minute; 300

	AccountOpen int // connections at once, of one account; 16
	AccountNew  int // new ones a minute, of one account; 120

	PenaltyCrash time.Duration // for a connection that something broke on; 90 s
	PenaltySlow  time.Duration // for one that did not authenticate in time; 10 s
	PenaltyAuth  time.Duration // for one that failed to authenticate; 5 s
	PenaltyEmpty time.Duration // for one that came to nothing; 1 s
	PenaltyFrom  time.Duration // penalties of less than this together are not enforced; 15 s
	PenaltyMost  time.Duration // penalties do not grow beyond this; 10 min
	PenaltyPass  int           // connections a second of a penalised source that members come from; 5

	Remembered int // sources, and accounts, that are remembered while nobody is connected; 65536

	// Exempt are the networks that are not held to the limits of a source.
	Exempt []netip.Prefix
}

// DefaultLimits returns the limits of a server that was told nothing.
func DefaultLimits() Limits { return Limits{}.WithDefaults() }

// WithDefaults returns the limits with what was left out filled in.
func (l Limits) WithDefaults() Limits {
	l.Waiting = cmp.Or(l.Waiting, 64)
	l.WaitingFull = cmp.Or(l.WaitingFull, 256)
	l.GiveWay = cmp.Or(l.GiveWay, 3*time.Second)
	l.SourceWaiting = cmp.Or(l.SourceWaiting, 32)
	l.NetworkWaiting = cmp.Or(l.NetworkWaiting, 128)
	l.SourceFailures = cmp.Or(l.SourceFailures, 30)
	l.NetworkFailures = cmp.Or(l.NetworkFailures, 120)
	l.GuestsOpen = cmp.Or(l.GuestsOpen, 256)
	l.GuestsNew = cmp.Or(l.GuestsNew, 300)
	l.AccountOpen = cmp.Or(l.AccountOpen, 16)
	l.AccountNew = cmp.Or(l.AccountNew, 120)
	l.PenaltyCrash = cmp.Or(l.PenaltyCrash, 90*time.Second)
	l.PenaltySlow = cmp.Or(l.PenaltySlow, 10*time.Second)
	l.PenaltyAuth = cmp.Or(l.PenaltyAuth, 5*time.Second)
	l.PenaltyEmpty = cmp.Or(l.PenaltyEmpty, time.Second)
	l.PenaltyFrom = cmp.Or(l.PenaltyFrom, 15*time.Second)
	l.PenaltyMost = cmp.Or(l.PenaltyMost, 10*time.Minute)
	l.PenaltyPass = cmp.Or(l.PenaltyPass, 5)
	l.Remembered = cmp.Or(l.Remembered, 65536)
	return l
}
