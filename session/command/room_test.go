package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

// A shown is the JSON of a room, as far as tests look at it.
type shown struct {
	ID, Name, Topic, Description, Kind, Notify string
	Joined, Private, Announce, Archived        bool
	InviteOnly                                 bool `json:"invite_only"`
	Owner, Role                                *string
	Members                                    int
	Unread                                     uint64
	With, Moderators                           []string
	Settings                                   map[string]string
}

// look returns a room as somebody sees it.
func (p *person) look(t *testing.T, name string) shown {
	t.Helper()
	var r shown
	p.ask(t, "room show "+name, &r)
	return r
}

// name returns what a pointer of JSON points at.
func name(s *string) string {
	if s == nil {
		return "null"
	}
	return *s
}

func TestRoomsAreMadeAsAskedFor(t *testing.T) {
	w := newWorld(t)
	ann, eve := w.member(t, "ann"), w.member(t, "eve")
	ann.must(t, "room create news --announce --topic 'what is new'")
	ann.must(t, "room create board --invite-only")
	ann.must(t, "room create cellar --private")
	if r := ann.look(t, "news"); !r.Announce || r.Topic != "what is new" || name(r.Owner) != "ann" || name(r.Role) != "owner" || r.Members != 1 || r.Kind != "room" {
		t.Errorf("news = %+v", r)
	}
	if r := eve.look(t, "board"); !r.InviteOnly || r.Joined || r.Role != nil || name(r.Owner) != "ann" {
		t.Errorf("board = %+v to eve", r)
	}
	for line, want := range map[string]command.Status{
		"room show cellar": command.NotFound, "join board": command.Denied, "join news": command.OK, "send news hi": command.Denied,
	} {
		if a := eve.exec(line); a.status != int(want) {
			t.Errorf("%s = %+v, want %d", line, a, want)
		}
	}
	out := ann.must(t, "rooms")
	for _, want := range []string{"announcements", "by invitation", "private", "public"} {
		if !strings.Contains(out, want) {
			t.Errorf("rooms = %q, want %q in it", out, want)
		}
	}
}

// TestTheLifeOfARoom walks through what happens to a room. The steps build upon
// each other.
func TestTheLifeOfARoom(t *testing.T) {
	w := newWorld(t)
	people := map[string]*person{"ann": w.member(t, "ann"), "bob": w.member(t, "bob"), "eve": w.member(t, "eve")}
	steps := []struct {
		by, line string
		status   command.Status
		says     string
	}{
		{"ann", "room create books", command.OK, "#books is yours now"},
		{"ann", "topic books", command.OK, "#books has no topic"},
		{"ann", "topic books What we read", command.OK, "another topic"},
		{"eve", "topic books", command.OK, "What we read"},
		{"ann", "describe books Bring your own; it's fine.", command.OK, "another description"},
		{"ann", "room show books", command.OK, "Bring your own; it's fine."},
		{"bob", "join '#books'", command.OK, "You are in #books"},
		{"bob", "topic books mine", command.Denied, ""},
		{"bob", "room rename books novels", command.Denied, ""},
		{"bob", "role books bob moderator", command.Denied, ""},
		{"bob", "room delete books --yes", command.Denied, "owner"},
		{"bob", "room delete books", command.Denied, "owner"},
		{"bob", "transfer books bob --yes", command.Denied, "owner"},
		{"ann", "role books bob moderater", command.Usage, "moderator"},
		{"ann", "role books bob owner", command.Usage, "transfer"},
		{"ann", "role books eve moderator", command.NotFound, "eve is not in #books"},
		{"ann", "role books bob moderator", command.OK, "bob is a moderator of #books"},
		{"bob", "topic books mine", command.OK, "another topic"},
		{"bob", "archive books", command.Denied, ""},
		{"ann", "room rename books novels", command.OK, "#books is called #novels now"},
		{"eve", "room show books", command.NotFound, ""},
		{"eve", "room create books", command.OK, ""},
		{"ann", "room rename novels BOOKS", command.Conflict, ""},
		{"ann", "leave novels", command.Conflict, "transfer"},
		{"ann", "archive novels", command.OK, "only read"},
		{"bob", "send novels hi", command.Conflict, "archived"},
		{"bob", "history novels", command.OK, ""},
		{"ann", "unarchive novels", command.OK, "in use"},
		{"bob", "send novels hi", command.OK, "m_"},
		{"ann", "transfer novels bob", command.Unconfirmed, "--yes"},
		{"ann", "transfer novels eve --yes", command.NotFound, "eve"},
		{"ann", "transfer novels bob --yes", command.OK, "bob owns #novels"},
		{"ann", "room delete novels --yes", command.Denied, "owner"},
		{"ann", "leave novels", command.OK, "You have left #novels"},
		{"bob", "room delete novels", command.Unconfirmed, "room delete novels --yes"},
		{"bob", "room delete novels --yes", command.OK, "#novels is deleted"},
		{"bob", "history novels", command.NotFound, ""},
		{"ann", "room create novels", command.OK, ""},
		{"ann", "history novels", command.OK, ""},
	}
	for _, s := range steps {
		a := people[s.by].exec(s.line)
		if a.status != int(s.status) || !strings.Contains(a.out+a.err, s.says) {
			t.Fatalf("%s: %s = %d %q %q, want %d and %q", s.by, s.line, a.status, a.out, a.err, s.status, s.says)
		}
	}
	if out := people["ann"].must(t, "history novels"); out != "" {
		t.Errorf("the new room begins with %q", out)
	}
}

