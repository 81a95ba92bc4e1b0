package room

import (
	"errors"
	"slices"
	"time"

	"snug/keys/audit"
	"snug/text/lang"
)

// told is an event with what the audit log says besides, which it does not hold.
type told struct {
	Event
	after string
}

// audited decides a command, and writes into the audit log what came of it if it
// is one of those that [deedOf] names. What happens in a conversation is nobody
// else's business and is not written.
func audited(tx Tx, c Command) (Event, error) {
	d, noted := deedOf(c)
	if !noted {
		return decide(tx, c)
	}
	r, err := tx.Room(d.room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	if r.Conversation() {
		return untold(decide(tx, c))
	}
	e := audit.Entry{At: c.header().At, Action: d.action, Reason: c.header().Reason, Result: "ok"}
	if e.Object, err = d.object(tx, r); err != nil {
		return nil, err
	}
	if e.Before, err = d.state(tx, r); err != nil {
		return nil, err
	}
	is, err := decide(tx, c)
	if err != nil {
		return denied(tx, c, e, r, err)
	}
	if _, same := is.(unchanged); same {
		return is, nil
	}
	if e.After, err = d.state(tx, r); err != nil {
		return nil, err
	}
	switch made := is.(type) {
	case told:
		is, e.After = made.Event, made.after
	case Created:
		e.Object = roomObject(made.Room)
	case Reported:
		e.Object = reportObject(made.Report.ID)
	}
	return is, note(tx, c.header(), e)
}

// untold leaves out what only the audit log would say.
func untold(e Event, err error) (Event, error) {
	if t, ok := e.(told); ok {
		e = t.Event
	}
	return e, err
}

// Limits of what is written of refusals, so that nobody fills the log with them:
// of one account so many a minute, as far as they are among the newest entries.
const (
	refusalsNoted = 30
	refusalsSpan  = time.Minute
	refusalsAmong = 100
	refusalsRead  = 10 // at once
)

// denied writes down that somebody tried what their role does not let them.
func denied(tx Tx, c Command, e audit.Entry, r Room, why error) (Event, error) {
	var refusal *Refusal
	if !errors.As(why, &refusal) || refusal.Kind != ErrDenied || refusal.discreet || own(c) {
		return nil, why
	}
	switch many, err := refusedOften(tx, c.header()); {
	case err != nil:
		return nil, err
	case many:
		return nil, why
	}
	e.After, e.Result = "", nameless(refusal.Text, r).String()
	if err := note(tx, c.header(), e); err != nil {
		return nil, err
	}
	return Refused{Why: why}, nil
}

// refusedOften reports whether as much as is written down was refused to somebody
// lately. It reads no further back than it has to, a few entries at a time.
func refusedOften(tx Tx, h Header) (bool, error) {
	n, until := 0, uint64(0)
	for read := 0; read < refusalsAmong; read += refusalsRead {
		page, err := tx.Entries(until, refusalsRead)
		if err != nil {
			return false, err
		}
		for _, old := range page {
			if h.At.Sub(old.At) >= refusalsSpan {
				return false, nil
			}
			if old.By.Account == accountOf(h.By) && old.Result != "ok" {
				if n++; n == refusalsNoted {
					return true, nil
				}
			}
			until = old.Seq
		}
		if len(page) < refusalsRead {
			break
		}
	}
	return false, nil
}

// own reports whether a command is one that needs no role: that it was refused
// is nothing that anybody has to know.
func own(c Command) bool {
	_, complains := c.(Complain)
	return complains
}

// nameless returns a refusal without the name of a room that not everybody may
// know of.
func nameless(s lang.Sentence, r Room) lang.Sentence {
	if !r.Private {
		return s
	}
	s.Args = slices.Clone(s.Args)
	for i, a := range s.Args {
		if a == any(r.Label()) || a == any(r.Name) {
			s.Args[i] = idText(r.ID)
		}
	}
	return s
}

// note writes an entry. Whoever submits says from where; who that is and what they
// are called is what the store says.
func note(tx Tx, h Header, e audit.Entry) error {
	who := operator
	if h.By != Operator {
		var err error
		if who, err = tx.Person(h.By); errors.Is(err, ErrNotFound) {
			return nil // an account that was never there
		} else if err != nil {
			return err
		}
	}
	e.By = h.Actor
	e.By.Account, e.By.Name = accountOf(h.By), who.Name
	return audit.Append(tx, e)
}

// accountOf is how the audit log writes an account; the operator has none.
func accountOf(who UserID) uint64 {
	if who == Operator {
		return 0
	}
	return uint64(who)
}
