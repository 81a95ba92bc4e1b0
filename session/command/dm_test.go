package command_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"snug/session/command"
)

// talks returns the conversations of somebody, the newest first, with what is
// new in each.
func (p *person) talks(t *testing.T) string {
	t.Helper()
	var list struct {
		Items []struct {
			Name, Kind string
			Unread     int
			With       []string
			LastTS     *string `json:"last_ts"`
		}
	}
	p.ask(t, "dm list", &list)
	var out []string
	for _, i := range list.Items {
		out = append(out, fmt.Sprintf("%s %s %v %d %t", i.Name, i.Kind, i.With, i.Unread, i.LastTS != nil))
	}
	return strings.Join(out, "; ")
}

func TestPeopleWriteToEachOther(t *testing.T) {
	w := newWorld(t)
	ann, bob, cyd := w.member(t, "ann"), w.member(t, "bob"), w.member(t, "cyd")
	if a := bob.exec("dm list"); a.out != "" || !strings.Contains(a.err, "msg USER TEXT") {
		t.Errorf("no conversations = %+v", a)
	}
	if a := bob.exec("dm read ann"); a.status != int(command.NotFound) {
		t.Errorf("dm read where nothing was said = %+v, want %d", a, command.NotFound)
	}
	id := strings.TrimSpace(ann.must(t, "msg bob it's me, -5 of us"))
	ann.must(t, "send @bob again")
	cyd.must(t, "send '@BOB' -", "from stdin\n")
	ann.must(t, "msg bob,cyd all three")
	if got, want := bob.talks(t), "@ann,@cyd group [ann cyd] 1 true; @cyd direct [cyd] 1 true; @ann direct [ann] 2 true"; got != want {
		t.Errorf("bob has %s, want %s", got, want)
	}
	if out := bob.must(t, "dms"); !strings.Contains(out, "@ann,@cyd  1") || !strings.Contains(out, "@ann       2") {
		t.Errorf("dm list = %q", out)
	}
	for line, want := range map[string]string{
		"dm read ann": "it's me, -5 of us", "dm read @ann": "again", "history @ann": "it's me", "tail @ann -n 1": "again",
		"dm read cyd,ann": "all three", "dm read '@cyd，ann'": "all three", "history @ann,@cyd": "all three", "message show " + id: "@ann#1",
		"message show @ann#2": "again", "search in:@cyd stdin": "@cyd#1", "search in:all three": "@ann,@cyd#1",
		"room show @ann": "direct", "members @ann": "bob", "dm read ann --after 1 --limit 1": "again",
	} {
		if out := bob.must(t, line); !strings.Contains(out, want) {
			t.Errorf("%s = %q, want %q in it", line, out, want)
		}
	}
	if out := bob.must(t, "rooms"); strings.Contains(out, "@") {
		t.Errorf("rooms = %q, and conversations are none", out)
	}
	if r := bob.look(t, "@ann,@cyd"); r.Kind != "group" || r.Owner != nil || len(r.Settings) != 0 || fmt.Sprint(r.With) != "[ann cyd]" {
		t.Errorf("the group is %+v", r)
	}
	bob.must(t, "reply @ann#2 yes")
	bob.must(t, "react "+id+" +1")
	if m := ann.message(t, id); m.Room != "@bob" || len(m.Reactions) != 1 {
		t.Errorf("ann sees %+v", m)
	}
}

func TestNobodyElseReadsAConversation(t *testing.T) {
	w := newWorld(t)
	ann := w.member(t, "ann")
	w.member(t, "bob")
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	id := ann.send(t, "@bob", "between us")
	byID := fmt.Sprintf("r_%d", ann.room(t, "@bob"))
	for _, line := range []string{
		"history " + byID, "tail " + byID, "room show " + byID, "members " + byID, "who " + byID, "send " + byID + " hi", "join " + byID,
		"message show " + id, "message show " + byID + "#1", "delete " + id + " --yes", "pin " + id, "search in:" + byID + " between",
		"dm read ann", "dm read ann,bob", "history @ann,@bob", "room set " + byID, "room delete " + byID + " --yes", "invite " + byID + " olga",
	} {
		if a := olga.exec(line); a.status != int(command.NotFound) || strings.Contains(a.out+a.err, "between") {
			t.Errorf("the owner of the server: %s = %+v, want %d", line, a, command.NotFound)
		}
	}
	if out := olga.must(t, "search in:all between --json"); strings.Contains(out, "us") {
		t.Errorf("the owner of the server finds %q", out)
	}
}

