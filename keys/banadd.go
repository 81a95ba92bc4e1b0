package keys

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"snug/keys/audit"
	"snug/keys/sanction"
)

// dropAtOnce is how many bans that ended long ago are removed when one is added.
const dropAtOnce = 20

// An AddBan is the intent to keep somebody off the server.
type AddBan struct {
	Header
	Target   Target // checked
	Until    time.Time
	Guests   bool
	OwnerKey bool // of a key: the configuration makes its holder an owner
}

func (c AddBan) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	whom, err := c.whom(tx)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("ban add", c.Target.object(whom))
	if err := c.allowed(tx, me, whom); err != nil {
		return turnedDown(tx, e, err)
	}
	s, err := c.sanction(me, c.Until)
	if err != nil {
		return Outcome{}, err
	}
	was, err := countingBan(tx, c.Target, c.At)
	if err != nil {
		return Outcome{}, err
	}
	b := Ban{Target: c.Target, Sanction: s, Guests: c.Guests}
	if c.Target.Account != 0 {
		b.Name = whom.Name
	}
	if same := was; was.ID != 0 {
		if same.ID = 0; same == b { // the same command once more
			return Outcome{Account: whom.Account(), Ban: was}, nil
		}
		e.Before = was.terms()
	} else if err := c.makeRoom(tx); err != nil {
		return Outcome{}, err
	}
	b, err = putBan(tx, b, e)
	return Outcome{Account: whom.Account(), Ban: b}, err
}

// whom returns the account that is banned, or that has the key; the zero Record
// when there is none.
func (c AddBan) whom(tx Tx) (Record, error) {
	if c.Target.Account != 0 {
		return existing(tx, c.Target.Account)
	}
	return c.Target.holder(tx)
}

// holder returns the account that a target is of, or whose key it is; the zero
// Record when there is none.
func (t Target) holder(r Reader) (Record, error) {
	id := t.Account
	if id == 0 {
		a, err := r.AccountByKey(t.Key)
		if err != nil && !isNotFound(err) {
			return Record{}, err
		}
		id = a.ID
	}
	one, err := r.AccountRecord(id)
	if isNotFound(err) {
		return Record{}, nil
	}
	return one, err
}

// object says for the audit log what a ban is of.
func (t Target) object(whom Record) string {
	if t.Account != 0 && whom.ID != 0 {
		return whom.Name
	}
	return t.String()
}

func (c AddBan) allowed(tx Tx, me, whom Record) error {
	if whom.ID != 0 {
		if err := me.over(whom, Moderator); err != nil {
			return err
		}
		return stays(tx, whom, c.At)
	}
	if err := me.atLeast(Moderator); err != nil {
		return err
	}
	if from, err := netip.ParseAddr(c.By.Address); err == nil && c.Target.holds(from) {
		return refuse(ErrConflict, "%s is where you come from yourself; nothing was changed", c.Target.Net)
	}
	owner := c.OwnerKey
	if !owner && c.Target.Key != (Fingerprint{}) {
		var err error
		if owner, err = tx.OwnerKey(c.Target.Key); err != nil {
			return err
		}
	}
	if owner {
		return refuse(ErrConflict, "whoever holds this key is to be an owner of the server; take the key out of its configuration first")
	}
	return nil
}

// makeRoom removes some of the bans that ended long ago, and fails when too many
// count.
func (c AddBan) makeRoom(tx Tx) error {
	all, err := tx.Bans()
	if err != nil {
		return err
	}
	counting := 0
	var old []Target
	for _, b := range all {
		switch {
		case b.In(c.At):
			counting++
		case len(old) < dropAtOnce && (len(all) >= 2*MaxBans || b.Until.Add(BansKept).Before(c.At)):
			old = append(old, b.Target)
		}
	}
	if counting >= MaxBans {
		return refuse(ErrLimited, "there are %d bans already; lift some, or ban a range of addresses in the place of many", counting)
	}
	for _, t := range old {
		if err := tx.RemoveBan(t); err != nil {
			return err
		}
	}
	return nil
}

// putBan stores a ban with its entry.
func putBan(tx Tx, b Ban, e audit.Entry) (Ban, error) {
	b, err := tx.AddBan(b)
	if err != nil {
		return Ban{}, err
	}
	e.After = b.terms()
	return b, note(tx, e)
}

// terms says for the audit log what a ban is.
func (b Ban) terms() string {
	said := b.Number() + " " + lasts(b.Sanction)
	if b.Guests {
		said += " without an account"
	}
	return said
}

// Number returns how people name the ban: "b12".
func (b Ban) Number() string { return "b" + strconv.FormatUint(b.ID, 10) }

// keepOut bans keys that leave an account which is banned, until the same time.
func (h Header) keepOut(tx Tx, r Record, ring []Key) error {
	of, err := countingBan(tx, Target{Account: r.ID}, h.At)
	if err != nil || of.ID == 0 {
		return err
	}
	for _, k := range ring {
		if k.Offered {
			continue
		}
		t := Target{Key: k.Fingerprint}
		was, err := countingBan(tx, t, h.At)
		if err != nil {
			return err
		}
		if sanction.Longer(was.Sanction, of.Sanction, h.At) == was.Sanction {
			continue
		}
		e := h.entry("ban add", t.String())
		e.Reason = of.Reason
		if was.ID != 0 {
			e.Before = was.terms()
		}
		if _, err := putBan(tx, Ban{Target: t, Sanction: of.Sanction}, e); err != nil {
			return err
		}
	}
	return nil
}

// Ban keeps people off the server. One target has one ban: another takes its
// place. It is for moderators and above. Staff is never hit by a ban of addresses,
// and only those of lower rank by one of an account or a key of theirs; nobody bans
// themselves or where they come from. Keys that leave a banned account are banned
// as it is. Whoever calls it ends the sessions that it hits. Refusals wrap
// ErrDenied, ErrConflict, ErrLimited or ErrBadText; those by rank are in the audit
// log.
func (d *Directory) Ban(ctx context.Context, by audit.Actor, r BanRequest) (Ban, error) {
	if err := r.Target.check(); err != nil {
		return Ban{}, err
	}
	if r.Guests && !r.Target.Net.IsValid() {
		return Ban{}, refuse(ErrBadText, "only addresses can be closed to people without an account; name an address or a range")
	}
	o, err := d.act(ctx, by, r.Reason, func(h Header) Command {
		return AddBan{Header: h, Target: r.Target, Until: stored(r.Until), Guests: r.Guests, OwnerKey: d.owners[r.Target.Key]}
	})
	return o.Ban, err
}
