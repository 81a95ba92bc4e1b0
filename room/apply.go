package room

import (
	"fmt"

	"snug/text/lang"
)

// Apply decides c inside tx: it returns the event that c becomes, or a
// *Refusal. Repeated is true when nothing was changed because the command had
// been accepted before, or because what it is to make is there already; its
// event then tells how things are, and is no news to anybody.
//
// Apply is deterministic: it reads no clock, no randomness and no map order,
// so that every node that applies the same commands holds the same state.
// Every check comes before the first write, so a refusal leaves no trace and
// cannot spoil the commands around it in the same transaction. One trace it may
// leave: that somebody tried what their role does not let them is in the audit
// log, and the event is then a [Refused].
func Apply(tx Tx, c Command) (e Event, repeated bool, err error) {
	h := c.header()
	out, repeated, err := tx.Outcome(h.ID)
	if err != nil {
		return nil, false, err
	}
	if repeated {
		e, err = before(tx, c, out)
	} else {
		e, err = audited(tx, c)
	}
	if err != nil {
		return nil, repeated, err
	}
	if same, ok := e.(unchanged); ok {
		e, repeated = same.Event, true
	}
	return e, repeated, nil
}

// unchanged is what a command leads to that finds nothing to change.
type unchanged struct{ Event }

// decide decides a command that is new.
func decide(tx Tx, c Command) (Event, error) {
	switch c := c.(type) {
	case Create:
		return create(tx, c)
	case Converse:
		return converse(tx, c)
	case Join:
		return join(tx, c)
	case Leave:
		return leave(tx, c)
	case Post:
		return post(tx, c)
	case Edit:
		return edit(tx, c)
	case Delete:
		return remove(tx, c)
	case React:
		return react(tx, c)
	case Pin:
		return pin(tx, c)
	case SaveDraft:
		return saveDraft(tx, c)
	case Notify:
		return notify(tx, c)
	case Ignore:
		return ignore(tx, c)
	case Block:
		return block(tx, c)
	case Read:
		return read(tx, c)
	}
	return decideRoom(tx, c)
}

// decideRoom decides the commands about rooms as such, and those of the server.
func decideRoom(tx Tx, c Command) (Event, error) {
	switch c := c.(type) {
	case Rename:
		return rename(tx, c)
	case Describe:
		return describe(tx, c)
	case Configure:
		return configure(tx, c)
	case Archive:
		return archive(tx, c)
	case Discard:
		return discard(tx, c)
	case Invite:
		return invite(tx, c)
	case Uninvite:
		return uninvite(tx, c)
	case Appoint:
		return appoint(tx, c)
	case Transfer:
		return transfer(tx, c)
	case PutIn:
		return putIn(tx, c)
	case TakeOut:
		return takeOut(tx, c)
	case Kick:
		return kick(tx, c)
	case Penalize:
		return penalize(tx, c)
	case Purge:
		return purge(tx, c)
	case Complain:
		return complain(tx, c)
	case Judge:
		return judge(tx, c)
	case Hear:
		return hear(tx, c)
	case Trim:
		return trim(tx, c)
	case Expire:
		return expire(tx, c)
	case Unlink:
		return unlink(tx, c)
	case Sweep:
		return sweep(tx, c)
	case Depart:
		return depart(tx, c)
	}
	return nil, fmt.Errorf("apply: unknown command %T", c)
}

// serverOnly refuses people a command of the server itself.
func serverOnly(c Header) error {
	if c.By != 0 {
		return refuse(ErrDenied, "only the server itself does that; there is nothing for you to do")
	}
	return nil
}

func refuse(kind error, key string, args ...any) *Refusal {
	return &Refusal{Kind: kind, Text: lang.S(key, args...)}
}
