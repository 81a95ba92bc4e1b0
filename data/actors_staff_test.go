package data_test

import (
	"context"
	"net/netip"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// staff returns who does something to others: the actor, whose rank mostly does
// not allow it, or the owner of the server.
func (a *actor) staff() audit.Actor {
	if a.chance(3) {
		return a.actor()
	}
	return (&actor{world: a.world, who: a.owner}).actor()
}

// another returns somebody who has an account, or had one.
func (a *actor) another() keys.AccountID {
	o := a.actors[a.random.IntN(len(a.actors))]
	if id, err := a.directory.Identify(o.keys[0]); err == nil && id.SignedUp() {
		return id.Account.ID
	}
	return keys.AccountID(a.random.IntN(len(a.actors)))
}

// until returns when something ends: never while the test lasts, so that what
// people may do is the same when it is looked at twice.
func (a *actor) until() time.Time {
	return pick(a, time.Time{}, time.Now().Add(time.Hour), time.Now().Add(30*24*time.Hour))
}

// address is one of a few that everybody comes from.
func (a *actor) address() netip.Addr {
	return pick(a, netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2"), netip.MustParseAddr("2001:db8::1"))
}

// target returns somebody, a key or addresses.
func (a *actor) target() keys.Target {
	switch from := a.address(); a.random.IntN(4) {
	case 0:
		return keys.Target{Account: a.another()}
	case 1:
		return keys.Target{Net: netip.PrefixFrom(from, from.BitLen()-8).Masked()}
	case 2:
		return keys.Target{Net: netip.PrefixFrom(from, from.BitLen())}
	}
	return keys.Target{Key: keys.FingerprintOf(a.actors[a.random.IntN(len(a.actors))].keys[a.random.IntN(3)])}
}

// ban bans somebody, and sees whether they get in.
func (a *actor) ban(ctx context.Context) error {
	b, err := a.directory.Ban(ctx, a.staff(), keys.BanRequest{
		Target: a.target(), Until: a.until(), Reason: "why not", Guests: a.chance(2),
	})
	if err == nil && b.Hits(a.who, a.address()) {
		if err := a.directory.Admit(a.who, a.address(), true); !refusal(err) {
			return err
		}
	}
	return err
}

// unban lifts a ban that is there, or one of something else.
func (a *actor) unban(ctx context.Context) error {
	t := a.target()
	if all, err := a.directory.Bans(false); err == nil && len(all) > 0 && !a.chance(4) {
		t = all[a.random.IntN(len(all))].Target
	}
	_, err := a.directory.Unban(ctx, a.staff(), t, "why not")
	return err
}

// restrict suspends or mutes somebody, or trusts them.
func (a *actor) restrict(ctx context.Context) (err error) {
	who, by := a.another(), a.staff()
	switch a.random.IntN(3) {
	case 0:
		_, err = a.directory.Suspend(ctx, by, who, a.until(), "why not")
	case 1:
		_, err = a.directory.MuteAccount(ctx, by, who, a.until(), "why not")
	case 2:
		_, err = a.directory.Trust(ctx, by, who, a.chance(2), "why not")
	}
	a.broker.Sanctioned(room.UserID(who))
	return err
}

// relent takes back what restrict does.
func (a *actor) relent(ctx context.Context) (err error) {
	who, by := a.another(), a.staff()
	if a.chance(2) {
		_, err = a.directory.Resume(ctx, by, who, "why not")
	} else {
		_, err = a.directory.UnmuteAccount(ctx, by, who, "why not")
	}
	a.broker.Sanctioned(room.UserID(who))
	return err
}

// note writes something down about somebody, or takes it away.
func (a *actor) note(ctx context.Context) error {
	who, by := a.another(), a.staff()
	kept, err := a.directory.Notes(who)
	if err != nil {
		return err
	}
	if len(kept) > 0 && a.chance(2) {
		return a.directory.RemoveNote(ctx, by, who, kept[a.random.IntN(len(kept))].Number)
	}
	_, err = a.directory.AddNote(ctx, by, who, "spoke to them")
	return err
}

// renameOther gives somebody another name.
func (a *actor) renameOther(ctx context.Context) error {
	return a.changed(a.directory.RenameAccount(ctx, a.staff(), a.another(), a.name(), "why not"))
}

// removeKeyOf takes a key out of somebody's account.
func (a *actor) removeKeyOf(ctx context.Context) error {
	who := a.another()
	f := keys.FingerprintOf(a.key)
	if ring, err := a.directory.Keys(who); err == nil && len(ring) > 0 {
		f = ring[a.random.IntN(len(ring))].Fingerprint
	}
	_, err := a.directory.RemoveKeyOf(ctx, a.staff(), who, f.String(), "why not")
	return err
}

// invitePeople makes a code, which somebody uses, or guesses at, or takes back.
func (a *actor) invitePeople(ctx context.Context) error {
	by := a.staff()
	i, code, err := a.directory.CreateInvite(ctx, by, keys.InviteTerms{
		Uses: 1 + a.random.IntN(3), For: time.Hour, Role: keys.Member, Room: uint64(a.random.IntN(20)),
	})
	if err != nil {
		return err
	}
	if a.chance(4) {
		_, err := a.directory.RevokeInvite(ctx, by, i.Place, "why not")
		return err
	}
	a.mu.Lock()
	a.codes = append(a.codes, code)
	a.mu.Unlock()
	return nil
}

// use signs up with a code.
func (a *actor) use(ctx context.Context) error {
	a.mu.Lock()
	code := ""
	if len(a.codes) > 0 {
		code = a.codes[a.random.IntN(len(a.codes))]
	}
	a.mu.Unlock()
	if code != "" && a.chance(4) {
		code = code[:len(code)-1] + pick(a, "0", "1", "2")
	}
	_, _, err := a.directory.SignUpWith(ctx, a.actor(), a.key, keys.Application{Name: a.name(), Code: code, Note: "please"})
	if err == nil {
		a.connect()
	}
	return err
}

// approve lets somebody in who waits, or does not.
func (a *actor) approve(ctx context.Context) (err error) {
	who, by := a.another(), a.staff()
	if page, _, err := a.directory.Accounts(keys.Query{Pending: true, Limit: 10}); err == nil && len(page) > 0 {
		who = page[a.random.IntN(len(page))].ID
	}
	if a.chance(3) {
		_, err = a.directory.Reject(ctx, by, who, "why not")
	} else {
		_, err = a.directory.Approve(ctx, by, who, "why not")
	}
	return err
}

// furnish changes a setting of the server. Mostly everybody can sign up.
func (a *actor) furnish(ctx context.Context) error {
	name, value := keys.HouseSignUp, pick(a, "open", "open", "open", "approval", "invite", "closed")
	if a.chance(2) {
		name, value = keys.HouseMOTD, pick(a, "", "hello")
	}
	if a.chance(4) {
		name, value = keys.HouseProbation, pick(a, "0s", "0s", "0s", "365d")
	}
	_, err := a.directory.SetHouse(ctx, a.staff(), name, value, "why not")
	a.broker.Sanctioned(0)
	return err
}

// lockdown closes the server, and opens it again at once.
func (a *actor) lockdown(ctx context.Context) error {
	by := a.staff()
	_, err := a.directory.SetLockdown(ctx, by, pick(a, keys.NoSignUp, keys.ReadOnly, keys.StaffOnly), a.until(), "why not")
	if err == nil {
		a.broker.Sanctioned(0)
		_, err = a.directory.SetLockdown(ctx, by, keys.Normal, time.Time{}, "that was enough")
	}
	a.broker.Sanctioned(0)
	return err
}

func (a *actor) announce(ctx context.Context) error {
	_, err := a.directory.Announce(ctx, a.staff(), keys.Announcement{
		Text: pick(a, "", "hello", "two\nlines"), Tone: pick(a, keys.Info, keys.Critical), Until: time.Now().Add(time.Hour),
	})
	return err
}
