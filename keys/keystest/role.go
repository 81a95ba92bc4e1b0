package keystest

import (
	"errors"
	"fmt"

	"snug/keys"
)

// roles tries every grant by every rank against the rule as it is written down.
func roles(h *house) {
	ladder := []keys.Role{keys.Member, keys.Moderator, keys.Admin, keys.Owner}
	n := 0
	for _, mine := range ladder {
		by := h.staff(word("by", n), mine)
		for _, theirs := range ladder {
			for _, given := range ladder {
				n++
				p := h.staff(word("whom", n), theirs)
				a, err := h.dir.SetRole(h.Context(), by.actor(), p.id, given, "because")
				may := mine >= keys.Admin && theirs < mine && (given < mine || mine == keys.Owner)
				what := fmt.Sprintf("%s makes of %s %s", mine, theirs, given)
				if !may {
					h.refused(what, err, keys.ErrDenied)
					given = theirs
				} else if err != nil || a != h.account(p) {
					h.Errorf("%s: %+v, %v", what, a, err)
				}
				if got := h.account(p).Role; got != given {
					h.Errorf("%s: now the role is %s, want %s", what, got, given)
				}
				h.holder(p.key, p.id)
			}
		}
	}
	for name, role := range map[string]keys.Role{"guest": keys.Guest, "nothing": 9} {
		_, err := h.dir.SetRole(h.Context(), h.boss.actor(), 2, role, "")
		h.refused(name, err, keys.ErrBadText)
	}
	if _, err := h.dir.SetRole(h.Context(), h.boss.actor(), 7777, keys.Admin, ""); !errors.Is(err, keys.ErrNotFound) {
		h.Errorf("a role for nobody: %v", err)
	}
	mod := h.staff("climber", keys.Moderator)
	_, err := h.dir.SetRole(h.Context(), mod.actor(), mod.id, keys.Owner, "")
	h.refused("more of oneself", err, keys.ErrDenied)
	h.ok(h.dir.SetRole(h.Context(), mod.actor(), mod.id, keys.Member, "tired"))
	if got := h.account(mod).Role; got != keys.Member {
		h.Errorf("who stepped down is a %s", got)
	}
}

func lastOwner(h *house) {
	_, err := h.dir.SetRole(h.Context(), h.boss.actor(), h.boss.id, keys.Member, "")
	h.refused("an owner by the configuration", err, keys.ErrDenied)
	ann := h.staff("ann", keys.Owner)
	_, err = h.dir.SetRole(h.Context(), ann.actor(), h.boss.id, keys.Member, "")
	h.refused("an owner by the configuration, by another owner", err, keys.ErrDenied)
	h.refused("deleting them", h.dir.Delete(h.Context(), h.boss.actor(), h.boss.id, false), keys.ErrConflict)

	nobody := keys.NewDirectory(h.store, nil) // the configuration without them
	h.ok("", nobody.SyncOwners(h.Context()))
	if got := h.account(h.boss).Role; got != keys.Member {
		h.Errorf("whom the configuration names no more is a %s", got)
	}
	_, err = h.dir.SetRole(h.Context(), ann.actor(), ann.id, keys.Admin, "")
	h.refused("the last owner", err, keys.ErrConflict)
	h.refused("deleting the last owner", h.dir.Delete(h.Context(), ann.actor(), ann.id, false), keys.ErrConflict)
	h.ok(h.dir.SetRole(h.Context(), ann.actor(), h.boss.id, keys.Owner, ""))
	h.ok(h.dir.SetRole(h.Context(), ann.actor(), ann.id, keys.Admin, ""))
	if got := h.account(ann).Role; got != keys.Admin {
		h.Errorf("who stepped down is a %s", got)
	}
}

// The configuration makes owners at the start, and wherever a key of it joins.
func configured(h *house) {
	ann, bob := h.staff("ann", keys.Moderator), h.person("bob")
	second, third := NewKey(h.T), NewKey(h.T)
	dir := keys.NewDirectory(h.store, []keys.Fingerprint{ann.print(), keys.FingerprintOf(second), keys.FingerprintOf(third)})
	check := func(p person, role keys.Role, on bool) {
		h.Helper()
		if a := h.account(p); a.Role != role || a.Configured != on {
			h.Errorf("%s is %s, by the configuration %v; want %s, %v", a.Name, a.Role, a.Configured, role, on)
		}
	}
	h.ok("", dir.SyncOwners(h.Context()))
	log := len(h.entries())
	h.ok("", dir.SyncOwners(h.Context())) // at the next start nothing is new
	if got := len(h.entries()); got != log {
		h.Errorf("the same owners again made %d entries of the audit log", got-log)
	}
	check(ann, keys.Owner, true)
	check(h.boss, keys.Member, false)
	check(bob, keys.Member, false)

	h.ok(dir.UseLink(h.Context(), from, second, mustLink(h, bob)))
	check(bob, keys.Owner, true)
	cyd := h.person("cyd")
	h.ok(dir.Offer(h.Context(), cyd.actor(), line(third)))
	check(cyd, keys.Member, false)
	h.ok(dir.Accept(h.Context(), from, third, "cyd"))
	check(cyd, keys.Owner, true)
	_, err := dir.RemoveKey(h.Context(), cyd.actor(), keys.FingerprintOf(third).String())
	h.refused("a key of the configuration", err, keys.ErrLastKey)

	h.ok("", h.dir.SyncOwners(h.Context()))
	check(ann, keys.Moderator, false) // what she was granted
	check(bob, keys.Member, false)
	check(h.boss, keys.Owner, true)
	h.ok(h.dir.RemoveKey(h.Context(), cyd.actor(), keys.FingerprintOf(third).String()))
}