func TestWhatConversationsHaveNot(t *testing.T) {
	w := newWorld(t)
	ann := w.member(t, "ann")
	w.member(t, "bob")
	w.member(t, "cyd")
	ann.must(t, "msg bob hi")
	for _, line := range []string{
		"room rename @bob books", "room set @bob", "room set @bob slow 10s", "private @bob on", "archive @bob", "room delete @bob --yes",
		"transfer @bob bob --yes", "role @bob bob moderator", "invite @bob cyd", "leave @bob",
	} {
		if a := ann.exec(line); a.status == 0 || a.status == int(command.Internal) || a.out != "" || strings.Contains(a.err, "#@") {
			t.Errorf("%s = %+v, want a refusal", line, a)
		}
	}
}

func TestConversationsOnTheScreen(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	bob.must(t, "display 王 小明")
	lobby := ann.room(t, "lobby")
	steps := []struct {
		line, says string
		goes       string // the room that is entered; empty: none
	}{
		{"msg bob can't, \"sorry", "Said to @bob", ""},
		{"m 王小明 x", "nobody", "none"},
		{"msg bob", "", "@bob"},
		{"dm bob", "", "@bob"},
		{"dm @ann", "", "@ann"},
		{"dm open \"王 小明\"", "", "@bob"},
		{"私聊 ＠bob 你好", "Said to @bob", ""},
		{"query @bob", "", "@bob"},
	}
	for _, s := range steps {
		a, entered := ann.slash(lobby, s.line)
		if s.goes == "none" {
			if a.status != int(command.NotFound) || entered != 0 {
				t.Errorf("/%s = %+v, want %d", s.line, a, command.NotFound)
			}
			continue
		}
		if a.status != 0 || !strings.Contains(a.out, s.says) {
			t.Errorf("/%s = %+v, want %q", s.line, a, s.says)
		}
		if s.goes == "" && entered != 0 || s.goes != "" && entered != ann.room(t, s.goes) {
			t.Errorf("/%s enters %d, want %s", s.line, entered, s.goes)
		}
	}
	if out := bob.must(t, "dm read ann"); !strings.Contains(out, `can't, "sorry`) || !strings.Contains(out, "你好") {
		t.Errorf("bob reads %q", out)
	}
}

func TestBlocking(t *testing.T) {
	w := newWorld(t)
	ann, bob, eve := w.member(t, "ann"), w.member(t, "bob"), w.member(t, "eve")
	eve.must(t, "msg ann hello")
	if out := ann.must(t, "block eve"); !strings.Contains(out, "unblock eve") {
		t.Errorf("block = %q, want how to undo it", out)
	}
	if out := ann.must(t, "dm blocks"); out != "eve\n" {
		t.Errorf("blocks = %q", out)
	}
	if a := eve.exec("blocks"); a.out != "" {
		t.Errorf("eve is told %+v", a)
	}
	blocked := eve.exec("msg ann again")
	if blocked.status != int(command.Denied) {
		t.Errorf("a blocked message = %+v, want %d", blocked, command.Denied)
	}
	// Who takes none from anybody is refused in the same words.
	bob.must(t, "set dm nobody")
	closed := eve.exec("msg bob hello")
	if closed.status != blocked.status || strings.ReplaceAll(closed.err, "bob", "ann") != blocked.err {
		t.Errorf("a policy is told as %q, a block as %q", closed.err, blocked.err)
	}
	if a := ann.exec("msg eve and I?"); a.status != int(command.Denied) {
		t.Errorf("to somebody whom one blocks = %+v, want %d", a, command.Denied)
	}
	ann.must(t, "取消屏蔽 eve")
	eve.must(t, "msg ann again")
	for line, want := range map[string]command.Status{"block ann": command.Usage, "block nobody9": command.NotFound, "block": command.Usage} {
		if a := ann.exec(line); a.status != int(want) {
			t.Errorf("%s = %+v, want %d", line, a, want)
		}
	}
	bob.must(t, "set dm rooms")
	if a := eve.exec("msg bob hello"); a.status != int(command.Denied) {
		t.Errorf("from somebody who shares no room = %+v, want %d", a, command.Denied)
	}
	bob.must(t, "room create books")
	eve.must(t, "join books")
	eve.must(t, "msg bob hello")
}

