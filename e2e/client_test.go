package e2e_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// newKey makes a key for one more person.
func newKey() ssh.Signer {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	s, err := ssh.NewSignerFromKey(key)
	if err != nil {
		panic(err)
	}
	return s
}

// dial connects to the server with keys, which are tried one after another, and
// holds the server to the host key that it named at its start.
func (s *server) dial(user string, keys ...ssh.Signer) (*client, error) {
	return s.dialFrom("", user, keys...)
}

// dialFrom is dial from an address of this machine, such as 127.0.0.2; empty
// means the usual one.
func (s *server) dialFrom(from, user string, keys ...ssh.Signer) (*client, error) {
	dialer := net.Dialer{Timeout: patience}
	if from != "" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.ParseIP(from)}
	}
	tcp, err := dialer.Dial("tcp", s.addr)
	if err != nil {
		return nil, err
	}
	c, chans, reqs, err := ssh.NewClientConn(tcp, s.addr, &ssh.ClientConfig{
		User: user,
		AuthCallback: func(*ssh.ClientAuthContext) (ssh.AuthMethod, error) {
			if len(keys) == 0 {
				return nil, errors.New("no key is left to try")
			}
			next := ssh.PublicKeys(keys[0])
			keys = keys[1:]
			return next, nil
		},
		HostKeyCallback: func(_ string, _ net.Addr, k ssh.PublicKey) error {
			if got := ssh.FingerprintSHA256(k); got != s.hostKey {
				return fmt.Errorf("the server has host key %s, and said %s", got, s.hostKey)
			}
			return nil
		},
	})
	if err != nil {
		tcp.Close()
		return nil, err
	}
	conn := &client{Client: ssh.NewClient(c, chans, reqs), ended: make(chan struct{})}
	go func() {
		_ = c.Wait() // why it ended does not matter
		close(conn.ended)
	}()
	return conn, nil
}

// A client is a connection that tells when it has ended.
type client struct {
	*ssh.Client
	ended chan struct{}
}

// An offered key is one that somebody knows without holding it: the server is
// asked whether it would do, and when it says yes, nothing is signed.
type offered struct{ key ssh.PublicKey }

// PublicKey implements [ssh.Signer].
func (o offered) PublicKey() ssh.PublicKey { return o.key }

// Sign implements [ssh.Signer].
func (o offered) Sign(io.Reader, []byte) (*ssh.Signature, error) {
	return nil, errors.New("the private key is somebody else's")
}

// A forged key is one that somebody knows and signs for with another.
type forged struct {
	key ssh.PublicKey
	own ssh.Signer
}

// PublicKey implements [ssh.Signer].
func (f forged) PublicKey() ssh.PublicKey { return f.key }

// Sign implements [ssh.Signer].
func (f forged) Sign(rand io.Reader, data []byte) (*ssh.Signature, error) {
	return f.own.Sign(rand, data)
}

// An answer is what a command gave.
type answer struct {
	stdout, stderr string
	status         int
}

// ask runs a command. One that ends with a status other than zero is no error,
// one that ends without any is.
func (c *client) ask(command string, stdin io.Reader) (answer, error) {
	return c.run(stdin, func(s *ssh.Session) error { return s.Start(command) })
}

// shell is ask without a command, as when somebody only types ssh and a host.
func (c *client) shell(stdin io.Reader) (answer, error) {
	return c.run(stdin, (*ssh.Session).Shell)
}

// run runs a session to its end. A session that is opened in the very moment in
// which its connection breaks waits for ever (x/crypto v0.58, a channel added
// behind the back of mux.loop), so the connection is watched as well.
func (c *client) run(stdin io.Reader, start func(*ssh.Session) error) (answer, error) {
	type result struct {
		answer
		err error
	}
	done := make(chan result, 1)
	go func() {
		a, err := session(c.Client, stdin, start)
		done <- result{a, err}
	}()
	select {
	case r := <-done:
		return r.answer, r.err
	case <-c.ended:
	}
	select { // what has come before the end still counts
	case r := <-done:
		return r.answer, r.err
	case <-time.After(patience):
		return answer{}, errors.New("the connection broke")
	}
}

func session(c *ssh.Client, stdin io.Reader, start func(*ssh.Session) error) (answer, error) {
	s, err := c.NewSession()
	if err != nil {
		return answer{}, fmt.Errorf("open a session: %w", err)
	}
	defer s.Close()
	var stdout, stderr bytes.Buffer
	s.Stdin, s.Stdout, s.Stderr = stdin, &stdout, &stderr
	if err = start(s); err == nil {
		err = s.Wait()
	}
	a := answer{stdout: stdout.String(), stderr: stderr.String()}
	var exit *ssh.ExitError
	if errors.As(err, &exit) {
		a.status, err = exit.ExitStatus(), nil
	}
	return a, err
}

// ask connects, runs one command and disconnects.
func (s *server) ask(key ssh.Signer, command string) (answer, error) {
	c, err := s.dial("somebody", key)
	if err != nil {
		return answer{}, err
	}
	defer c.Close()
	return c.ask(command, nil)
}

// mustAsk is ask for commands that must succeed; it returns their output.
func (s *server) mustAsk(t *testing.T, key ssh.Signer, command string) string {
	t.Helper()
	a, err := s.ask(key, command)
	if err != nil || a.status != 0 {
		t.Fatalf("%s: status %d, %v\n%s", command, a.status, err, a.stderr)
	}
	return a.stdout
}

// signUp makes an account and returns its key.
func (s *server) signUp(t *testing.T, name string) ssh.Signer {
	t.Helper()
	key := newKey()
	s.mustAsk(t, key, "register "+name)
	return key
}

// serveOwned starts a server whose owner has an account, and returns their key.
func serveOwned(t *testing.T) (*server, ssh.Signer) {
	t.Helper()
	boss := newKey()
	s := serve(t, filepath.Join(t.TempDir(), "data"), "--owner", ssh.FingerprintSHA256(boss.PublicKey()))
	s.mustAsk(t, boss, "register boss")
	return s, boss
}
