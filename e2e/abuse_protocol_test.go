package e2e_test

import (
	"io"
	"math"
	"strings"

	"golang.org/x/crypto/ssh"
)

// offProtocol are the attacks of members with packets that no client sends.
var offProtocol = []attack{
	{"data after the end of data", "", func(a *attacker) error {
		a.flood(1000, func(id uint32, i int) []byte {
			switch i {
			case 0:
				return channelRequest(id, "exec", execRequest{"send lobby -"})
			case 1:
				return channelEnd(id)
			}
			return channelData(id, "after the end\n")
		})
		return nil
	}},
	{"data after the channel was closed", "", func(a *attacker) error {
		a.flood(1000, func(id uint32, i int) []byte {
			if i == 0 {
				return channelClose(id)
			}
			return channelData(id, "after the close\n")
		})
		return nil
	}},
	{"data for channels that there are not", "", func(a *attacker) error {
		a.flood(1000, func(id uint32, i int) []byte { return channelData(id+uint32(i)+1, "nobody") })
		return nil
	}},
	{"data beyond the window", "", func(a *attacker) error {
		a.flood(200, func(id uint32, _ int) []byte { return channelData(id, strings.Repeat("w", 32<<10)) })
		return nil
	}},
	{"data of other kinds", "", func(a *attacker) error {
		a.flood(1000, func(id uint32, i int) []byte {
			if i == 0 {
				return channelRequest(id, "exec", execRequest{"tail lobby -f"})
			}
			return channelExtended(id, uint32(i%3), strings.Repeat("\x1b]0;owned\x07", 10))
		})
		return nil
	}},
	{"windows that overflow", "", func(a *attacker) error {
		a.flood(100, func(id uint32, _ int) []byte { return channelAdjust(id, math.MaxUint32) })
		return nil
	}},
	{"windows of a byte", "", func(a *attacker) error {
		a.flood(2000, func(id uint32, i int) []byte {
			if i == 0 {
				return channelRequest(id, "exec", execRequest{"help"})
			}
			return channelAdjust(id, 1)
		})
		return nil
	}},
	{"answers that nobody asked for", "", func(a *attacker) error {
		a.flood(1000, func(id uint32, i int) []byte {
			switch i % 6 {
			case 0:
				return []byte{81} // a global request was granted
			case 1:
				return []byte{82} // or not
			case 2:
				return ssh.Marshal(struct {
					ID uint32 `sshtype:"99"`
				}{id})
			case 3:
				return ssh.Marshal(struct {
					ID uint32 `sshtype:"100"`
				}{id})
			case 4:
				return ssh.Marshal(struct {
					ID, Theirs, Window, Most uint32 `sshtype:"91"`
				}{id, 7, 1, 1})
			}
			return ssh.Marshal(struct {
				ID, Reason     uint32 `sshtype:"92"`
				Text, Language string
			}{id, 1, "\x1b]0;owned\x07", ""})
		})
		return nil
	}},
	{"packets of many numbers", "", func(a *attacker) error {
		for kind := 0; kind < 256; kind += 1 + kind/110*20 { // those of the protocol are below
			a.flood(1, func(uint32, int) []byte { return append([]byte{byte(kind)}, garbage(40)...) })
		}
		return nil
	}},
	{"packets to be ignored", "", func(a *attacker) error {
		a.flood(2000, func(_ uint32, i int) []byte { return append([]byte{byte(2 + i%3)}, garbage(1000)...) })
		return nil
	}},
	{"a goodbye of escapes", "", func(a *attacker) error {
		a.flood(1, func(uint32, int) []byte {
			return ssh.Marshal(struct {
				Reason         uint32 `sshtype:"1"`
				Text, Language string
			}{11, strings.Repeat("\x1b]0;owned\x07", 1000), "\x1b[2J"})
		})
		return nil
	}},
	{"packets that do not decrypt", "", func(a *attacker) error {
		for range opens {
			if w := a.member(); w != nil {
				_, _ = w.Write(garbage(4096)) // it may hang up before the end
				w.drain()
				w.Close()
			}
		}
		return nil
	}},
	{"key exchanges that never end", "", func(a *attacker) error {
		a.each(opens, func(int) {
			w := a.member()
			if w == nil {
				return
			}
			defer w.Close()
			if id, err := w.openSession(1 << 20); err == nil && w.send(channelRequest(id, "exec", execRequest{"tail lobby -f"}), newKexInit()) == nil {
				w.drain()
			}
		})
		return nil
	}},
	{"new keys for every few bytes", "rekeys", (*attacker).rekey},
}

// rekey asks for new keys again and again, which costs both sides the same.
func (a *attacker) rekey() error {
	conn, err := dialTCP(a.server, a.from)
	if err != nil {
		return nil
	}
	a.closing(conn)
	defer conn.Close()
	config := &ssh.ClientConfig{User: "attacker", Auth: []ssh.AuthMethod{ssh.PublicKeys(a.key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	config.RekeyThreshold = 256 // bytes; the least that the library does
	c, chans, reqs, err := ssh.NewClientConn(conn, a.server.addr, config)
	if err != nil {
		return nil
	}
	client := ssh.NewClient(c, chans, reqs)
	defer client.Close()
	s, err := client.NewSession()
	if err != nil {
		return nil
	}
	in, err := s.StdinPipe()
	if err != nil {
		return nil
	}
	s.Stdout = io.Discard
	if s.Start("tail lobby -f") != nil {
		return nil
	}
	for range 100_000 { // it is cut before
		if _, err := in.Write(make([]byte, 300)); err != nil {
			return nil
		}
	}
	return nil
}
