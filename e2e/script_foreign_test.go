package e2e_test

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// aboutMessage are the commands that name a message, as %s.
var aboutMessage = []string{
	"message show %s", "message show %s --json", "thread %s", "reply %s mine", "edit %s mine",
	"delete %s", "delete --yes %s", "react %s +1", "react --off %s +1", "pin %s", "unpin %s",
}

// aboutRoom are the commands that name a room, as %s.
var aboutRoom = []string{
	"room show %s", "room show %s --json", "join %s", "leave %s", "who %s", "pins %s", "notify %s all",
	"history %s", "history %s --json", "tail %s", "send %s hello", "search in:%s hello",
	"message show %s#1", "thread %s#1", "reply %s#1 hello", "react %s#1 +1", "pin %s#1", "delete %s#1 --yes",
	"room rename %s other", "room topic %s hello", "room describe %s hello", "room set %s", "room set %s slow",
	"room set %s slow 10s", "room set %s private on", "room archive %s", "room unarchive %s", "room delete %s --yes",
	"room invite %s ana", "room invitations %s", "room uninvite %s ana", "room decline %s",
	"room member list %s", "room role %s ana moderator", "room transfer %s ana --yes",
}

// statusNotFound is the exit status of a command about what is not there, or
// must not be known of.
const statusNotFound = 5

func cmdForeign(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: foreign A B KEY")
	}
	same(ts, aboutMessage, args[0], args[1], args[2])
}

func cmdHidden(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: hidden ROOM NAME KEY")
	}
	same(ts, aboutRoom, args[0], args[1], args[2])
}

// same holds that commands answer the holder of a key the same for a and for b:
// there is no such thing.
func same(ts *testscript.TestScript, commands []string, a, b, key string) {
	s := storyOf(ts)
	conn, err := s.running(ts).dial("somebody", s.key(ts, key))
	ts.Check(err)
	defer conn.Close()
	for _, command := range commands {
		var answers [2]answer
		for i, name := range []string{a, b} {
			got, err := conn.ask(fmt.Sprintf(command, name), nil)
			ts.Check(err)
			got.stdout = strings.ReplaceAll(got.stdout, name, "NAME")
			got.stderr = strings.ReplaceAll(got.stderr, name, "NAME")
			answers[i] = got
		}
		if answers[0] != answers[1] || answers[0].status != statusNotFound {
			ts.Fatalf("%s: %s answers %+v, %s answers %+v", command, a, answers[0], b, answers[1])
		}
	}
}
