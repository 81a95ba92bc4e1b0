package keystest

import (
	"net/netip"
	"slices"
	"testing"
	"time"

	"snug/keys"
)

// target is a ban's, as people write it.
func target(t testing.TB, typed string) keys.Target {
	t.Helper()
	of, ok, err := keys.ParseTarget(typed)
	if !ok || err != nil {
		t.Fatalf("ParseTarget(%q) = %v, %v", typed, ok, err)
	}
	return of
}

func (h *house) ban(by person, of keys.Target, reason string) keys.Ban {
	h.Helper()
	b, err := h.dir.Ban(h.Context(), by.actor(), keys.BanRequest{Target: of, Reason: reason})
	h.ok(b, err)
	return b
}

func (h *house) identity(p person) keys.Identity {
	h.Helper()
	who, err := h.dir.Identify(p.key)
	h.ok(who, err)
	return who
}

// hit checks which bans keep somebody out who comes from an address, and that
// Admit says the same.
func (h *house) hit(p person, from string, want ...uint64) {
	h.Helper()
	addr, _ := netip.ParseAddr(from) // an empty one is nobody's
	who := h.identity(p)
	found, err := h.dir.BansOn(who, addr)
	h.ok(found, err)
	var got []uint64
	for _, b := range found {
		got = append(got, b.ID)
		if !b.Hits(who, addr) {
			h.Errorf("b%d is found for %s and does not hit", b.ID, from)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		h.Errorf("from %q account %d is hit by %v, want %v", from, p.id, got, want)
	}
	for _, fresh := range []bool{true, false} {
		err := h.dir.Admit(who, addr, fresh)
		if len(want) == 0 {
			h.ok("", err)
		} else {
			h.refused("a banned one", err, keys.ErrDenied)
		}
	}
}

func banHits(h *house) {
	ann, bob, guest := h.person("ann"), h.person("bob"), person{key: NewKey(h.T)}
	second := h.join(ann)
	for _, tt := range []struct {
		of   string
		who  person
		from string
		hit  bool
	}{
		{"192.0.2.7", bob, "192.0.2.7", true},
		{"192.0.2.7", guest, "192.0.2.7", true},
		{"192.0.2.7", bob, "::ffff:192.0.2.7", true},
		{"192.0.2.7", bob, "192.0.2.8", false},
		{"192.0.2.7", bob, "", false},
		{"::ffff:192.0.2.7", bob, "192.0.2.7", true},
		{"10.0.0.0/8", bob, "9.255.255.255", false},
		{"10.0.0.0/8", bob, "10.0.0.0", true},
		{"10.0.0.0/8", bob, "10.255.255.255", true},
		{"10.0.0.0/8", bob, "11.0.0.0", false},
		{"10.0.0.0/8", bob, "::ffff:10.1.2.3", true},
		{"192.0.2.64/26", bob, "192.0.2.63", false},
		{"192.0.2.77/26", bob, "192.0.2.64", true},
		{"192.0.2.64/26", bob, "192.0.2.127", true},
		{"192.0.2.64/26", bob, "192.0.2.128", false},
		{"192.0.2.4/31", bob, "192.0.2.5", true},
		{"192.0.2.4/32", bob, "192.0.2.5", false},
		{"::ffff:10.0.0.0/104", bob, "10.9.9.9", true},
		{"2001:db8::1", bob, "2001:db8::1", true},
		{"2001:db8::1", bob, "2001:db8::2", false},
		{"2001:db8::/32", bob, "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true},
		{"2001:db8::/32", bob, "2001:db9::", false},
		{"2001:db8::/32", bob, "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", false},
		{"2001:db8::/127", bob, "2001:db8::1", true},
		{"2001:db8::/24", bob, "2001:dff::1", true},
		{"fe80::1", bob, "fe80::1%eth0", true},
		{ann.print().String(), ann, "192.0.2.7", true},
		{ann.print().String(), second, "192.0.2.7", false},
		{ann.print().String(), bob, "192.0.2.7", false},
		{guestKey(guest), guest, "", true},
		{guestKey(guest), person{key: NewKey(h.T)}, "", false},
	} {
		of := target(h.T, tt.of)
		b, err := h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: of})
		h.ok(b, err)
		if tt.hit {
			h.hit(tt.who, tt.from, b.ID)
		} else {
			h.hit(tt.who, tt.from)
		}
		lifted, err := h.dir.Unban(h.Context(), operator, of, "")
		if err != nil || lifted.ID != b.ID || lifted.In(time.Now()) {
			h.Errorf("Unban(%s) = %+v, %v", tt.of, lifted, err)
		}
		if lifted.In(lifted.At) {
			h.Errorf("the ban of %s counts again when the clock is set back", tt.of)
		}
		h.hit(tt.who, tt.from)
	}

	// An account is banned with every key that it has or comes to have.
	b := h.ban(h.boss, keys.Target{Account: ann.id}, "")
	code := NewKey(h.T)
	h.hit(ann, "", b.ID)
	h.hit(second, "", b.ID)
	h.hit(bob, "")
	h.ok(h.dir.Recover(h.Context(), from, code, "ann", ""))
	h.ok(h.dir.Decide(h.Context(), operator, 1, keys.Verdict{Approve: true}))
	h.hit(person{ann.id, code}, "192.0.2.7", b.ID)
}

