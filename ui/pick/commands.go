package pick

import (
	"slices"
	"strings"
	"unicode/utf8"

	"snug/text"
)

// argument offers what can stand after the words of a slash line: the next
// words of commands that begin with them, then what the argument takes.
func (c *Completer) argument(tok Token, limit int) []Candidate {
	if strings.HasPrefix(tok.Query, "-") {
		return nil // a switch
	}
	found := offer(c.level(tok.Words), tok.Query, "", limit)
	cmd, typed := c.command(tok.Words)
	if cmd == nil {
		return found
	}
	if withoutRoom(cmd.Args, typed) {
		found = append(found, c.value(cmd.Args[1:], typed, tok, limit)...)
	}
	return append(found, c.value(cmd.Args, typed, tok, limit)...)
}

// withoutRoom reports whether the words typed for arguments may be those behind
// a room that was left out.
func withoutRoom(args []Arg, typed []string) bool {
	return len(args) > 1 && args[0].Kind == ArgRoom && args[0].Optional &&
		(len(typed) == 0 || !strings.HasPrefix(typed[0], "#"))
}

// value offers what the argument takes that comes after the words typed for
// those before it.
func (c *Completer) value(args []Arg, typed []string, tok Token, limit int) []Candidate {
	arg, before := argAfter(args, typed)
	if arg == nil {
		return nil
	}
	found := offerChoices(arg.Choices, tok.Query, limit)
	switch arg.Kind {
	case ArgRoom:
		return append(found, c.offerRooms(tok.Query, "", limit)...)
	case ArgPerson:
		return append(found, c.offerPeople(tok.Query, "", limit)...)
	case ArgPeople:
		named, last := cutLast(tok.Query)
		return append(found, c.offerPeople(last, named, limit)...)
	case ArgEmoji:
		return append(found, offerEmoji(tok.Query, limit)...)
	case ArgSettingKey:
		return append(found, c.offerSettings(tok.Query, limit)...)
	case ArgSettingValue:
		return append(found, offerChoices(c.values(arg, before), tok.Query, limit)...)
	case ArgCommandName:
		return append(found, offer(c.level(typed[len(before):]), tok.Query, "", limit)...)
	case ArgText:
		if tok.Bare && tok.Query != "" {
			return append(found, c.offerPeople(tok.Query, "@", limit)...)
		}
	case ArgMessage, ArgChoice, ArgDuration:
	}
	return found
}

// cutLast takes the last name off a list. The names before it keep their commas.
func cutLast(list string) (before, last string) {
	i := strings.LastIndexAny(list, ",，、")
	if i < 0 {
		return "", list
	}
	_, size := utf8.DecodeRuneInString(list[i:])
	return text.StripLine(list[:i+size]), list[i+size:]
}

// level returns the words that can come after some words of a command's name.
// At the first level these are the names of one word, with all that a command
// is also called there, and the first words of the longer ones.
func (c *Completer) level(before []string) *List[option] {
	key := strings.Join(before, " ")
	if l := c.levels[key]; l != nil {
		return l
	}
	var options []option
	groups := make(map[string]int) // where the group of a word is
	for _, cmd := range c.src.Commands {
		own := option{note: text.StripLine(cmd.Help)}
		for _, name := range append([]string{cmd.Name}, cmd.Aliases...) {
			words := after(strings.Fields(text.StripLine(name)), before)
			switch {
			case len(words) == 1:
				own.names = append(own.names, words[0])
			case len(words) > 1:
				at, ok := groups[words[0]]
				if !ok {
					at = len(options)
					groups[words[0]] = at
					options = append(options, option{names: words[:1]})
				}
				options[at].note = strings.TrimPrefix(options[at].note+" "+words[1], " ")
			}
		}
		if len(own.names) > 0 {
			options = append(options, own)
		}
	}
	l := newOptions(withoutDoubles(options, groups))
	if len(options) > 0 { // else what people type would be remembered
		c.levels[key] = l
	}
	return l
}

// withoutDoubles drops the groups whose word is a command too.
func withoutDoubles(options []option, groups map[string]int) []option {
	drop := make(map[int]bool)
	for i, o := range options {
		for _, name := range o.names {
			if at, ok := groups[name]; ok && at != i {
				drop[at] = true
			}
		}
	}
	kept := options[:0:0]
	for i, o := range options {
		if !drop[i] {
			kept = append(kept, o)
		}
	}
	return kept
}

// after returns the words of name that follow those typed, or nil if it does
// not begin with them.
func after(name, typed []string) []string {
	if len(name) <= len(typed) {
		return nil
	}
	for i, word := range typed {
		if text.Fold(name[i]) != word {
			return nil
		}
	}
	return name[len(typed):]
}

// command finds the command that words begin with, the longest name that fits,
// and the words after it. It is nil when there is none.
func (c *Completer) command(words []string) (cmd *Command, rest []string) {
	longest := 0
	for i := range c.src.Commands {
		for _, name := range append([]string{c.src.Commands[i].Name}, c.src.Commands[i].Aliases...) {
			name := strings.Fields(text.Fold(name))
			if n := len(name); n > longest && n <= len(words) && slices.Equal(name, words[:n]) {
				cmd, longest = &c.src.Commands[i], n
			}
		}
	}
	return cmd, words[longest:]
}

// argAfter returns the argument that comes after the words typed for those
// before it, and these words. Switches do not count; a flag's value does.
func argAfter(args []Arg, typed []string) (arg *Arg, before []string) {
	n := 0 // arguments typed
	for i, word := range typed {
		if n < len(args) && args[n].Rest {
			return &args[n], typed[:i]
		}
		if !strings.HasPrefix(word, "-") {
			n++
		}
	}
	if n >= len(args) {
		return nil, nil
	}
	return &args[n], typed
}

// values returns what a setting can be that is named last before its value.
func (c *Completer) values(arg *Arg, before []string) []string {
	if len(before) == 0 {
		return nil
	}
	key := before[len(before)-1]
	if arg.By != nil {
		return arg.By[key]
	}
	for _, s := range c.src.Settings {
		if text.Fold(s.Name) == key {
			return s.Values
		}
	}
	return nil
}
