package session_test

import (
	//lint:ignore SA1019 to see it refused
	"crypto/dsa"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/session"
	"snug/session/door"
)

// An offered key is one that its client never proves: the server's answer to
// the offer does not match what the client asks for the second time.
type offered struct {
	ssh.PublicKey
	asked int
}

func (o *offered) Marshal() []byte {
	if o.asked++; o.asked > 1 {
		return nil
	}
	return o.PublicKey.Marshal()
}

// An offerer has a key to offer and none to sign with.
type offerer struct{ key *offered }

func offer(k ssh.PublicKey) offerer { return offerer{&offered{PublicKey: k}} }

func (o offerer) PublicKey() ssh.PublicKey { return o.key }

func (offerer) Sign(io.Reader, []byte) (*ssh.Signature, error) {
	return nil, errors.New("no private key")
}

func TestTrap1KeyOnlyOffered(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice, bob, nobody := w.member(t, "alice"), w.member(t, "bob"), newSigner(t)
	tests := []struct {
		name   string
		offers []ssh.Signer
		proves ssh.Signer
		want   string // who the server takes this for
	}{
		{"a known key, proving another known one", []ssh.Signer{offer(alice.PublicKey())}, bob, `"user":"bob"`},
		{"a known key, proving an unknown one", []ssh.Signer{offer(alice.PublicKey())}, nobody, `"user":null`},
		{"an unknown key, proving a known one", []ssh.Signer{offer(nobody.PublicKey())}, bob, `"user":"bob"`},
		{"many keys", []ssh.Signer{offer(alice.PublicKey()), offer(bob.PublicKey())}, nobody, `"user":null`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := w.dial("alice", ssh.PublicKeys(append(tt.offers, tt.proves)...))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if a := run(t, c, "whoami --json"); !strings.Contains(a.out, tt.want) {
				t.Errorf("whoami = %s%s, want %s", a.out, a.err, tt.want)
			}
		})
	}
}

// TestA3NoKeyLeadsToTheTextOnly also offers a known key first: what was offered
// must not cling to the connection.
func TestA3NoKeyLeadsToTheTextOnly(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice := w.member(t, "alice")
	noQuestion := ssh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
		if len(questions) > 0 {
			t.Errorf("the server asks %q", questions)
		}
		return nil, nil
	})
	for name, auth := range map[string][]ssh.AuthMethod{
		"nothing offered":       {noQuestion},
		"a known key offered":   {ssh.PublicKeys(offer(alice.PublicKey())), noQuestion},
		"an unknown one":        {ssh.PublicKeys(offer(newSigner(t).PublicKey())), noQuestion},
		"a short key was tried": {ssh.PublicKeys(rsaSigner(t, 1024)), noQuestion},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := w.dial("alice", auth...)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			shell := run(t, c, "")
			if shell.status != 3 || !strings.Contains(shell.out, "ssh-keygen") || !strings.Contains(shell.out, "ssh -i PATH chat.example.com") {
				t.Errorf("shell = %+v, want the text about keys", shell)
			}
			if said := strings.Contains(shell.out, "1024 bits is too short"); said != strings.Contains(name, "short") {
				t.Errorf("shell = %q; it says a key was too short: %t", shell.out, said)
			}
			exec := run(t, c, "whoami")
			if exec.status != 3 || exec.out != "" || !strings.Contains(exec.err, "ssh-keygen") {
				t.Errorf("exec = %+v, want the text about keys on stderr", exec)
			}
			asked := run(t, c, "whoami --json")
			lines := strings.Split(strings.TrimSpace(asked.err), "\n")
			if last := lines[len(lines)-1]; asked.status != 3 || asked.out != "" || !strings.HasPrefix(last, `{"error":{"code":"no_account",`) {
				t.Errorf("exec for a program = %+v, want an object behind the text about keys", asked)
			}
			if a := runSFTP(t, c); a.status != 3 || a.out != "" || !strings.Contains(a.err, "ssh-keygen") {
				t.Errorf("sftp = %+v, want the text about keys on stderr", a)
			}
		})
	}
}

func TestA4UserNameMeansNothing(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.member(t, "alice")
	bob := w.member(t, "bob")
	for _, user := range []string{"alice", "root", "", "\x1b[31m"} {
		c, err := w.dial(user, ssh.PublicKeys(bob))
		if err != nil {
			t.Fatal(err)
		}
		if a := run(t, c, "whoami --json"); !strings.Contains(a.out, `"user":"bob"`) || !strings.Contains(a.out, `"role":"member"`) {
			t.Errorf("ssh %q@ is %s%s, want bob", user, a.out, a.err)
		}
		c.Close()
	}
}