func TestTopicsAndDescriptionsFromStdin(t *testing.T) {
	ann := newWorld(t).member(t, "ann")
	ann.must(t, "room create books")
	ann.must(t, "describe books -", "two\nlines\n")
	ann.must(t, "topic books -", "from stdin\n")
	if r := ann.look(t, "books"); r.Description != "two\nlines" || r.Topic != "from stdin" {
		t.Errorf("books = %+v", r)
	}
	ann.must(t, "describe books -", "")
	ann.must(t, "topic books ''")
	if r := ann.look(t, "books"); r.Description != "" || r.Topic != "" {
		t.Errorf("books = %+v, want both empty", r)
	}
}

// TestSlashLinesTellRoomsByTheirMark changes the room on the screen unless a
// word can only be another.
func TestSlashLinesTellRoomsByTheirMark(t *testing.T) {
	w := newWorld(t)
	ann := w.member(t, "ann")
	w.member(t, "bob")
	ann.must(t, "room create books")
	ann.must(t, "room create films")
	in := ann.room(t, "books")
	steps := []struct{ line, room, want string }{
		{"topic films we like", "books", "films we like"},
		{"topic #films and series", "films", "and series"},
		{"topic ＃films 电影", "films", "电影"},
		{"topic r_3 by its id", "films", "by its id"},
		{"topic it's fine", "books", "it's fine"},
		{"topic -", "books", ""},
		{"topic r_3 again", "films", "again"},
	}
	for _, s := range steps {
		if a, _ := ann.slash(in, s.line); a.status != 0 {
			t.Errorf("/%s = %+v", s.line, a)
		}
		if got := ann.look(t, s.room).Topic; got != s.want {
			t.Errorf("/%s makes the topic of %s %q, want %q", s.line, s.room, got, s.want)
		}
	}
	set := func(room, key string) string {
		t.Helper()
		return ann.look(t, room).Settings[key]
	}
	for _, s := range []struct{ line, room, key, want string }{
		{"room set slow 10s", "books", "slow", "10s"},
		{"room set films slow 1h", "films", "slow", "1h"},
		{"room set #films slow 2h", "films", "slow", "2h"},
		{"slow off", "books", "slow", "off"},
		{"slow #films 1m", "films", "slow", "1m"},
		{"slow films 2m", "films", "slow", "2m"},
		{"private on", "books", "private", "on"},
		{"private films on", "films", "private", "on"},
	} {
		if a, _ := ann.slash(in, s.line); a.status != 0 || set(s.room, s.key) != s.want {
			t.Errorf("/%s = %+v and %s is %s, want %s", s.line, a, s.key, set(s.room, s.key), s.want)
		}
	}
	for _, s := range []struct{ line, want string }{
		{"room set", "max-members"},
		{"room set films", "2m"},
		{"room set films slow", "slow = 2m"},
		{"slow films", "slow = 2m"},
		{"slow", "slow = off"},
		{"private", "private = on"},
		{"room set #films slow 3m", "slow = 3m"}, // not the room on the screen: it is said
		{"invite bob", "bob may join #books"},
		{"invite films @bob", "bob may join #films"},
		{"uninvite bob", "not invited to #books"},
		{"archive films", "#films is archived"},
		{"unarchive #films", "#films is in use"},
		{"topic", "has no topic"},
		{"topic #films", "again"},
	} {
		if a, _ := ann.slash(in, s.line); a.status != 0 || !strings.Contains(a.out+a.err, s.want) {
			t.Errorf("/%s = %+v, want %q", s.line, a, s.want)
		}
	}
	for _, line := range []string{"topic shown as a row", "room set slow 3s", "archive", "unarchive", "room rename novels"} {
		if a, _ := ann.slash(in, line); a.status != 0 || a.out+a.err != "" {
			t.Errorf("/%s = %+v, want nothing beside what everybody is told", line, a)
		}
	}
	if a, _ := ann.slash(in, "room set slwo 10s"); a.status != int(command.Usage) || !strings.Contains(a.err, "slow") {
		t.Errorf("/room set with a slip = %+v, want the nearest", a)
	}
}

