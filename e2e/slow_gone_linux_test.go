package e2e_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// impatient is a configuration with a third of the usual patience for who does not
// answer, which is of 45 s then: everybody is gone within 60.
const impatient = "limit_keepalive = \"5s\"\n"

// goneWithin is how long somebody may be there then whose network is gone. Before
// somebody is let in, and without a session, other limits count.
const goneWithin = 25 * time.Second

// TestWhoeverIsCutOffVanishes pulls the cable of connections in each state in which
// they can be: the server hears nothing, not even that they have ended.
func TestWhoeverIsCutOffVanishes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte(impatient), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, filepath.Join(dir, "data"), "--config", config)
	witness := s.signUp(t, "witness")
	dropped := make(map[string]*cable)

	silent := s.wireTo(t, habit{})
	silent.drop(t)
	dropped["before a word"] = silent
	begun := s.wireTo(t, habit{})
	if _, err := io.WriteString(begun, "SSH-2.0-cable\r\n"); err != nil {
		t.Fatal(err)
	}
	begun.drop(t)
	dropped["before it is let in"] = begun
	for _, line := range []string{"screen", "plain", "tail lobby -f", "pipe --rooms lobby", "put lobby half.bin"} {
		c := s.slowpoke(t, s.signUp(t, "user-"+line[:4]), habit{})
		c.start(t, line)
		if line == "screen" {
			c.until(t, roomText)
		}
		c.cable.drop(t)
		dropped[line] = c.cable
	}
	none := s.slowpoke(t, s.signUp(t, "idle"), habit{})
	none.cable.drop(t)
	dropped["without a session"] = none.cable

	since := time.Now()
	gone := func(log string) bool {
		ended := closings(log)
		for _, w := range dropped {
			if _, is := ended[w.LocalAddr().String()]; !is {
				return false
			}
		}
		return true
	}
	if !s.log.await(goneWithin+patience, gone) {
		t.Error("not all have gone")
	}
	ended := closings(s.log.String())
	for what, w := range dropped {
		end := ended[w.LocalAddr().String()]
		took := end.at.Sub(since).Round(time.Second)
		t.Logf("%s: after %s: %s", what, took, end.reason)
		if end.reason == "" || took > goneWithin {
			t.Errorf("%s: it is there after %s: %+v", what, goneWithin, end)
		}
	}
	if who := s.mustAsk(t, witness, "who lobby"); strings.Contains(who, "user-") {
		t.Errorf("those who are gone are shown: %s", who)
	}
}
