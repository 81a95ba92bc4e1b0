package e2e_test

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"golang.org/x/crypto/ssh"
)

// onChannels are the attacks of members on the protocol of channels.
var onChannels = []attack{
	{"windows of every size", "", func(a *attacker) error {
		for _, size := range [][2]uint32{{4000, 3000}, {math.MaxUint32, math.MaxUint32}, {0, 0}, {1, 1}, {math.MaxInt32, 1}, {1, 1 << 31}} {
			w := a.member()
			if w == nil {
				continue
			}
			if id, err := w.openSession(1 << 20); err == nil && w.send(
				channelRequest(id, "pty-req", ptyRequest{Term: "xterm-256color", Cols: size[0], Rows: size[1]}),
				channelRequest(id, "shell", nil),
			) == nil {
				w.watchScreen()
			}
			w.Close()
		}
		return nil
	}},
	{"window changes before the shell", "", func(a *attacker) error {
		a.each(opens, func(int) { a.flood(1000, windowChange) })
		return nil
	}},
	{"window changes of a screen", "", func(a *attacker) error {
		a.flood(5000, func(id uint32, i int) []byte {
			switch i {
			case 0:
				return channelRequest(id, "pty-req", ptyRequest{Term: "xterm", Cols: 80, Rows: 24})
			case 1:
				return channelRequest(id, "shell", nil)
			}
			return windowChange(id, i)
		})
		return nil
	}},
	{"a terminal type of escapes", "", func(a *attacker) error {
		a.flood(2, func(id uint32, i int) []byte {
			if i == 0 {
				return channelRequest(id, "pty-req", ptyRequest{Term: strings.Repeat("\x1b]0;owned\x07", 1000), Cols: 80, Rows: 24, Modes: string(garbage(1000))})
			}
			return channelRequest(id, "shell", nil)
		})
		return nil
	}},
	{"ten thousand variables", "requests", func(a *attacker) error {
		a.flood(10_000, func(id uint32, i int) []byte {
			return channelRequest(id, "env", envRequest{fmt.Sprintf("LC_%d", i), "\x1b]0;owned\x07"})
		})
		return nil
	}},
	{"variables of a megabyte", "", func(a *attacker) error {
		for _, size := range []int{200 << 10, 1 << 20} {
			a.flood(3, func(id uint32, _ int) []byte {
				return channelRequest(id, "env", envRequest{"LANG", strings.Repeat("x", size)})
			})
		}
		return nil
	}},
	{"ten thousand channels", "channels", func(a *attacker) error {
		w := a.member()
		if w == nil {
			return nil
		}
		defer w.Close()
		w.pour(10_000, func(i int) []byte { return channelOpen("session", uint32(i), 1<<20) })
		return nil
	}},
	{"channels of every kind", "channels", func(a *attacker) error {
		w := a.member()
		if w == nil {
			return nil
		}
		defer w.Close()
		w.pour(1000, func(i int) []byte { return channelOpen(string(garbage(20)), uint32(i), 0) })
		return nil
	}},
	{"channels that are closed at once", "", func(a *attacker) error {
		w := a.member()
		if w == nil {
			return nil
		}
		defer w.Close()
		w.pour(1000, func(i int) []byte {
			if i%2 == 0 {
				return channelOpen("session", uint32(i), 1<<20)
			}
			return channelClose(uint32(i / 2 % 4))
		})
		return nil
	}},
	{"what a chat forwards", "", (*attacker).askForForwarding},
	{"ten thousand global requests", "requests", func(a *attacker) error {
		w := a.member()
		if w == nil {
			return nil
		}
		defer w.Close()
		w.pour(10_000, func(i int) []byte { return globalRequest([]string{"tcpip-forward", "\x1b]0;owned\x07"}[i%2], i%3 == 0) })
		return nil
	}},
	{"ten thousand questions whether we live", "", func(a *attacker) error {
		a.flood(10_000, func(id uint32, i int) []byte {
			if i%2 == 0 {
				return globalRequest("keepalive@openssh.com", true)
			}
			return channelRequest(id, "keepalive@openssh.com", nil)
		})
		return nil
	}},
	{"ten thousand requests of a channel", "requests", func(a *attacker) error {
		a.flood(10_000, func(id uint32, i int) []byte {
			return channelRequest(id, []string{"signal", "x11-req", "auth-agent-req@openssh.com", "break", "\x1b]0;owned\x07"}[i%5], garbage(20))
		})
		return nil
	}},
	{"subsystems by any name", "requests", func(a *attacker) error {
		a.flood(200, func(id uint32, i int) []byte {
			return channelRequest(id, "subsystem", execRequest{[]string{"netconf", "\x1b]0;owned\x07", "", strings.Repeat("s", 10_000)}[i%4]})
		})
		return nil
	}},
	{"payloads that are no payloads", "requests", func(a *attacker) error {
		kinds := []string{"pty-req", "env", "exec", "shell", "subsystem", "window-change", "signal"}
		a.flood(200, func(id uint32, i int) []byte {
			return append(channelRequest(id, kinds[i%len(kinds)], nil), garbage(i)...)
		})
		return nil
	}},
	{"command lines of a megabyte", "", func(a *attacker) error {
		for _, line := range []string{
			strings.Repeat("x", 1<<20), "send lobby " + strings.Repeat("y", 200<<10), strings.Repeat("a ", 100<<10),
			strings.Repeat("'", 200<<10-1), strings.Repeat("\\", 200<<10), "\x1b]0;owned\x07 --help", "send lobby \x00", string(garbage(5000)),
		} {
			a.flood(1, func(id uint32, _ int) []byte { return channelRequest(id, "exec", execRequest{line}) })
		}
		return nil
	}},
	{"commands in a loop", "", func(a *attacker) error {
		c := a.client()
		if c == nil {
			return nil
		}
		defer c.Close()
		for range 50 {
			if _, err := c.ask("history lobby --limit 1000", nil); err != nil {
				return nil
			}
		}
		return nil
	}},
}

