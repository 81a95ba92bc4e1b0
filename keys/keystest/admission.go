package keystest

import (
	"net/netip"
	"strings"
	"time"

	"snug/keys"
)

var somewhere = netip.MustParseAddr("203.0.113.9")

// admitted checks what Admit says to somebody, whether a session begins or not;
// a kind is that of the refusal, nil for none.
func (h *house) admitted(what string, p person, fresh, open error) {
	h.Helper()
	who := h.identity(p)
	for begins, want := range map[bool]error{true: fresh, false: open} {
		err := h.dir.Admit(who, somewhere, begins)
		if want == nil && err != nil {
			h.Errorf("%s, fresh %v: %v; want them admitted", what, begins, err)
		} else if want != nil {
			h.refused(what, err, want)
		}
	}
}

func admission(h *house) {
	ann, mod, guest := h.person("ann"), h.staff("mod-erator", keys.Moderator), person{key: NewKey(h.T)}
	all := func(what string, want error, of ...person) {
		h.Helper()
		for _, p := range of {
			h.admitted(what, p, want, want)
		}
	}
	all("on an ordinary day", nil, ann, mod, guest, h.boss)

	h.ok(h.dir.Suspend(h.Context(), operator, ann.id, time.Now().Add(time.Hour), ""))
	all("suspended", keys.ErrDenied, ann)
	// What a session knew when it began counts for nothing, in either direction.
	err := h.dir.Admit(keys.Identity{Fingerprint: ann.print(), Account: keys.Account{ID: ann.id, Role: keys.Owner}, Role: keys.Owner}, somewhere, false)
	h.refused("suspended since", err, keys.ErrDenied)
	stale := h.identity(ann)
	h.ok(h.dir.Resume(h.Context(), operator, ann.id, ""))
	h.ok("", h.dir.Admit(stale, somewhere, true))
	h.ok(h.restrict(h.boss, keys.Restrict{Account: ann.id, Until: time.Now().Add(-time.Minute)}, time.Now().Add(-time.Hour)))
	all("after a suspension", nil, ann)
	h.ok(h.dir.MuteAccount(h.Context(), operator, ann.id, time.Time{}, ""))
	all("muted", nil, ann)

	// Waiting is told first, whatever else there is.
	h.mustSet(keys.HouseSignUp, string(keys.Approval))
	late := h.person("new-comer")
	all("not approved", keys.ErrDenied, late)
	h.ok(h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: keys.Target{Account: late.id}}))
	if err := h.dir.Admit(h.identity(late), somewhere, true); err == nil || !strings.Contains(err.Error(), "waits for a moderator") {
		h.Errorf("who waits is told %v", err)
	}
	h.ok(h.dir.Approve(h.Context(), operator, late.id, ""))
	all("approved and banned", keys.ErrDenied, late)
	h.ok(h.dir.Unban(h.Context(), operator, keys.Target{Account: late.id}, ""))
	all("approved", nil, late)
	h.ok("", h.dir.Delete(h.Context(), operator, late.id, false))
	all("deleted", nil, late) // a guest
	h.mustSet(keys.HouseSignUp, string(keys.Open))

	// A key that has moved on is judged by whose it is now.
	h.ok(h.dir.Suspend(h.Context(), operator, ann.id, time.Time{}, ""))
	second := h.staff("sec-ond", keys.Member)
	if err := h.dir.Admit(keys.Identity{Fingerprint: second.print(), Account: h.account(ann)}, somewhere, true); err != nil {
		h.Errorf("another's key: %v", err)
	}
}

func lockedOut(h *house) {
	ann, mod, guest := h.person("ann"), h.staff("mod-erator", keys.Moderator), person{key: NewKey(h.T)}
	for level, want := range map[keys.Level]struct{ member, staff [2]error }{ // when a session begins, and later
		keys.NoSignUp:  {},
		keys.ReadOnly:  {},
		keys.StaffOnly: {member: [2]error{keys.ErrLimited, nil}},
		keys.LocalOnly: {[2]error{keys.ErrLimited, keys.ErrLimited}, [2]error{keys.ErrLimited, keys.ErrLimited}},
	} {
		h.ok(h.dir.SetLockdown(h.Context(), operator, level, time.Now().Add(time.Hour), "a flood"))
		for _, p := range []person{ann, guest} {
			h.admitted("below staff", p, want.member[0], want.member[1])
		}
		for _, p := range []person{mod, h.boss} {
			h.admitted("staff", p, want.staff[0], want.staff[1])
		}
	}
	// One that has ended is none, and a ban is told before it.
	o, err := h.do(keys.SetLockdown{Header: header(h.boss, time.Now().Add(-time.Hour)), Level: keys.LocalOnly, Until: time.Now().Add(-time.Minute)})
	h.ok(o, err)
	h.admitted("afterwards", ann, nil, nil)
	h.ok(h.dir.SetLockdown(h.Context(), operator, keys.LocalOnly, time.Time{}, ""))
	h.ban(h.boss, keys.Target{Account: ann.id}, "")
	h.admitted("banned as well", ann, keys.ErrDenied, keys.ErrDenied)
}

