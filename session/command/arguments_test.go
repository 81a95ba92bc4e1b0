package command_test

import (
	"strings"
	"testing"

	"snug/session/command"
)

// fitting are arguments that would do, by what they are.
var fitting = map[command.Kind]string{
	command.KindRoom: "books", command.KindUser: "bob", command.KindBot: "bob", command.KindUsers: "bob", command.KindMessage: "books#1", command.KindEmoji: "+1",
	command.KindSetting: "clock", command.KindValue: "x", command.KindCommand: "help", command.KindText: "hello", command.KindTarget: "192.0.2.9",
}

// TestArguments gives every command too little, too much and what no argument
// can be. Nothing of that may be the server's fault, and every answer is one
// sentence.
func TestArguments(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	w.member(t, "bob")
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	alice.must(t, "room create books")
	olga.must(t, "join books")
	alice.send(t, "books", "one")
	for _, s := range runnable() {
		if s.Front == command.Talk || s.Hidden || s.Path == "me delete" {
			continue
		}
		t.Run(s.Path, func(t *testing.T) {
			var args []command.Arg
			for _, d := range w.Describe(olga.who, command.Exec) {
				if len(d.Names) > 0 && (d.Names[0] == s.Path || d.Names[len(d.Names)-1] == s.Path || len(d.Names) > 1 && d.Names[1] == s.Path) {
					args = d.Args
				}
			}
			begins := "error: "
			if s.Path == "pipe" {
				begins = `{"error":{` // programs read it
			}
			refuse := func(what, line string, want ...command.Status) {
				t.Helper()
				a := olga.exec(line)
				for _, status := range want {
					if a.status == int(status) {
						want = nil
					}
				}
				if want != nil || a.status == int(command.Internal) {
					t.Errorf("%s: %.80s = %d %.200q, want %v", what, line, a.status, a.err, want)
				}
				if a.status != 0 && (strings.Count(a.err, "\n") != 1 || len(a.err) > 500 || !strings.HasPrefix(a.err, begins)) {
					t.Errorf("%s: %.80s says %.600q, want one sentence", what, line, a.err)
				}
			}
			needed := 0
			for _, a := range args {
				if !a.Optional {
					needed++
				}
			}
			if needed > 0 {
				refuse("nothing", s.Path, command.Usage)
			}
			several := len(args) > 0 && args[len(args)-1].Rest
			if !s.Text && !several {
				refuse("too much", s.Path+strings.Repeat(" x", len(args)+1), command.Usage)
			}
			if !s.Text {
				refuse("a flag that there is not", s.Path+strings.Repeat(" x", needed)+" --nosuch", command.Usage)
			}
			for i := range args {
				for what, bad := range map[string]string{
					"what is too long": strings.Repeat("x", 5000), "what is no text": "'\xff\xfe'", "nothing in quotes": "''",
					"a number too far": "99999999999999999999", "signs": "'#@,;|&'", "what is nowhere": "nowhere9",
				} {
					line := s.Path
					for j, a := range args[:max(needed, i+1)] {
						if j == i {
							line += " " + bad
						} else if fit, ok := fitting[a.Kind]; ok {
							line += " " + fit
						} else {
							line += " " + a.Choices[0]
						}
					}
					refuse(what, line, command.OK, command.Usage, command.Denied, command.NotFound, command.Conflict, command.Unconfirmed)
				}
			}
		})
	}
}

// TestWhatIsDeletedOrElsewhereIsNoArgument names what was there.
func TestWhatIsDeletedOrElsewhereIsNoArgument(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	alice.must(t, "room create films")
	bob.must(t, "join films")
	gone := alice.send(t, "films", "taken back")
	foreign := alice.send(t, "books", "elsewhere")
	alice.must(t, "delete "+gone+" --yes")
	for line, want := range map[string]command.Status{
		"edit " + gone + " again":                 command.Conflict,
		"reply " + gone + " what?":                command.Conflict,
		"react " + gone + " +1":                   command.Conflict,
		"pin " + gone:                             command.Conflict,
		"delete " + gone + " --yes":               command.Conflict,
		"message show " + gone:                    command.OK, // a tombstone
		"history films --before " + foreign:       command.NotFound,
		"history films --around m_0":              command.Usage,
		"tail films --since " + foreign:           command.NotFound,
		"message show films#99":                   command.NotFound,
		"message show films#0":                    command.NotFound,
		"history films --limit 0":                 command.Usage,
		"history films --before 1":                command.OK,
		"room show @films":                        command.NotFound,
		"msg films hello":                         command.NotFound,
		"invite films films":                      command.NotFound,
		"join bob":                                command.NotFound,
		"message show r_99#1":                     command.NotFound,
		"room show r_0":                           command.NotFound,
		"room show r_18446744073709551616":        command.NotFound,
		"room create lobby":                       command.Conflict,
		"room create " + strings.Repeat("x", 33):  command.Usage,
		"topic films " + strings.Repeat("x", 999): command.Usage,
	} {
		if a := bob.exec(line); a.status != int(want) || a.status != 0 && strings.Count(a.err, "\n") != 1 {
			t.Errorf("%s = %d %q, want %d", line, a.status, a.err, want)
		}
	}
	if a := alice.exec("topic films " + strings.Repeat("长", 99)); a.status != int(command.Usage) {
		t.Errorf("a long topic = %+v, want %d", a, command.Usage)
	}
	if a := alice.exec("describe films " + strings.Repeat("x", 2000)); a.status != int(command.Usage) {
		t.Errorf("a long description = %+v, want %d", a, command.Usage)
	}
}
