package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// A Spec describes a command.
type Spec struct {
	Path    string   // its name: words as typed, such as "room create"
	Verb    string   // the everyday short form of it, such as "join" for "room join"; may be empty
	Aliases []string // other names for the same

	// Args names the positional arguments for people, one word each:
	// "ROOM [TEXT|-]". Those in brackets may be left out; LEVEL=all|none has
	// these values only. The words are the kinds of arguments, see [Kind].
	Args string

	Help lang.Key // one sentence

	// Examples are what people may write behind the name, where Args alone do
	// not show it. Those with "<", "|" or ">" are for a shell.
	Examples []string

	Least  Least  // the least role that may run it
	Effect Effect // what it does to the server
	Own    bool   // it is about the caller's own account or key, and the operator has neither
	Front  Front  // the front ends that have it; zero: all of them
	People bool   // no bot may run it, whatever its role
	Hidden bool   // it is for programs: no list of commands has it
	Opens  bool   // it opens a session to talk in, which is not the table's to run

	// Here makes the current room of the screen stand for a first argument
	// that is left out of a slash line. Before text, only a first word with a
	// mark ("#books", "@ann", "r_12") is the room.
	Here bool

	// Text marks the last argument as text of people: it takes the rest of
	// the line, whatever apostrophes are in it. On a slash line flags with values
	// stand before the text, and switches are text.
	Text bool

	// Values are what the argument VALUE can be, by the word before it; nil: what
	// the settings of people can be.
	Values map[string][]string

	// Raw leaves the quotes in that text: they mean something to the command.
	Raw bool

	// Bind declares the flags and returns what runs after they are parsed.
	// It is called for every line, so flags are variables of that one call.
	// --json, and --reason of what Manages, are there without being declared:
	// see Invocation.JSON and Reason. What Opens has none.
	Bind func(*pflag.FlagSet) Run
}

// A Run does what a command is for. An error that is a [Failure], or that
// wraps a sentinel of the packages room or keys, tells people what was wrong;
// any other is internal.
type Run func(ctx context.Context, c *Invocation) error

// A Least is the least role that may run a command. Its zero value declares
// nothing and keeps the command out of every table.
type Least struct {
	role     keys.Role
	inRoom   room.Role
	declared bool
}

// AtLeast declares a role on the server, which the gate checks.
func AtLeast(r keys.Role) Least { return Least{role: r, declared: true} }

// InRoom adds the role that is needed in the room that the command is about.
// It is told to people; whether they have it is decided with the command
// itself, on the room as it is then.
func (l Least) InRoom(r room.Role) Least {
	l.inRoom = r
	return l
}

// String returns the role as the README has it: "member", or "owner of the room".
func (l Least) String() string {
	if l.inRoom == room.Member {
		return l.role.String()
	}
	return roomRoles[l.inRoom] + " of the room"
}

// An Effect is what a command does to what the server keeps. It says what is
// written into the audit log.
type Effect uint8

// The effects.
const (
	Reads   Effect = iota + 1 // nothing; but that it was refused to somebody below its role is written
	Speaks                    // a message or a reaction, which itself says who and when
	Chooses                   // a choice that concerns the caller alone
	Manages                   // something for others, too: each leaves an entry
)

// A Front is a front end of the table, or in a [Spec] a set of them.
type Front uint8

// The front ends.
const (
	Exec  Front = 1 << iota // ssh host COMMAND
	Slash                   // /COMMAND in the screen
	Line                    // /COMMAND in line mode

	Talk = Slash | Line // where people talk, and a room is in front of them
)

// talks reports whether the front end is one in which people talk: its commands
// have a slash, and a room is in front of whoever gives them.
func (f Front) talks() bool { return f&Talk != 0 }

