package room

import (
	"context"
	"errors"
	"time"
)

var errUnbuilt = errors.New("not built yet")

// Kick ends somebody's membership of a room.
func (b *Broker) Kick(ctx context.Context, by UserID, in ID, who UserID, reason string) error {
	return errUnbuilt
}

// Penalize mutes or bans somebody in a room until a time; zero: until it is
// lifted.
func (b *Broker) Penalize(ctx context.Context, by UserID, in ID, who UserID, what Measure, until time.Time, reason string) (Penalty, error) {
	return Penalty{}, errUnbuilt
}

// Pardon lifts a mute or a ban. ErrConflict: there is none.
func (b *Broker) Pardon(ctx context.Context, by UserID, in ID, who UserID, what Measure, reason string) error {
	return errUnbuilt
}

// Penalties returns who is muted or banned in a room now, to its moderators.
func (b *Broker) Penalties(by UserID, in ID) ([]Penalized, error) { return nil, errUnbuilt }

// A Sweeping is what [Broker.Purge] is to delete.
type Sweeping struct {
	Of           []UserID  // only theirs; empty: everybody's
	Since, Until time.Time // zero: no end on that side
	Limit        int       // at most MaxPurge
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
	More     bool   // the limit was reached
}

// Purge deletes what matches, the newest first, in slices, and returns what is
// gone also when it ends early. What comes while it runs is not touched.
func (b *Broker) Purge(ctx context.Context, by UserID, in ID, w Sweeping) (Swathe, error) {
	return Swathe{}, errUnbuilt
}

// Complain reports somebody to the staff; seq zero: about no message, and in then
// does not count.
func (b *Broker) Complain(ctx context.Context, by, about UserID, in ID, seq uint64, why string) (Report, error) {
	return Report{}, errUnbuilt
}

// Reports returns reports to the staff, those about people below by alone, the
// newest first: at most limit before a number, zero from the end.
func (b *Broker) Reports(by, about UserID, open bool, before uint64, limit int) ([]Report, error) {
	return nil, errUnbuilt
}

// Report returns one to the staff, or to who has made it.
func (b *Broker) Report(by UserID, id uint64) (Report, error) { return Report{}, errUnbuilt }

// MyReports returns those that by has made, the newest first.
func (b *Broker) MyReports(by UserID, before uint64, limit int) ([]Report, error) {
	return nil, errUnbuilt
}

// Judge decides a report.
func (b *Broker) Judge(ctx context.Context, by UserID, id uint64, s ReportState, answer string) (Report, error) {
	return Report{}, errUnbuilt
}

// Verdicts returns the reports by somebody that were decided and of which they
// have not heard; Heard notes that they have, up to a number.
func (b *Broker) Verdicts(by UserID) ([]Report, error) { return nil, nil }

// Heard notes that somebody knows how their reports came out.
func (b *Broker) Heard(ctx context.Context, by UserID, upTo uint64) error { return nil }

// Activity is what happens on the server.
type Activity struct {
	Minutes [24 * 60]uint32 // messages in each of the last minutes, the newest first
	Rooms   int             // common ones
	Talks   int             // conversations
	Present int             // people with a session that is seen
	Refused uint64          // messages that slow mode and probation have turned away since the start
}

// Activity returns what happens now. What was said before the server started is
// not counted.
func (b *Broker) Activity() Activity { return Activity{} }
