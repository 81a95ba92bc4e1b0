package keys

import (
	"net/netip"
	"time"

	"snug/text"
	"snug/text/lang"
)

// Admit is the one place that decides whether somebody may be here: whoever is
// banned, suspended, not yet approved or shut out by a lockdown is refused, in a
// sentence that says until when, why and whom to ask. It is asked when a session
// begins (fresh) and for every line and request in it. It goes by the key alone,
// whose account it looks up. An address that is not valid is nobody's.
//
// A ban or a suspension never shuts out an owner by the configuration; and a key
// without an account whose holder is to be an owner gets in whatever there is.
func (d *Directory) Admit(who Identity, from netip.Addr, fresh bool) error {
	err := d.store.View(func(r Reader) error {
		who, err := current(r, who)
		if err != nil {
			return err
		}
		if !who.SignedUp() {
			if owner, err := d.ownersKey(r, who.Fingerprint); err != nil || owner {
				return err
			}
		}
		return admit(r, who, from, fresh, time.Now())
	})
	return because(err, "admission of %s", who.Fingerprint)
}

// current is who holds a key now.
func current(r Reader, who Identity) (Identity, error) {
	a, err := r.AccountByKey(who.Fingerprint)
	if err != nil && !isNotFound(err) {
		return Identity{}, err
	}
	who.Account, who.Role = a, a.Role
	return who, nil
}

// ownersKey reports whether the holder of a key is an owner of the server as soon
// as they have an account.
func (d *Directory) ownersKey(r Reader, f Fingerprint) (bool, error) {
	if d.owners[f] {
		return true, nil
	}
	return r.OwnerKey(f)
}

func admit(r Reader, who Identity, from netip.Addr, fresh bool, now time.Time) error {
	if err := barred(r, who, from, now); err != nil {
		return err
	}
	l, err := r.Lockdown()
	if err != nil {
		return err
	}
	switch level := l.In(now); {
	case level >= LocalOnly:
		return shut(r, ErrLimited, lang.S("this server is closed"), l.Until, l.Why)
	case level >= StaffOnly && fresh && who.Role < Moderator:
		return shut(r, ErrLimited, lang.S("this server is open to its staff only"), l.Until, l.Why)
	}
	return nil
}

// barred fails for somebody who may not be here, whatever the server is open to:
// who waits for approval, is banned, or suspended, and the bots of all these.
func barred(r Reader, who Identity, from netip.Addr, now time.Time) error {
	if who.Account.Pending {
		return pending(r, who.Account)
	}
	switch bans, err := bansOn(r, who, from, now); {
	case err != nil:
		return err
	case len(bans) > 0:
		b := longest(bans)
		return shut(r, ErrDenied, b.what(), b.Until, b.Reason)
	}
	if s := who.Account.Suspended; s.In(now) && !who.Account.Configured {
		return shut(r, ErrDenied, lang.S("this account is suspended"), s.Until, s.Reason)
	}
	if who.Account.Bot() {
		return keeperOut(r, who.Account, now)
	}
	return nil
}

// longest returns the ban that ends last.
func longest(bans []Ban) Ban {
	last := bans[0]
	for _, b := range bans[1:] {
		if !last.Until.IsZero() && (b.Until.IsZero() || b.Until.After(last.Until)) {
			last = b
		}
	}
	return last
}

// what says to whom it hits what a ban is of.
func (b Ban) what() lang.Sentence {
	switch {
	case b.Target.Account != 0:
		return lang.S("this account is banned from the server")
	case !b.Target.Net.IsValid():
		return lang.S("this key is banned from the server")
	case b.Guests:
		return lang.S("your address is closed to people without an account")
	}
	return lang.S("your address is banned from the server")
}

// shut says that somebody is kept out: how, until when, why, and whom to ask.
func shut(r Reader, kind error, how lang.Sentence, until time.Time, why string) error {
	ask, err := contact(r)
	switch {
	case err != nil:
		return err
	case why == "":
		return refuse(kind, "%v %v; ask %v about it", how, ends(until), ask)
	}
	return refuse(kind, "%v %v, because: %s; ask %v about it", how, ends(until), text.StripLine(why), ask)
}

// pending says that nobody has let an account in yet.
func pending(r Reader, a Account) error {
	ask, err := contact(r)
	if err != nil {
		return err
	}
	return refuse(ErrDenied, "your account %s waits for a moderator to let it in; come back later, or ask %v", a.Name, ask)
}

// contact returns whom to ask: what the setting says, or a word for them.
func contact(r Reader) (any, error) {
	settings, err := r.HouseSettings()
	if to := text.StripLine(houseValue(settings, HouseContact)); err != nil || to != "" {
		return to, err
	}
	return lang.S("the people who run this server"), nil
}
