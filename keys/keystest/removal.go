package keystest

import (
	"strings"
	"time"

	"snug/keys"
)

func removal(h *house) {
	ann, eve := h.person("ann"), h.person("eve")
	laptop := h.join(ann)
	_, err := h.dir.RemoveKey(h.Context(), eve.actor(), ann.print().String())
	h.refused("somebody else's key", err, keys.ErrNotFound)
	for name, typed := range map[string]string{
		"nothing": "", "the beginning of all": "SHA256:", "no fingerprint": "x\x1b[2J", "too much": strings.Repeat("x", 1<<20),
	} {
		_, err := h.dir.RemoveKey(h.Context(), ann.actor(), typed)
		h.refused(name, err, keys.ErrNotFound)
	}
	k, err := h.dir.RemoveKey(h.Context(), laptop.actor(), ann.print().String()[:len("SHA256:")+12])
	if err != nil || k.Fingerprint != ann.print() || k.Offered {
		h.Fatalf("RemoveKey = %+v, %v; want the key", k, err)
	}
	h.holder(ann.key, 0)
	h.ring(laptop, laptop.key)
	_, err = h.dir.RemoveKey(h.Context(), laptop.actor(), strings.TrimPrefix(laptop.print().String(), "SHA256:"))
	h.refused("the last key", err, keys.ErrLastKey)
	h.holder(laptop.key, ann.id)

	// An offer is no key that the last one could give way to.
	waiting := NewKey(h.T)
	h.ok(h.dir.Offer(h.Context(), laptop.actor(), line(waiting)))
	_, err = h.dir.RemoveKey(h.Context(), laptop.actor(), laptop.print().String())
	h.refused("the last key beside an offer", err, keys.ErrLastKey)
	gone, err := h.dir.RemoveKey(h.Context(), laptop.actor(), keys.FingerprintOf(waiting).String())
	if err != nil || !gone.Offered {
		h.Errorf("RemoveKey of an offer = %+v, %v", gone, err)
	}
	h.offers(waiting)

	begins := laptop.print().String()[:len("SHA256:")+1]
	twin := NewKey(h.T)
	for !strings.HasPrefix(keys.FingerprintOf(twin).String(), begins) {
		twin = NewKey(h.T)
	}
	h.ok(h.dir.Offer(h.Context(), laptop.actor(), line(twin)))
	_, err = h.dir.RemoveKey(h.Context(), laptop.actor(), begins)
	h.refused("a fingerprint that begins two", err, keys.ErrConflict)

	boss := h.join(h.boss)
	_, err = h.dir.RemoveKey(h.Context(), boss.actor(), h.boss.print().String())
	h.refused("a key of the configuration", err, keys.ErrLastKey)
	h.holder(h.boss.key, h.boss.id)
}

// A key is removed because it was lost; whoever has it may still be connected.
func removedKey(h *house) {
	ann, bob := h.person("ann"), h.staff("bob", keys.Admin)
	laptop, phone := h.join(ann), h.join(bob)
	code := mustLink(h, laptop)
	planted, wanted := NewKey(h.T), NewKey(h.T)
	h.ok(h.dir.Offer(h.Context(), laptop.actor(), line(planted)))
	h.ok(h.dir.Offer(h.Context(), ann.actor(), line(wanted)))
	h.ok(h.dir.RemoveKey(h.Context(), ann.actor(), laptop.print().String()))
	h.ok(h.dir.RemoveKey(h.Context(), bob.actor(), phone.print().String()))
	_, err := h.dir.UseLink(h.Context(), from, NewKey(h.T), code)
	h.refused("a code that was made before", err, keys.ErrBadCode)
	_, err = h.dir.Accept(h.Context(), from, planted, "ann")
	h.refused("a place that was offered before", err, keys.ErrNotFound)
	h.offers(wanted, ann.id)
	ghost := h.person("ghost")
	asked, err := h.dir.Recover(h.Context(), from, NewKey(h.T), "ghost", "")
	h.ok(asked, err)

	for name, try := range map[string]func() error{
		"key add":    func() error { _, err := h.dir.Offer(h.Context(), laptop.actor(), line(NewKey(h.T))); return err },
		"key remove": func() error { _, err := h.dir.RemoveKey(h.Context(), laptop.actor(), ann.print().String()); return err },
		"key link":   func() error { _, _, err := h.dir.Link(h.Context(), laptop.actor()); return err },
		"me rename":  func() error { _, err := h.dir.Rename(h.Context(), laptop.actor(), "annie"); return err },
		"me bio":     func() error { _, err := h.dir.SetBio(h.Context(), laptop.actor(), "hello"); return err },
		"me display": func() error { _, err := h.dir.SetDisplay(h.Context(), laptop.actor(), "Annie"); return err },
		"me set":     func() error { _, err := h.dir.Set(h.Context(), laptop.actor(), keys.SetDM, "nobody"); return err },
		"me delete":  func() error { return h.dir.Delete(h.Context(), laptop.actor(), ann.id, false) },
		"user role": func() error {
			_, err := h.dir.SetRole(h.Context(), phone.actor(), ghost.id, keys.Moderator, "")
			return err
		},
		"recovery approve": func() error {
			_, err := h.dir.Decide(h.Context(), phone.actor(), asked.ID, keys.Verdict{Approve: true})
			return err
		},
	} {
		h.refused(name, try(), keys.ErrDenied)
	}
	h.ring(ann, ann.key)
	if a := h.account(ann); a.Name != "ann" || a.Bio+a.Display != "" || !a.Deleted.IsZero() {
		h.Errorf("after all that ann is %+v", a)
	}
	h.ok(h.dir.Rename(h.Context(), ann.actor(), "annie")) // with the key that stayed
}

