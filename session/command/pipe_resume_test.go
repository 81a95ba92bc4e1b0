package command_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// heardBy returns what comes of a room from a cursor on, up to the ack of a ping.
func (p *person) heardBy(t *testing.T, since string) []string {
	t.Helper()
	r := p.pipe(t, "--since "+since)
	r.next()
	r.write(`{"id":"end","cmd":"ping"}`)
	var out []string
	for {
		s := r.next()
		if s["re"] == "end" {
			r.end()
			return out
		}
		line := s.is("type", "seq", "cursor")
		switch m, _ := s["message"].(map[string]any); {
		case s["type"] == "gap":
			line = s.is("type", "from", "to", "why", "since", "cursor")
		case m != nil:
			line += fmt.Sprint(" ", m["text"])
		case s["text"] != nil:
			line += fmt.Sprint(" ", s["text"])
		}
		out = append(out, line)
	}
}

func TestPipeGoesOnWhereItWas(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	for n := range 5 {
		alice.send(t, "lobby", fmt.Sprint("say ", n+1))
	}
	alice.must(t, "edit lobby#1 new 1")   // revision 1, and then 4
	alice.must(t, "edit lobby#5 new 5")   // 2
	alice.must(t, "delete --yes lobby#2") // 3
	bob.must(t, "react lobby#1 +1")       // 4
	alice.must(t, "delete --yes lobby#4") // 5
	for _, tt := range []struct {
		since string
		want  []string
	}{
		{"r_1:5:5", nil},
		{"r_1:4:5", []string{"message 5 r_1:5:5 new 5"}},
		{"r_1:5:4", []string{"delete 4 r_1:5:5 "}},
		{"r_1:5:0", []string{"update 5 r_1:5:2 new 5", "delete 2 r_1:5:3 ", "update 1 r_1:5:4 new 1", "delete 4 r_1:5:5 "}},
		{"r_1:5:2", []string{"delete 2 r_1:5:3 ", "update 1 r_1:5:4 new 1", "delete 4 r_1:5:5 "}},
		{"r_1:3:3", []string{"update 1 r_1:3:4 new 1", "message 4 r_1:4:5 ", "message 5 r_1:5:5 new 5"}},
		{"r_1:0:0", []string{
			"message 1 r_1:1:5 new 1", "message 2 r_1:2:5 ", "message 3 r_1:3:5 say 3", "message 4 r_1:4:5 ", "message 5 r_1:5:5 new 5",
		}},
	} {
		if got := bob.heardBy(t, tt.since); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("from %s on comes\n%s\nwant\n%s", tt.since, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// TestPipeGoesOnFromEveryCursor cuts a room's history at each event, and looks
// whether what comes behind it leads to the same.
func TestPipeGoesOnFromEveryCursor(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	p := bob.pipe(t, "--rooms lobby")
	p.next()
	for n := range 8 {
		alice.send(t, "lobby", fmt.Sprint("say ", n+1))
		alice.must(t, fmt.Sprintf("edit lobby#%d new %d", n/2+1, n))
		bob.must(t, fmt.Sprintf("react lobby#%d tada", n+1))
		if n > 4 {
			alice.must(t, fmt.Sprintf("delete --yes lobby#%d", n))
		}
	}
	bob.send(t, "lobby", "last")
	type state map[any]string
	have, cursors, states := make(state), []string{"r_1:0:0"}, []state{{}}
	take := func(have state, s piped) {
		m, _ := s["message"].(map[string]any)
		if m == nil {
			m = s
		}
		have[m["seq"]] = fmt.Sprint(m["text"], m["edited"], m["deleted"], m["reactions"])
	}
	for have[9.0] == "" {
		s := p.next()
		take(have, s)
		copied := make(state)
		for k, v := range have {
			copied[k] = v
		}
		cursors, states = append(cursors, fmt.Sprint(s["cursor"])), append(states, copied)
	}
	for i, c := range cursors {
		r := bob.pipe(t, "--since "+c)
		r.next()
		r.write(`{"id":"end","cmd":"ping"}`)
		for s := r.next(); s["re"] != "end"; s = r.next() {
			if m, _ := s["message"].(map[string]any); s["type"] == "message" && states[i][s["seq"]] != "" || s["type"] != "message" && states[i][m["seq"]] == "" {
				t.Errorf("from %s on comes %v, which was heard or is not known", c, s)
			}
			take(states[i], s)
		}
		r.end()
		if fmt.Sprint(states[i]) != fmt.Sprint(have) {
			t.Errorf("from %s on it comes to\n%v\nwant\n%v", c, states[i], have)
		}
	}
}

func TestPipeTellsWhatIsMissing(t *testing.T) {
	w := newWorld(t)
	alice, bob, carol := w.member(t, "alice"), w.member(t, "bob"), w.member(t, "carol")
	for _, name := range []string{"short", "fresh", "den"} {
		alice.must(t, "room create "+name)
	}
	alice.must(t, "room set fresh history joined")
	bob.must(t, "join short")
	for _, name := range []string{"short", "fresh"} {
		for n := range 5 {
			alice.send(t, name, fmt.Sprint("say ", n+1))
		}
	}
	bob.must(t, "join fresh")
	alice.send(t, "fresh", "for bob")
	if got := fmt.Sprint(bob.heardBy(t, "r_3:2:0")); got != "[gap 3 5 hidden r_3:2:0 r_3:5:0 message 6 r_3:6:0 for bob]" {
		t.Errorf("of what was said before bob came there is %s", got)
	}
	for _, tt := range []struct{ name, flags, code string }{
		{"a room that is not there", "--rooms nowhere", "not_found"},
		{"a room that one is not in", "--rooms den", "denied"},
		{"a cursor of a room that one is not in", "--since r_4:0:0", "denied"},
		{"a cursor of no room", "--since r_99:0:0", "not_found"},
		{"a cursor ahead", "--since r_1:1:0", "usage"},
		{"two cursors", "--since r_2:1:0,r_2:2:0", "usage"},
	} {
		if a := carol.exec("pipe " + tt.flags); a.status == 0 || !strings.Contains(a.err, `"code":"`+tt.code+`"`) {
			t.Errorf("%s: %+v, want %s", tt.name, a, tt.code)
		}
	}
}

// TestPipeTellsWhatTheRetentionTook comes back to a room that kept less than that.
func TestPipeTellsWhatTheRetentionTook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		alice := newWorld(t).member(t, "alice")
		alice.must(t, "room create books")
		for n := range 15 {
			alice.send(t, "books", fmt.Sprint("say ", n+1))
		}
		alice.must(t, "edit books#2 gone soon")
		alice.must(t, "edit books#14 new 14")
		alice.must(t, "room set books retention 10")
		time.Sleep(2 * time.Minute) // of the test's own clock: the janitor comes by
		if got := fmt.Sprint(alice.heardBy(t, "r_2:1:0")[:3]); got != "[gap 2 5 trimmed r_2:1:0 r_2:5:0 message 6 r_2:6:2 say 6 message 7 r_2:7:2 say 7]" {
			t.Errorf("behind what is gone comes %s", got)
		}
		if got := fmt.Sprint(alice.heardBy(t, "r_2:15:0")); got != "[update 14 r_2:15:2 new 14]" {
			t.Errorf("of what has changed comes %s", got)
		}
	})
}
