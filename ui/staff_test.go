package ui_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// printed returns what a command prints, as the tests of the commands have it.
func printed(t testing.TB, line string) string {
	t.Helper()
	for _, name := range []string{"TestHouseJSON", "TestSanctionJSON", "TestJSON"} {
		b, err := os.ReadFile("../session/command/testdata/" + name + ".golden")
		if err != nil {
			t.Fatal(err)
		}
		if _, rest, ok := strings.Cut(string(b), "$ "+line+" --json\n"); ok {
			answer, _, _ := strings.Cut(rest, "\n")
			return strings.ReplaceAll(answer, "<varies>", "2026-11-22T09:00:00.000Z")
		}
	}
	t.Fatalf("no test of the commands has %q", line)
	return ""
}

// list is an answer with several items.
func list(next string, items ...string) string {
	end := "null"
	if next != "" {
		end = fmt.Sprintf("%q", next)
	}
	return `{"v":1,"items":[` + strings.Join(items, ",") + `],"next":` + end + `}`
}

// account is an account of "user list".
func account(id int, name, role, more string) string {
	return fmt.Sprintf(`{"v":1,"user":%q,"user_id":"u_%d","name":%q,"role":%q,"created":"2026-11-20T08:00:00.000Z","sessions":%d%s}`, name, id, name, role, id%3, more)
}

func stats() string {
	var minutes, hours []string
	for i := range 60 {
		minutes = append(minutes, fmt.Sprint(i*i%43))
	}
	for i := range 24 {
		hours = append(hours, fmt.Sprint(i*97%800))
	}
	return `{"v":1,"type":"stats","at":"2026-11-22T09:35:00.000Z","started":"2026-11-01T00:00:00.000Z","sessions":17,"present":12,"rooms":9,"conversations":30,` +
		`"minutes":[` + strings.Join(minutes, ",") + `],"hours":[` + strings.Join(hours, ",") + `],` +
		`"store":{"bytes":3355443,"disk_free":9663676416,"entries":1234,"commits":56789,"median_us":850,"p99_us":9000,"waiting":1},` +
		`"refused":{"connections":0,"rate":12,"sessions":3},"new_field":{"a":1}}`
}

// staffHost answers as a server with people, reports and bans does.
func staffHost(t testing.TB) *fakeHost {
	const sanction = `{"at":"2026-11-22T08:00:00.000Z","until":"2026-11-29T08:00:00.000Z","by":"you","reason":"spam"}`
	var users []string
	for i := range 30 {
		users = append(users, account(10+i, fmt.Sprintf("member-%d", i), "member", ""))
	}
	users = append(users,
		account(2, "ann", "admin", `,"trusted":true`), account(3, "bob", "member", `,"muted":`+sanction+`,"new":true`),
		account(4, "mallory", "member", `,"suspended":`+sanction),
	)
	return &fakeHost{answers: map[string]string{
		"server stats": stats(),
		"user list":    list("u_99", users...),
		"room list": list("",
			`{"id":"r_1","name":"lobby","topic":"hello","present":12,"members":0,"owner":null}`,
			`{"id":"r_2","name":"综合讨论","topic":"后端与数据库","present":3,"members":40,"owner":"ann","announce":true,"private":true}`,
			`{"id":"r_3","name":"old","topic":"","present":0,"members":2,"owner":"bob","archived":true}`,
		),
		"report list":  printed(t, "report list"),
		"invite list":  printed(t, "invite list"),
		"approve list": printed(t, "approve list"),
		"ban list":     printed(t, "ban list"),
		"audit list":   printed(t, "audit list --limit 1"),
	}}
}

// staffed is a session of somebody with a rank.
func staffed(t *testing.T, rank room.Rank, h *fakeHost, c ui.Config, cols, rows int, test func(*session)) {
	t.Helper()
	seat := village()
	seat.me.Rank = rank
	c.Chat = ui.Chat{Seat: seat, Host: h, Room: lobby}
	inSession(t, c, cols, rows, test)
}

