package room_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/room"
)

func TestSayHoldsToTheLimits(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	tests := []struct {
		name string
		text string
		ok   bool
		tell string // must be in the refusal
	}{
		{"one word", "hello", true, ""},
		{"longest", strings.Repeat(strings.Repeat("x", 2047)+"\n", 2)[:4095], true, ""},
		{"one byte too long", strings.Repeat(strings.Repeat("x", 1023)+"\n", 4) + "y", false, "4096"},
		{"enormous", strings.Repeat("y", 1<<20), false, "4096"},
		{"most lines", strings.Repeat("x\n", 49) + "x", true, ""},
		{"one line too many", strings.Repeat("x\n", 50) + "x", false, "50"},
		{"longest line", strings.Repeat("x", 2048), true, ""},
		{"line too long", strings.Repeat("x", 2049), false, "2048"},
		{"empty", "", false, "empty"},
		{"only blanks", " \n\t ", false, "empty"},
		{"only what nobody sees", "\u200b\u2060\x1b", false, "empty"},
		{"not UTF-8", "caf\xe9", false, "UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _, err := h.Say(t.Context(), ana.ID, h.lobby(), room.Saying{Text: tt.text})
			if tt.ok {
				if err != nil {
					t.Fatal(err)
				}
				if m.Author != ana || m.Seq == 0 || m.At.IsZero() {
					t.Errorf("stored message = %+v", m)
				}
				return
			}
			wantRefusal(t, err, room.ErrInvalid)
			if err != nil && !strings.Contains(err.Error(), tt.tell) {
				t.Errorf("refusal %q does not mention %q", err, tt.tell)
			}
		})
	}
}

func TestSayingTwiceUnderOneIDIsOneMessage(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	s := h.sit(ana)
	enter(t, s, h.lobby())
	id := room.NewCommandID()
	for range 3 {
		m, _, err := h.Say(t.Context(), ana.ID, h.lobby(), room.Saying{ID: id, Text: "once"})
		if err != nil || m.Seq != 1 {
			t.Fatalf("message %+v, %v; want number 1", m, err)
		}
	}
	if got := said(s.Pull().Events); len(got) != 1 {
		t.Errorf("the room heard messages %v, want one", got)
	}
}

func TestOutsidersAreRefused(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	r := h.create(ana, "cellar")
	m := h.say(ana, r.ID, "between us")
	s := h.sit(eve)
	enter(t, s, h.lobby())

	_, err := s.Enter(t.Context(), r.ID)
	wantRefusal(t, err, room.ErrDenied)
	_, _, err = h.Say(t.Context(), eve.ID, r.ID, room.Saying{Text: "let me in"})
	wantRefusal(t, err, room.ErrDenied)
	_, err = h.History(eve.ID, r.ID, room.Range{Limit: 10})
	wantRefusal(t, err, room.ErrDenied)
	_, _, err = h.Locate(eve.ID, m.ID)
	wantRefusal(t, err, room.ErrNotFound)
	_, err = h.Leave(t.Context(), eve.ID, "cellar")
	wantRefusal(t, err, room.ErrConflict)
	_, err = h.History(eve.ID, 999, room.Range{Limit: 10})
	wantRefusal(t, err, room.ErrNotFound)

	h.say(ana, r.ID, "more between us")
	if n := s.Pull(); len(n.Events) > 0 {
		t.Errorf("an outsider heard %v", n.Events)
	}
}

func TestRoomNames(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	h.create(ana, "golang")
	tests := []struct {
		name string
		room string
		kind error // nil: accepted
	}{
		{"new", "rust", nil},
		{"with a hash", "#zig", nil},
		{"taken", "golang", room.ErrConflict},
		{"taken in other case", "GoLang", room.ErrConflict},
		{"looks like one that is taken", "g0lang", room.ErrConflict},
		{"the lobby", "lobby", room.ErrConflict},
		{"looks like the lobby", "l0bby", room.ErrConflict},
		{"too short", "x", room.ErrInvalid},
		{"too long", strings.Repeat("x", 33), room.ErrInvalid},
		{"escape sequence", "a\x1b[31mb", room.ErrInvalid},
		{"line break", "a\nb", room.ErrInvalid},
		{"empty", "", room.ErrInvalid},
		{"the number of a room", "r_12", room.ErrInvalid},
		{"nearly the number of a room", "r_12b", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := h.Create(t.Context(), ana.ID, tt.room, "a topic", room.Settings{})
			if tt.kind == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantRefusal(t, err, tt.kind)
			if strings.ContainsAny(err.Error(), "\x1b\n") {
				t.Errorf("the refusal repeats controls: %q", err)
			}
		})
	}
}

func TestTopicsAreCleanLines(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	r, err := h.Create(t.Context(), ana.ID, "cellar", "wine\nand \x1b[31mcheese", room.Settings{})
	if err != nil || r.Topic != "wine and [31mcheese" {
		t.Errorf("topic = %q, %v", r.Topic, err)
	}
	_, err = h.Create(t.Context(), ana.ID, "attic", strings.Repeat("x", 201), room.Settings{})
	wantRefusal(t, err, room.ErrInvalid)
	_, err = h.Create(t.Context(), ana.ID, "attic", "\xff", room.Settings{})
	wantRefusal(t, err, room.ErrInvalid)
}

