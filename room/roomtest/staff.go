package roomtest

import (
	"context"
	"errors"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// account submits a command about accounts, as the owner of the server, who is
// made when first needed.
func (h *house) account(c func(keys.Header) keys.Command) {
	h.Helper()
	boss := signUp("the-boss", "the boss")
	if h.boss == 0 {
		boss.OwnerKey = true
		o, err := h.accounts.Do(context.Background(), boss)
		if err != nil {
			h.Fatalf("sign-up of the owner: %v", err)
		}
		h.boss = o.Account.ID
	}
	by := audit.Actor{Account: uint64(h.boss), Key: boss.Key.Fingerprint.String()}
	o, err := h.accounts.Do(context.Background(), c(keys.Header{ID: room.NewCommandID(), At: at, By: by}))
	if err = errors.Join(err, o.Refusal); err != nil {
		h.Fatalf("command about accounts: %v", err)
	}
}

// staff signs somebody up who has a rank on the server.
func (h *house) staff(name string, role keys.Role) room.Person {
	h.Helper()
	return h.raise(h.person(name), role)
}

// raise gives somebody a rank on the server.
func (h *house) raise(p room.Person, role keys.Role) room.Person {
	h.Helper()
	h.account(func(by keys.Header) keys.Command {
		return keys.SetRole{Header: by, Account: keys.AccountID(p.ID), Role: role}
	})
	p.Rank = room.Rank(role)
	return p
}

// remove deletes an account. What it left in rooms stays there for now.
func (h *house) remove(who room.Person, erase bool) {
	h.Helper()
	h.account(func(by keys.Header) keys.Command {
		return keys.Delete{Header: by, Account: keys.AccountID(who.ID), Erase: erase}
	})
}

// lets chooses who may begin a conversation with somebody.
func (h *house) lets(who room.Person, policy string) {
	h.Helper()
	_, err := h.accounts.Do(context.Background(), keys.Set{
		Header: keys.Header{ID: room.NewCommandID(), At: at}, Account: keys.AccountID(who.ID), Setting: keys.SetDM, Value: policy,
	})
	if err != nil {
		h.Fatalf("Set(%s): %v", policy, err)
	}
}
