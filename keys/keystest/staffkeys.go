package keystest

import (
	"fmt"
	"strings"
	"time"

	"snug/keys"
	"snug/keys/audit"
)

func takenKeys(h *house) {
	admin, mod, ann := h.staff("ad-min", keys.Admin), h.staff("mod-erator", keys.Moderator), h.person("ann")
	laptop, offered := h.join(ann), NewKey(h.T)
	h.ok(h.dir.Offer(h.Context(), laptop.actor(), line(offered)))
	code := mustLink(h, laptop)
	take := func(by audit.Actor, whom person, print string) (keys.Key, error) {
		return h.dir.RemoveKeyOf(h.Context(), by, whom.id, print, "stolen")
	}
	for _, by := range []person{ann, mod} {
		_, err := take(by.actor(), ann, laptop.print().String())
		h.refused("by lower ranks", err, keys.ErrDenied)
	}
	_, err := take(admin.actor(), admin, admin.print().String())
	h.refused("their own", err, keys.ErrConflict)
	_, err = take(admin.actor(), h.boss, h.boss.print().String())
	h.refused("a superior's", err, keys.ErrDenied)
	for name, typed := range map[string]string{
		"nothing": "", "the beginning of all": "SHA256:", "no fingerprint": "x\x1b[2J", "too much": strings.Repeat("x", 1<<20),
		"somebody else's": mod.print().String(),
	} {
		_, err := take(admin.actor(), ann, typed)
		h.refused(name, err, keys.ErrNotFound)
	}
	k, err := take(admin.actor(), ann, laptop.print().String()[:len("SHA256:")+12])
	if err != nil || k.Fingerprint != laptop.print() {
		h.Fatalf("RemoveKeyOf = %+v, %v", k, err)
	}
	h.holder(laptop.key, 0)
	h.ring(ann, ann.key)
	h.offers(offered) // what was offered with the key goes with it
	_, err = h.dir.UseLink(h.Context(), from, NewKey(h.T), code)
	h.refused("a code that was made with it", err, keys.ErrBadCode)
	_, err = take(operator, ann, ann.print().String())
	h.refused("the last key", err, keys.ErrLastKey)
	boss := h.join(h.boss)
	_, err = take(operator, h.boss, h.boss.print().String())
	h.refused("a key of the configuration", err, keys.ErrLastKey)
	h.ok(take(operator, h.boss, boss.print().String()))
	h.ok(h.dir.Offer(h.Context(), ann.actor(), line(offered)))
	if k, err := take(admin.actor(), ann, keys.FingerprintOf(offered).String()); err != nil || !k.Offered {
		h.Errorf("RemoveKeyOf an offer = %+v, %v", k, err)
	}
	h.holder(ann.key, ann.id)
}

