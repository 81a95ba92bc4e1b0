package room

import (
	"time"

	"snug/keys/sanction"
	"snug/text/lang"
)

// silenced reports whether the submitter is muted everywhere.
func (s sight) silenced() bool { return s.conduct.Muted.In(s.at) }

// lockedOut reports whether a lockdown keeps the submitter from writing.
func (s sight) lockedOut() bool { return s.house.ReadOnly && !s.conduct.Trusted }

// mayBeHeard refuses whoever may not write or react in the room now, whatever
// else they may do there.
func (s sight) mayBeHeard() error {
	switch {
	case s.toStaff: // so that everybody can ask
		return nil
	case s.Muted.In(s.at) && s.Muted == s.conduct.Muted:
		return s.mutedEverywhere()
	case s.Muted.In(s.at):
		return refuse(ErrDenied, "%[1]s has muted you in %[2]s %[3]s, reason: %[4]s; ask who moderates the room",
			s.Muted.ByName, s.label(), endOf(s.Muted), reasonOf(s.Muted))
	}
	return s.unlocked()
}

// mayReachOut refuses whoever may not do what others hear of where there is no
// room yet, or who are not in it.
func (s sight) mayReachOut() error {
	if s.silenced() {
		return s.mutedEverywhere()
	}
	return s.unlocked()
}

func (s sight) mutedEverywhere() error {
	return refuse(ErrDenied, "%[1]s has muted you everywhere %[2]s, reason: %[3]s; ask the people who run this server",
		s.conduct.Muted.ByName, endOf(s.conduct.Muted), reasonOf(s.conduct.Muted))
}

// unlocked refuses whom a lockdown keeps from writing.
func (s sight) unlocked() error {
	if s.lockedOut() {
		return limited(wait(s.house.Until, s.at), "the server is locked down %s and only the staff and whom they trust write; you can write to one of the staff", until(s.house.Until))
	}
	return nil
}

// banned refuses somebody what they cannot do because they are banned from the
// room.
func (s sight) banned() error {
	return refuse(ErrDenied, "%[1]s has banned you from %[2]s %[3]s, reason: %[4]s; ask who moderates the room",
		s.Banned.ByName, s.label(), endOf(s.Banned), reasonOf(s.Banned))
}

// endOf says how long a sanction lasts, and reasonOf why there is one.
func endOf(x sanction.Sanction) lang.Sentence { return until(x.Until) }

func reasonOf(x sanction.Sanction) any {
	if x.Reason == "" {
		return lang.S("none given")
	}
	return x.Reason
}

func until(t time.Time) lang.Sentence {
	if t.IsZero() {
		return lang.S("until that is lifted")
	}
	return lang.S("until %s", stamp(t))
}

// stamp returns a time as refusals and the audit log say it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
