package keys

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"snug/keys/audit"
)

// A Delete is the intent to end an account.
type Delete struct {
	Header
	Account AccountID
	Erase   bool // what it has said goes, too
}

func (c Delete) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	action := "me delete"
	switch {
	case me.ID != r.ID && c.Erase:
		action = "user erase"
	case me.ID != r.ID:
		action = "user delete"
	}
	e := c.entry(action, r.Name)
	switch err := c.allowed(tx, me, r); {
	case err != nil && !isRefusal(err):
		return Outcome{}, err
	case err != nil:
		return denied(tx, e, err)
	}
	if err := c.endBots(tx, r.ID, c.Erase); err != nil {
		return Outcome{}, err
	}
	gone, err := c.end(tx, r, c.Erase, e)
	if err != nil {
		return Outcome{}, err
	}
	return c.settle(tx, gone)
}

// end makes of an account what stays of it, and leaves the rest to the rooms.
func (h Header) end(tx Tx, r Record, erase bool, e audit.Entry) (Record, error) {
	if err := h.banKeys(tx, r); err != nil {
		return Record{}, err
	}
	if err := clearAccount(tx, r); err != nil {
		return Record{}, err
	}
	gone := r.gone(h)
	e.After = gone.Name
	if err := tx.SetAccount(gone); err != nil {
		return Record{}, err
	}
	if err := tx.Depart(r.ID, erase); err != nil {
		return Record{}, err
	}
	return gone, note(tx, e)
}

func (c Delete) allowed(tx Tx, me, r Record) error {
	switch {
	case me.ID != r.ID && (me.role() < Admin || !me.above(r)):
		return refuse(ErrDenied, "only admins and owners delete accounts of others, and only of people below them; ask somebody above you both")
	}
	return stays(tx, r, c.At)
}

// banKeys bans the keys of an account that goes in its place, if it is banned.
func (h Header) banKeys(tx Tx, r Record) error {
	ring, err := tx.Keyring(r.ID)
	if err != nil {
		return err
	}
	if err := h.keepOut(tx, r, ring); err != nil {
		return err
	}
	return tx.RemoveBan(Target{Account: r.ID})
}

// clearAccount takes away all that only the account itself had.
func clearAccount(tx Tx, r Record) error {
	ring, err := tx.Keyring(r.ID)
	if err != nil {
		return err
	}
	for _, k := range ring {
		if err := tx.RemoveKey(r.ID, k.Fingerprint); err != nil {
			return err
		}
	}
	settings, err := tx.Settings(r.ID)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if err := tx.SetSetting(r.ID, name, ""); err != nil {
			return err
		}
	}
	notes, err := tx.Notes(r.ID)
	if err != nil {
		return err
	}
	for _, n := range notes {
		if err := tx.RemoveNote(r.ID, n.Number); err != nil {
			return err
		}
	}
	if err := dropRecoveries(tx, func(asked Recovery) bool { return asked.Account.ID == r.ID }); err != nil {
		return err
	}
	if err := dropLink(tx, &r); err != nil {
		return err
	}
	return tx.SetSeen(r.ID, time.Time{})
}

// gone is what stays of an account: its number, so that numbers have no holes, a
// made-up name, and for a while what it was called, so that nobody can pretend to
// be it.
func (r Record) gone(h Header) Record {
	r.forget(h.At)
	return Record{
		ID: r.ID, Name: fmt.Sprintf("deleted-%d", r.ID),
		Created: r.Created, Deleted: h.At, Keeper: r.Keeper, Rate: r.Rate,
		Former: append(r.Former, Former{r.NameForm, h.At}),
	}
}

// Delete ends an account, one's own or, for admins, that of somebody below them:
// its keys are free, or banned if it was, and its name is held for 90 days from
// everybody. Its bots end with it. Erase says that what they have said goes, too;
// that and their places in rooms are for room.Broker's Depart to clear away.
// Whoever calls it ends the sessions of all of them. Refusals wrap ErrDenied or ErrConflict, and are in the audit log.
func (d *Directory) Delete(ctx context.Context, by audit.Actor, id AccountID, erase bool) error {
	_, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return Delete{Header: h, Account: id, Erase: erase}
	})
	return err
}