func ownersAdded(h *house) {
	ann, mod := h.person("ann"), h.staff("mod-erator", keys.Moderator)
	for _, by := range []person{ann, mod, h.boss} {
		log := len(h.entries())
		_, err := h.dir.AddOwner(h.Context(), by.actor(), ann.key)
		h.refused("by an account", err, keys.ErrDenied)
		if left := h.entries()[log:]; len(left) != 1 || left[0].Action != "owner add" || left[0].Result == "ok" {
			h.Errorf("the refusal is in the log as %+v", left)
		}
	}
	// Nothing that was decided before keeps the new owner out.
	h.ok(h.dir.Suspend(h.Context(), operator, ann.id, time.Time{}, ""))
	h.ban(h.boss, keys.Target{Account: ann.id}, "")
	h.ban(h.boss, keys.Target{Key: ann.print()}, "")
	a, err := h.dir.AddOwner(h.Context(), operator, ann.key)
	if err != nil || a != h.account(ann) || a.Role != keys.Owner || a.Configured {
		h.Fatalf("AddOwner = %+v, %v", a, err)
	}
	h.admitted("an owner", ann, nil, nil)
	log := len(h.entries())
	h.ok(h.dir.AddOwner(h.Context(), operator, ann.key))
	if n := len(h.entries()) - log; n != 0 {
		h.Errorf("an owner who is one already leaves %d entries", n)
	}
	h.ok(h.dir.SetRole(h.Context(), ann.actor(), ann.id, keys.Member, "")) // can step down

	h.mustSet(keys.HouseSignUp, string(keys.Approval))
	late := h.person("new-comer")
	if a, err = h.dir.AddOwner(h.Context(), operator, late.key); err != nil || a.Pending || a.Role != keys.Owner {
		h.Errorf("AddOwner of who waits = %+v, %v", a, err)
	}
}

func ownersGetIn(h *house) {
	expected, configured := person{key: NewKey(h.T)}, person{key: NewKey(h.T)}
	h.dir = keys.NewDirectory(h.store, []keys.Fingerprint{h.boss.print(), configured.print()})
	h.mustSet(keys.HouseSignUp, string(keys.Closed))
	h.ban(h.boss, keys.Target{Key: expected.print()}, "")
	if a, err := h.dir.AddOwner(h.Context(), operator, expected.key); err != nil || a != (keys.Account{}) {
		h.Fatalf("AddOwner of a key without an account = %+v, %v", a, err)
	}
	log := len(h.entries())
	h.ok(h.dir.AddOwner(h.Context(), operator, expected.key))
	if n := len(h.entries()) - log; n != 0 {
		h.Errorf("the same key again leaves %d entries", n)
	}
	h.mustBan("203.0.113.0/24")
	h.ok(h.dir.SetLockdown(h.Context(), operator, keys.LocalOnly, time.Time{}, ""))
	for name, p := range map[string]*person{"expected": &expected, "con-figured": &configured} {
		h.admitted(name, *p, nil, nil)
		*p = h.signUp(p.key, name)
		if a := h.account(*p); a.Role != keys.Owner || a.Pending {
			h.Errorf("%s has signed up as %+v", name, a)
		}
	}
	h.ok(h.dir.SetLockdown(h.Context(), operator, keys.Normal, time.Time{}, ""))
	h.admitted("from a banned address", expected, nil, nil)

	// It counts once: who is made less stays that, with this key or elsewhere.
	h.ok(h.dir.SetRole(h.Context(), operator, expected.id, keys.Member, ""))
	h.mustSet(keys.HouseSignUp, string(keys.Open))
	h.ok("", h.dir.Delete(h.Context(), operator, expected.id, false))
	if back := h.signUp(expected.key, "again"); h.account(back).Role != keys.Member {
		h.Errorf("who comes back is %+v", h.account(back))
	}

	// It joins an account that there is as well.
	ann, another := h.person("ann"), NewKey(h.T)
	h.ok(h.dir.AddOwner(h.Context(), operator, another))
	h.ok(h.dir.UseLink(h.Context(), from, another, mustLink(h, ann)))
	if a := h.account(ann); a.Role != keys.Owner {
		h.Errorf("whose account an owner's key joined is %+v", a)
	}
}
