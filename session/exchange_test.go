package session_test

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/session"
)

// TestNewKeysAllTheTimeEndTheConnection has a client ask for new keys as often as its
// library can.
func TestNewKeysAllTheTimeEndTheConnection(t *testing.T) {
	w := newWorld(t, session.Limits{Rekeys: 5})
	config := &ssh.ClientConfig{
		User: "mallory", Auth: []ssh.AuthMethod{ssh.PublicKeys(w.member(t, "mallory"))}, HostKeyCallback: ssh.FixedHostKey(w.host),
	}
	config.RekeyThreshold = 256 // bytes; the least that the library does
	c, err := ssh.Dial("tcp", w.addr, config)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	in, err := s.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start("tail lobby -f"); err != nil {
		t.Fatal(err)
	}
	go func() {
		for err == nil {
			_, err = in.Write(make([]byte, 300))
		}
	}()
	ends(t, c)
	w.hits(t, "rekeys", 1)
	w.log.shows(t, "it asked for new keys too often")
	w.as(t, newSigner(t)) // whoever comes next has keys of their own
}

// TestKeysThatAreNoneHoldNobodyUp has strangers send keys with which nothing can be
// computed, and others hang up in the middle of an exchange, while members come in.
func TestKeysThatAreNoneHoldNobodyUp(t *testing.T) {
	w := newWorld(t, session.Limits{})
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { brokenExchange(t, w.addr, i%2 == 0) })
	}
	all.Wait()
	for range 20 {
		all.Go(func() {
			c, err := w.dial("somebody", ssh.PublicKeys(newSigner(t)))
			if err != nil {
				t.Error(err)
				return
			}
			c.Close()
		})
	}
	all.Wait()
}

// brokenExchange begins an exchange of keys with a point of order 1, with which the
// secret would be known to everybody, and waits for the end or hangs up before.
func brokenExchange(t *testing.T, addr string, waits bool) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Error(err)
	}
	exchanges := []string{"curve25519-sha256"}
	begin := ssh.Marshal(struct {
		Cookie               [16]byte `sshtype:"20"`
		Exchanges, Host      []string
		Up, Down             []string
		MACUp, MACDown       []string
		ZipUp, ZipDown, L, M []string
		Follows              bool
		Reserved             uint32
	}{
		Exchanges: exchanges, Host: []string{ssh.KeyAlgoED25519},
		Up: []string{ssh.CipherAES128GCM}, Down: []string{ssh.CipherAES128GCM},
		MACUp: []string{ssh.HMACSHA256ETM}, MACDown: []string{ssh.HMACSHA256ETM},
		ZipUp: []string{"none"}, ZipDown: []string{"none"},
	})
	key := ssh.Marshal(struct {
		Key []byte `sshtype:"30"`
	}{make([]byte, 32)})
	if _, err := io.WriteString(conn, "SSH-2.0-broken\r\n"+packet(begin)+packet(key)); err != nil {
		t.Error(err)
		return
	}
	in := bufio.NewReader(conn)
	if _, err := in.ReadString('\n'); err != nil {
		t.Error(err)
		return
	}
	if waits {
		_, _ = io.Copy(io.Discard, in) // it ends, or the deadline passes and the next ones tell
	}
}

// packet returns a payload as it goes over a connection that has no keys yet.
func packet(payload []byte) string {
	padding := 16 - (5+len(payload))%8
	b := binary.BigEndian.AppendUint32(nil, uint32(1+len(payload)+padding))
	b = append(append(b, byte(padding)), payload...)
	return string(append(b, make([]byte, padding)...))
}