// check finds what is wrong with a spec's declaration.
func (s *Spec) check() error {
	switch {
	case s.Path == "" || s.Path != strings.Join(strings.Fields(s.Path), " "):
		return fmt.Errorf("path %q is not words with single spaces", s.Path)
	case !s.Least.declared:
		return errors.New("no role is declared")
	case s.Effect == 0:
		return errors.New("no effect is declared")
	case !s.Own && (s.Effect == Speaks || s.Effect == Chooses):
		return errors.New("who speaks or chooses needs an account, and Own is not declared")
	case s.Help == "":
		return errors.New("no help is written")
	case (s.Bind == nil) != s.Opens:
		return errors.New("nothing to run")
	case s.Text && s.Args == "":
		return errors.New("text without an argument to take it")
	case s.Here && s.Args == "":
		return errors.New("nothing that the room on the screen could stand for")
	}
	return s.checkExamples()
}

// checkExamples finds an example that the command itself would not take.
func (s *Spec) checkExamples() error {
	for _, e := range s.Examples {
		fs, _ := s.bind()
		line, _ := cutShell(e)
		args, err := s.parse(line, Exec, fs)
		if err != nil {
			return fmt.Errorf("example %q: %w", e, err)
		}
		if least, most := s.arity(Exec); len(args) < least || len(args) > most {
			return fmt.Errorf("example %q has %d arguments", e, len(args))
		}
	}
	return nil
}

// cutShell cuts from an example what the shell does with it, and reports
// whether it does anything.
func cutShell(example string) (line string, shell bool) {
	i := strings.IndexAny(example, "<|>")
	if i < 0 {
		return example, false
	}
	return example[:i], true
}

// bind returns the flag set of one call and what it runs. Parse state lives in
// the set, which is why there is no shared tree of commands: calls run at the
// same time.
func (s *Spec) bind() (*pflag.FlagSet, Run) {
	fs := pflag.NewFlagSet(s.Path, pflag.ContinueOnError)
	fs.Usage = func() {} // help is a command; parsing prints nothing
	if s.Opens {
		return fs, nil
	}
	run := s.Bind(fs)
	fs.Bool(jsonFlag, false, "answer in JSON")
	if s.Effect == Manages && fs.Lookup(reasonFlag) == nil {
		fs.String(reasonFlag, "", "why, for the audit log: `TEXT`")
		fs.Lookup(reasonFlag).Hidden = true
	}
	return fs, run
}

// The flags of many commands.
const (
	jsonFlag   = "json"
	reasonFlag = "reason"
)

// arity returns how many arguments are needed and how many are possible. A last
// one that takes the rest is as many as there are, unless it is text.
func (s *Spec) arity(f Front) (least, most int) {
	for _, a := range s.arguments() {
		most++
		if !a.Optional {
			least++
		}
		if a.Rest && !s.Text {
			most = math.MaxInt
		}
	}
	if s.Here && f.talks() && !s.Text {
		least = max(0, least-1)
	}
	return least, most
}

// names returns the path, the verb and the aliases.
func (s *Spec) names() []string {
	names := []string{s.Path}
	if s.Verb != "" {
		names = append(names, s.Verb)
	}
	return append(names, s.Aliases...)
}

// on reports whether a front end has the command.
func (s *Spec) on(f Front) bool { return s.Front == 0 || s.Front&f != 0 }

// short returns the name that people are shown.
func (s *Spec) short() string { return cmp.Or(s.Verb, s.Path) }

// usage returns how the command is written in a front end under one of its names.
func (s *Spec) usage(name string, f Front) string {
	parts := []string{name}
	if args := s.argsUsage(f); args != "" {
		parts = append(parts, args)
	}
	fs, _ := s.bind()
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Name == jsonFlag || f.Hidden { // so many have them
			return
		}
		option := "--" + f.Name
		if f.Shorthand != "" {
			option = "-" + f.Shorthand
		}
		if value, _ := pflag.UnquoteUsage(f); value != "" {
			option += " " + value
		}
		parts = append(parts, "["+option+"]")
	})
	return strings.Join(parts, " ")
}
