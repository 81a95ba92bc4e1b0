package keystest

import (
	"errors"
	"strings"
	"sync"
	"time"

	"snug/keys"
	"snug/keys/audit"
)

// terms are those of an invitation for so many members.
func terms(uses int) keys.InviteTerms {
	return keys.InviteTerms{Uses: uses, For: time.Hour, Role: keys.Member}
}

func (h *house) mustInvite(by person, t keys.InviteTerms) (keys.InviteCode, string) {
	h.Helper()
	i, code, err := h.dir.CreateInvite(h.Context(), by.actor(), t)
	if err != nil {
		h.Fatal(err)
	}
	return i, code
}

// apply signs up under a name of its own with a code, and returns the account.
func (h *house) apply(name, code string) (keys.Account, error) {
	id, _, err := h.dir.SignUpWith(h.Context(), from, NewKey(h.T), keys.Application{Name: name, Code: code})
	return id.Account, err
}

// places returns where the invitations that can be used are found.
func (h *house) places() string {
	h.Helper()
	all, err := h.dir.InviteCodes()
	if err != nil {
		h.Fatal(err)
	}
	var places []string
	for _, i := range all {
		places = append(places, i.Place)
	}
	return strings.Join(places, " ")
}

// waysIn tries every mode with every kind of code at every level of a lockdown,
// also with keys that make owners.
func waysIn(h *house) {
	n := 0
	for _, mode := range []keys.Mode{keys.Open, keys.ByInvite, keys.Approval, keys.Closed} {
		h.mustSet(keys.HouseSignUp, string(mode))
		for level := keys.LocalOnly; ; level-- { // from where it is closed most
			h.ok(h.dir.SetLockdown(h.Context(), h.boss.actor(), level, time.Time{}, ""))
			_, good := h.mustInvite(h.boss, terms(2))
			for what, code := range map[string]string{"no code": "", "a code": good, "a wrong code": wrong(good), "no code at all": "x"} {
				n++
				var want error
				pending := false
				switch {
				case level != keys.Normal:
					want = keys.ErrLimited
				case mode == keys.Closed:
					want = keys.ErrDenied
				case what == "a wrong code", what == "no code at all":
					want = keys.ErrBadCode
				case what == "a code":
				case mode == keys.ByInvite:
					want = keys.ErrDenied
				case mode == keys.Approval:
					pending = true
				}
				what += " in mode " + string(mode) + " at level " + string('0'+rune(level))
				a, err := h.apply(word("pat", n), code)
				switch {
				case want != nil:
					h.refused(what, err, want)
				case err != nil || a.Pending != pending || (a.Role == keys.Guest) != pending:
					h.Errorf("%s: %+v, %v; pending is to be %v", what, a, err, pending)
				}
			}
			if level == keys.StaffOnly { // however it is closed
				n++
				k := NewKey(h.T)
				id, err := keys.NewDirectory(h.store, []keys.Fingerprint{keys.FingerprintOf(k)}).SignUp(h.Context(), k, word("own", n), "")
				if err != nil || id.Role != keys.Owner {
					h.Errorf("a key that makes an owner, in mode %s: %+v, %v", mode, id, err)
				}
				k = NewKey(h.T)
				h.ok(h.dir.AddOwner(h.Context(), operator, k))
				id, err = h.dir.SignUp(h.Context(), k, word("won", n), "")
				if err != nil || id.Role != keys.Owner {
					h.Errorf("a key that the operator has named, in mode %s: %+v, %v", mode, id, err)
				}
			}
			if level == keys.Normal {
				break
			}
		}
	}
}

