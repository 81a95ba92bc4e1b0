package command_test

import (
	"encoding/json"
	"strings"
	"testing"

	"snug/session/command"
)

func TestFollowTellsWhatHappensToTheRoom(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	f := bob.follow(t, t.Context(), "tail books -f --json")
	ann.send(t, "books", "one")
	f.next(t)
	for _, step := range []struct{ line, want string }{
		{"topic books novels", "room_change topic=novels"},
		{"describe books many", "room_change description=many"},
		{"slow books 10s", "room_change slow=10s"},
		{"room set books retention 30d,9", "room_change retention=30d,9"},
		{"role books bob moderator", "role bob moderator"},
		{"room rename books novels", "room_change name=novels"},
		{"archive novels", "room_change archived=on"},
		{"unarchive novels", "room_change archived=off"},
		{"transfer novels bob --yes", "room_change owner=bob"},
	} {
		ann.must(t, step.line)
		var got string
		for !strings.HasPrefix(got, strings.Fields(step.want)[0]+" ") || got == "role ann moderator" || got == "role bob owner" {
			if !f.lines.Scan() {
				t.Fatalf("%s: the tail ended: %s", step.line, f.stderr)
			}
			var e struct {
				Type, User, Role string
				Changes          []struct{ Key, Value string }
			}
			if err := json.Unmarshal(f.lines.Bytes(), &e); err != nil {
				t.Fatal(err)
			}
			got = e.Type + " " + e.User + " " + e.Role
			if e.Type == "room_change" && len(e.Changes) == 1 {
				got = e.Type + " " + e.Changes[0].Key + "=" + e.Changes[0].Value
			}
		}
		if got != step.want {
			t.Errorf("%s is heard as %s, want %s", step.line, got, step.want)
		}
	}
	bob.must(t, "room delete novels --yes")
	if s := f.end(t); s != int(command.NotFound) || !strings.Contains(f.stderr.String(), "bob has deleted #novels") {
		t.Errorf("the tail of a deleted room ends with %d %q, want %d", s, f.stderr, command.NotFound)
	}
}

func TestFollowTellsPeopleWhatHappensToTheRoom(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	ann.send(t, "books", "one")
	f := bob.follow(t, t.Context(), "tail books -f")
	if f.lines.Scan(); !strings.HasSuffix(f.lines.Text(), "#1  ann: one") {
		t.Fatalf("heard %q", f.lines.Text())
	}
	for _, step := range []struct{ line, want string }{
		{"topic books novels", "  -- ann has changed the topic to: novels"},
		{"slow books 10s", "  -- ann has set slow to 10s"},
		{"role books bob moderator", "  -- ann has made bob a moderator"},
		{"room rename books novels", "  -- ann has renamed the room to #novels"},
		{"archive novels", "  -- ann has archived the room"},
	} {
		ann.must(t, step.line)
		if f.lines.Scan(); !strings.HasSuffix(f.lines.Text(), step.want) {
			t.Errorf("%s is heard as %q, want %q", step.line, f.lines.Text(), step.want)
		}
	}
}

func TestModeratorsDeleteWhatOthersSay(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	own, taken := bob.send(t, "books", "mine"), bob.send(t, "books", "theirs")
	bob.must(t, "edit "+taken+" changed")
	if m := ann.message(t, taken); len(m.Versions) != 1 || m.Versions[0].Text != "theirs" {
		t.Errorf("a moderator sees the versions %+v, want the first text", m.Versions)
	}
	bob.must(t, "delete "+own+" --yes")
	ann.must(t, "delete "+taken+" --yes")
	for id, want := range map[string]string{own: "author", taken: "moderator"} {
		var m struct {
			DeletedBy string `json:"deleted_by"`
			Deleted   bool
		}
		bob.ask(t, "message show "+id, &m)
		if !m.Deleted || m.DeletedBy != want {
			t.Errorf("%s is %+v, want it deleted by its %s", id, m, want)
		}
	}
	if out := bob.must(t, "history books"); !strings.Contains(out, "(deleted)") || !strings.Contains(out, "(deleted by a moderator)") {
		t.Errorf("history = %q", out)
	}
	var m map[string]any
	ann.ask(t, "message show "+ann.send(t, "books", "stands"), &m)
	if _, told := m["deleted_by"]; told {
		t.Errorf("a message that stands is %v", m)
	}
}