func bios(h *house) {
	ann := h.person("ann")
	a, err := h.dir.SetBio(h.Context(), ann.actor(), "  Plays go.\nLikes 茶.  \n\n")
	if want := "  Plays go.\nLikes 茶."; err != nil || a.Bio != want || h.account(ann) != a {
		h.Errorf("bio = %q, %v; want %q", a.Bio, err, want)
	}
	for name, said := range map[string]string{
		"too long": strings.Repeat("茶", 101), "far too long": strings.Repeat("x\u0301", 1<<20),
		"too many lines": "1\n2\n3\n4\n5", "not UTF-8": "\xff",
	} {
		_, err := h.dir.SetBio(h.Context(), ann.actor(), said)
		h.refused(name, err, keys.ErrBadText)
	}
	a, err = h.dir.SetBio(h.Context(), ann.actor(), "x\x1b[31m\u202ey")
	if err != nil || strings.ContainsAny(a.Bio, "\x1b\u202e") {
		h.Errorf("a hostile bio = %q, %v", a.Bio, err)
	}
	a, err = h.dir.SetBio(h.Context(), ann.actor(), "")
	if err != nil || a.Bio != "" {
		h.Errorf("no bio = %q, %v", a.Bio, err)
	}
}

func lastSeen(h *house) {
	ann := h.person("ann")
	who, err := h.dir.Identify(ann.key)
	h.ok(who, err)
	seen := func() time.Time {
		h.Helper()
		at, err := h.dir.LastSeen(ann.id)
		h.ok(at, err)
		return at
	}
	h.ok("", h.dir.Seen(h.Context(), who))
	if at := seen(); !at.IsZero() {
		h.Errorf("last seen at %v, though nobody chose to show that", at)
	}
	h.ok(h.dir.Set(h.Context(), ann.actor(), keys.SetLastSeen, "on"))
	first := seen()
	if ring, err := h.dir.Keys(ann.id); err != nil || first.IsZero() || !ring[0].Used.Equal(first) {
		h.Errorf("last seen at %v, the key was used %+v, %v", first, ring, err)
	}
	h.ok("", h.dir.Seen(h.Context(), who)) // too soon to be written
	if at := seen(); !at.Equal(first) {
		h.Errorf("last seen at %v and at once at %v", first, at)
	}
	later := first.Add(time.Hour)
	h.ok(h.do(keys.Seen{Header: header(ann, later), Account: ann.id, Key: ann.print()}))
	// Of many sessions that end together one is written.
	h.ok(h.do(keys.Seen{Header: header(ann, later.Add(time.Minute)), Account: ann.id, Key: ann.print()}))
	if at := seen(); !at.Equal(later) {
		h.Errorf("last seen at %v, want %v", at, later)
	}
	// Guests and keys that were removed leave no trace.
	h.ok("", h.dir.Seen(h.Context(), keys.Identity{Fingerprint: keys.Fingerprint{1}}))
	who.Fingerprint = keys.Fingerprint{1}
	h.ok("", h.dir.Seen(h.Context(), who))
	if at := seen(); !at.Equal(later) {
		h.Errorf("somebody else's key moved it to %v", at)
	}
}

// untypedKeys are those from before their types were kept.
func untypedKeys(h *house) {
	old := person{key: NewKey(h.T)}
	o, err := h.do(keys.SignUp{Header: header(old, time.Now()), Key: keys.Key{Fingerprint: old.print()}, Name: "old"})
	h.ok(o, err)
	old.id = o.Account.ID
	check := func(want string) {
		h.Helper()
		if ring, err := h.dir.Keys(old.id); err != nil || len(ring) != 1 || ring[0].Type != want {
			h.Errorf("the keys are %+v, %v; want one of type %q", ring, err, want)
		}
	}
	h.ok(h.do(keys.Seen{Header: header(old, time.Now()), Account: old.id, Key: old.print()}))
	check("")
	who, err := h.dir.Identify(old.key)
	h.ok(who, err)
	h.ok("", h.dir.Seen(h.Context(), who)) // the type is news, however soon
	check("ssh-ed25519")
	who.KeyType = "ssh-rsa"
	h.ok("", h.dir.Seen(h.Context(), who))
	check("ssh-ed25519")
}

func revision(h *house) {
	ann := h.person("ann")
	was := h.dir.Revision()
	h.ok(h.dir.Identify(ann.key))
	for _, bio := range []string{"one", "two"} {
		h.ok(h.dir.SetBio(h.Context(), ann.actor(), bio))
		if now := h.dir.Revision(); now == was {
			h.Errorf("the revision is still %d", now)
		} else {
			was = now
		}
	}
}
