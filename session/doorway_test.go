package session_test

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/session"
	"snug/session/door"
)

// knock connects without a word and returns what the server says at once: its
// version, or nothing when the connection is turned away.
func (w *world) knock(t *testing.T) (net.Conn, string) {
	t.Helper()
	c, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c, said(t, c)
}

// said reads what the server says first.
func said(t *testing.T, c net.Conn) string {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, len("SSH-2.0-snug\r\n"))
	n, err := io.ReadFull(c, buf)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal("the server neither speaks nor hangs up")
	}
	return string(buf[:n])
}

// hits compares how often a limit was hit.
func (w *world) hits(t *testing.T, limit string, want uint64) {
	t.Helper()
	if _, known := w.Refused()[limit]; !known {
		t.Errorf("there is no limit %s", limit)
	}
	if got := w.counts(t, limit, want); got != want {
		t.Errorf("the limit %s was hit %d times, want %d", limit, got, want)
	}
}

// counts waits until a limit was hit so often, which the server may count after a
// client has seen it, and returns how often it was.
func (w *world) counts(t *testing.T, limit string, least uint64) uint64 {
	t.Helper()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for end := time.Now().Add(patience); ; <-look.C {
		if n := w.Refused()[limit]; n >= least || time.Now().After(end) {
			return n
		}
	}
}

func TestWhoeverIsTurnedAwayHearsNothing(t *testing.T) {
	tests := []struct {
		limit  string
		limits door.Limits
	}{
		{"unauthenticated", door.Limits{Waiting: 3, WaitingFull: 3}},
		{"unauthenticated-of-source", door.Limits{SourceWaiting: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.limit, func(t *testing.T) {
			w := newWorldOf(t, session.Config{Door: tt.limits})
			alice := w.member(t, "alice")
			in := w.as(t, alice)
			var first net.Conn
			for i := range 3 {
				c, version := w.knock(t)
				if version == "" {
					t.Fatalf("connection %d is turned away", i)
				}
				first = c
			}
			if _, version := w.knock(t); version != "" {
				t.Errorf("one more hears %q", version)
			}
			w.hits(t, tt.limit, 1)
			w.log.shows(t, "connection turned away")
			if a := run(t, in, "whoami"); a.status != 0 {
				t.Errorf("who is in already = %+v", a)
			}
			first.Close()
			w.log.shows(t, "handshake failed")
			w.comes(t, alice)
		})
	}
}

// comes connects with a key as soon as the server lets it, and closes again.
func (w *world) comes(t *testing.T, key ssh.Signer) {
	t.Helper()
	for end := time.Now().Add(patience); ; {
		c, err := w.dial("x", ssh.PublicKeys(key))
		if err == nil {
			c.Close()
			return
		}
		if time.Now().After(end) {
			t.Fatal("nobody is let in:", err)
		}
	}
}

// Somebody opens connections and says nothing, from the address of others.
func TestSlowlorisGivesWay(t *testing.T) {
	w := newWorldOf(t, session.Config{Door: door.Limits{SourceWaiting: 4, GiveWay: time.Millisecond}})
	alice := w.member(t, "alice")
	for range 12 {
		w.knock(t)
	}
	w.comes(t, alice)
	w.log.shows(t, "others wanted its place")
	if w.counts(t, "gave-way", 1) == 0 {
		t.Error("nobody is counted who gave way")
	}
}

func TestFailuresShutASourceOut(t *testing.T) {
	limits := door.Limits{SourceFailures: 3, PenaltyAuth: 20 * time.Second, PenaltyFrom: 20 * time.Second, PenaltyPass: 1000}
	for _, members := range []bool{false, true} {
		t.Run(fmt.Sprint("where members come from: ", members), func(t *testing.T) {
			w := newWorldOf(t, session.Config{Door: limits})
			alice := newSigner(t)
			if members {
				w.signUp(t, alice, "alice")
			}
			for range 4 {
				if c, err := w.dial("root", ssh.PublicKeys(hugeKey(t))); err == nil {
					c.Close()
					t.Fatal("the key is accepted")
				}
			}
			w.log.shows(t, "source penalised")
			w.hits(t, "sources-penalised", 1)
			if members {
				w.comes(t, alice)
				w.hits(t, "penalised", 0)
				return
			}
			if _, version := w.knock(t); version != "" {
				t.Errorf("the source hears %q", version)
			}
			w.hits(t, "penalised", 1)
		})
	}
}

// What comes of a connection decides what it costs.
func TestOutcomes(t *testing.T) {
	limits := door.Limits{
		SourceFailures: 1, PenaltyFrom: time.Second,
		PenaltyEmpty: 20 * time.Second, PenaltyAuth: 30 * time.Second, PenaltySlow: 40 * time.Second, PenaltyCrash: 50 * time.Second,
	}
	key := newSigner(t)
	forged := tampered{newSigner(t)}
	tests := []struct {
		name string
		come func(w *world)
		cost string // empty: none
	}{
		{"a guest who runs a command", func(w *world) { run(t, w.as(t, key), "help") }, ""},
		{"nothing is said", func(w *world) { c, _ := w.knock(t); c.Close() }, "20s"},
		{"another protocol", func(w *world) { c, _ := w.knock(t); fmt.Fprint(c, "GET / HTTP/1.1\r\n\r\n"); c.Close() }, "20s"},
		{"a guest who runs nothing", func(w *world) {
			if c, err := w.dial("x", ssh.PublicKeys(key)); err == nil {
				c.Close()
			}
		}, "20s"},
		{"no key", func(w *world) {
			if c, err := w.dial("x", ssh.KeyboardInteractive(nil)); err == nil {
				run(t, c, "help")
				c.Close()
			}
		}, "20s"},
		{"a key that is refused", func(w *world) { _, _ = w.dial("x", ssh.PublicKeys(hugeKey(t))) }, "30s"},
		{"a signature that is wrong", func(w *world) { _, _ = w.dial("x", ssh.PublicKeys(forged)) }, "30s"},
		{"too late", func(w *world) { c, _ := w.knock(t); _, _ = io.Copy(io.Discard, c) }, "40s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			handshake := patience
			if tt.name == "too late" {
				handshake = 100 * time.Millisecond
			}
			w := newWorldOf(t, session.Config{Door: limits, Limits: session.Limits{Handshake: handshake}})
			for range 3 {
				tt.come(w)
			}
			if tt.cost != "" {
				w.log.shows(t, `msg="source penalised" source=127.0.0.1/32 for=`+tt.cost)
			} else if w.as(t, key); w.Refused()["sources-penalised"] != 0 {
				t.Error("the source was penalised")
			}
		})
	}
}

