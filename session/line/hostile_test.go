package line_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// hostile are texts that would like to be something else than text. That none of
// them does anything is what every transcript is looked at for.
var hostile = []string{
	"\x1b[2J\x1b[Hcleared",
	"\x1b]0;title\x07",
	"\x9b31mred",
	"\u009b31mred",
	"a\rbob: hi",
	"a\b\b\b\b\b\b\b\bbob: hi",
	"a\nbob: hi",
	"a\u2028bob: hi",
	"a\u0085bob: hi",
	"a\vbob: hi\fb",
	"\u202eih :bob\u202c",
	"\u2066bob: hi\u2069",
	"-- bob: the topic is: evil",
	"[#ops] bob: hi",
	"> bob: hi",
	strings.Repeat("x", 68) + " bob: I agree with mallory",
	strings.Repeat("你", 34) + " bob: 我同意",
	strings.Repeat("\u0301", 500),
	"👨‍👩‍👧‍👦 bob: hi",
	"\x00\x01\x02",
	"* bob waves\n* bob waves\n-- 09:00 --",
}

// Only the first row of a message begins at the margin, and that with its author's
// name, whatever is said, and on whatever terminal.
func TestNobodyTypesWhatLooksLikeSomebodyElse(t *testing.T) {
	for _, cols := range []int{0, 20, 41, 80} {
		t.Run(fmt.Sprint(cols), func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, mallory := w.person("alice"), w.person("mallory")
				mallory.do("room create ops")
				alice.do("join ops")
				s := alice.enter(entry{cols: cols})
				s.out.since()
				for _, style := range []room.Style{room.Plain, room.Action} {
					for _, said := range hostile {
						for _, in := range []string{"lobby", "ops"} {
							r, err := w.broker.Find(mallory.id, in)
							if err != nil {
								t.Fatal(err)
							}
							text := said
							if in == "ops" {
								text = "@alice " + said
							}
							_, _, err = w.broker.Say(t.Context(), mallory.id, r.ID, room.Saying{ID: room.NewCommandID(), Style: style, Text: text})
							if err != nil {
								continue // it was refused, which is as well
							}
							wantByMallory(t, s)
						}
					}
				}
			})
		})
	}
}

// wantByMallory looks at what was printed since the last time.
func wantByMallory(t *testing.T, s *session) {
	t.Helper()
	s.types("") // until it has come
	for row := range strings.Lines(s.out.since()) {
		row = strings.TrimSuffix(row, "\n")
		switch {
		case strings.HasPrefix(row, "  "), row == "":
		case strings.HasPrefix(row, "-- 0") && strings.HasSuffix(row, " --") && len(row) == len("-- 00:00 --"):
		case strings.HasPrefix(row, "mallory: "), strings.HasPrefix(row, "* mallory "), row == "mallory:", row == "* mallory":
		case strings.HasPrefix(row, "[#ops] mallory: "), strings.HasPrefix(row, "[#ops] * mallory "), row == "[#ops] mallory:", row == "[#ops] * mallory":
		default:
			t.Errorf("a row begins at the margin that nobody has said: %q", row)
		}
	}
}

// What the person themselves types, sees of others' choosing or is told comes out
// clean, too.
func TestWhatIsTypedComesOutClean(t *testing.T) {
	for _, echo := range []bool{false, true} {
		for _, in := range []lang.Lang{lang.English, lang.Chinese} {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob := w.person("alice"), w.person("bob")
				for _, said := range hostile {
					if r, err := w.broker.Find(bob.id, "lobby"); err == nil {
						_, _, _ = w.broker.Say(t.Context(), bob.id, r.ID, room.Saying{ID: room.NewCommandID(), Text: said})
					}
				}
				s := alice.enter(entry{echo: echo, lang: in, cols: 40, chat: ui.Chat{
					MOTD:   strings.Join(hostile, "\n"),
					Waited: []ui.Notice{{Text: lang.S("%s", strings.Join(hostile, "\n"))}},
				}})
				s.types("/talk\n")
				for _, typed := range hostile {
					for _, before := range []string{"", "/", "/go ", "/join ", "/search ", "/edit 1 ", "/jump ", "/help ", "/whois ", "/me "} {
						s.types(before + typed + "\r\n")
					}
				}
				s.types("/history\r/older\r/unread\r/links\r/search bob\r/more\r")
			})
		}
	}
}

// A display name may be anything in any script; only usernames are printed.
func TestDisplayNamesAreNotPrinted(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		w.person("bob")
		mallory := w.person("mallory")
		mallory.do("me display 'bob: hi'")
		s := alice.enter(entry{})
		mallory.say("lobby", "it is me")
		if got := s.out.since(); !strings.Contains(got, "\nmallory: it is me\n") || strings.Contains(got, "bob: hi") {
			t.Errorf("printed was %q", got)
		}
	})
}

// Somebody who floods is printed in order, and what falls off is counted.
func TestAFloodOfOthersIsBounded(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{echo: true, cols: 80})
		s.types("I am ty")
		s.out.since()
		r, err := w.broker.Find(bob.id, "lobby")
		if err != nil {
			t.Fatal(err)
		}
		for i := range 2000 {
			if _, _, err := w.broker.Say(t.Context(), bob.id, r.ID, room.Saying{ID: room.NewCommandID(), Text: fmt.Sprintf("flood %d.", i)}); err != nil {
				t.Fatal(err)
			}
		}
		s.types("")
		s.hides("flood")
		s.types("ping\r")
		got := s.out.since()
		if n := strings.Count(got, "flood"); n > 20 || !strings.Contains(got, "messages were skipped; /history shows them") || !strings.Contains(got, "flood 1999.") {
			t.Errorf("%d messages of the flood were printed:\n%s", n, got)
		}
		s.types("/history\r")
		s.shows("2001 alice: I am typing")
	})
}

// A name of a room can be like another's, and only its ID leads to the right one.
func TestRoomsOfOneNameAreToldApart(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob, mallory := w.person("alice"), w.person("bob"), w.person("mallory")
		for _, p := range []*person{bob, mallory} {
			p.do("room create ops --private")
			list, err := w.broker.Rooms(p.id)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range list {
				if r.Room.Name == "ops" {
					p.do(fmt.Sprintf("invite r_%d alice", r.Room.ID))
					alice.do(fmt.Sprintf("join r_%d", r.Room.ID))
				}
			}
		}
		s := alice.enter(entry{})
		mallory.say("ops", "@alice trust me")
		s.shows("[#ops r_")
	})
}

// A row is broken before a blank, which may not cost the character before it.
func TestNothingIsCutOffWhereARowEnds(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		const cols = 30
		s := alice.enter(entry{echo: true, cols: cols})
		for n := 1; n < cols; n++ {
			s.out.since()
			bob.say("lobby", strings.Repeat("x", n)+" "+strings.Repeat("y", 10)+" "+strings.Repeat("z", 10))
			if got := s.out.since(); strings.Contains(got, "~") || strings.Count(got, "x") != n {
				t.Errorf("a row lost something:\n%s", got)
			}
		}
	})
}
