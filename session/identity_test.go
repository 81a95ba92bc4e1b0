package session_test

import (
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session"
)

// An asking offers a key and counts how often it is asked to prove it.
type asking struct {
	key   ssh.PublicKey
	asked atomic.Int32
}

func (a *asking) PublicKey() ssh.PublicKey { return a.key }

func (a *asking) Sign(io.Reader, []byte) (*ssh.Signature, error) {
	a.asked.Add(1)
	return nil, errors.New("no private key")
}

// TestA5NobodyLearnsWhoseKeyIsKnown offers keys that are known, not known and
// suspended: each is asked to be proved, in the same way. Who proves one learns of
// that key alone.
func TestA5NobodyLearnsWhoseKeyIsKnown(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.signUp(t, w.owner, "olga")
	member, suspended := w.member(t, "alice"), w.member(t, "bob")
	w.rules(t, "user suspend bob --reason noise")
	w.rules(t, "setting set sign-up closed")
	said := make(map[string]bool)
	for name, key := range map[string]ssh.PublicKey{
		"a member's": member.PublicKey(), "a suspended member's": suspended.PublicKey(), "nobody's": newSigner(t).PublicKey(),
	} {
		a := &asking{key: key}
		c, err := w.dial("alice", ssh.PublicKeys(a))
		if err == nil {
			c.Close()
			t.Errorf("%s key lets somebody in without a proof", name)
		}
		if n := a.asked.Load(); n != 1 {
			t.Errorf("%s key is asked to be proved %d times, want once", name, n)
		}
		said[err.Error()] = true
	}
	if len(said) != 1 {
		t.Errorf("what keys are known shows: %v", said)
	}

	refused := make(map[answer]bool)
	for _, name := range []string{"alice", "bob", "nobody", "root"} {
		c, err := w.dial(name, ssh.PublicKeys(newSigner(t)))
		if err != nil {
			t.Fatal(err)
		}
		refused[run(t, c, "send lobby hello")] = true
		c.Close()
	}
	if len(refused) != 1 {
		t.Errorf("who is known shows: %v", refused)
	}
}

// TestA11TheFirstToComeIsNobody: only the key that the server was given owns it.
func TestA11TheFirstToComeIsNobody(t *testing.T) {
	w := newWorld(t, session.Limits{})
	first := w.as(t, w.member(t, "first"))
	if a := run(t, first, "whoami --json"); !strings.Contains(a.out, `"role":"member"`) {
		t.Errorf("whoever signs up first is %s%s", a.out, a.err)
	}
	if a := run(t, first, "user role first owner"); a.status != 4 {
		t.Errorf("they make themselves an owner: %+v", a)
	}
	w.signUp(t, w.owner, "olga")
	if a := run(t, w.as(t, w.owner), "whoami --json"); !strings.Contains(a.out, `"role":"owner"`) {
		t.Errorf("the owner is %s%s", a.out, a.err)
	}
}

// TestA12NothingIsLookedUpBeforeTheProof has a store that answers nothing: handshakes
// go on, with any number of keys, and fail or succeed without it.
func TestA12NothingIsLookedUpBeforeTheProof(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice := w.member(t, "alice")
	reads := w.accounts.reads.Load()
	c, err := w.dial("alice", ssh.PublicKeys(offer(alice.PublicKey()), offer(newSigner(t).PublicKey()), &asking{key: newSigner(t).PublicKey()}, alice))
	if err == nil {
		c.Close()
	}
	for range 20 {
		if c, err := w.dial("alice", ssh.PublicKeys(&asking{key: alice.PublicKey()})); err == nil {
			c.Close()
			t.Error("a key without a proof lets somebody in")
		}
	}
	if n := w.accounts.reads.Load() - reads; n != 0 {
		t.Errorf("accounts were looked up %d times before anybody asked for a session", n)
	}
	if a := run(t, w.as(t, alice), "whoami"); a.status != 0 || w.accounts.reads.Load() == reads {
		t.Errorf("afterwards it is %+v, with %d look-ups", a, w.accounts.reads.Load()-reads)
	}
}

// View counts.
func (a *accounts) View(read func(keys.Reader) error) error {
	a.reads.Add(1)
	return a.Store.View(read)
}

// TestA9CertificatesAreRefused whatever they say and whoever has signed them.
func TestA9CertificatesAreRefused(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice := w.member(t, "alice")
	for name, cert := range map[string]*ssh.Certificate{
		"for anybody":         {CertType: ssh.UserCert},
		"for somebody":        {CertType: ssh.UserCert, ValidPrincipals: []string{"alice"}},
		"for a host":          {CertType: ssh.HostCert, ValidPrincipals: []string{"alice"}},
		"with a critical one": {CertType: ssh.UserCert, Permissions: ssh.Permissions{CriticalOptions: map[string]string{"force-command": "x"}}},
	} {
		for by, ca := range map[string]ssh.Signer{"the owner": w.owner, "its holder": alice, "a stranger": newSigner(t)} {
			c := *cert
			c.Key, c.ValidBefore = alice.PublicKey(), ssh.CertTimeInfinity
			if err := c.SignCert(rand.Reader, ca); err != nil {
				t.Fatal(err)
			}
			certified, err := ssh.NewCertSigner(&c, alice)
			if err != nil {
				t.Fatal(err)
			}
			if conn, err := w.dial("alice", ssh.PublicKeys(certified)); err == nil {
				conn.Close()
				t.Errorf("a certificate %s, signed by %s, lets somebody in", name, by)
			}
		}
	}
}
