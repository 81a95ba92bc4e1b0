package keys

import (
	"slices"
	"time"
)

// A bot is an account of a program. It has a keeper, who answers for it: it is no
// more on the server than its keeper is, and what keeps the keeper out keeps it
// out, too. Of its keys nobody has proved anything before a session with one
// begins; whoever holds one may revoke the bot, and have the key to themselves.

// Limits of bots.
const (
	DefaultRate  = 60   // messages a minute
	MaxRate      = 600  // that its keeper gives it
	MaxAdminRate = 6000 // that admins and owners give it

	MaxBots      = 10 // of one account below admin
	MaxAdminBots = 100
)

// The values of the setting HouseBots: who may make bots.
const (
	botsByMembers = "members"
	botsByStaff   = "staff"
	botsOff       = "off"
)

// mayKeep refuses whoever may not make one bot more.
func (r Record) mayKeep(tx Tx, now time.Time) error {
	settings, err := tx.HouseSettings()
	if err != nil {
		return err
	}
	switch who := houseValue(settings, HouseBots); {
	case r.Keeper != 0:
		return BotsCannot()
	case who == botsOff:
		return refuse(ErrDenied, "nobody makes bots on this server; ask the people who run it")
	case who == botsByStaff && r.role() < Moderator:
		return refuse(ErrDenied, "only moderators and above make bots on this server; ask one of them")
	case r.Muted.In(now):
		return refuse(ErrDenied, "you are muted %v, and a bot would not be heard either; come back then", ends(r.Muted.Until))
	case r.isNew(now, HouseOf(settings, Lockdown{}, now).Probation):
		return refuse(ErrDenied, "new accounts make no bots; come back when yours is not new any more, or ask a moderator to trust it")
	}
	bots, err := tx.Bots(r.ID)
	if err != nil {
		return err
	}
	if most := r.mostBots(); len(bots) >= most {
		return refuse(ErrLimited, "you have %d bots and that is the limit; revoke one of them first", len(bots))
	}
	return nil
}

// mostBots returns how many bots an account may have, and mostRate the most
// messages a minute that it may give one.
func (r Record) mostBots() int {
	if r.role() >= Admin {
		return MaxAdminBots
	}
	return MaxBots
}

func (r Record) mostRate() int {
	if r.role() >= Admin {
		return MaxAdminRate
	}
	return MaxRate
}

// mayGive refuses a rate that an account cannot give a bot.
func (r Record) mayGive(rate int) error {
	if most := r.mostRate(); rate < 1 || rate > most {
		return refuse(ErrBadText, "a bot writes from 1 to %d messages a minute; give a number between them", most)
	}
	return nil
}

// BotsCannot is the refusal of what only people do.
func BotsCannot() error { return refuse(ErrDenied, "bots cannot do that; their keepers can") }

// fitForBot refuses a key that belongs to somebody, or is going to. Whose it is
// is nobody's business: the key was given, not proved.
func fitForBot(tx Tx, h Header, f Fingerprint) error {
	owner, err := tx.OwnerKey(f)
	if err != nil {
		return err
	}
	all, err := tx.Recoveries()
	if err != nil {
		return err
	}
	asks := slices.ContainsFunc(all, func(r Recovery) bool { return r.Key.Fingerprint == f && h.At.Before(r.Until()) })
	switch _, err := tx.AccountByKey(f); {
	case err != nil && !isNotFound(err):
		return err
	case err == nil || owner || asks:
		return keyInUse()
	}
	return nil
}

func keyInUse() error {
	return refuse(ErrKeyTaken, "this key is in use already; make one for the bot alone with: ssh-keygen -t ed25519 -f bot")
}

// keeperOut fails for a bot whose keeper may not be here.
func keeperOut(r Reader, a Account, now time.Time) error {
	keeper, err := r.AccountRecord(a.Keeper)
	if err != nil {
		return err
	}
	if !keeper.Deleted.IsZero() {
		return refuse(ErrDenied, "the keeper of this bot has no account any more, so the bot cannot be here; ask the people who run this server")
	}
	out, err := shutOut(r, keeper.Account(), now)
	if err != nil || !out {
		return err
	}
	return refuse(ErrDenied, "%s keeps this bot and may not be here now, so the bot may not either; ask them about it", keeper.Name)
}

// lowerBots takes from the bots of an account what it is not itself any more.
func (h Header) lowerBots(tx Tx, keeper Record) error {
	bots, err := tx.Bots(keeper.ID)
	if err != nil {
		return err
	}
	for _, b := range bots {
		if b.Role <= keeper.role() {
			continue
		}
		r, err := tx.AccountRecord(b.ID)
		if err != nil {
			return err
		}
		e := h.entry("user role", r.Name)
		e.Before = r.role().String()
		r.Granted = keeper.role()
		e.After = r.role().String()
		if err := tx.SetAccount(r); err != nil {
			return err
		}
		if err := note(tx, e); err != nil {
			return err
		}
	}
	return nil
}

// Bots returns the bots of an account that are not deleted, by ID; of nobody: all
// that there are.
func (d *Directory) Bots(keeper AccountID) ([]Account, error) {
	var all []Account
	err := d.store.View(func(r Reader) (err error) {
		all, err = r.Bots(keeper)
		return err
	})
	return all, because(err, "bots of account %d", keeper)
}
