package session_test

import (
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/session"
	"snug/session/command"
)

// A bot has neither the screen nor line mode, with a terminal or without; it is
// told so in a sentence that says whose it is, and commands work.
func TestABotHasNoScreen(t *testing.T) {
	w := newWorld(t, session.Limits{})
	bob, key := w.member(t, "bob"), newSigner(t)
	line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key.PublicKey())))
	if a := run(t, w.as(t, bob), "bot create builder --rooms lobby '"+line+"'"); a.status != 0 {
		t.Fatalf("bot create: %+v", a)
	}
	c := w.as(t, key)
	if a := run(t, c, "send lobby 'The build is green'"); a.status != 0 {
		t.Errorf("a command: %+v", a)
	}
	copiesIn(t, c, "build.log", "all is green")
	for name, pty := range map[string]bool{"with a terminal": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			s, err := c.NewSession()
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if pty {
				if err := s.RequestPty("xterm-256color", 24, 80, nil); err != nil {
					t.Fatal(err)
				}
			}
			var out, errs strings.Builder
			s.Stdout, s.Stderr = &out, &errs
			if err := s.Shell(); err != nil {
				t.Fatal(err)
			}
			if got := status(t, s.Wait()); got != int(command.Usage) {
				t.Errorf("status %d, want %d", got, command.Usage)
			}
			said := out.String() + errs.String()
			if strings.Contains(said, "\x1b") || strings.Count(strings.TrimSpace(said), "\n") != 0 || !strings.Contains(said, "builder is a bot that bob keeps") {
				t.Errorf("it is told %q", said)
			}
		})
	}
}
