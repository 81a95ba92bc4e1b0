package keystest

import (
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys"
)

// ask requests an account with a new key, as of a time.
func (h *house) ask(k ssh.PublicKey, name string, at time.Time) (keys.Recovery, error) {
	o, err := h.do(keys.Recover{
		Header: keys.Header{ID: header(h.boss, at).ID, At: at, By: from},
		Key:    keys.Key{Fingerprint: keys.FingerprintOf(k), Type: k.Type()}, Name: name,
	})
	return o.Recovery, err
}

func (h *house) open(of keys.AccountID, want ...uint64) {
	h.Helper()
	all, err := h.dir.Recoveries(of)
	if err != nil {
		h.Fatal(err)
	}
	var ids []uint64
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	if len(ids) != len(want) {
		h.Errorf("open for account %d are %v, want %v", of, ids, want)
		return
	}
	for i := range ids {
		if ids[i] != want[i] {
			h.Errorf("open for account %d are %v, want %v", of, ids, want)
		}
	}
}

func recovery(h *house) {
	ann, mod := h.person("ann"), h.staff("mod-erator", keys.Moderator)
	laptop := h.join(ann)
	fresh := NewKey(h.T)
	r, err := h.dir.Recover(h.Context(), from, fresh, "Ann", "  it is me,\nfrom the go club ")
	if err != nil || r.ID != 1 || r.Account.ID != ann.id || r.Note != "it is me, from the go club" || r.Key.Type != "ssh-ed25519" {
		h.Fatalf("Recover = %+v, %v", r, err)
	}
	if again, err := h.dir.Recover(h.Context(), from, fresh, "ann", ""); err != nil || again != r {
		h.Errorf("asked again = %+v, %v; want %+v", again, err, r)
	}
	h.holder(fresh, 0)
	h.open(0, 1)
	h.open(ann.id, 1)
	h.open(mod.id)

	done, err := h.dir.Decide(h.Context(), mod.actor(), 1, keys.Verdict{Approve: true, Reason: "known voice"})
	if err != nil || done.ID != 1 || done.Key.Fingerprint != keys.FingerprintOf(fresh) {
		h.Fatalf("Decide = %+v, %v", done, err)
	}
	h.holder(fresh, ann.id)
	h.holder(ann.key, ann.id)
	h.open(0)
	_, err = h.dir.Decide(h.Context(), mod.actor(), 1, keys.Verdict{Approve: true})
	h.refused("what was decided", err, keys.ErrNotFound)

	// With the others gone: whoever found the laptop is out.
	code := mustLink(h, laptop)
	h.ok(h.dir.Offer(h.Context(), laptop.actor(), line(NewKey(h.T))))
	another := NewKey(h.T)
	r, err = h.dir.Recover(h.Context(), from, another, "ann", "")
	h.ok(r, err)
	h.ok(h.dir.Decide(h.Context(), mod.actor(), r.ID, keys.Verdict{Approve: true, DropKeys: true}))
	h.ring(ann, another)
	for _, k := range []ssh.PublicKey{ann.key, laptop.key, fresh} {
		h.holder(k, 0)
	}
	if waiting, err := h.dir.Offered(ann.id); err != nil || len(waiting) != 0 {
		h.Errorf("offers that stay: %+v, %v", waiting, err)
	}
	_, err = h.dir.UseLink(h.Context(), from, NewKey(h.T), code)
	h.refused("a code from before", err, keys.ErrBadCode)
}

func deciders(h *house) {
	ladder := []keys.Role{keys.Member, keys.Moderator, keys.Admin, keys.Owner}
	n := 0
	for _, mine := range ladder {
		by := h.staff(word("by", n), mine)
		for _, theirs := range ladder[:3] {
			n++
			p := h.staff(word("whom", n), theirs)
			k := NewKey(h.T)
			r, err := h.dir.Recover(h.Context(), from, k, word("whom", n), "")
			h.ok(r, err)
			_, err = h.dir.Decide(h.Context(), by.actor(), r.ID, keys.Verdict{Approve: true, DropKeys: true})
			switch {
			case mine == keys.Member:
				h.refused("a member", err, keys.ErrNotFound)
			case mine <= theirs:
				h.refused(mine.String()+" for "+theirs.String(), err, keys.ErrDenied)
			case err != nil:
				h.Errorf("a %s for a %s: %v", mine, theirs, err)
			default:
				h.holder(k, p.id)
				continue
			}
			h.holder(k, 0)
			h.holder(p.key, p.id)

			// The account itself refuses, but does not approve.
			_, err = h.dir.Decide(h.Context(), p.actor(), r.ID, keys.Verdict{Approve: true})
			h.refused("for oneself", err, keys.ErrDenied)
			h.ok(h.dir.Decide(h.Context(), p.actor(), r.ID, keys.Verdict{Reason: "was not me"}))
			h.holder(k, 0)
			h.open(p.id)
		}
	}
	_, err := h.dir.Recover(h.Context(), from, NewKey(h.T), "boss", "")
	h.refused("an owner", err, keys.ErrDenied)
}