// badTerms are refused, and leave nothing.
func badTerms(h *house) {
	for what, t := range map[string]keys.InviteTerms{
		"nobody":            {Uses: 0, For: time.Hour, Role: keys.Member},
		"fewer than nobody": {Uses: -1, For: time.Hour, Role: keys.Member},
		"too many":          {Uses: keys.MaxUses + 1, For: time.Hour, Role: keys.Member},
		"no time":           {Uses: 1, Role: keys.Member},
		"a past end":        {Uses: 1, For: -time.Hour, Role: keys.Member},
		"years":             {Uses: 1, For: 366 * 24 * time.Hour, Role: keys.Member},
		"guests":            {Uses: 1, For: time.Hour, Role: keys.Guest},
		"owners":            {Uses: 1, For: time.Hour, Role: keys.Owner},
		"no role":           {Uses: 1, For: time.Hour, Role: keys.Owner + 1},
	} {
		_, code, err := h.dir.CreateInvite(h.Context(), h.boss.actor(), t)
		h.refused(what, err, keys.ErrBadText)
		if code != "" {
			h.Errorf("%s: a code was given", what)
		}
	}
	mod := h.staff("mod-erator", keys.Moderator)
	t := terms(1)
	t.Role = keys.Moderator
	_, code, err := h.dir.CreateInvite(h.Context(), mod.actor(), t)
	h.refused("one's own role", err, keys.ErrDenied)
	if code != "" || h.places() != "" {
		h.Errorf("a refused invitation has the code %q, and there are %s", code, h.places())
	}
}

func invites(h *house) {
	mod := h.staff("mod-erator", keys.Moderator)
	h.mustSet(keys.HouseSignUp, "invite")
	t := terms(2)
	t.Room = 7
	i, code := h.mustInvite(mod, t)
	if i.By != mod.id || i.ByName != "mod-erator" || i.Uses != 2 || !strings.HasPrefix(code, i.Place) || h.places() != i.Place {
		h.Errorf("the invitation is %+v with the code %s; there are %s", i, code, h.places())
	}
	id, room, err := h.dir.SignUpWith(h.Context(), from, NewKey(h.T), keys.Application{Name: "ann", Code: strings.ToLower(code), Note: "hello"})
	if err != nil || room != 7 || id.Role != keys.Member || id.Account.Pending {
		h.Errorf("SignUpWith = %+v, room %d, %v", id, room, err)
	}
	// A name that is taken costs no use.
	_, err = h.apply("ann", code)
	h.refused("a name that is taken", err, keys.ErrNameTaken)
	if all, err := h.dir.InviteCodes(); err != nil || len(all) != 1 || all[0].Uses != 1 || all[0].Used != 1 {
		h.Errorf("after one use, the invitations are %+v, %v", all, err)
	}
	h.ok(h.apply("bob", code))
	_, err = h.apply("cat", code)
	h.refused("a code that was used up", err, keys.ErrBadCode)
	if h.places() != "" {
		h.Errorf("what was used up can be used: %s", h.places())
	}
	var got []string
	for _, e := range h.entries()[3:] {
		got = append(got, e.Action+" "+e.Object+": "+e.After)
		if strings.Contains(e.Object+e.After+e.Reason, code[5:10]) || strings.Contains(e.Object+e.After+e.Reason, "hello") {
			h.Errorf("the audit log tells a secret: %+v", e)
		}
	}
	if len(got) != 5 || got[3] != "register ann: member, invitation "+i.Place || got[2] != "invite create "+i.Place+": member, 2 uses, until "+i.Until.UTC().Format("2006-01-02 15:04 UTC")+", r_7" {
		h.Errorf("the audit log has %q", got)
	}
}