func peopleEntries(h *house) {
	mod, ann := h.staff("mod-erator", keys.Moderator), h.person("ann")
	start := len(h.entries())
	until := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	ctx := audit.With(h.Context(), audit.Deed{Reason: "by the context"})
	h.ok(h.dir.Suspend(ctx, mod.actor(), ann.id, until, "rude"))
	h.ok(h.dir.Resume(ctx, mod.actor(), ann.id, ""))
	h.ok(h.dir.MuteAccount(ctx, operator, ann.id, time.Time{}, ""))
	h.ok(h.dir.UnmuteAccount(ctx, mod.actor(), ann.id, "said sorry"))
	h.ok(h.dir.Trust(ctx, mod.actor(), ann.id, true, ""))
	h.ok(h.dir.Trust(ctx, mod.actor(), ann.id, false, ""))
	h.ok(h.dir.AddNote(ctx, mod.actor(), ann.id, "secret"))
	h.ok("", h.dir.RemoveNote(ctx, mod.actor(), ann.id, 1))
	h.ok(h.dir.Ban(ctx, mod.actor(), keys.BanRequest{Target: keys.Target{Account: ann.id}, Until: until, Reason: "rude"}))
	h.ok(h.dir.Ban(ctx, mod.actor(), keys.BanRequest{Target: keys.Target{Account: ann.id}}))
	h.ok(h.dir.Unban(ctx, mod.actor(), keys.Target{Account: ann.id}, ""))
	h.ok(h.dir.Ban(ctx, mod.actor(), keys.BanRequest{Target: target(h.T, "198.51.100.0/24"), Guests: true}))
	want := []string{
		"2: user suspend ann,,until 2031-05-06T07:08:09Z,rude",
		"2: user resume ann,until 2031-05-06T07:08:09Z,,by the context",
		"operator: user mute ann,,perm,by the context",
		"2: user unmute ann,perm,,said sorry",
		"2: user trust ann,,,by the context",
		"2: user untrust ann,,,by the context",
		"2: user note ann,,note 1,by the context",
		"2: user unnote ann,note 1,,by the context",
		"2: ban add ann,,b1 until 2031-05-06T07:08:09Z,rude",
		"2: ban add ann,b1 until 2031-05-06T07:08:09Z,b2 perm,by the context",
		"2: ban remove ann,b2 perm,,by the context",
		"2: ban add cidr:198.51.100.0/24,,b3 perm without an account,by the context",
	}
	got := h.entries()[start:]
	for i, e := range got {
		by := fmt.Sprint(e.By.Account)
		if e.By.Account == 0 {
			by = e.By.Name
		}
		said := fmt.Sprintf("%s: %s %s,%s,%s,%s", by, e.Action, e.Object, e.Before, e.After, e.Reason)
		if i >= len(want) || said != want[i] || e.Result != "ok" {
			h.Errorf("entry %d is %q (%s)", i, said, e.Result)
		}
	}
	if len(got) != len(want) {
		h.Errorf("there are %d entries, want %d", len(got), len(want))
	}
}

// keptOut is a moderator who had a session open when it was decided.
func keptOut(h *house) {
	mod, ann := h.staff("mod-erator", keys.Moderator), h.person("ann")
	try := func(how string) {
		h.Helper()
		log := len(h.entries())
		for name, err := range map[string]error{
			"suspending others": second(h.dir.Suspend(h.Context(), mod.actor(), ann.id, time.Time{}, "")),
			"a bio":             second(h.dir.SetBio(h.Context(), mod.actor(), "x")),
			"a code":            third(h.dir.Link(h.Context(), mod.actor())),
			"the end of it all": h.dir.Delete(h.Context(), mod.actor(), mod.id, false),
		} {
			h.refused(name+" while "+how, err, keys.ErrDenied)
		}
		if a := h.account(ann); a.Suspended.In(time.Now()) || len(h.entries()) != log {
			h.Errorf("while %s: %+v", how, a)
		}
	}
	h.ok(h.dir.Suspend(h.Context(), h.boss.actor(), mod.id, time.Time{}, ""))
	try("suspended")
	h.ok(h.dir.Resume(h.Context(), h.boss.actor(), mod.id, ""))
	for name, t := range map[string]keys.Target{"account": {Account: mod.id}, "key": {Key: mod.print()}} {
		h.ok(h.dir.Ban(h.Context(), h.boss.actor(), keys.BanRequest{Target: t}))
		try("the " + name + " is banned")
		h.ok(h.dir.Unban(h.Context(), h.boss.actor(), t, ""))
	}
	h.ok(h.dir.Suspend(h.Context(), mod.actor(), ann.id, time.Time{}, ""))
	// The operator has no account of their own.
	h.refused("the operator's bio", second(h.dir.SetBio(h.Context(), operator, "x")), keys.ErrDenied)
	h.refused("the operator's name", second(h.dir.Rename(h.Context(), operator, "opera")), keys.ErrDenied)
	h.refused("the operator's key", second(h.dir.Offer(h.Context(), operator, line(NewKey(h.T)))), keys.ErrDenied)
	// And nobody is one by saying so.
	fake := operator
	fake.Account = uint64(ann.id)
	if _, err := h.dir.Trust(h.Context(), fake, mod.id, true, ""); err == nil {
		h.Error("an account over the socket is taken for the operator")
	}
}

func third[A, B any](_ A, _ B, err error) error { return err }