// A tampered signer signs something else.
type tampered struct{ ssh.Signer }

func (s tampered) Sign(r io.Reader, _ []byte) (*ssh.Signature, error) {
	return s.Signer.Sign(r, []byte("something else"))
}

func TestConnectionsOfAnAccountAreBounded(t *testing.T) {
	t.Parallel() // it waits most of the time
	tests := []struct {
		limit  string
		limits door.Limits
		more   int // connections that are let in
		why    string
	}{
		{"connections-of-account", door.Limits{AccountOpen: 2}, 1, "2 connections are open with your account"},
		{"new-connections-of-account", door.Limits{AccountNew: 3}, 2, "3 new connections a minute are the limit"},
	}
	for _, tt := range tests {
		t.Run(tt.limit, func(t *testing.T) {
			t.Parallel()
			// The first connection runs nothing, and is there as long as the others come.
			w := newWorldOf(t, session.Config{Door: tt.limits, Limits: session.Limits{NoSession: 8 * time.Second}})
			alice := w.member(t, "alice") // on a connection that stays
			for range tt.more {
				run(t, w.as(t, alice), "whoami")
			}
			c := w.as(t, alice)
			if a := run(t, c, "whoami"); a.status != 6 || !strings.Contains(a.err, tt.why) {
				t.Errorf("one more = %+v, want status 6", a)
			}
			if a := run(t, c, "whoami --json"); a.status != 6 || !strings.Contains(a.err, `"code":"limited"`) {
				t.Errorf("one more for a program = %+v, want an object", a)
			}
			w.hits(t, tt.limit, 1)
			ends(t, c)
			if a := run(t, w.as(t, w.member(t, "bob")), "whoami"); a.status != 0 {
				t.Errorf("another account's = %+v", a)
			}
		})
	}
}

func TestGuestsOfASourceAreBounded(t *testing.T) {
	tests := []struct {
		limit  string
		limits door.Limits
		why    string
	}{
		{"guests-of-source", door.Limits{GuestsOpen: 1}, "1 connection from your address has no account"},
		{"new-guests-of-source", door.Limits{GuestsNew: 1}, "1 new connection a minute without an account is the limit"},
	}
	for _, tt := range tests {
		t.Run(tt.limit, func(t *testing.T) {
			w := newWorldOf(t, session.Config{Door: tt.limits})
			alice := w.member(t, "alice") // who was a guest until she signed up
			w.as(t, newSigner(t))
			none, err := w.dial("x", ssh.KeyboardInteractive(nil))
			if err != nil {
				t.Fatal(err)
			}
			defer none.Close()
			for name, c := range map[string]*ssh.Client{"with a key": w.as(t, newSigner(t)), "without": none} {
				if a := run(t, c, "help"); a.status != 6 || !strings.Contains(a.err, tt.why) {
					t.Errorf("one more %s = %+v, want status 6", name, a)
				}
			}
			w.hits(t, tt.limit, 2)
			if a := run(t, w.as(t, alice), "whoami"); a.status != 0 {
				t.Errorf("a member = %+v", a)
			}
		})
	}
}

