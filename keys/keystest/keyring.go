package keystest

import (
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"

	"snug/keys"
)

// ring checks the keys of an account, in order.
func (h *house) ring(p person, want ...ssh.PublicKey) {
	h.Helper()
	got, err := h.dir.Keys(p.id)
	if err != nil {
		h.Fatal(err)
	}
	var prints, wanted []string
	for _, k := range got {
		prints = append(prints, k.Fingerprint.String())
	}
	for _, k := range want {
		wanted = append(wanted, ssh.FingerprintSHA256(k))
	}
	if !slices.Equal(prints, wanted) {
		h.Errorf("account %d has the keys %v, want %v", p.id, prints, wanted)
	}
}

func (h *house) offers(k ssh.PublicKey, want ...keys.AccountID) {
	h.Helper()
	got, err := h.dir.Offers(keys.FingerprintOf(k))
	if err != nil {
		h.Fatal(err)
	}
	var ids []keys.AccountID
	for _, a := range got {
		ids = append(ids, a.ID)
	}
	if !slices.Equal(ids, want) {
		h.Errorf("the key is offered by %v, want %v", ids, want)
	}
}

func offers(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	second := NewKey(h.T)
	k, err := h.dir.Offer(h.Context(), ann.actor(), line(second))
	if err != nil || !k.Offered || k.Comment != "ann@laptop" || k.Type != "ssh-ed25519" {
		h.Fatalf("Offer = %+v, %v", k, err)
	}
	h.ok(h.dir.Offer(h.Context(), bob.actor(), line(second)))
	h.holder(second, 0)
	h.ring(ann, ann.key)
	h.offers(second, bob.id, ann.id)
	if waiting, err := h.dir.Offered(ann.id); err != nil || len(waiting) != 1 || waiting[0] != k {
		h.Errorf("Offered = %+v, %v; want %+v", waiting, err, k)
	}

	id, err := h.dir.Accept(h.Context(), from, second, "@ANN")
	if err != nil || id.Account != h.account(ann) || id.Role != keys.Member {
		h.Fatalf("Accept = %+v, %v; want ann", id, err)
	}
	h.holder(second, ann.id)
	h.ring(ann, ann.key, second)
	h.offers(second) // bob's leads nowhere, which bob does not learn
	if waiting, err := h.dir.Offered(bob.id); err != nil || len(waiting) != 1 || waiting[0].Fingerprint != keys.FingerprintOf(second) {
		h.Errorf("after the key joined ann, bob offers %+v, %v", waiting, err)
	}
	got, err := h.dir.Keys(ann.id)
	if err != nil || got[1].Comment != "ann@laptop" || got[1].Offered {
		h.Errorf("the key is kept as %+v, %v", got[1], err)
	}
	_, err = h.dir.Offer(h.Context(), ann.actor(), line(second))
	h.refused("a key that is there already", err, keys.ErrKeyTaken)
	_, err = h.dir.Accept(h.Context(), from, second, "bob")
	h.refused("a second account for one key", err, keys.ErrKeyTaken)
	_, err = h.dir.SignUp(h.Context(), second, "annie", "")
	h.refused("an account of its own", err, keys.ErrKeyTaken)
}

// An attacker offers keys that are not theirs, and wants into accounts that do
// not offer anything.
func squatters(h *house) {
	ann, eve := h.person("ann"), h.person("eve")
	stranger := NewKey(h.T)
	h.ok(h.dir.Offer(h.Context(), eve.actor(), line(stranger)))
	// Whether a key has an account is not told.
	h.ok(h.dir.Offer(h.Context(), eve.actor(), line(ann.key)))
	h.holder(ann.key, ann.id)
	h.offers(ann.key)
	_, err := h.dir.Accept(h.Context(), from, ann.key, "eve")
	h.refused("ann's key in eve's account", err, keys.ErrKeyTaken)

	for _, name := range []string{"ann", "nobody-is-called-that", "", strings.Repeat("x", 10<<10), "an\x1b[31mn"} {
		_, err := h.dir.Accept(h.Context(), from, stranger, name)
		h.refused("an account that does not offer", err, keys.ErrNotFound)
	}
	// The key's holder goes their own way, and eve does not see it.
	before, err := h.dir.Offered(eve.id)
	h.ok(before, err)
	own := h.signUp(stranger, "carol")
	h.holder(stranger, own.id)
	h.offers(stranger)
	if waiting, err := h.dir.Offered(eve.id); err != nil || len(waiting) != 2 || !slices.Equal(waiting, before) {
		h.Errorf("eve offers %+v, %v; want %+v as before", waiting, err, before)
	}

	for name, offered := range map[string]string{
		"nothing":         "",
		"no key":          "hello",
		"a private key":   "-----BEGIN OPENSSH PRIVATE KEY-----",
		"two keys":        line(NewKey(h.T)) + "\n" + line(NewKey(h.T)),
		"too much":        line(NewKey(h.T)) + strings.Repeat("x", 1<<20),
		"a certificate":   "ssh-ed25519-cert-v01@openssh.com AAAA",
		"hostile options": `command="\x1b]0;x\x07" ` + "ssh-ed25519 AAAA",
	} {
		_, err := h.dir.Offer(h.Context(), eve.actor(), offered)
		h.refused(name, err, keys.ErrBadKey)
	}
	k, err := h.dir.Offer(h.Context(), eve.actor(), strings.TrimSuffix(line(NewKey(h.T)), "ann@laptop")+"\x1b[31m\u202eroot")
	if err != nil || strings.ContainsAny(k.Comment, "\x1b\u202e") {
		h.Errorf("a hostile comment is kept as %q, %v", k.Comment, err)
	}
}

func manyKeys(h *house) {
	ann := h.person("ann")
	first := NewKey(h.T)
	h.ok(h.dir.Offer(h.Context(), ann.actor(), line(first)))
	for range 18 {
		h.ok(h.dir.Offer(h.Context(), ann.actor(), line(NewKey(h.T))))
	}
	_, err := h.dir.Offer(h.Context(), ann.actor(), line(NewKey(h.T)))
	h.refused("the 21st key", err, keys.ErrLimited)
	h.ok(h.dir.Offer(h.Context(), ann.actor(), line(first))) // the same again takes no room
	h.ok(h.dir.Accept(h.Context(), from, first, "ann"))
	code, _, err := h.dir.Link(h.Context(), ann.actor())
	h.ok(code, err)
	_, err = h.dir.UseLink(h.Context(), from, NewKey(h.T), code)
	h.refused("the 21st key, by a code", err, keys.ErrLimited)
	waiting, err := h.dir.Offered(ann.id)
	h.ok(waiting, err)
	h.ok(h.dir.RemoveKey(h.Context(), ann.actor(), waiting[0].Fingerprint.String()))
	h.ok(h.dir.UseLink(h.Context(), from, NewKey(h.T), mustLink(h, ann)))
}

func mustLink(h *house, p person) string {
	h.Helper()
	code, until, err := h.dir.Link(h.Context(), p.actor())
	if err != nil || until.IsZero() {
		h.Fatalf("Link = %v, %v", until, err)
	}
	return code
}

// join gives an account another key and returns the person as they are with it.
func (h *house) join(p person) person {
	h.Helper()
	k := NewKey(h.T)
	h.ok(h.dir.UseLink(h.Context(), from, k, mustLink(h, p)))
	return person{p.id, k}
}
