package keys

import (
	"cmp"
	"context"
	"strconv"

	"snug/keys/audit"
)

// A NewBot is what a bot is made with.
type NewBot struct {
	Name    string // its username, by the policy of usernames
	Display string // possibly empty
	Rate    int    // messages a minute; zero: DefaultRate
	Key     string // its public key, as a line of an authorized_keys file
}

// A CreateBot is the intent to make an account for a program.
type CreateBot struct {
	Header
	Key     Key
	Name    string // as typed; the policy was checked
	Display string // clean, checked, possibly empty
	Rate    int
}

func (c CreateBot) apply(tx Tx) (Outcome, error) {
	me, err := c.holder(tx)
	if err != nil {
		return Outcome{}, err
	}
	if err := me.mayKeep(tx, c.At); err != nil {
		return Outcome{}, err
	}
	if err := me.mayGive(c.Rate); err != nil {
		return Outcome{}, err
	}
	if err := fitForBot(tx, c.Header, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	r := Record{
		Name: c.Name, Created: c.At, Granted: Member, NameForm: nameForm(c.Name),
		Keeper: me.ID, Rate: c.Rate,
	}
	if err := r.named(tx, c.Display, c.At); err != nil {
		return Outcome{}, err
	}
	if r, err = tx.AddAccount(r); err != nil {
		return Outcome{}, err
	}
	c.Key.Added = c.At
	if err := tx.SetKey(r.ID, c.Key); err != nil {
		return Outcome{}, err
	}
	e := c.entry("bot create", r.Name)
	e.After = c.Key.Fingerprint.String() + " " + perMinute(r.Rate)
	if err := note(tx, e); err != nil {
		return Outcome{}, err
	}
	return c.settle(tx, r)
}

// perMinute says for the audit log what a bot may write.
func perMinute(rate int) string { return strconv.Itoa(rate) + "/min" }

// CreateBot makes an account for a program, kept by the account of by. Its key
// must be nobody's. The bot is a Member. Guests, bots, and who is muted, suspended,
// not yet approved or on probation are refused (ErrDenied), as is one bot too many
// (ErrLimited), and everybody when the server's setting says so. Other refusals
// wrap ErrBadName, ErrNameTaken, ErrBadKey, ErrKeyTaken or ErrBadText.
func (d *Directory) CreateBot(ctx context.Context, by audit.Actor, b NewBot) (Account, error) {
	if err := checkName(b.Name); err != nil {
		return Account{}, err
	}
	c := CreateBot{Name: b.Name, Rate: cmp.Or(b.Rate, DefaultRate)}
	var err error
	if c.Key, err = d.botKey(b.Key); err != nil {
		return Account{}, err
	}
	if c.Display, err = parseDisplay(b.Display); err != nil {
		return Account{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		c.Header = h
		c.By = by
		return c
	})
	return o.Account, err
}

// botKey reads a key that can be a bot's: not one that makes its holder an owner.
func (d *Directory) botKey(line string) (Key, error) {
	k, err := parseKey(line)
	if err == nil && d.owners[k.Fingerprint] {
		err = keyInUse()
	}
	return k, err
}
