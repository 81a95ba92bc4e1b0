package keystest

import (
	"cmp"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"snug/keys"
)

func isNotFound(err error) bool { return errors.Is(err, keys.ErrNotFound) }

func banAgain(h *house) {
	mod, ann := h.staff("mod-erator", keys.Moderator), h.person("ann")
	of := keys.Target{Account: ann.id}
	first := h.ban(mod, of, "rude")
	if first.ID != 1 || first.Name != "ann" || first.Reason != "rude" || !first.Until.IsZero() || first.By != uint64(mod.id) || first.ByName != "mod-erator" {
		h.Errorf("a ban = %+v", first)
	}
	h.ok(h.dir.RenameAccount(h.Context(), operator, ann.id, "annie", ""))
	until := time.Now().Add(time.Hour).UTC().Truncate(time.Microsecond)
	second, err := h.dir.Ban(h.Context(), h.boss.actor(), keys.BanRequest{Target: of, Until: until})
	if err != nil || second.ID != 2 || second.Name != "annie" || !second.Until.Equal(until) || second.ByName != "boss" {
		h.Errorf("another ban = %+v, %v", second, err)
	}
	if all, err := h.dir.Bans(true); err != nil || len(all) != 1 || all[0] != second {
		h.Errorf("the bans are %+v, %v", all, err)
	}
	if b, err := h.dir.BanByID(2); err != nil || b != second {
		h.Errorf("BanByID(2) = %+v, %v", b, err)
	}
	for _, id := range []uint64{0, 1, 3, 1 << 60} {
		_, err := h.dir.BanByID(id)
		h.refused(fmt.Sprint("ban ", id), err, keys.ErrNotFound)
	}
	// The same command once more is the same ban.
	c := keys.AddBan{Header: header(mod, until.Add(-time.Minute)), Target: of, Until: until}
	o, err := h.do(c)
	h.ok(o, err)
	log := len(h.entries())
	if again, err := h.do(c); err != nil || again.Ban != o.Ban || len(h.entries()) != log {
		h.Errorf("the same command again = %+v, %v; want %+v", again.Ban, err, o.Ban)
	}
	lift := keys.LiftBan{Header: header(mod, until.Add(-time.Second)), Target: of}
	o, err = h.do(lift)
	h.ok(o, err)
	if again, err := h.do(lift); err != nil || again.Ban != o.Ban {
		h.Errorf("lifting it again = %+v, %v; want %+v", again.Ban, err, o.Ban)
	}
	// Whoever comes at the same moment finds it lifted.
	o, err = h.do(keys.LiftBan{Header: header(mod, until.Add(-time.Second)), Target: of})
	h.refused("lifting what another has lifted meanwhile", cmp.Or(err, o.Refusal), keys.ErrNotFound)
	_, err = h.dir.Unban(h.Context(), mod.actor(), keys.Target{Key: ann.print()}, "")
	h.refused("lifting what is not", err, keys.ErrNotFound)
}

func banEnds(h *house) {
	ann := h.person("ann")
	of := func(i int) keys.Target {
		return keys.Target{Net: netip.PrefixFrom(netip.AddrFrom4([4]byte{198, 51, 100, byte(i)}), 32)}
	}
	put := func(t keys.Target, at, until time.Time) keys.Ban {
		h.Helper()
		o, err := h.do(keys.AddBan{Header: header(h.boss, at), Target: t, Until: until})
		h.ok(o, err)
		return o.Ban
	}
	now := time.Now().UTC().Truncate(time.Microsecond)
	put(of(1), now.Add(-2*time.Hour), now.Add(-time.Hour)) // has ended
	open := put(of(2), now.Add(-time.Hour), now.Add(time.Hour))
	h.hit(ann, "198.51.100.1")
	h.hit(ann, "198.51.100.2", open.ID)
	if all, err := h.dir.Bans(false); err != nil || len(all) != 1 || all[0] != open {
		h.Errorf("the bans that count are %+v, %v", all, err)
	}
	if all, err := h.dir.Bans(true); err != nil || len(all) != 2 || all[0] != open {
		h.Errorf("all bans, the newest first, are %+v, %v", all, err)
	}
	_, err := h.dir.Unban(h.Context(), h.boss.actor(), of(1), "")
	h.refused("lifting one that has ended", err, keys.ErrNotFound)

	// What ended long ago goes a few at a time when others come.
	for i := range 30 {
		put(of(100+i), now.Add(-2*time.Hour), now.Add(-time.Hour))
	}
	later := now.Add(keys.BansKept)
	put(of(200), later, time.Time{})
	left, err := h.dir.Bans(true)
	if h.ok(left, err); len(left) != 13 {
		h.Errorf("%d bans are left, want the one that lasted, the new one and 11 that go later", len(left))
	}
	put(of(201), later, time.Time{})
	if left, err = h.dir.Bans(true); err != nil || len(left) != 3 {
		h.Errorf("%d bans are left, %v; want 3", len(left), err)
	}
}

// banFollows is about somebody who is banned and lets go of the account, or whose
// account goes.
func banFollows(h *house) {
	admin := h.staff("ad-min", keys.Admin)
	until := time.Now().Add(time.Hour).UTC().Truncate(time.Microsecond)
	ban := func(t keys.Target, until time.Time) {
		h.Helper()
		h.ok(h.dir.Ban(h.Context(), admin.actor(), keys.BanRequest{Target: t, Until: until, Reason: "a flood"}))
	}
	of := func(p person) keys.Ban {
		h.Helper()
		found, err := h.dir.BansOn(keys.Identity{Fingerprint: p.print()}, netip.Addr{})
		if err != nil || len(found) != 1 {
			h.Fatalf("the key is banned by %+v, %v", found, err)
		}
		return found[0]
	}
	eve := h.person("evelyn")
	laptop, phone, stolen := h.join(eve), h.join(eve), h.join(eve)
	offered := NewKey(h.T)
	h.ok(h.dir.Offer(h.Context(), eve.actor(), line(offered)))
	ban(keys.Target{Key: phone.print()}, time.Time{}) // for longer than the account
	ban(keys.Target{Key: laptop.print()}, time.Now().Add(time.Minute))
	ban(keys.Target{Account: eve.id}, until)

	h.ok(h.dir.RemoveKeyOf(h.Context(), admin.actor(), eve.id, stolen.print().String(), ""))
	h.ok("", h.dir.Delete(h.Context(), admin.actor(), eve.id, true))
	for name, p := range map[string]person{"first": eve, "laptop": laptop, "stolen": stolen} {
		if b := of(p); !b.Until.Equal(until) || b.Reason != "a flood" || b.By != uint64(admin.id) {
			h.Errorf("the %s key is banned as %+v", name, b)
		}
	}
	if b := of(phone); !b.Until.IsZero() {
		h.Errorf("the key that was banned for ever is banned as %+v", b)
	}
	if err := h.dir.Admit(keys.Identity{Fingerprint: keys.FingerprintOf(offered)}, netip.Addr{}, true); err != nil {
		h.Errorf("a key that was only offered: %v", err)
	}
	for _, p := range []person{eve, phone} { // a form may be open still
		_, err := h.dir.SignUp(h.Context(), p.key, "sweety", "")
		h.refused("a new account for a banned key", err, keys.ErrDenied)
	}
	if all, err := h.dir.Bans(true); err != nil || len(all) != 4 {
		h.Errorf("there are the bans %+v, %v", all, err)
	}
	// Whoever was not banned has free keys.
	bob := h.person("bob")
	h.ok("", h.dir.Delete(h.Context(), admin.actor(), bob.id, false))
	h.hit(person{key: bob.key}, "")
}
