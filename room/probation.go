package room

import (
	"time"

	"snug/text"
)

// isNew reports whether the submitter's account is on probation; a bot is while its
// keeper is.
func (s sight) isNew() bool {
	return s.house.Probation > 0 && !s.conduct.Trusted && s.at.Sub(s.conduct.Since) < s.house.Probation
}

// watched reports whether the room is one in which the new are held to limits:
// any but a conversation that nobody needs to be kept from.
func (s sight) watched() (bool, error) {
	if !s.isNew() || s.room.Kind != Direct {
		return s.isNew(), nil
	}
	others, err := s.others()
	if err != nil || len(others) == 0 {
		return false, err
	}
	m, _, err := s.tx.Membership(s.room.ID, others[0].ID)
	return !m.Spoke, err
}

// mayLink refuses a text with a link by somebody new.
func (s sight) mayLink(said string) error {
	if s.house.Links || !s.isNew() || !text.HasLink(said) {
		return nil
	}
	if watched, err := s.watched(); err != nil || !watched {
		return err
	}
	if hours := int(s.house.Probation.Hours()); hours > 0 {
		return refuse(ErrDenied, "accounts younger than %d h cannot write links yet; write it without the link", hours)
	}
	return refuse(ErrDenied, "accounts younger than %d min cannot write links yet; write it without the link", int(s.house.Probation.Minutes()))
}

// paceSpan is how long the messages of a new account, or of a bot, are counted.
const paceSpan = time.Minute

// probed refuses a message of somebody new, or of a bot, who has written enough for
// now. It returns what to note of them when the message is posted; nil: nothing.
func (s sight) probed() (*Pace, error) {
	if s.conduct.Keeper != 0 {
		return s.paced()
	}
	if watched, err := s.watched(); err != nil || !watched {
		return nil, err
	}
	p, wait, err := s.allowance(s.house.Rate)
	if err != nil || wait == 0 {
		return p, err
	}
	return nil, limited(wait, "new accounts write %[1]d messages a minute at most; you can write again in %[2]d s", s.house.Rate, wholeSeconds(wait))
}

// limited refuses what is worth trying again after some time.
func limited(after time.Duration, key string, args ...any) error {
	r := refuse(ErrLimited, key, args...)
	r.After = after
	return r
}

// wholeSeconds returns a time in seconds, rounded up.
func wholeSeconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }
