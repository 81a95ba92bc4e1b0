package line_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/ui"
)

// asks types a line and returns the rows that come of it.
func (s *session) asks(typed string) []string {
	s.t.Helper()
	s.out.since()
	s.types(typed + "\n")
	return strings.Split(strings.TrimSpace(strings.TrimPrefix(s.out.since(), "> "+typed+"\n")), "\n")
}

func TestHistoryIsPagedThrough(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		for i := 1; i <= 50; i++ {
			bob.say("lobby", fmt.Sprintf("m%d", i))
		}
		s := alice.enter(entry{})
		tests := []struct {
			typed       string
			first, last int // the numbers of the page
			hint        string
		}{
			{"/history", 31, 50, "(/older goes on)"},
			{"/older", 11, 30, "(/older and /newer go on)"},
			{"/older", 1, 10, "(/newer goes on)"},
			{"/older", 0, 0, "(there are no more messages there)"},
			{"/newer", 11, 30, "(/older and /newer go on)"},
			{"/newer", 31, 50, "(/older goes on)"},
			{"/newer", 0, 0, "these are the newest messages"},
			{"/jump 25", 16, 35, "(/older and /newer go on)"},
			{"/jump ^", 41, 50, "(/older goes on)"},
			{"/jump 51", 0, 0, "there is no message 51 here"},
			{"/jump what", 0, 0, "that names no message"},
			{"/history 2000-01-01", 1, 20, "(/newer goes on)"},
			{"/history 1999-01-01", 1, 20, "(/newer goes on)"},
			{"/unread", 1, 20, "(/newer goes on)"},
			{"/bottom", 31, 50, "(/older goes on)"},
		}
		for _, tt := range tests {
			rows := s.asks(tt.typed)
			if !strings.Contains(rows[len(rows)-1], tt.hint) {
				t.Errorf("%s ends with %q, want %q", tt.typed, rows[len(rows)-1], tt.hint)
			}
			if tt.first == 0 {
				continue
			}
			if first := fmt.Sprintf("00:00 %d bob: m%[1]d", tt.first); rows[0] != first {
				t.Errorf("%s begins with %q, want %q", tt.typed, rows[0], first)
			}
			if last := fmt.Sprintf("00:00 %d bob: m%[1]d", tt.last); rows[len(rows)-2] != last || len(rows) != tt.last-tt.first+2 {
				t.Errorf("%s shows up to %q, in %d rows", tt.typed, rows[len(rows)-2], len(rows))
			}
		}
	})
}

func TestUnreadIsToldOnEntering(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.say("lobby", "first")
		s := alice.enter(entry{})
		if err := s.end(); err != nil {
			t.Fatal(err)
		}
		for i := range 30 {
			bob.say("lobby", fmt.Sprintf("new %d", i))
		}
		s = alice.enter(entry{})
		s.shows("(30 messages are new; /unread shows them from the first)", "bob: new 29")
		rows := s.asks("/unread")
		if rows[0] != "00:00 2 bob: new 0" {
			t.Errorf("/unread begins with %q", rows[0])
		}
	})
}

func TestThreadsAndReplies(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.say("lobby", "who has the key?")
		bob.say("lobby", "anybody?")
		s := alice.enter(entry{})
		s.types("/talk\n")
		s.types("/reply ^2 I do\n/reply and the door\n")
		want := []string{"00:00 1 bob (1 reply): who has the key?", "00:00 3 alice (to #1): I do"}
		if got := s.asks("/thread 1"); !slices.Equal(got, want) {
			t.Errorf("/thread 1 shows %q", got)
		}
		want = []string{"00:00 2 bob (1 reply): anybody?", "00:00 4 alice (to #2): and the door"}
		if got := s.asks("/thread"); !slices.Equal(got, want) {
			t.Errorf("/thread shows %q", got)
		}
	})
}

func TestSearchGoesOn(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create ops")
		alice.do("join ops")
		bob.say("ops", "a needle in ops")
		for i := range 60 {
			bob.say("lobby", fmt.Sprintf("needle %d\nsecond row", i))
		}
		s := alice.enter(entry{})
		rows := s.asks("/search needle in:all")
		if len(rows) != 40+1 && !strings.Contains(strings.Join(rows, "\n"), "/more") {
			t.Errorf("the first page has %d rows: %q", len(rows), rows)
		}
		all := rows
		for range 5 {
			all = append(all, s.asks("/more")...)
		}
		text := strings.Join(all, "\n")
		if strings.Count(text, "needle ") != 61 || !strings.Contains(text, "ops#1 2000-01-01 00:00 bob: a needle in ops") || !strings.Contains(text, "61 found; that is all") {
			t.Errorf("found was:\n%s", text)
		}
		if got := s.asks("/search form:bob x"); !strings.Contains(got[0], "did you mean from:") {
			t.Errorf("a mistyped search says %q", got)
		}
	})
}

func TestLongAnswersComeInPages(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{echo: true, cols: 80, rows: 12})
		s.out.since()
		s.types("/set\r")
		first := s.out.since()
		if n := strings.Count(first, "\n"); n > 12 || !strings.Contains(first, "more lines; /more shows them") {
			t.Errorf("the first page has %d rows:\n%s", n, first)
		}
		s.types("/more\r")
		s.shows("/more")
		for range 10 {
			s.types("/more\r")
		}
		s.shows("there is nothing more")
	})
}

func TestMessagesAreNamedBySigns(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		alice.do("room create den")
		bob.do("join den")
		s := alice.enter(entry{room: "den"})
		s.types("/talk\n")
		for typed, want := range map[string]string{"/show !": "nothing here lately", "/show ^": "have not said that much"} {
			if got := s.asks(typed); !strings.Contains(got[0], want) {
				t.Errorf("%s in an empty room says %q", typed, got)
			}
		}
		s.types("mine\n")
		bob.say("den", "theirs 1")
		bob.say("den", "theirs 2")
		for typed, want := range map[string]string{
			"/show !": "mine", "/show ^": "theirs 2", "/show ^^": "theirs 1", "/show ^2": "theirs 1", "/show ＾2": "theirs 1", "/show 2": "theirs 1", "/show #3": "theirs 2",
			"/show ^9": "have not said that much",
		} {
			if got := s.asks(typed); !strings.Contains(strings.Join(got, "\n"), want) {
				t.Errorf("%s shows %q, want %q", typed, got, want)
			}
		}
		s.types("/react ^^ +1\n/pin !\n")
		if got := s.asks("/pins"); !slices.Equal(got, []string{"00:00 1 alice (pinned): mine"}) {
			t.Errorf("/pins shows %q", got)
		}
	})
}

// screenOnly are the words of the screen that mean nothing in lines, and why.
var screenOnly = map[string]string{
	"compose": "there is no composer; /write writes several lines",
	"bare":    "it is all plain text",
	"redraw":  "nothing is drawn",
	"admin":   "the commands of the staff do it", "管理": "the same",
}

// What the screen can do, line mode can, too.
func TestEverySlashWordOfTheScreenIsThere(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.say("lobby", "hello https://example.com")
		time.Sleep(time.Second)
		for _, word := range ui.Words() {
			s := alice.enter(entry{})
			s.types("/talk\n")
			s.out.since()
			s.types("/" + word + "\n")
			got := s.out.since()
			if none := strings.Contains(got, "unknown command") || strings.Contains(got, "is about the screen"); none != (screenOnly[word] != "") {
				t.Errorf("/%s says %q", word, got)
			}
		}
	})
}

func TestTabCompletes(t *testing.T) {
	tests := []struct{ typed, row, list string }{
		{"/who", "/who", "/whois"},
		{"/hist", "/history ", ""},
		{"/shr", "/shrug ", ""},
		{"hello @bo", "hello @bob ", ""},
		{"/join ops and:", "", ""},
		{"/go op", "/go ops ", ""},
		{"/xyzzyx", "/xyzzyx", "nothing completes that"},
	}
	for _, tt := range tests {
		t.Run(tt.typed, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob := w.person("alice"), w.person("bob")
				bob.sit()
				bob.do("room create ops")
				alice.do("join ops")
				s := alice.enter(entry{echo: true, cols: 200})
				s.types(tt.typed)
				s.out.since()
				s.types("\t")
				got := s.out.since()
				if !strings.Contains(got, tt.list) {
					t.Errorf("offered was %q, want %q", got, tt.list)
				}
				s.types("\x12") // prints the row again
				if got := s.out.since(); !strings.Contains(got, "> "+tt.row) {
					t.Errorf("the row is %q, want %q", got, tt.row)
				}
			})
		})
	}
}

func TestTheLastMessageIsTakenUp(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{echo: true, cols: 80})
		s.types("teh cat\r")
		s.types("/edit\r")
		s.shows("/edit 1 teh cat")
		s.types("\x17\x17the cat\r")
		w.wantSaid(alice, "lobby", "alice: the cat")
		quiet := alice.enter(entry{})
		if got := quiet.asks("/edit"); !strings.HasPrefix(got[0], "1 alice") || got[1] != "change it with: /edit 1 ..." {
			t.Errorf("/edit says %q", got)
		}
	})
}

func TestSeveralLinesAreOneMessage(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{echo: true, cols: 80})
		s.types("one\r\ntwo\r\nthree")
		s.shows("You pasted 3 lines. /send says them as one message, /drop forgets them.")
		w.wantSaid(alice, "lobby")
		s.types("/send\r")
		for _, l := range []string{"/write", "four", "", "..", "/quit is no command here", "."} {
			s.types(l + "\r")
		}
		for _, l := range []string{"/write", "lost", "/drop", "/send"} {
			s.types(l + "\r")
		}
		s.shows("forgotten", "there is nothing to send")
		for _, l := range []string{"/write", "lost too", "\x03", "five"} {
			s.types(l + "\r")
		}
		w.wantSaid(alice, "lobby", "alice: one\ntwo\nthree", "alice: four\n\n.\n/quit is no command here", "alice: five")
	})
}

func TestHelpListsEverything(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{})
		s.types("/help\n")
		s.shows("/help all lists them.")
		for _, row := range s.asks("/help all") {
			if len(row) > 200 {
				t.Errorf("nobody can listen to a row like %q", row)
			}
		}
		s.types("/help all\n")
		s.shows("/room create NAME  Make a room")
		s.types("/help edit\n")
		s.shows("/edit  change what you said last", "here: /edit ID [TEXT")
	})
}