func guestKey(p person) string { return "key:" + p.print().String() }

func banExempt(h *house) {
	guest, ann, mod := person{key: NewKey(h.T)}, h.person("ann"), h.staff("mod-erator", keys.Moderator)
	all := target(h.T, "192.0.2.0/24")
	b, err := h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: all, Guests: true})
	h.ok(b, err)
	h.hit(guest, "192.0.2.7", b.ID)
	h.hit(guest, "198.51.100.7")
	h.hit(ann, "192.0.2.7")
	h.hit(mod, "192.0.2.7")
	b, err = h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: all})
	h.ok(b, err)
	h.hit(guest, "192.0.2.7", b.ID)
	h.hit(ann, "192.0.2.7", b.ID)
	h.hit(mod, "192.0.2.7")
	h.hit(h.boss, "192.0.2.7")
	h.ok(h.dir.SetRole(h.Context(), operator, mod.id, keys.Member, ""))
	h.hit(mod, "192.0.2.7", b.ID) // as soon as they are staff no more
	wider := h.mustBan("192.0.0.0/16")
	h.hit(ann, "192.0.2.7", b.ID, wider.ID)
	for _, t := range []keys.Target{{Account: ann.id}, {Key: ann.print()}} {
		_, err = h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: t, Guests: true})
		h.refused("an account to those without one", err, keys.ErrBadText)
	}
}

func (h *house) mustBan(typed string) keys.Ban {
	h.Helper()
	b, err := h.dir.Ban(h.Context(), operator, keys.BanRequest{Target: target(h.T, typed)})
	h.ok(b, err)
	return b
}

// banOwn tries bans that would hit who gives them, or those who have to stay.
func banOwn(h *house) {
	ann, mod, admin := h.person("ann"), h.staff("mod-erator", keys.Moderator), h.staff("ad-min", keys.Admin)
	second := h.join(mod)
	expected := NewKey(h.T)
	h.ok(h.dir.AddOwner(h.Context(), operator, expected))
	dir := keys.NewDirectory(h.store, []keys.Fingerprint{h.boss.print(), {7}})
	log := 0
	for _, tt := range []struct {
		name string
		by   person
		of   keys.Target
		kind error
	}{
		{"own account", mod, keys.Target{Account: mod.id}, keys.ErrConflict},
		{"own key", mod, keys.Target{Key: mod.print()}, keys.ErrConflict},
		{"own other key", mod, keys.Target{Key: second.print()}, keys.ErrConflict},
		{"own address", mod, target(h.T, "192.0.2.7"), keys.ErrConflict},
		{"own address in IPv6", mod, target(h.T, "::ffff:192.0.2.7"), keys.ErrConflict},
		{"a range with the own address", mod, target(h.T, "192.0.0.0/8"), keys.ErrConflict},
		{"a superior's key", mod, keys.Target{Key: admin.print()}, keys.ErrDenied},
		{"a superior's account", mod, keys.Target{Account: admin.id}, keys.ErrDenied},
		{"a key, by a member", ann, keys.Target{Key: keys.Fingerprint{1}}, keys.ErrDenied},
		{"addresses, by a member", ann, target(h.T, "198.51.100.1"), keys.ErrDenied},
		{"the configured owner's key", admin, keys.Target{Key: h.boss.print()}, keys.ErrDenied},
		{"a key of the configuration", admin, keys.Target{Key: keys.Fingerprint{7}}, keys.ErrConflict},
		{"a key that is to be an owner's", admin, keys.Target{Key: keys.FingerprintOf(expected)}, keys.ErrConflict},
		{"nothing", admin, keys.Target{}, keys.ErrBadText},
		{"two things", admin, keys.Target{Account: ann.id, Key: ann.print()}, keys.ErrBadText},
		{"everybody", admin, keys.Target{Net: netip.MustParsePrefix("0.0.0.0/0")}, keys.ErrBadText},
		{"nearly everybody", admin, keys.Target{Net: netip.MustParsePrefix("2000::/23")}, keys.ErrBadText},
		{"a range with bits of a host", admin, keys.Target{Net: netip.MustParsePrefix("10.1.2.3/8")}, keys.ErrBadText},
		{"a mapped range", admin, keys.Target{Net: netip.PrefixFrom(netip.MustParseAddr("::ffff:10.0.0.0"), 104)}, keys.ErrBadText},
	} {
		log = len(h.entries())
		_, err := dir.Ban(h.Context(), tt.by.actor(), keys.BanRequest{Target: tt.of})
		h.refused(tt.name, err, tt.kind)
		left := h.entries()[log:]
		if tt.kind == keys.ErrDenied && (len(left) != 1 || left[0].Result == "ok") {
			h.Errorf("%s: the refusal is in the log as %+v", tt.name, left)
		}
		_, err = dir.Unban(h.Context(), ann.actor(), tt.of, "")
		if err == nil {
			h.Errorf("%s: a member lifts that", tt.name)
		}
	}
	if all, err := h.dir.Bans(true); err != nil || len(all) != 0 {
		h.Errorf("after nothing but refusals there are %+v, %v", all, err)
	}
	_, err := h.dir.Ban(h.Context(), mod.actor(), keys.BanRequest{Target: keys.Target{Account: 7777}})
	if !isNotFound(err) {
		h.Errorf("a ban of nobody: %v", err)
	}
}
