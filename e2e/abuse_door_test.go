package e2e_test

import (
	"crypto/rand"
	"io"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// atTheDoor are the attacks of those whom the server does not know yet.
var atTheDoor = []attack{
	{"connect and leave", "", func(a *attacker) error { return a.leaveAfter(nil) }},
	{"say the version and leave", "handshake", func(a *attacker) error { return a.leaveAfter((*wire).sayVersion) }},
	{"begin a key exchange and leave", "handshake", func(a *attacker) error { return a.leaveAfter(halfKexInit) }},
	{"end a key exchange and leave", "handshake", func(a *attacker) error { return a.leaveAfter((*wire).shakeHands) }},
	{"connect and stay silent", "", func(a *attacker) error { return a.stay(nil) }},
	{"say the version and stay silent", "", func(a *attacker) error { return a.stay((*wire).sayVersion) }},
	{"begin a key exchange and stay silent", "", func(a *attacker) error { return a.stay(halfKexInit) }},
	{"end a key exchange and stay silent", "", func(a *attacker) error { return a.stay((*wire).shakeHands) }},
	{"a byte at a time before the version", "", func(a *attacker) error { return a.drip(nil, []byte(strings.Repeat("SSH-2.0", 10))) }},
	{"a byte at a time in the key exchange", "", func(a *attacker) error { return a.drip((*wire).sayVersion, newKexInit()) }},
	{"garbage instead of a version", "handshake", func(a *attacker) error { return a.shout(garbage(1 << 20)) }},
	{"lines without end before the version", "handshake", func(a *attacker) error {
		return a.shout([]byte(strings.Repeat("welcome to my server\r\n", 20_000)))
	}},
	{"another protocol", "handshake", func(a *attacker) error { return a.shout([]byte("GET / HTTP/1.1\r\nHost: chat\r\n\r\n")) }},
	{"escapes as a version", "handshake", func(a *attacker) error {
		return a.shout([]byte("SSH-2.0-\x1b]0;owned\x07\x1b[2J\u202e\x00\r\n" + string(garbage(300))))
	}},
	{"garbage after the version", "handshake", func(a *attacker) error {
		return a.shout(append([]byte(version+"\r\n"), garbage(64<<10)...))
	}},
	{"a packet of four GiB", "handshake", func(a *attacker) error {
		return a.shout([]byte(version + "\r\n\xff\xff\xff\xff\x04\x14"))
	}},
	{"key exchanges begun a thousand times", "handshake", func(a *attacker) error {
		return a.packets((*wire).sayVersion, 1000, func(int) []byte { return newKexInit() })
	}},
	{"empty packets without end", "", func(a *attacker) error {
		return a.packets((*wire).shakeHands, 10_000, func(int) []byte { return []byte{2, 0, 0, 0, 0} })
	}},
	{"a hundred keys offered", "handshake", func(a *attacker) error {
		offers := make([][]byte, 100)
		for i := range offers {
			offers[i] = offerOf(newKey().PublicKey().Marshal())
		}
		return a.packets(ready, len(offers), func(i int) []byte { return offers[i] })
	}},
	{"a hundred broken keys offered", "handshake", func(a *attacker) error {
		return a.packets(ready, 100, func(i int) []byte { return offerOf(garbage(i * 100)) })
	}},
	{"packets instead of a request to authenticate", "handshake", func(a *attacker) error {
		return a.packets((*wire).shakeHands, 1000, func(int) []byte { return []byte{50, 0, 0, 0, 0} })
	}},
	{"many requests to authenticate", "handshake", func(a *attacker) error {
		return a.packets(ready, 1000, func(i int) []byte { return append([]byte{50}, garbage(i%50)...) })
	}},
	{"signatures of somebody else", "handshake", func(a *attacker) error {
		victim, own := newKey(), newKey()
		for range opens {
			if w := a.stranger(); w != nil {
				if w.shakeHands() == nil && w.authenticate("victim", forged{victim.PublicKey(), own}) == nil {
					return errBreach("a signature of another key is accepted")
				}
				w.Close()
			}
		}
		return nil
	}},
	{"passwords and nothing", "handshake", func(a *attacker) error {
		return a.packets(ready, 1000, func(i int) []byte {
			if i%2 == 0 {
				return ssh.Marshal(authRequest{"root", "ssh-connection", "none", nil})
			}
			return ssh.Marshal(authRequest{"root", "ssh-connection", "password", ssh.Marshal(struct {
				Change   bool
				Password string
			}{false, "secret"})})
		})
	}},
	{"keyboard-interactive without end", "", func(a *attacker) error {
		return a.packets(ready, 1000, func(int) []byte {
			return ssh.Marshal(authRequest{"root", "ssh-connection", "keyboard-interactive", ssh.Marshal(struct{ Language, Methods string }{})})
		})
	}},
	{"a username of a megabyte", "handshake", func(a *attacker) error {
		return a.packets(ready, 2, func(int) []byte {
			return ssh.Marshal(authRequest{strings.Repeat("u", 1<<20), "ssh-connection", "none", nil})
		})
	}},
	{"usernames of escapes", "", func(a *attacker) error {
		for _, user := range []string{"\x1b]0;owned\x07\x1b[2J", "a\x00b", "a\r\nb", "ad\u202emin", "\xff\xfe", "", strings.Repeat("u", 200<<10)} {
			w := a.stranger()
			if w == nil {
				continue
			}
			if w.shakeHands() == nil && w.authenticate(user, a.key) == nil {
				w.watchScreen()
			}
			w.Close()
		}
		return nil
	}},
}

// An errBreach is what a server let somebody do.
type errBreach string

// Error implements [error].
func (e errBreach) Error() string { return string(e) }

// garbage is so many bytes of nothing.
func garbage(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails (crypto/rand)
	return b
}

// halfKexInit sends the first half of the first packet.
func halfKexInit(w *wire) error {
	if err := w.sayVersion(); err != nil {
		return err
	}
	p := w.packet(newKexInit())
	_, err := w.Write(p[:len(p)/2])
	return err
}

// ready goes as far as the first question about a key.
func ready(w *wire) error {
	if err := w.shakeHands(); err != nil {
		return err
	}
	return w.askForAuth()
}

// offerOf asks whether a key would do.
func offerOf(key []byte) []byte {
	return ssh.Marshal(authRequest{"victim", "ssh-connection", "publickey", ssh.Marshal(struct {
		Signed    bool
		Algorithm string
		Key       []byte
	}{false, ssh.KeyAlgoED25519, key})})
}

// leaveAfter connects many times, goes some way and hangs up.
func (a *attacker) leaveAfter(way func(*wire) error) error {
	a.each(opens, func(int) {
		if w := a.stranger(); w != nil {
			if way != nil {
				_ = way(w) // it may be kept out
			}
			w.Close()
		}
	})
	return nil
}

// stay goes some way on many connections and waits until the server hangs up or
// the attack is over.
func (a *attacker) stay(way func(*wire) error) error {
	a.each(opens, func(int) {
		if w := a.stranger(); w != nil {
			if way == nil || way(w) == nil {
				w.drain()
			}
			w.Close()
		}
	})
	return nil
}

// drip goes some way on many connections and sends what comes next slowly.
func (a *attacker) drip(way func(*wire) error, bytes []byte) error {
	a.each(opens, func(int) {
		w := a.stranger()
		if w == nil {
			return
		}
		defer w.Close()
		if way != nil && way(w) != nil {
			return
		}
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for i := range bytes {
			if _, err := w.Write(bytes[i : i+1]); err != nil {
				return
			}
			select {
			case <-tick.C:
			case <-a.ctx.Done():
				return
			}
		}
	})
	return nil
}

// shout sends bytes and reads until the server hangs up.
func (a *attacker) shout(bytes []byte) error {
	conn := a.tcp()
	if conn == nil {
		return nil
	}
	defer conn.Close()
	_, _ = conn.Write(bytes) // it may hang up before the end
	_, _ = io.Copy(io.Discard, conn)
	return nil
}

// packets goes some way on one connection and sends packets.
func (a *attacker) packets(way func(*wire) error, n int, packet func(i int) []byte) error {
	w := a.stranger()
	if w == nil {
		return nil
	}
	defer w.Close()
	if way(w) == nil {
		w.pour(n, packet)
	}
	return nil
}
