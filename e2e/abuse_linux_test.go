package e2e_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestAbuse lets attackers loose on a server one after the other. After each,
// what somebody honest says comes to everybody; after all of them nothing is
// left behind, nothing has come through and the log is short and clean.
func TestAbuse(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	s.mustAsk(t, boss, "send lobby good morning")
	hostile := newHostiles(t, s, 8)
	admin := stay(t, s, boss)
	var speakers [8]ssh.Signer // each of them writes as often as anybody may
	for i := range speakers {
		speakers[i] = s.signUp(t, fmt.Sprintf("speaker%dx", i))
	}
	v := newVictims(t, s, s.signUp(t, "victim"))
	before := s.figures(t, admin)
	t.Log(before)
	for i, tt := range attacks() {
		t.Run(tt.name, func(t *testing.T) {
			was := s.figures(t, admin)
			hit := false
			for long := alone; !hit && !t.Failed() && long <= patience; long *= 2 { // a slow machine takes longer
				ctx, end := context.WithTimeout(t.Context(), long)
				a := &attacker{server: s, ctx: ctx, from: attacksFrom(i), key: hostile[i%len(hostile)]}
				if err := tt.run(a); err != nil {
					t.Error(err)
				}
				if a.out != nil {
					t.Error("there was no attack:", a.out)
				}
				end()
				hit = tt.limit == "" || s.hits(t, admin, tt.limit, was, 2*long)
			}
			if !hit {
				t.Errorf("it has run into no limit of %s: %v", tt.limit, was.Refused)
			}
			said := fmt.Sprintf("still here after %d", i)
			s.mustAsk(t, speakers[i%len(speakers)], "send lobby "+said)
			v.hear(said)
			is := s.figures(t, admin)
			t.Logf("it took the server %v of the processor", is.cpu-was.cpu)
		})
	}
	after := s.calm(t, admin, before)
	t.Log(after, after.Refused)
	if after.Panics != 0 {
		t.Errorf("%d faults were contained", after.Panics)
	}
	v.reached()
	v.unharmed()
	s.logIsFit(t)
}

// newHostiles signs up so many accounts that attack.
func newHostiles(t testing.TB, s *server, n int) []ssh.Signer {
	t.Helper()
	all := make([]ssh.Signer, n)
	for i := range all {
		all[i] = newKey()
		if a, err := s.ask(all[i], fmt.Sprintf("register hostile%dx", i)); err != nil || a.status != 0 {
			t.Fatalf("%v %+v", err, a)
		}
	}
	return all
}

// What the log may have of one connection: that it comes and goes, and what of
// it is refused.
const (
	maxLogLine  = 512 // bytes
	maxLogLines = 14
)

// logIsFit holds that the log can be looked at in a terminal, and that nobody
// can fill a disk with it: of a connection it tells little, and of one that is
// turned away at the door nothing.
func (s *server) logIsFit(t testing.TB) {
	t.Helper()
	log := s.log.String()
	if at, what := firstHarm(log); what != "" {
		t.Errorf("the log has %s: %.200q", what, log[max(0, at-80):])
	}
	lines := make(map[string]int) // of each connection; those of none have the empty name
	for line := range strings.Lines(log) {
		if len(line) > maxLogLine {
			t.Errorf("the log has a line of %d bytes: %.200q", len(line), line)
		}
		_, rest, _ := strings.Cut(line, " conn=")
		conn, _, _ := strings.Cut(rest, " ")
		if lines[conn]++; conn != "" && lines[conn] == maxLogLines+1 {
			t.Errorf("the log has more than %d lines of connection %s", maxLogLines, conn)
		}
	}
	if most := len(lines) + 10; lines[""] > most { // of a handshake that fails one
		t.Errorf("the log has %d lines of no connection, want at most %d", lines[""], most)
	}
	t.Logf("the log has %d lines and %d bytes", strings.Count(log, "\n"), len(log))
}