func TestTooManyPeopleForAConversation(t *testing.T) {
	w := newWorld(t)
	ann := w.member(t, "ann")
	var names []string
	for i := range 16 {
		names = append(names, w.member(t, fmt.Sprintf("friend%d", i)).who.Account.Name)
	}
	ann.must(t, "msg "+strings.Join(names[:15], ",")+" all of us")
	if a := ann.exec("msg " + strings.Join(names, ",") + " one more"); a.status != int(command.Usage) {
		t.Errorf("17 people = %+v, want %d", a, command.Usage)
	}
	for _, line := range []string{"msg , hi", "msg '' hi", "dm open @", "dm open ,,,", "send @ hi", "send @,@ hi"} {
		if a := ann.exec(line); a.status != int(command.Usage) && a.status != int(command.NotFound) {
			t.Errorf("%s = %+v, want a refusal", line, a)
		}
	}
}

func TestNobodyWaitsForTextThatHasNowhereToGo(t *testing.T) {
	w := newWorld(t)
	ann := w.member(t, "ann")
	w.member(t, "bob")
	for line, want := range map[string]command.Status{
		"send nowhere -": command.NotFound, "send @nobody9 -": command.NotFound, "send @bob,nobody9": command.NotFound, "msg nobody9 -": command.NotFound, "send @ -": command.Usage,
	} {
		var out, errs strings.Builder
		status := ann.Run(t.Context(), command.Call{
			Line: line, Front: command.Exec, Who: ann.who, Key: ann.key, Stdin: untouched{t}, Stdout: &out, Stderr: &errs,
		})
		if status != int(want) || out.Len() > 0 {
			t.Errorf("%s = %d %q %q, want %d", line, status, out.String(), errs.String(), want)
		}
	}
	for _, line := range []string{"msg bob -", "send @bob ''"} {
		if a := ann.exec(line, " \n"); a.status != int(command.Usage) {
			t.Errorf("%s with nothing = %+v, want %d", line, a, command.Usage)
		}
	}
	if got := ann.talks(t); got != "" {
		t.Errorf("saying nothing has opened %s", got)
	}
}

// untouched is an input that nobody may read.
type untouched struct{ t *testing.T }

func (u untouched) Read([]byte) (int, error) {
	u.t.Error("stdin was read")
	return 0, io.EOF
}

func (untouched) Close() error { return nil }

func TestGroupsThatMostHaveLeft(t *testing.T) {
	w := newWorld(t)
	ann, bob, cyd := w.member(t, "ann"), w.member(t, "bob"), w.member(t, "cyd")
	ann.must(t, "msg bob,cyd hi")
	ann.must(t, "msg ann a note")
	id := fmt.Sprintf("r_%d", ann.room(t, "@bob,@cyd"))
	cyd.must(t, "leave "+id)
	if out := ann.must(t, "dms"); !strings.Contains(out, "@bob ("+id+")") {
		t.Errorf("with one other left there are\n%s", out)
	}
	if a := ann.exec("tail @bob"); a.status != int(command.NotFound) {
		t.Errorf("the conversation of two that there is not: %+v", a)
	}
	bob.must(t, "leave "+id)
	if out := ann.must(t, "dms"); !strings.Contains(out, "@ann ("+id+")") || !strings.Contains(out, "@ann  ") {
		t.Errorf("with nobody else left there are\n%s", out)
	}
	if out := ann.must(t, "tail "+id); !strings.Contains(out, "hi") {
		t.Errorf("of the group is left\n%s", out)
	}
}