func TestFindNamesTheNearest(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	h.create(ana, "golang")
	for _, name := range []string{"#golang", "GoLang", " golang ", "＃golang"} {
		if r, err := h.Find(ana.ID, name); err != nil || r.Name != "golang" {
			t.Errorf("find %q = %q, %v", name, r.Name, err)
		}
	}
	_, err := h.Find(ana.ID, "golng")
	wantRefusal(t, err, room.ErrNotFound)
	if !strings.Contains(err.Error(), "did you mean #golang?") {
		t.Errorf("refusal = %q, want the nearest name", err)
	}
	_, err = h.Find(ana.ID, "a\x1b]0;x\abcdef")
	wantRefusal(t, err, room.ErrNotFound)
	if strings.ContainsAny(err.Error(), "\x1b\a") {
		t.Errorf("the refusal repeats controls: %q", err)
	}
}

func TestTheLobbyIsEverybodys(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	_, err := h.Leave(t.Context(), ana.ID, "lobby")
	wantRefusal(t, err, room.ErrDenied)
	_, err = h.Join(t.Context(), ana.ID, "lobby")
	wantRefusal(t, err, room.ErrConflict)
	l, err := h.Rooms(ana.ID)
	if err != nil || len(l) != 1 || !l[0].Joined || l[0].Room.Name != room.Lobby {
		t.Errorf("rooms = %+v, %v; want the lobby, joined", l, err)
	}
}

func TestRoomsShowsWhatIsUnreadWithAndWithoutASession(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	h.create(ana, "zebra")
	h.create(ana, "attic")
	for range 3 {
		h.say(ana, h.lobby(), "hm")
	}
	check := func(want string) {
		t.Helper()
		l, err := h.Rooms(ben.ID)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, x := range l {
			got += x.Room.Name
			if x.Joined {
				got += "+"
			}
			got += string(rune('0'+x.Unread)) + " "
		}
		if got != want {
			t.Errorf("rooms = %q, want %q", got, want)
		}
	}
	check("lobby+3 attic0 zebra0 ")
	s := h.sit(ben)
	enter(t, s, h.lobby())
	s.MarkRead(2)
	check("lobby+1 attic0 zebra0 ")
}

// What a person has said from a script is not news to them, but what others
// said before it still is.
func TestOwnMessagesAreNotNew(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	unread := func(want uint64) {
		t.Helper()
		l, err := h.Rooms(ben.ID)
		if err != nil || l[0].Unread != want {
			t.Fatalf("unread = %d, %v; want %d", l[0].Unread, err, want)
		}
	}
	h.say(ben, h.lobby(), "from a script")
	h.say(ben, h.lobby(), "and again")
	unread(0)
	h.say(ana, h.lobby(), "hello ben")
	unread(1)
	h.say(ben, h.lobby(), "not read yet")
	unread(2)

	s := h.sit(ben)
	v := enter(t, s, h.lobby())
	if v.Read != 2 {
		t.Errorf("read mark on entering = %d, want 2", v.Read)
	}
	s.MarkRead(4)
	h.say(ben, h.lobby(), "from a script meanwhile")
	unread(0)
}

func TestMessageIDs(t *testing.T) {
	id := room.NewCommandID()
	back, err := room.ParseCommandID(strings.ToLower(id.String()))
	if err != nil || back != id {
		t.Errorf("parse %s = %s, %v", id, back, err)
	}
	for _, s := range []string{"", "m_", "x" + id.String(), id.String() + "0", "m_" + strings.Repeat("!", 26)} {
		if _, err := room.ParseCommandID(s); err == nil {
			t.Errorf("parse %q succeeded", s)
		}
	}
}

// TestJoinedIsTheJoinedPartOfRooms also in order, with a session and without, and
// after somebody was put out.
func TestJoinedIsTheJoinedPartOfRooms(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	zebra := h.create(ana, "zebra")
	h.create(ana, "attic")
	hidden := h.private(ana, "cellar")
	h.private(ana, "vault")
	h.invite(ana, hidden.ID, ben, time.Hour)
	h.join(ben, "zebra")
	h.converse(ben, "ana")
	check := func(want string) {
		t.Helper()
		all, err := h.Rooms(ben.ID)
		if err != nil {
			t.Fatal(err)
		}
		all = slices.DeleteFunc(all, func(l room.Listing) bool { return !l.Joined })
		joined, err := h.Joined(ben.ID)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, l := range joined {
			got += l.Room.Name + " "
		}
		if got != want || !reflect.DeepEqual(joined, all) {
			t.Errorf("joined are %q, want %q:\n%+v\n%+v", got, want, joined, all)
		}
	}
	check("lobby zebra @ana ")
	h.sit(ben)
	check("lobby zebra @ana ")
	if err := h.Kick(t.Context(), ana.ID, zebra.ID, ben.ID, ""); err != nil {
		t.Fatal(err)
	}
	check("lobby @ana ")
}