func requests(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	now := time.Now().UTC().Truncate(time.Microsecond)
	keysOf := []ssh.PublicKey{NewKey(h.T), NewKey(h.T), NewKey(h.T), NewKey(h.T)}
	for i := range 3 {
		h.ok(h.ask(keysOf[i], "ann", now.Add(time.Duration(i)*time.Hour)))
	}
	_, err := h.ask(keysOf[3], "ann", now)
	h.refused("the fourth for one account", err, keys.ErrLimited)
	_, err = h.ask(keysOf[0], "bob", now)
	h.refused("two accounts with one key", err, keys.ErrConflict)
	_, err = h.ask(ann.key, "bob", now)
	h.refused("a key that has an account", err, keys.ErrKeyTaken)
	for _, name := range []string{"", "nobody-of-that-name", strings.Repeat("x", 1<<20), "a\x1b[2Jnn"} {
		_, err = h.dir.Recover(h.Context(), from, keysOf[3], name, "")
		h.refused("nobody", err, keys.ErrNotFound)
	}
	_, err = h.dir.Recover(h.Context(), from, keysOf[3], "ann", strings.Repeat("x", 1<<20))
	h.refused("a long note", err, keys.ErrBadText)

	// A key that joins somewhere asks for nothing any more.
	h.ok(h.dir.UseLink(h.Context(), from, keysOf[1], mustLink(h, bob)))
	h.open(0, 1, 3)
	h.signUp(keysOf[2], "cyd")
	h.open(0, 1)

	// After seven days the first one has ended, and gives way.
	week := now.Add(7 * 24 * time.Hour)
	_, err = h.do(keys.Decide{Header: header(h.boss, week), Recovery: 1, Approve: true})
	h.refused("what has ended", err, keys.ErrNotFound)
	r, err := h.ask(keysOf[0], "bob", week)
	if err != nil || r.ID != 4 {
		h.Errorf("the next request = %+v, %v; want number 4", r, err)
	}
	h.open(0, 4)
}

func deletion(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	offered, asking := NewKey(h.T), NewKey(h.T)
	h.ok(h.dir.SetDisplay(h.Context(), ann.actor(), "小安"))
	h.ok(h.dir.SetBio(h.Context(), ann.actor(), "hello"))
	h.ok(h.dir.Set(h.Context(), ann.actor(), keys.SetLastSeen, "on"))
	h.ok("", h.dir.KeepLastRoom(h.Context(), ann.id, 7))
	h.ok("", h.dir.Seen(h.Context(), keys.Identity{Fingerprint: ann.print(), Account: h.account(ann)}))
	h.ok(h.dir.Offer(h.Context(), ann.actor(), line(offered)))
	h.ok(h.dir.Recover(h.Context(), from, asking, "ann", ""))
	code := mustLink(h, ann)
	h.ok("", h.dir.Delete(h.Context(), ann.actor(), ann.id, true))

	a := h.account(ann)
	if want := (keys.Account{ID: ann.id, Name: "deleted-2", Created: a.Created, Deleted: a.Deleted}); a != want || a.Deleted.IsZero() {
		h.Errorf("left is %+v, want %+v", a, want)
	}
	h.holder(ann.key, 0)
	h.offers(offered)
	h.open(0)
	_, err := h.dir.UseLink(h.Context(), from, NewKey(h.T), code)
	h.refused("its code", err, keys.ErrBadCode)
	for _, name := range []string{"ann", "deleted-2"} {
		_, err = h.dir.Recover(h.Context(), from, asking, name, "")
		h.refused("recovering it", err, keys.ErrNotFound)
	}
	if set, err := h.dir.Settings(ann.id); err != nil || len(set) != 0 {
		h.Errorf("its settings = %v, %v", set, err)
	}
	err = h.store.View(func(r keys.Reader) error {
		at, err := r.Seen(ann.id)
		if err != nil || !at.IsZero() {
			h.Errorf("last seen = %v, %v", at, err)
		}
		return nil
	})
	h.ok("", err)

	// Its name is held from everybody, also from who has its key; the rest is free.
	for _, at := range []time.Duration{0, 89 * day} {
		h.refused("its name", h.arrive("ann", time.Now().Add(at)), keys.ErrNameTaken)
		h.refused("its name", h.display(bob, "ANN", time.Now().Add(at)), keys.ErrNameTaken)
	}
	h.ok("", h.display(bob, "小安", time.Now()))
	back := h.signUp(ann.key, "annabel")
	h.refused("its name", h.rename(back, "ann", time.Now()), keys.ErrNameTaken)
	h.ok("", h.arrive("ann", time.Now().Add(91*day)))
	for name, try := range map[string]error{
		"a name":       h.display(ann, "x", time.Now()),
		"a bio":        second(h.dir.SetBio(h.Context(), ann.actor(), "x")),
		"a setting":    second(h.dir.Set(h.Context(), ann.actor(), keys.SetTheme, "dark")),
		"a role":       second(h.dir.SetRole(h.Context(), h.boss.actor(), ann.id, keys.Admin, "")),
		"another end":  h.dir.Delete(h.Context(), h.boss.actor(), ann.id, false),
		"an own doing": h.dir.Delete(h.Context(), ann.actor(), ann.id, false),
	} {
		h.refused(name+" of a deleted account", try, keys.ErrNotFound)
	}
}

func second[T any](_ T, err error) error { return err }

func deleters(h *house) {
	mod, admin := h.staff("mod-erator", keys.Moderator), h.staff("ad-min", keys.Admin)
	other, ann := h.staff("other-admin", keys.Admin), h.person("ann")
	for _, try := range []struct {
		by, whom person
		may      bool
	}{
		{ann, mod, false},
		{mod, ann, false},
		{admin, other, false},
		{admin, h.boss, false},
		{admin, ann, true},
		{admin, mod, true},
		{h.boss, other, true},
		{admin, admin, true},
	} {
		err := h.dir.Delete(h.Context(), try.by.actor(), try.whom.id, false)
		if try.may {
			h.ok("", err)
		} else {
			h.refused("deleting somebody", err, keys.ErrDenied)
		}
		if gone := !h.account(try.whom).Deleted.IsZero(); gone != try.may {
			h.Errorf("account %d is deleted: %v, want %v", try.whom.id, gone, try.may)
		}
	}
}
