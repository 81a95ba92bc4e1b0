package command_test

import (
	"slices"
	"strings"
	"testing"

	"snug/session/command"
)

// runnable returns the commands that the table runs.
func runnable() []command.Spec {
	return slices.DeleteFunc(command.Specs(), func(s command.Spec) bool { return s.Opens })
}

// opens reports whether a command opens a session to talk in.
func opens(path string) bool {
	return !slices.ContainsFunc(runnable(), func(s command.Spec) bool { return s.Path == path })
}

// TestWhatOpensSessionsIsKnownAndNotRun finds the words that open sessions wherever
// people look for commands. Where the table is asked to run one, as within a pipe,
// nothing is said and the way to it is told.
func TestWhatOpensSessionsIsKnownAndNotRun(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "room create books")
	overview, offered := alice.must(t, "help"), alice.must(t, "complete ''")
	opens := 0
	for _, s := range command.Specs() {
		if !s.Opens {
			continue
		}
		opens++
		if !strings.Contains(overview, "\n  "+s.Path+" ") || !strings.Contains(offered, s.Path+"\t") {
			t.Errorf("help or completion lacks %s:\n%s\n%s", s.Path, overview, offered)
		}
		if out := alice.must(t, "complete '"+s.Path+" boo'"); !strings.HasPrefix(out, "books\t") {
			t.Errorf("%s boo becomes %q", s.Path, out)
		}
		if out := alice.must(t, s.Path+" --help"); !strings.Contains(out, string(s.Help)) || strings.Contains(out, "--json") || strings.Contains(out, " \n") {
			t.Errorf("%s --help = %q", s.Path, out)
		}
		if a := alice.exec(s.Path+" books", "hello\n"); a.status != int(command.Usage) || !strings.Contains(a.err, "connect anew: ssh chat.example.com "+s.Path+"\n") {
			t.Errorf("%s = %+v", s.Path, a)
		}
		if a, _ := alice.slash(0, s.Path); a.status != int(command.Usage) || !strings.Contains(a.err, "/"+s.Path+" is for the command line") {
			t.Errorf("/%s = %+v", s.Path, a)
		}
		a := alice.exec("pipe", `{"id":"1","cmd":"run","args":["`+s.Path+`","books"],"stdin":"hello\n"}`+"\n")
		if !strings.Contains(a.out, `"code":"usage"`) || !strings.Contains(a.out, "opens a session") {
			t.Errorf("%s in a pipe = %q", s.Path, a.out)
		}
	}
	if opens == 0 {
		t.Error("no command opens a session")
	}
	if out := alice.must(t, "history books --json"); strings.Contains(out, "hello") {
		t.Errorf("%s was said", out)
	}
}
