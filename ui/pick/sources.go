package pick

// Sources is what can be completed, each slice in the order in which equals
// are offered. Whoever hands one over leaves its slices as they are.
type Sources struct {
	Commands []Command
	People   []Person
	Rooms    []Room
	Settings []Setting
}

// A Command is something that can be said after a slash.
type Command struct {
	Name    string   // one word or several: "join", "room create"
	Aliases []string // other names for the same, in any script
	Args    []Arg
	Help    string // one sentence, in the language of the session
}

// An Arg is a positional argument of a command.
type Arg struct {
	Name    string // as help shows it: ROOM
	Kind    ArgKind
	Choices []string // offered first, whatever the kind
	Rest    bool     // it takes all words that are left

	// Optional: it may be left out. A room at the start is then the one on the
	// screen, and what comes behind takes its place.
	Optional bool

	By map[string][]string // of ArgSettingValue: by the word before; nil: as the settings have it
}

// ArgKind says what an argument is, and so what can be offered for it.
type ArgKind uint8

// The kinds of argument.
const (
	ArgText         ArgKind = iota // anything: nothing is offered but a person, for Tab
	ArgRoom                        // a room's name
	ArgPerson                      // a username
	ArgPeople                      // usernames with commas between
	ArgMessage                     // a message's number: nothing is offered
	ArgEmoji                       // an emoji's name
	ArgChoice                      // one of Choices
	ArgSettingKey                  // the name of a setting
	ArgSettingValue                // a value of the setting named before it
	ArgDuration                    // as ArgChoice, but others can be typed
	ArgCommandName                 // a command, word by word if the argument takes the rest
)

// A Person can be mentioned.
type Person struct {
	Name    string // the username, which is what is inserted
	Display string // another name to find them by; may be empty
	Recent  int    // the higher, the later they spoke; 0 if they have not
}

// A Room can be pointed at.
type Room struct {
	Name  string
	Topic string
}

// A Setting can be set.
type Setting struct {
	Name   string
	Values []string // what it can be; empty if that is anything
	Help   string   // one sentence, in the language of the session
}
