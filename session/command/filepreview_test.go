package command_test

import (
	"testing"

	"snug/session/command"
)

// Where no screen shows pictures it is said how to fetch them, and nobody who may not
// read one learns that it is there.
func TestAPictureWithoutAScreen(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create cellar --private")
	open, hidden := alice.put(t, "lobby", "a.png", "pixels"), alice.put(t, "cellar", "b.png", "pixels")

	want := bob.exec("get " + open + " --json").out
	if got := bob.exec("preview " + open + " --json").out; got != want {
		t.Errorf("as JSON it is %q, want %q", got, want)
	}
	const fetch = "scp chat.example.com:lobby/1-a.png .\nssh chat.example.com get 1 > a.png\n"
	for _, line := range []string{"preview " + open, "预览 #" + open, "file preview " + open + "-a.png"} {
		if got := bob.must(t, line); got != fetch {
			t.Errorf("%s prints %q, want %q", line, got, fetch)
		}
	}
	try(t, []attempt{
		{"not there", "preview 99", bob, command.NotFound},
		{"there, and not for them", "preview " + hidden, bob, command.NotFound},
		{"no number", "preview a.png", bob, command.Usage},
	})
}
