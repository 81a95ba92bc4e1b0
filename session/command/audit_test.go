package command_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"snug/session/command"
)

type entries struct {
	Items []struct {
		Seq    uint64
		Action string
	}
	Next *string
}

func TestAuditListFinds(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	bob.must(t, "room create books")
	s.mod.must(t, "user mute bob --for 1h")
	s.mod.must(t, "user unmute bob")
	bob.exec("user mute mod-one")
	tests := []struct {
		name, flags string
		want        []string
	}{
		{"by a person", "--actor mod-one --action user", []string{"user unmute", "user mute"}},
		{"by a person with a mark", "--actor @bob --action room", []string{"room create"}},
		{"by a key", "--actor " + bob.print() + " --action 'user mute'", []string{"user mute"}},
		{"of a command", "--action 'user unmute'", []string{"user unmute"}},
		{"of a command whose quotes a shell has eaten", "--action user unmute --actor mod-one", []string{"user unmute"}},
		{"about somebody", "--object bob --action user", []string{"user unmute", "user mute"}},
		{"lately", "--since 1h --action 'room create'", []string{"room create"}},
		{"long ago", "--until 2020-01-01", nil},
		{"by nobody", "--actor nobody", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var found entries
			s.admin.ask(t, "audit list "+tt.flags, &found)
			var got []string
			for _, e := range found.Items {
				got = append(got, e.Action)
			}
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("audit list %s = %v, want %v", tt.flags, got, tt.want)
			}
			slices.Reverse(got) // the others print the oldest first
			for _, line := range []string{"audit tail --json ", "audit export "} {
				if also := actions(t, s.admin.must(t, line+tt.flags)); fmt.Sprint(also) != fmt.Sprint(got) {
					t.Errorf("%s%s = %v, want %v", line, tt.flags, also, got)
				}
			}
		})
	}
	var page, rest entries
	s.admin.ask(t, "audit list --limit 2", &page)
	if len(page.Items) != 2 || page.Next == nil {
		t.Fatalf("a page = %+v", page)
	}
	s.admin.ask(t, "audit list --before "+*page.Next, &rest)
	if rest.Items[0].Seq != page.Items[1].Seq-1 || rest.Next != nil || rest.Items[len(rest.Items)-1].Seq != 1 {
		t.Errorf("the rest = %+v, behind %+v", rest, page)
	}
	if a := s.admin.exec("audit list --actor nobody"); a.status != 0 || a.out != "" || !has(a.err, "no such entries") {
		t.Errorf("audit list of nothing = %+v", a)
	}
	try(t, []attempt{
		{"no page that long", "audit list --limit 1001", s.admin, command.Usage},
		{"no time", "audit list --since soon", s.admin, command.Usage},
		{"by a moderator", "audit list", s.mod, command.Denied},
		{"a follower who is a moderator", "audit tail -f", s.mod, command.Denied},
		{"no time to follow from", "audit tail --since soon", s.admin, command.Usage},
		{"no time to export from", "audit export --since soon", s.admin, command.Usage},
		{"tail of nothing", "audit tail -n -1", s.admin, command.Usage},
	})
}

// actions returns what was done by entries, one object a line.
func actions(t *testing.T, out string) (all []string) {
	t.Helper()
	for line := range strings.Lines(out) {
		var e struct{ Action string }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		all = append(all, e.Action)
	}
	return all
}

// TestAuditTailFollowsWhatIsAskedFor passes over what others do.
func TestAuditTailFollowsWhatIsAskedFor(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	f := s.admin.follow(t, t.Context(), "audit tail -n 0 -f --json --action motd --actor mod-one")
	s.owner.must(t, "announce hello")
	s.mod.exec("lockdown set 1")
	s.mod.exec("motd set hello") // refused, which is an entry
	f.lines.Scan()
	if line := f.lines.Text(); !has(line, `"action":"motd set"`, `"user":"mod-one"`) {
		t.Errorf("the follower is shown %s", line)
	}
	f.input.CloseWithError(errors.New("^C"))
	if status := f.end(t); status != 0 {
		t.Errorf("an interrupted tail ends with %d, want 0", status)
	}
}

// TestAuditTailFollows sees what is done while it looks, and ends when the
// follower may look no more.
func TestAuditTailFollows(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	f := s.admin.follow(t, t.Context(), "audit tail -n 1 -f --json")
	first := f.next(t)
	s.mod.exec("lockdown set 1") // refused, which is an entry
	s.owner.must(t, "motd set hello")
	for want := first + 1; want <= first+2; want++ {
		if got := f.next(t); got != want {
			t.Fatalf("entry %d came, want %d", got, want)
		}
	}
	s.owner.must(t, "user role adam-one member")
	for f.lines.Scan() {
		t.Log(f.lines.Text())
	}
	if status := f.end(t); status != int(command.Denied) {
		t.Errorf("whose role is gone ends with %d, want %d", status, command.Denied)
	}
}

func TestAuditTailEndsWithItsReader(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	f := s.admin.follow(t, t.Context(), "audit tail -n 0 -f")
	f.input.CloseWithError(errors.New("^C"))
	if status := f.end(t); status != 0 {
		t.Errorf("an interrupted tail ends with %d, want 0", status)
	}
	if out := s.admin.must(t, "audit tail -n 2"); strings.Count(out, "\n") != 2 {
		t.Errorf("audit tail = %q, want two lines", out)
	}
}

// TestTheWholeLogLeavesWithItsHashes exports the log and checks the chain as
// another program would.
func TestTheWholeLogLeavesWithItsHashes(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	for i := range 250 {
		s.owner.must(t, fmt.Sprintf("motd set hello %d", i))
	}
	prev, n := strings.Repeat("0", 64), uint64(0)
	for line := range strings.Lines(s.admin.must(t, "audit export")) {
		var e struct {
			Seq        uint64
			Prev, Hash string
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if n++; e.Seq != n || e.Prev != prev {
			t.Fatalf("entry %d follows %s with %+v", n, prev, e)
		}
		prev = e.Hash
	}
	var whole struct {
		Entries uint64
		Hash    string
	}
	s.admin.ask(t, "audit verify", &whole)
	if whole.Entries != n || whole.Hash != prev || n < 250 {
		t.Errorf("audit verify = %+v, and the export ends with %d, %s", whole, n, prev)
	}
	if out := s.admin.must(t, "audit verify"); !strings.Contains(out, prev) {
		t.Errorf("audit verify = %q, want the hash", out)
	}
}