// deadInvites are such as open nothing any more, each for its own reason and all
// with one answer.
func deadInvites(h *house) {
	mod := h.staff("mod-erator", keys.Moderator)
	h.mustSet(keys.HouseSignUp, "approval")
	n := 0
	var texts []string
	dead := func(what string, code string) {
		h.Helper()
		n++
		_, err := h.apply(word("pat", n), code)
		h.refused(what, err, keys.ErrBadCode)
		if err != nil {
			texts = append(texts, err.Error())
		}
	}
	i, code := h.mustInvite(h.boss, terms(9))
	for range 4 {
		dead("a wrong one", wrong(code))
	}
	h.ok(h.apply("lucky", code))
	dead("a fifth wrong one", wrong(code))
	dead("one that was guessed at", code)

	i, code = h.mustInvite(h.boss, terms(1))
	place, secret := read(code)
	late := header(h.boss, i.Until)
	late.By = audit.Actor{}
	_, err := h.do(keys.SignUp{Header: late, Key: keys.Key{Fingerprint: keys.FingerprintOf(NewKey(h.T))}, Name: "late", Place: place, Secret: secret})
	h.refused("one that has ended", err, keys.ErrBadCode)
	h.ok(h.dir.RevokeInvite(h.Context(), h.boss.actor(), "  "+strings.ToLower(i.Place), "leaked"))
	dead("one that was revoked", code)
	for what, place := range map[string]string{"again": i.Place, "nothing": "", "a piece": "A", "a path": "../x", "a megabyte": strings.Repeat("A", 1<<20)} {
		_, err := h.dir.RevokeInvite(h.Context(), h.boss.actor(), place, "")
		h.refused("to revoke "+what, err, keys.ErrNotFound)
	}

	_, code = h.mustInvite(mod, terms(1))
	h.ok(h.dir.SetRole(h.Context(), h.boss.actor(), mod.id, keys.Member, ""))
	dead("one of somebody who was demoted", code)
	h.ok(h.dir.SetRole(h.Context(), h.boss.actor(), mod.id, keys.Moderator, ""))
	_, code = h.mustInvite(mod, terms(1))
	h.ok(h.dir.Suspend(h.Context(), h.boss.actor(), mod.id, time.Time{}, ""))
	dead("one of somebody who is suspended", code)
	h.ok(h.dir.Resume(h.Context(), h.boss.actor(), mod.id, ""))
	banned := keys.BanRequest{Target: keys.Target{Account: mod.id}, Until: time.Now().Add(time.Hour)}
	h.ok(h.dir.Ban(h.Context(), h.boss.actor(), banned))
	dead("one of somebody who is banned", code)
	h.ok(h.dir.Unban(h.Context(), h.boss.actor(), banned.Target, ""))
	h.ok(h.apply("after-all", code)) // it was only for the time being
	_, code = h.mustInvite(mod, terms(1))
	h.ok("", h.dir.Delete(h.Context(), mod.actor(), mod.id, false))
	dead("one of somebody who is gone", code)
	for _, said := range texts {
		if said != texts[0] {
			h.Errorf("%q and %q tell codes apart", texts[0], said)
		}
	}
}

// grants are bounded by what who invites is when the invitation is used.
func grants(h *house) {
	for i, tt := range []struct {
		what      string
		now, want keys.Role
	}{
		{"as it was", keys.Admin, keys.Moderator},
		{"demoted", keys.Moderator, keys.Member},
		{"made more", keys.Owner, keys.Moderator},
	} {
		admin := h.staff(word("top", i), keys.Admin)
		t := terms(1)
		t.Role = keys.Moderator
		_, code := h.mustInvite(admin, t)
		h.ok(h.dir.SetRole(h.Context(), h.boss.actor(), admin.id, tt.now, ""))
		a, err := h.apply(word("pat", i), code)
		if err != nil || a.Role != tt.want {
			h.Errorf("%s: somebody with the invitation of a %s is a %s, %v; want %s", tt.what, tt.now, a.Role, err, tt.want)
		}
	}
	t := terms(1)
	t.Role = keys.Admin
	_, code, err := h.dir.CreateInvite(h.Context(), operator, t)
	h.ok(code, err)
	if a, err := h.apply("first", code); err != nil || a.Role != keys.Admin {
		h.Errorf("the operator's invitation makes %+v, %v", a, err)
	}
}

func lastUse(h *house) {
	h.mustSet(keys.HouseSignUp, "invite")
	_, code := h.mustInvite(h.boss, terms(1))
	rivals(h, "an invitation", keys.ErrBadCode, func(i int) error {
		_, err := h.apply(word("pat", i), code)
		return err
	})
}

// together does something many times at once, so that a store with group commit
// does it quickly, and returns the first error.
func together(n int, do func(i int) error) error {
	var wg sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		wg.Go(func() { errs[i] = do(i) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func manyInvites(h *house) {
	now := time.Now().UTC().Truncate(time.Microsecond)
	place := func(n int) string { return strings.ToUpper(word("", n)) + "A" }
	create := func(n int, at time.Time) error {
		_, err := h.do(keys.CreateInvite{Header: header(h.boss, at), InviteTerms: terms(1), Place: place(n)})
		return err
	}
	h.ok("", together(keys.MaxInvites, func(i int) error { return create(i, now) }))
	h.refused("one too many", create(keys.MaxInvites, now), keys.ErrLimited)
	if err := create(0, now); err == nil {
		h.Error("an invitation took the place of another")
	}
	// Those that have ended make room.
	h.ok("", create(keys.MaxInvites, now.Add(time.Hour)))
}
