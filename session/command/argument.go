package command

import (
	"slices"
	"strings"

	"snug/keys"
	"snug/text/lang"
)

// A Kind is what an argument stands for: the word that [Spec].Args has for it.
type Kind string

// The kinds that a front end can help with. Any other word is text.
const (
	KindRoom    Kind = "ROOM"
	KindUser    Kind = "USER"    // a member's username or display name
	KindBot     Kind = "BOT"     // a bot's username or display name
	KindTarget  Kind = "TARGET"  // what a ban is of: a username, a key, an address or a range
	KindUsers   Kind = "USERS"   // one of them, or several with commas between
	KindMessage Kind = "ID"      // a message
	KindFile    Kind = "FILE"    // the number of a file
	KindEmoji   Kind = "EMOJI"   // the name of one
	KindSetting Kind = "KEY"     // the name of a setting
	KindValue   Kind = "VALUE"   // of the setting before it
	KindCommand Kind = "COMMAND" // the name of a command
	KindChoice  Kind = "CHOICE"  // one of Choices
	KindText    Kind = "TEXT"
)

// An Arg is a positional argument.
type Arg struct {
	Name     string // as people are shown it
	Kind     Kind
	Choices  []string // of KindChoice
	Optional bool
	Rest     bool // it takes the rest of the line

	By map[string][]string // of KindValue: what it can be, by the word before; nil: as people's settings have it
}

// A Description is what a front end may tell of a command.
type Description struct {
	Names []string // the one that people are shown first
	Args  []Arg
	Help  lang.Key
}

// Describe returns the commands of a front end that somebody may run, in the
// order of help.
func (t *Table) Describe(who keys.Identity, f Front) []Description {
	var out []Description
	for _, s := range t.specs {
		if who.Role < s.Least.role || !s.on(f) || s.People && who.Account.Bot() || s.Hidden {
			continue
		}
		d := Description{Names: t.reachable(s, f), Args: s.arguments(), Help: s.Help}
		if s.Here && f.talks() {
			d.Args[0].Optional = true
		}
		out = append(out, d)
	}
	return out
}

// reachable returns the names under which a front end finds a command, the
// one that people are shown first. A command that takes text hides those that
// begin with its name: "/me set" is something that somebody does.
func (t *Table) reachable(s *Spec, f Front) []string {
	names := s.names()
	if s.Verb != "" {
		names[0], names[1] = names[1], names[0]
	}
	return slices.DeleteFunc(names, func(name string) bool {
		found, _, err := t.find(name, f)
		return err != nil || found != s
	})
}

// shown returns the name of a command that people of a front end are shown.
func (t *Table) shown(s *Spec, f Front) string {
	if names := t.reachable(s, f); len(names) > 0 {
		return names[0]
	}
	return s.short() // only the other front end has it
}

// arguments takes the declaration of a command's arguments apart.
func (s *Spec) arguments() []Arg {
	words := strings.Fields(s.Args)
	out := make([]Arg, len(words))
	for i, w := range words {
		bare := strings.Trim(w, "[]")
		a := Arg{Name: bare, Kind: KindText, Optional: bare != w, Rest: s.Text && i == len(words)-1}
		bare, more := strings.CutSuffix(bare, "...")
		a.Rest = a.Rest || more
		if name, choices, ok := strings.Cut(bare, "="); ok {
			a.Kind, a.Choices = KindChoice, strings.Split(choices, "|")
			if a.Name = choices; len(choices) > longestChoices {
				a.Name = name // help lists them
			}
		} else if k := Kind(strings.TrimSuffix(bare, "|-")); slices.Contains(known, k) {
			a.Kind = k
		}
		if a.Kind == KindValue {
			a.By = s.Values
		}
		out[i] = a
	}
	return out
}

// longestChoices is how many columns of choices are worth naming in a usage.
const longestChoices = 40

// known are the kinds that are words of Spec.Args.
var known = []Kind{KindRoom, KindUser, KindUsers, KindBot, KindTarget, KindMessage, KindFile, KindEmoji, KindSetting, KindValue, KindCommand}

// argsUsage returns the arguments as people of a front end are shown them.
func (s *Spec) argsUsage(f Front) string {
	args := s.arguments()
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = a.Name
		if a.Optional {
			words[i] = "[" + a.Name + "]"
		}
		if i == 0 && s.Here && f.talks() { // marked, where counting cannot tell
			words[i] = "[#" + a.Name + "]"
		}
	}
	return strings.Join(words, " ")
}