var staffStates = []struct {
	name string
	act  func(*session)
}{
	{"overview", func(*session) {}},
	{"people", func(s *session) { s.press("2", "end") }},
	{"rooms", func(s *session) { s.press("3", "down") }},
	{"reports", func(s *session) { s.press("4") }},
	{"invites", func(s *session) { s.press("5") }},
	{"approvals", func(s *session) { s.press("6") }},
	{"bans", func(s *session) { s.press("7") }},
	{"audit", func(s *session) { s.press("8") }},
	{"actions", func(s *session) { s.press("2", "end", "enter") }},
	{"asking", func(s *session) { s.press("2", "home", "enter", "s", "tab"); s.write("sells it's") }},
	{"sure", func(s *session) { s.press("2", "home", "enter", "D", "enter"); s.write("mem") }},
	{"filter", func(s *session) { s.press("3", "/"); s.write("综") }},
}

func TestGoldenStaff(t *testing.T) {
	for _, st := range staffStates {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {50, 20}, {30, 10}} {
			for _, in := range lang.All {
				t.Run(fmt.Sprintf("%s %dx%d %v", st.name, size[0], size[1], in), func(t *testing.T) {
					c := ui.Config{Lang: in, Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true, UTF8: true}}
					staffed(t, room.RankAdmin, staffHost(t), c, size[0], size[1], func(s *session) {
						s.say("/admin")
						st.act(s)
						checkFrame(t, s.m.Frame(), text.Grapheme)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
}

// TestGoldenStaffPlain has a terminal without colours and without UTF-8.
func TestGoldenStaffPlain(t *testing.T) {
	for _, st := range staffStates {
		t.Run(st.name, func(t *testing.T) {
			staffed(t, room.RankAdmin, staffHost(t), ui.Config{Caps: screen.Caps{Method: text.WcWidth, Colors: screen.NoColor}}, 80, 24, func(s *session) {
				s.say("/admin")
				st.act(s)
				golden.RequireEqual(t, grid(s.m.Frame()))
			})
		})
	}
}

// hostileAnswers are those of staffHost with names and texts that a terminal would
// act on.
func hostileAnswers(t testing.TB) map[string]string {
	h := staffHost(t)
	name, err := json.Marshal(strings.Repeat(hostile, 2))
	if err != nil {
		t.Fatal(err)
	}
	for key, answer := range h.answers {
		for _, was := range []string{`"bob"`, `"lobby"`, `"ann"`, `"spam"`, `"member"`, `"hello"`, `"rate"`, `"carl"`} {
			answer = strings.ReplaceAll(answer, was, string(name))
		}
		h.answers[key] = answer
	}
	return h.answers
}

// TestHostileStaff has answers that a terminal would act on, at all sizes.
func TestHostileStaff(t *testing.T) {
	h := &fakeHost{answers: hostileAnswers(t)}
	for _, st := range staffStates {
		for _, in := range lang.All {
			staffed(t, room.RankAdmin, h, ui.Config{Lang: in, Caps: screen.Caps{Method: text.WcWidth}}, 100, 30, func(s *session) {
				s.say("/admin")
				st.act(s)
				for cols := 0; cols < 125; cols += 5 {
					for _, rows := range []int{0, 1, 4, 5, 6, 7, 8, 9, 11, 12, 24, 45} {
						s.update(tea.WindowSizeMsg{Width: cols, Height: rows})
						checkFrame(t, s.m.Frame(), text.WcWidth)
					}
				}
			})
		}
	}
}

func TestStaffActions(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want string // the line; empty: none
	}{
		{"suspend with what is usual", []string{"2", "end", "up", "up", "enter", "s", "enter"}, "user suspend ann --for 7d"},
		{"mute for another time, with a reason", []string{"2", "home", "enter", "m", "3", "0", "m", "tab", "a", " ", "b", "enter"}, `user mute member-0 --for 30m --reason "a b"`},
		{"unmute who is muted", []string{"2", "end", "up", "enter", "m", "enter"}, "user unmute bob"},
		{"resume who is suspended", []string{"2", "end", "enter", "s", "enter"}, "user resume mallory"},
		{"cancelled", []string{"2", "end", "enter", "s", "esc"}, ""},
		{"deleted without the name", []string{"2", "end", "enter", "D", "enter", "enter"}, ""},
		{"deleted with another name", []string{"2", "end", "enter", "D", "enter", "b", "o", "b", "enter"}, ""},
		{"deleted with the name", []string{"2", "end", "enter", "D", "enter", "m", "a", "l", "l", "o", "r", "y", "enter"}, "user delete mallory --yes"},
		{"resolve a report", []string{"4", "enter", "r", "enter"}, "report resolve 2"},
		{"suspend whom it is about", []string{"4", "enter", "s", "enter"}, "user suspend ann --for 7d"},
		{"let somebody in", []string{"6", "enter", "a", "enter"}, "approve accept carl"},
		{"lift a ban", []string{"7", "enter", "x", "enter"}, "ban remove b2"},
		{"ban an address", []string{"7", "n", "n", "1", "0", ".", "0", ".", "0", ".", "7", "enter"}, "ban add 10.0.0.7 --for 7d"},
		{"ban nobody", []string{"7", "n", "n", "enter"}, ""},
		{"announce", []string{"enter", "a", "tab", "tab", "i", "t", "'", "s", " ", "u", "p", "enter"}, "announce --level info --for 24h it's up"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := staffHost(t)
			staffed(t, room.RankAdmin, h, ui.Config{}, 100, 30, func(s *session) {
				s.say("/admin")
				s.press(tt.keys...)
				if got := strings.Join(h.asked, "; "); got != tt.want {
					t.Errorf("ran %q, want %q\n%s", got, tt.want, s.text())
				}
			})
		})
	}
}

func TestStaffSeesTheCommandLine(t *testing.T) {
	staffed(t, room.RankAdmin, staffHost(t), ui.Config{Address: "chat.example.com:2222"}, 120, 40, func(s *session) {
		s.say("/admin")
		s.shows("same as: ssh -p 2222 chat.example.com server stats")
		s.press("2", "end", "enter", "down", "down")
		s.shows("same as: ssh -p 2222 chat.example.com user kick mallory")
		s.press("k")
		s.write("it's him")
		s.shows(`same as: ssh -p 2222 chat.example.com 'user kick mallory --reason "it'\''s him"'`)
	})
}

// TestStaffIsToldOfRefusals holds that who may not see something sees nothing
// but the refusal.
func TestStaffIsToldOfRefusals(t *testing.T) {
	h := staffHost(t)
	h.refuses = &room.Refusal{Kind: room.ErrDenied, Text: lang.S("only the role %s may do that and yours is %s; ask somebody who has it", lang.Key("admin"), lang.Key("member"))}
	staffed(t, 1, h, ui.Config{}, 80, 24, func(s *session) {
		s.say("/admin")
		for _, tab := range []string{"1", "2", "4", "5", "6", "7"} {
			s.press(tab)
			s.shows("only the role admin may do that")
			s.hides("mallory", "carl", "b2", "messages a minute")
		}
		h.refuses = nil
		s.press("2", "r")
		s.shows("member-0")
		h.refuses = &room.Refusal{Kind: room.ErrDenied, Text: lang.S("you are not a moderator any more")}
		s.press("r")
		s.hides("member-0")
	})
}

func TestStaffAsksAgainWhenTheServerWantsToBeSure(t *testing.T) {
	h := staffHost(t)
	h.replies = map[string]ui.Reply{
		"ban add 10.0.0.0/8 --for 7d": {
			Err:   &room.Refusal{Kind: room.ErrConflict, Text: lang.S("that would end %d sessions now, of %s", 12, "ann")},
			Again: "ban add 10.0.0.0/8 --for 7d --yes",
		},
	}
	staffed(t, room.RankModerator, h, ui.Config{}, 100, 30, func(s *session) {
		s.say("/admin")
		s.press("7", "n", "n")
		s.write("10.0.0.0/8")
		s.press("enter")
		s.shows("that would end 12 sessions now", "type 10.0.0.0/8 to confirm", "--yes")
		s.press("enter")
		if len(h.asked) != 1 {
			t.Fatalf("ran %q", h.asked)
		}
		s.write("10.0.0.0/8")
		s.press("enter")
		s.hides("to confirm")
		if got := h.asked[len(h.asked)-1]; len(h.asked) != 2 || got != "ban add 10.0.0.0/8 --for 7d --yes" {
			t.Errorf("ran %q", h.asked)
		}
	})
}

func TestARefusedOrderStaysToBePutRight(t *testing.T) {
	h := staffHost(t)
	h.replies = map[string]ui.Reply{
		"user suspend mallory --for soon": {Err: &room.Refusal{Kind: room.ErrInvalid, Text: lang.S("--for takes a time")}},
	}
	h.answers["user list"] = list("", account(4, "mallory", "member", ""))
	staffed(t, room.RankAdmin, h, ui.Config{}, 100, 30, func(s *session) {
		s.say("/admin")
		s.press("2", "enter", "s")
		s.write("soon")
		s.press("enter")
		s.shows("✗ --for takes a time", "for: soon")
		s.press("ctrl+u")
		s.write("2d")
		s.press("enter")
		s.hides("for: ")
		if got := h.asked[len(h.asked)-1]; got != "user suspend mallory --for 2d" {
			t.Errorf("ran %q", h.asked)
		}
	})
}

func TestStaffPages(t *testing.T) {
	h := staffHost(t)
	h.answers["user list --limit 100"] = list("u_7", account(1, "ann", "member", ""), account(7, "bob", "member", ""))
	delete(h.answers, "user list")
	second := "user list --limit 100 --after u_7"
	staffed(t, room.RankAdmin, h, ui.Config{}, 80, 24, func(s *session) {
		s.say("/admin")
		s.press("2")
		s.shows("ann", "the first 2, Down at the end reads on")
		h.answers = map[string]string{second: list("", account(8, "carl", "member", ""))}
		s.press("down", "down")
		s.shows("carl", "page 2, the last")
		s.hides("ann")
		h.answers = map[string]string{"user list": list("", account(1, "ann", "member", ""))}
		s.press("up")
		s.shows("ann")
		s.hides("carl")
	})
}

// TestStaffIsReadAgain holds that the screen is read every few seconds while it
// is open, one query at a time, keeps what is chosen, and stops with it.
func TestStaffIsReadAgain(t *testing.T) {
	h := staffHost(t)
	staffed(t, room.RankAdmin, h, ui.Config{}, 80, 24, func(s *session) {
		s.say("/admin")
		s.press("2", "end", "up")
		h.answers["user list"] = list("", account(3, "bob", "admin", ""), account(4, "mallory", "member", ""))
		before := len(h.queries)
		for range 11 {
			time.Sleep(time.Second) // of the bubble
			s.settle()
		}
		if n := len(h.queries) - before; n < 2 || n > 4 {
			t.Errorf("asked %d times in 11 s: %q", n, h.queries[before:])
		}
		s.hides("member-0")
		s.press("enter")
		s.shows("suspend bob")
		s.press("esc", "esc")
		before = len(h.queries)
		time.Sleep(time.Minute)
		s.settle()
		if n := len(h.queries) - before; n > 0 {
			t.Errorf("asked %d times after it was closed", n)
		}
	})
}

func TestStaffFilterAndSort(t *testing.T) {
	h := staffHost(t)
	staffed(t, room.RankAdmin, h, ui.Config{}, 80, 24, func(s *session) {
		s.say("/admin")
		s.press("3", "/")
		s.write("bob")
		s.press("enter")
		s.shows("#old")
		s.hides("public")
		s.press("esc")
		s.shows("public")
		s.press("s", "S")
		if got := s.text(); strings.Index(got, "#old") > strings.Index(got, "public") || !strings.Contains(got, "ROOM v") {
			t.Errorf("not sorted downwards:\n%s", got)
		}
		s.press("2", "/")
		s.write("new mal")
		if got := h.queries[len(h.queries)-1]; got != "user list --limit 100 --new --match mal" {
			t.Errorf("asked %q", got)
		}
	})
}

func TestAnswersThatCannotBeRead(t *testing.T) {
	for _, answer := range []string{"", "no JSON", "[]", `{"items":[1]}`, `{"type":"stats"}`, `{"items":{}}`, strings.Repeat("[", 100000)} {
		h := staffHost(t)
		for key := range h.answers {
			h.answers[key] = answer
		}
		staffed(t, room.RankAdmin, h, ui.Config{}, 80, 24, func(s *session) {
			s.say("/admin")
			for _, tab := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "enter", "esc"} {
				s.press(tab)
				checkFrame(t, s.m.Frame(), caps.Method)
			}
		})
	}
}