func windowChange(id uint32, i int) []byte {
	return channelRequest(id, "window-change", sizeRequest{uint32(i*37) % 5000, uint32(i*91) % 4000, 0, 0})
}

// watchScreen reads until something has come for a session, or nothing will.
func (w *wire) watchScreen() {
	const channelData = 94
	_, _ = w.await(channelData) // it may end without
}

// askForForwarding asks for everything that would make of a chat a way to
// somewhere else, and holds that each is refused.
func (a *attacker) askForForwarding() error {
	c := a.client()
	if c == nil {
		return nil
	}
	defer c.Close()
	for _, kind := range []string{
		"direct-tcpip", "forwarded-tcpip", "x11", "auth-agent@openssh.com", "tun@openssh.com",
		"direct-streamlocal@openssh.com", "forwarded-streamlocal@openssh.com",
	} {
		target := ssh.Marshal(struct {
			Host string
			Port uint32
			From string
			At   uint32
		}{"127.0.0.1", 22, "127.0.0.1", 1})
		_, _, err := c.OpenChannel(kind, target)
		var refused *ssh.OpenChannelError
		if err == nil {
			return errBreach("a channel " + kind + " was opened")
		} else if errors.As(err, &refused) && refused.Reason != ssh.Prohibited {
			return fmt.Errorf("a channel %s was refused with %w", kind, err)
		}
	}
	for _, kind := range []string{"tcpip-forward", "streamlocal-forward@openssh.com", "cancel-tcpip-forward"} {
		if ok, _, err := c.SendRequest(kind, true, ssh.Marshal(struct {
			Host string
			Port uint32
		}{"127.0.0.1", 0})); err == nil && ok {
			return errBreach("the request " + kind + " was granted")
		}
	}
	return nil
}