// Many people behind one address, who all come at once, and somebody among them who
// does what costs penalties.
func TestMembersBesideAnAttacker(t *testing.T) {
	w := newWorldOf(t, session.Config{Door: door.Limits{SourceFailures: 5, PenaltyPass: 200, GiveWay: 20 * time.Millisecond}})
	const people = 30
	var signers []ssh.Signer
	for i := range people {
		signers = append(signers, w.member(t, fmt.Sprint("person", i, "x")))
	}
	stop := make(chan struct{})
	var attack, honest sync.WaitGroup
	for range 8 {
		attack.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if c, err := net.Dial("tcp", w.addr); err == nil {
					_, _ = c.Write([]byte("SSH-2.0-x\r\n"))
					c.Close()
				}
			}
		})
	}
	for _, key := range signers {
		honest.Go(func() { w.comes(t, key) })
	}
	honest.Wait()
	close(stop)
	attack.Wait()
	if w.counts(t, "sources-penalised", 1) == 0 {
		t.Error("the attack cost nothing")
	}
}

func TestAuthenticationIsTriedSoManyTimes(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice := newSigner(t)
	after := func(n int) []ssh.Signer {
		var all []ssh.Signer
		for range n {
			all = append(all, hugeKey(t))
		}
		return append(all, alice)
	}
	c, err := w.dial("root", ssh.PublicKeys(after(5)...))
	if err != nil {
		t.Fatal("the sixth key is not heard:", err)
	}
	c.Close()
	if c, err := w.dial("root", ssh.PublicKeys(after(6)...)); err == nil {
		c.Close()
		t.Error("the seventh key is heard")
	}
	w.hits(t, "auth-tries", 1)
}

// Asking whether a key would do is no attempt, and must not go on for ever.
func TestKeysAreAskedAboutSoManyTimes(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice := newSigner(t)
	asked := func(n int) []ssh.Signer {
		var all []ssh.Signer
		for range n {
			all = append(all, offer(newSigner(t).PublicKey()))
		}
		return append(all, alice)
	}
	c, err := w.dial("x", ssh.PublicKeys(asked(19)...))
	if err != nil {
		t.Fatal("the twentieth key is not heard:", err)
	}
	c.Close()
	if c, err := w.dial("x", ssh.PublicKeys(asked(20)...)); err == nil {
		c.Close()
		t.Error("a connection asks about one more")
	}
	w.hits(t, "auth-offers", 1)
}

// A huge key costs its owner nothing and whoever computes with it a lot.
func TestHugeKeysAreRefusedBeforeArithmetic(t *testing.T) {
	w := newWorld(t, session.Limits{})
	signed := false
	if c, err := w.dial("x", ssh.PublicKeys(witness{hugeKey(t), &signed})); err == nil {
		c.Close()
		t.Error("the key is accepted")
	}
	if signed {
		t.Error("the server wants the key to be proved")
	}
}

// hugeKey is a signer that shows an RSA key of 16384 bits, a new one each time.
func hugeKey(t *testing.T) offerer {
	t.Helper()
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 16383))
	if err != nil {
		t.Fatal(err)
	}
	n.SetBit(n.SetBit(n, 16383, 1), 0, 1)
	k, err := ssh.NewPublicKey(&rsa.PublicKey{N: n, E: 65537})
	if err != nil {
		t.Fatal(err)
	}
	return offer(k)
}

// A witness notes whether it is asked to sign.
type witness struct {
	offerer
	signed *bool
}

func (w witness) Sign(io.Reader, []byte) (*ssh.Signature, error) {
	*w.signed = true
	return nil, errors.New("no private key")
}

func (w witness) SignWithAlgorithm(r io.Reader, data []byte, _ string) (*ssh.Signature, error) {
	return w.Sign(r, data)
}

func TestExemptNetworksAreNotHeldToASource(t *testing.T) {
	w := newWorldOf(t, session.Config{Door: door.Limits{
		SourceWaiting: 1, SourceFailures: 1, PenaltyFrom: time.Second,
		Exempt: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	}})
	for i := range 10 {
		if _, version := w.knock(t); version == "" {
			t.Fatalf("connection %d is turned away", i)
		}
	}
	for range 3 {
		if c, err := w.dial("x", ssh.PublicKeys(hugeKey(t))); err == nil {
			c.Close()
			t.Fatal("the key is accepted")
		}
	}
	w.comes(t, newSigner(t))
	w.hits(t, "sources-penalised", 0)
}
