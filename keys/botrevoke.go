package keys

import (
	"context"

	"snug/keys/audit"
)

// A RevokeBot is the intent to end a bot.
type RevokeBot struct {
	Header
	Account AccountID
}

func (c RevokeBot) apply(tx Tx) (Outcome, error) {
	me, r, err := c.botOf(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("bot revoke", r.Name)
	// Whoever holds the key may free it: others can name a key that is not theirs.
	if err := me.keeps(r); err != nil && me.ID != r.ID {
		return denied(tx, e, err)
	}
	gone, err := c.end(tx, r, false, e)
	if err != nil {
		return Outcome{}, err
	}
	return c.settle(tx, gone)
}

// endBots ends the bots of an account that goes.
func (h Header) endBots(tx Tx, keeper AccountID, erase bool) error {
	bots, err := tx.Bots(keeper) // at most MaxAdminBots
	if err != nil {
		return err
	}
	for _, b := range bots {
		r, err := tx.AccountRecord(b.ID)
		if err != nil {
			return err
		}
		if _, err := h.end(tx, r, erase, h.entry("bot revoke", r.Name)); err != nil {
			return err
		}
	}
	return nil
}

// RevokeBot ends a bot, as [Directory.Delete] ends an account: its key is refused
// from then on, or free for its holder to sign up with, and what it has said
// stays. Its keeper may, admins of the server, and the bot itself. Whoever calls it
// ends the bot's sessions, and has room.Broker's Depart clear away what it leaves.
// Refusals wrap ErrNotFound or ErrDenied, which is in the audit log.
func (d *Directory) RevokeBot(ctx context.Context, by audit.Actor, bot AccountID) (Account, error) {
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return RevokeBot{Header: h, Account: bot}
	})
	return o.Account, err
}
