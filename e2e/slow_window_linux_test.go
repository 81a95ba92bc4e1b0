package e2e_test

import (
	"path/filepath"
	"testing"
	"time"
)

// TestWindowsThatStayShutAreCut has clients that read what comes and answer what
// they are asked, but never open the window of their session wide enough.
func TestWindowsThatStayShutAreCut(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	s.furnish(t, boss)
	mouth := s.speaks(t, "mouth")
	peers, since := make(map[string]string), make(map[string]time.Time)
	for name, tt := range map[string]struct {
		window uint32 // bytes
		line   string // empty: the screen
	}{
		"no-window":     {0, ""},
		"a-byte":        {1, ""},
		"less-than-all": {3000, ""},
		"lines":         {100, "plain"},
		"no-tail":       {0, "tail lobby -f --json"},
		"short-tail":    {5000, "tail lobby -f --json"},
		"pipe":          {0, "pipe --rooms lobby"},
		"history":       {5000, "history lobby --limit 1000"},
		"get":           {70000, "get 1"},
	} {
		w, err := enterWire(s, "", s.signUp(t, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { w.Close() })
		if err := w.SetDeadline(time.Time{}); err != nil {
			t.Fatal(err)
		}
		id, err := w.openSession(tt.window)
		if err != nil {
			t.Fatal(err)
		}
		requests := [][]byte{channelRequest(id, "exec", execRequest{tt.line})}
		if tt.line == "" {
			requests = [][]byte{channelRequest(id, "pty-req", ptyRequest{Term: "xterm-256color", Cols: 100, Rows: 30}), channelRequest(id, "shell", nil)}
		}
		if err := w.send(requests...); err != nil {
			t.Fatal(err)
		}
		since[name] = time.Now()
		go w.answer()
		peers[name] = w.LocalAddr().String()
	}
	closed := mouth.saysUntilCut(t, s, peers)
	for name, peer := range peers {
		end := closed[peer]
		took := end.at.Sub(since[name]).Round(time.Second)
		if t.Logf("%s: after %s: %s", name, took, end.reason); end.reason != "it stopped reading" || took > cutWithin {
			t.Errorf("%s: not cut within %s: %+v", name, cutWithin, end)
		}
	}
}

// answer receives until the connection ends, and says no to all questions.
func (w *wire) answer() {
	const globalRequest, no = 80, 82
	for {
		p, err := w.receive()
		if err != nil {
			return
		}
		if p[0] == globalRequest {
			_ = w.send([]byte{no}) // the next receive tells
		}
	}
}

// TestStoppedOpenSSHIsCut stops people's own program, in a room where others talk
// and in one where nobody does.
func TestStoppedOpenSSHIsCut(t *testing.T) {
	t.Parallel()
	for name, messages := range map[string]int{"others talk": 100, "nobody talks": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, filepath.Join(t.TempDir(), "data"))
			mouth := s.speaks(t, "mouth")
			stall(t, s)
			since := time.Now()
			mouth.says(t, messages)
			var end closing
			stopped := func(log string) bool {
				for _, c := range closings(log) {
					if c.reason == "it stopped answering" || c.reason == "it stopped reading" {
						end = c
					}
				}
				return end.reason != ""
			}
			if !s.log.await(cutWithin+patience, stopped) || end.at.Sub(since) > cutWithin {
				t.Errorf("not cut within %s: %+v", cutWithin, end)
			}
			t.Logf("after %s: %s", end.at.Sub(since).Round(time.Second), end.reason)
		})
	}
}