func TestDeletingOnTheScreenGoesElsewhere(t *testing.T) {
	ann := newWorld(t).member(t, "ann")
	ann.must(t, "room create books")
	in := ann.room(t, "books")
	if a, _ := ann.slash(in, "room delete"); a.status != int(command.Usage) {
		t.Errorf("/room delete without a name = %+v, want it asked for", a)
	}
	if a, _ := ann.slash(in, "room delete books"); a.status != int(command.Unconfirmed) || !strings.Contains(a.err, "/room delete books --yes") {
		t.Errorf("/room delete books = %+v, want how to confirm", a)
	}
	a, entered := ann.slash(in, "room delete books --yes")
	if a.status != 0 || entered != ann.room(t, "lobby") {
		t.Errorf("/room delete books --yes = %+v and enters %d, want the lobby", a, entered)
	}
}

func TestMembersAreListed(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	bob.must(t, "display 王 小明")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	for i := range 205 {
		w.member(t, fmt.Sprintf("member%d", i)).must(t, "join books")
	}
	ann.must(t, "role books bob moderator")
	type page struct {
		Items []struct{ Type, User, Role string }
		Next  *string
	}
	var first, rest page
	ann.ask(t, "members books", &first)
	if len(first.Items) != 200 || first.Next == nil || first.Items[0].Role != "owner" || first.Items[1].Role != "moderator" || first.Items[2].Role != "member" {
		t.Fatalf("the first page has %d, next %v, beginning %+v", len(first.Items), first.Next, first.Items[:3])
	}
	ann.ask(t, "room member list books --cursor "+*first.Next, &rest)
	if len(rest.Items) != 7 || rest.Next != nil || rest.Items[6].User != "member204" {
		t.Errorf("the rest is %+v", rest)
	}
	a := bob.exec("members books")
	if !strings.Contains(a.out, "王 小明  moderator\n") || !strings.Contains(a.err, "--cursor "+*first.Next) {
		t.Errorf("members = %q %q", a.out, a.err)
	}
	for _, cursor := range []string{"x", "u_", "u_-1", "7", "u_99999999999999999999"} {
		if a := ann.exec("members books --cursor " + cursor); a.status != int(command.Usage) {
			t.Errorf("--cursor %s = %+v, want %d", cursor, a, command.Usage)
		}
	}
	if r := ann.look(t, "books"); r.Members != 207 || fmt.Sprint(r.Moderators) != "[bob]" {
		t.Errorf("books = %+v", r)
	}
}
