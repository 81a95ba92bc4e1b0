package keys

import (
	"context"
	"strings"

	"snug/keys/audit"
)

// A BotSet is what can change of a bot; nil stays as it is.
type BotSet struct {
	Display *string
	Rate    *int    // messages a minute
	Key     *string // instead of all those that it has, as a line of an authorized_keys file
}

// A SetBot is the intent to change a bot.
type SetBot struct {
	Header
	Account AccountID
	Display *string // clean; the policy was checked
	Rate    *int
	Key     *Key
}

func (c SetBot) apply(tx Tx) (Outcome, error) {
	me, r, err := c.botOf(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("bot set", r.Name)
	if err := me.keeps(r); err != nil {
		return denied(tx, e, err)
	}
	var was, is []string
	if c.Rate != nil {
		if err := me.mayGive(*c.Rate); err != nil {
			return Outcome{}, err
		}
		was, is = append(was, perMinute(r.Rate)), append(is, perMinute(*c.Rate))
		r.Rate = *c.Rate
	}
	if c.Display != nil {
		before := r.Display
		if err := r.call(tx, *c.Display, c.At); err != nil {
			return Outcome{}, err
		}
		was, is = append(was, before), append(is, r.Display)
	}
	if c.Key != nil {
		if err := fitForBot(tx, c.Header, c.Key.Fingerprint); err != nil {
			return Outcome{}, err
		}
		gone, err := dropKeys(tx, c.Header, &r)
		if err != nil {
			return Outcome{}, err
		}
		c.Key.Added = c.At
		if err := tx.SetKey(r.ID, *c.Key); err != nil {
			return Outcome{}, err
		}
		was, is = append(was, gone), append(is, c.Key.Fingerprint.String())
	}
	e.Before, e.After = strings.Join(was, " "), strings.Join(is, " ")
	return c.keep(tx, r, e)
}

// botOf returns who gives a command, and the bot that it is about.
func (h Header) botOf(r Reader, id AccountID) (me, bot Record, err error) {
	if me, bot, err = h.parties(r, id); err == nil && bot.Keeper == 0 {
		err = refuse(ErrNotFound, "%s is no bot; the command bot list shows yours", bot.Name)
	}
	return me, bot, err
}

// keeps refuses whoever is neither the keeper of a bot nor an admin above it.
func (r Record) keeps(bot Record) error {
	if r.ID == bot.Keeper || r.role() >= Admin && r.above(bot) {
		return nil
	}
	return refuse(ErrDenied, "only who keeps %s and the admins of the server do that; ask one of them", bot.Name)
}

// SetBot changes a bot and returns it as it is then. Its keeper may, and admins of
// the server. Whoever calls it ends the bot's sessions when it has another key.
// Refusals wrap ErrNotFound, ErrBadName, ErrNameTaken, ErrBadKey, ErrKeyTaken,
// ErrBadText or ErrDenied, which is in the audit log.
func (d *Directory) SetBot(ctx context.Context, by audit.Actor, bot AccountID, s BotSet) (Account, error) {
	c := SetBot{Account: bot, Rate: s.Rate}
	if s.Display != nil {
		display, err := parseDisplay(*s.Display)
		if err != nil {
			return Account{}, err
		}
		c.Display = &display
	}
	if s.Key != nil {
		k, err := d.botKey(*s.Key)
		if err != nil {
			return Account{}, err
		}
		c.Key = &k
	}
	o, err := d.do(ctx, func(h Header) Command {
		c.Header = h
		c.By = by
		return c
	})
	return o.Account, err
}