func rsaSigner(t *testing.T, bits int) ssh.Signer {
	t.Helper()
	t.Setenv("GODEBUG", "rsa1024min=0")
	k, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return signer(t, k)
}

func signer(t *testing.T, private any) ssh.Signer {
	t.Helper()
	s, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestA8KeyPolicy(t *testing.T) {
	w := newWorld(t, session.Limits{})
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	var old dsa.PrivateKey
	if err := dsa.GenerateParameters(&old.Parameters, rand.Reader, dsa.L1024N160); err != nil {
		t.Fatal(err)
	}
	if err := dsa.GenerateKey(&old, rand.Reader); err != nil {
		t.Fatal(err)
	}
	ca := newSigner(t)
	cert := &ssh.Certificate{Key: ca.PublicKey(), CertType: ssh.UserCert, ValidBefore: ssh.CertTimeInfinity}
	if err := cert.SignCert(rand.Reader, ca); err != nil {
		t.Fatal(err)
	}
	certified, err := ssh.NewCertSigner(cert, ca)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		key  ssh.Signer
		ok   bool
	}{
		{"Ed25519", newSigner(t), true},
		{"ECDSA", signer(t, curve), true},
		{"RSA of 2048 bits", rsaSigner(t, 2048), true},
		{"RSA of 1024 bits", rsaSigner(t, 1024), false},
		{"DSA", signer(t, &old), false},
		{"a certificate", certified, false},
		{"RSA with SHA-1", sha1Signer(t), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := w.dial("somebody", ssh.PublicKeys(tt.key))
			if err == nil {
				c.Close()
			}
			if (err == nil) != tt.ok {
				t.Errorf("dial = %v, want it to work: %t", err, tt.ok)
			}
		})
	}
}

func sha1Signer(t *testing.T) ssh.Signer {
	t.Helper()
	s, err := ssh.NewSignerWithAlgorithms(rsaSigner(t, 2048).(ssh.AlgorithmSigner), []string{ssh.KeyAlgoRSA})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestA3OtherWaysInAreShut(t *testing.T) {
	w := newWorld(t, session.Limits{})
	for name, auth := range map[string][]ssh.AuthMethod{
		"none": nil, "password": {ssh.Password("secret")},
	} {
		if c, err := w.dial("root", auth...); err == nil {
			c.Close()
			t.Errorf("%s lets somebody in", name)
		}
	}
}

func TestTrap12WeakAlgorithmsAreRefused(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := newSigner(t)
	weak := map[string]ssh.Config{
		"dh14 with SHA-1": {KeyExchanges: []string{ssh.InsecureKeyExchangeDH14SHA1}},
		"NIST curve":      {KeyExchanges: []string{ssh.KeyExchangeECDHP256}},
		"hmac-sha1":       {Ciphers: []string{ssh.CipherAES128CTR}, MACs: []string{ssh.HMACSHA1}},
		"hmac-sha1-96":    {Ciphers: []string{ssh.CipherAES128CTR}, MACs: []string{ssh.InsecureHMACSHA196}},
		"CBC":             {Ciphers: []string{ssh.InsecureCipherAES128CBC}},
		"ChaCha20":        {Ciphers: []string{ssh.CipherChaCha20Poly1305}},
	}
	for name, config := range weak {
		c, err := ssh.Dial("tcp", w.addr, &ssh.ClientConfig{
			Config: config, User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)},
			HostKeyCallback: ssh.FixedHostKey(w.host), Timeout: patience,
		})
		if err == nil {
			c.Close()
			t.Errorf("%s is accepted", name)
		}
	}
	c := w.as(t, key)
	if v := string(c.ServerVersion()); v != "SSH-2.0-snug" {
		t.Errorf("the server calls itself %q", v)
	}
}

func TestA7RegisteringAtOnceHasOneWinner(t *testing.T) {
	const many = 50
	w := newWorldOf(t, session.Config{Door: door.Limits{SourceWaiting: many}})
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		wins int
	)
	for range many {
		key := newSigner(t)
		wg.Go(func() {
			c, err := w.dial("x", ssh.PublicKeys(key))
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			if a := run(t, c, "register alice"); a.status == 0 {
				mu.Lock()
				wins++
				mu.Unlock()
			} else if a.status != 7 {
				t.Errorf("a loser has status %d: %s", a.status, a.err)
			}
		})
	}
	wg.Wait()
	if wins != 1 {
		t.Errorf("%d people are alice", wins)
	}
}
