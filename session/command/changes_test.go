package command_test

import (
	"testing"

	"snug/session/command"
)

func TestChanges(t *testing.T) {
	w := newWorld(t)
	for line, want := range map[string]bool{
		"who": false, "history lobby": false, "help send": false, "search x": false, "set": false, "set lang": false, "nonsense": false, "": false,
		"set lang zh": true, "send lobby hi": true, "me waves": true, "room create evil": true, "kick bob": true, "delete 1": true,
		"leave": true, "room set slow 10s": true, "key remove SHA256:x": true, "msg bob hi": true, "away": true,
	} {
		if got := w.Changes(line, command.Line); got != want {
			t.Errorf("that %q changes something is %v", line, got)
		}
	}
}
