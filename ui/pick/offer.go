package pick

import (
	"cmp"
	"slices"
	"strings"

	"snug/text"
	"snug/text/emoji"
)

// option is something that can be offered under any of its names.
type option struct {
	names []string // cleaned; the first is the usual one
	note  string   // cleaned
}

func newOptions(options []option) *List[option] {
	return NewList(options, func(o option) []string { return o.names })
}

// offer makes candidates of the options that match, each under the name that
// does, behind sign.
func offer(l *List[option], typed, sign string, limit int) []Candidate {
	ranked := l.Rank(typed, limit)
	found := make([]Candidate, len(ranked))
	for i, r := range ranked {
		name := sign + r.Item.names[r.Key]
		for k := range r.Positions {
			r.Positions[k] += len(sign)
		}
		found[i] = Candidate{Insert: name, Label: name, Note: r.Item.note, Positions: r.Positions}
	}
	return found
}

// offerPeople offers those who spoke last first among equals. Somebody found
// by their other name is shown by it; what is inserted is the username.
func (c *Completer) offerPeople(typed, sign string, limit int) []Candidate {
	if c.people == nil {
		people := slices.Clone(c.src.People)
		slices.SortStableFunc(people, func(a, b Person) int { return cmp.Compare(b.Recent, a.Recent) })
		options := make([]option, len(people))
		for i, p := range people {
			options[i].names = []string{text.StripLine(p.Name), text.StripLine(p.Display)}
		}
		c.people = newOptions(options)
	}
	ranked := c.people.Rank(typed, limit)
	found := make([]Candidate, len(ranked))
	for i, r := range ranked {
		name, other := sign+r.Item.names[0], r.Item.names[1]
		found[i] = Candidate{Insert: name, Label: name, Note: other, Positions: r.Positions}
		if r.Key == 1 {
			found[i].Label, found[i].Note = other, name
			continue
		}
		for k := range r.Positions {
			r.Positions[k] += len(sign)
		}
	}
	return found
}

// offerRooms offers rooms by name; the topic is only shown.
func (c *Completer) offerRooms(typed, sign string, limit int) []Candidate {
	if c.rooms == nil {
		options := make([]option, len(c.src.Rooms))
		for i, r := range c.src.Rooms {
			options[i] = option{[]string{text.StripLine(r.Name)}, text.StripLine(r.Topic)}
		}
		c.rooms = newOptions(options)
	}
	return offer(c.rooms, typed, sign, limit)
}

// offerSettings offers the names of settings.
func (c *Completer) offerSettings(typed string, limit int) []Candidate {
	if c.settings == nil {
		options := make([]option, len(c.src.Settings))
		for i, s := range c.src.Settings {
			options[i] = option{[]string{text.StripLine(s.Name)}, text.StripLine(s.Help)}
		}
		c.settings = newOptions(options)
	}
	return offer(c.settings, typed, "", limit)
}

// offerEmoji offers emoji by name, as :name:, which is of sure width in any
// composer and becomes the emoji when it is shown.
func offerEmoji(typed string, limit int) []Candidate {
	entries := emoji.Search(typed, limit)
	found := make([]Candidate, len(entries))
	for i, e := range entries {
		code := ":" + e.Name + ":"
		found[i] = Candidate{Insert: code, Label: code, Note: e.Glyph}
		if at := strings.Index(code, typed); at >= 0 {
			for k := range len(typed) {
				found[i].Positions = append(found[i].Positions, at+k)
			}
		}
	}
	return found
}

// offerChoices offers words that are used once.
func offerChoices(choices []string, typed string, limit int) []Candidate {
	options := make([]option, len(choices))
	for i, choice := range choices {
		options[i].names = []string{text.StripLine(choice)}
	}
	return offer(newOptions(options), typed, "", limit)
}
