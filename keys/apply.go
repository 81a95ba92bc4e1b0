package keys

import (
	"errors"
	"time"

	"snug/keys/audit"
)

// A Command is an intent to change accounts. Its values were checked against
// everything that needs no store. The types of this package that have a
// [Header] are all there are.
type Command interface {
	header() Header
	apply(tx Tx) (Outcome, error)
}

// A Header is what all commands have.
type Header struct {
	ID [16]byte // UUIDv7: the same intent submitted twice takes effect once
	At time.Time
	By audit.Actor

	Reason string // why, for the audit log; clean, possibly empty
}

func (h Header) header() Header { return h }

// An Outcome is what an accepted command led to. Besides the account it was
// about, a command fills in what it is for.
type Outcome struct {
	Account  Account
	Key      Key
	Recovery Recovery
	Invite   InviteCode
	Room     uint64 // that the account was invited to; zero: none
	Lockdown Lockdown
	Said     Announcement
	Ban      Ban
	Note     Note

	// Refusal is why the command was refused, when it had to leave a trace: a
	// try that a link code has lost, or an entry in the audit log.
	Refusal error
}

// Apply decides a command inside tx. It is deterministic: it reads no clock and
// no randomness. Every check comes before the first write, so a refusal leaves
// no trace; one that must has an [Outcome]. A command that was applied before
// yields its account as it is now; those that can be repeated without harm,
// because they then find done what they want, are not remembered.
func Apply(tx Tx, c Command) (Outcome, error) {
	switch a, err := tx.Applied(c.header().ID); {
	case err == nil:
		return Outcome{Account: a}, nil
	case !errors.Is(err, ErrNotFound):
		return Outcome{}, err
	}
	return c.apply(tx)
}

// settle ends a command that takes effect once and changed an account.
func (h Header) settle(tx Tx, r Record) (Outcome, error) {
	return Outcome{Account: r.Account()}, tx.SetApplied(h.ID, r.ID)
}

// keep ends a command that changed an account, with its entry.
func (h Header) keep(tx Tx, r Record, e audit.Entry) (Outcome, error) {
	if err := tx.SetAccount(r); err != nil {
		return Outcome{}, err
	}
	if err := note(tx, e); err != nil {
		return Outcome{}, err
	}
	return h.settle(tx, r)
}

// existing returns an account that is not deleted.
func existing(r Reader, id AccountID) (Record, error) {
	switch one, err := r.AccountRecord(id); {
	case err != nil:
		return Record{}, err
	case !one.Deleted.IsZero():
		return Record{}, refuse(ErrNotFound, "this account was deleted; nothing more can be done with it")
	default:
		return one, nil
	}
}

// own returns the account of who changes something about themselves. A command
// that nobody gives is the server's.
func (h Header) own(r Reader, id AccountID) (Record, error) {
	if h.By.Account == 0 && h.By.Via != audit.Socket {
		return existing(r, id)
	}
	h.By.Account = uint64(id) // whose the key must be
	return h.holder(r)
}

// entry begins an entry of the audit log.
func (h Header) entry(action, object string) audit.Entry {
	return audit.Entry{At: h.At, By: h.By, Action: action, Object: object, Reason: h.Reason, Result: "ok"}
}

// note writes an entry into the audit log.
func note(tx Tx, e audit.Entry) error { return audit.Append(tx, e) }

// denied notes in the audit log that somebody tried what they may not.
func denied(tx Tx, e audit.Entry, why error) (Outcome, error) {
	e.Result = why.Error()
	return Outcome{Refusal: why}, note(tx, e)
}
