package room

import (
	"time"

	"snug/keys/sanction"
)

// mutedToo puts the mute of a bot's keeper in the room beside its own.
func (s sight) mutedToo(id ID, own Penalty) (Penalty, error) {
	if s.conduct.Keeper == 0 {
		return own, nil
	}
	p, err := s.tx.Penalty(id, s.conduct.Keeper)
	own.Muted = sanction.Longer(own.Muted, p.Muted, s.at)
	return own, err
}

// mayAskAsBot refuses a bot every conversation but one with its keeper: people
// begin theirs with it.
func (s sight) mayAskAsBot(with []UserID) error {
	if !s.who.Bot || len(with) == 1 && with[0] == s.conduct.Keeper {
		return nil
	}
	return refuse(ErrDenied, "a bot begins a conversation with nobody but its keeper; others write to it first")
}

// paced refuses a message of a bot that has written as much as it may for now.
func (s sight) paced() (*Pace, error) {
	most := s.conduct.Rate
	if s.isNew() {
		most = min(most, s.house.Rate)
	}
	p, wait, err := s.allowance(most)
	if err != nil || wait == 0 {
		return p, err
	}
	return nil, limited(wait, "this bot writes %[1]d messages a minute at most; it can write again in %[2]d s", most, wholeSeconds(wait))
}

// allowance counts one more message of a minute that has so many, or returns how
// long it is until there is room for one.
func (s sight) allowance(most int) (*Pace, time.Duration, error) {
	p, err := s.tx.Pace(s.who.ID)
	if err != nil {
		return nil, 0, err
	}
	// A clock that was set back does not make anybody wait longer.
	gone := s.at.Sub(p.From)
	if gone.Abs() >= paceSpan {
		return &Pace{From: s.at, N: 1}, 0, nil
	}
	if p.N >= most {
		return nil, min(paceSpan-gone, paceSpan), nil
	}
	p.N++
	return &p, 0, nil
}
