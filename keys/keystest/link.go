package keystest

import (
	"crypto/sha256"
	"strings"
	"time"

	"snug/keys"
)

// read is how a store has a code that was made here.
func read(code string) (place string, secret [32]byte) {
	code = strings.ReplaceAll(code, "-", "")
	return code[:4], sha256.Sum256([]byte(code[4:]))
}

// wrong is a code with the same place and another secret.
func wrong(code string) string {
	last := "0"
	if strings.HasSuffix(code, last) {
		last = "4"
	}
	return code[:len(code)-1] + last
}

func links(h *house) {
	ann := h.person("ann")
	code := mustLink(h, ann)
	if groups := strings.Split(code, "-"); len(groups) != 6 || len(code) != 35 || strings.ContainsAny(code, "ILOU") {
		h.Errorf("the code is %q; want six groups of five characters that nobody mistakes", code)
	}
	second := NewKey(h.T)
	id, err := h.dir.UseLink(h.Context(), from, second, code)
	if err != nil || id.Account != h.account(ann) || id.Fingerprint != keys.FingerprintOf(second) {
		h.Fatalf("UseLink = %+v, %v; want ann", id, err)
	}
	h.holder(second, ann.id)
	h.ring(ann, ann.key, second)

	for how, change := range map[string]func(string) string{
		"small letters":      strings.ToLower,
		"without dashes":     func(s string) string { return strings.ReplaceAll(s, "-", "") },
		"with spaces":        func(s string) string { return "  " + strings.ReplaceAll(s, "-", " ") + "\r\n" },
		"letters for digits": func(s string) string { return strings.NewReplacer("0", "O", "1", "l").Replace(s) },
		"other letters":      func(s string) string { return strings.NewReplacer("0", "o", "1", "I").Replace(s) },
		"long dashes":        func(s string) string { return strings.ReplaceAll(s, "-", "—") },
		"a Chinese keyboard": wide,
		"dashes where it fit": func(s string) string {
			return strings.ReplaceAll(s, "-", "")[:7] + "--" + strings.ReplaceAll(s, "-", "")[7:]
		},
	} {
		k := NewKey(h.T)
		if _, err := h.dir.UseLink(h.Context(), from, k, change(mustLink(h, ann))); err != nil {
			h.Errorf("typed in %s: %v", how, err)
		}
		h.holder(k, ann.id)
	}
	_, err = h.dir.UseLink(h.Context(), from, second, mustLink(h, h.person("bob")))
	h.refused("a key that has an account", err, keys.ErrKeyTaken)
	h.holder(second, ann.id)
}

// wide types as a Chinese keyboard does in its other mode.
func wide(s string) string {
	return strings.Map(func(r rune) rune { return r - 0x21 + 0xff01 }, s)
}

func oneLink(h *house) {
	ann := h.person("ann")
	code := mustLink(h, ann)
	rivals(h, "a code", keys.ErrBadCode, func(int) error {
		_, err := h.dir.UseLink(h.Context(), from, NewKey(h.T), code)
		return err
	})
	if ring, err := h.dir.Keys(ann.id); err != nil || len(ring) != 2 {
		h.Errorf("ann has %d keys, %v; want 2", len(ring), err)
	}
	_, err := h.dir.UseLink(h.Context(), from, NewKey(h.T), code)
	h.refused("a code that was used", err, keys.ErrBadCode)
}

func guesses(h *house) {
	ann := h.person("ann")
	eve := NewKey(h.T)
	try := func(code string) {
		h.Helper()
		_, err := h.dir.UseLink(h.Context(), from, eve, code)
		h.refused(code, err, keys.ErrBadCode)
	}
	code := mustLink(h, ann)
	for range 4 {
		try(wrong(code))
	}
	h.ok(h.dir.UseLink(h.Context(), from, NewKey(h.T), code))

	code = mustLink(h, ann)
	for range 5 {
		try(wrong(code))
	}
	try(wrong(code))
	try(code) // it is the right one, but too late
	for _, other := range []string{"", "-", "x", code[:34], code + "0", strings.Repeat("0", 30), strings.Repeat("x", 1<<20), "\xff", "U" + code[1:]} {
		try(other)
	}
	h.holder(eve, 0)
	if ring, err := h.dir.Keys(ann.id); err != nil || len(ring) != 2 {
		h.Errorf("ann has %d keys, %v; want 2", len(ring), err)
	}

	// That somebody guesses is in the audit log, with where they are.
	denied := 0
	for _, e := range h.entries() {
		if e.Action == "key join" && e.Result != "ok" {
			denied++
			if e.By.Account != 0 || e.By.Key != keys.FingerprintOf(eve).String() || e.By.Address != from.Address || e.Object != "ann" {
				h.Errorf("a wrong code is in the audit log as %+v", e)
			}
		}
	}
	if denied != 9 {
		h.Errorf("the audit log has %d wrong codes, want 9", denied)
	}
}

func endedLinks(h *house) {
	ann := h.person("ann")
	code, until, err := h.dir.Link(h.Context(), ann.actor())
	h.ok(code, err)
	use := func(code string, at time.Time) error {
		k := keys.Key{Fingerprint: keys.FingerprintOf(NewKey(h.T))}
		place, secret := read(code)
		_, err := h.do(keys.UseLink{Header: header(ann, at), Key: k, Place: place, Secret: secret})
		return err
	}
	h.refused("a code that has ended", use(code, until), keys.ErrBadCode)
	if d := time.Until(until); d > 15*time.Minute || d < 14*time.Minute {
		h.Errorf("the code ends in %v, want 15 minutes", d)
	}
	next := mustLink(h, ann)
	h.refused("a code behind which another was made", use(code, until.Add(-time.Minute)), keys.ErrBadCode)
	h.ok("", use(next, until.Add(-time.Minute)))
}

// Two codes cannot be found at one place, but one that has ended gives way.
func linkPlaces(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	now := time.Now().UTC().Truncate(time.Microsecond)
	place := func(p person, at time.Time, secret byte) error {
		_, err := h.do(keys.MakeLink{Header: header(p, at), Place: "ABCD", Secret: [32]byte{secret}})
		return err
	}
	h.ok("", place(ann, now, 1))
	if err := place(bob, now, 2); err == nil {
		h.Error("bob's code took the place of ann's")
	}
	h.ok("", place(bob, now.Add(time.Hour), 3))
	h.ok("", place(bob, now.Add(time.Hour), 4)) // one's own gives way at once
	join := func(secret byte) error {
		k := keys.Key{Fingerprint: keys.FingerprintOf(NewKey(h.T))}
		o, err := h.do(keys.UseLink{Header: header(ann, now.Add(time.Hour)), Key: k, Place: "ABCD", Secret: [32]byte{secret}})
		if err == nil && o.Account.ID != bob.id {
			h.Errorf("bob's code leads to account %d", o.Account.ID)
		}
		return err
	}
	h.refused("ann's code", join(1), keys.ErrBadCode)
	h.refused("bob's first code", join(3), keys.ErrBadCode)
	h.ok("", join(4))
	h.ok("", place(ann, now.Add(time.Hour), 5)) // and ann can make one again
}
