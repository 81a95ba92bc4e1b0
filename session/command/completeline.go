package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"snug/text/lang"
)

// complete returns what the last word of a line can become.
func (c *Invocation) complete(ctx context.Context, line string) ([]offer, error) {
	before, w := cutWord(line)
	o := &offering{word: w, lang: c.Lang}
	c.offerNames(o, strings.Fields(before))
	if s, behind := c.table.longest(before, c.Front); s != nil && c.mayRun(s) {
		if err := c.offerBehind(ctx, o, s, behind); err != nil {
			return nil, err
		}
	}
	return o.offers, nil
}

// mayRun reports whether a command is worth completing for the caller.
func (c *Invocation) mayRun(s *Spec) bool {
	return s.offered(c) && c.Who.Role >= s.Least.role
}

// offerNames offers the next word of the names of commands that go on behind
// some words. Names that are not shown are offered to who has begun one.
func (c *Invocation) offerNames(o *offering, words []string) {
	prefix := strings.ToLower(strings.Join(append(slices.Clone(words), ""), " "))
	var found []nextWordOf
	for _, s := range c.table.specs {
		if !c.mayRun(s) {
			continue
		}
		for i, name := range s.names() {
			if rest, ok := strings.CutPrefix(name, prefix); ok {
				alias := i > 0 && name != s.Verb
				found = append(found, newNextWord(s, rest, alias))
			}
		}
	}
	shown := len(o.offers)
	for _, alias := range []bool{false, true} {
		if alias && (o.word.typed == "" || len(o.offers) > shown) {
			return
		}
		for _, n := range found {
			if n.alias == alias && n.behind == "" {
				o.say(n.word, n.spec.Help)
			}
		}
		for i, n := range found {
			if n.alias == alias && n.behind != "" {
				o.add(n.word, strings.Join(behindAll(found[i:], n.word), ", "))
			}
		}
	}
}

// A nextWordOf is how a command's name goes on.
type nextWordOf struct {
	spec   *Spec
	alias  bool
	word   string
	behind string // the words that are still to come
}

func newNextWord(s *Spec, rest string, alias bool) nextWordOf {
	first, behind, _ := strings.Cut(rest, " ")
	return nextWordOf{spec: s, alias: alias, word: first, behind: behind}
}

// behindAll returns what goes on behind a word, each once.
func behindAll(found []nextWordOf, word string) []string {
	var all []string
	for _, n := range found {
		if first, _, _ := strings.Cut(n.behind, " "); n.word == word && first != "" && !slices.Contains(all, first) {
			all = append(all, first)
		}
	}
	return all
}

// offerBehind offers what the word can become behind a command's name.
func (c *Invocation) offerBehind(ctx context.Context, o *offering, s *Spec, behind string) error {
	fs, _ := s.bind()
	at := walk(fs, behind)
	args := s.arguments()
	switch name, _, joined := strings.Cut(o.word.typed, "="); {
	case at.flag != nil:
		return c.offerFlag(o, at.flag, at.args)
	case at.said && o.word.typed == "":
		return nil
	case at.said:
		o.flags(fs, at)
		return nil
	case at.ended, !strings.HasPrefix(name, "-"):
	case joined:
		f := flagNamed(fs, name)
		if f == nil || !takesValue(f) {
			return nil
		}
		o.word = o.word.behind(len(name) + 1)
		return c.offerFlag(o, f, at.args)
	default:
		o.flags(fs, at)
	}
	n := len(at.args)
	switch {
	case n < len(args):
		return c.offerArgument(ctx, o, args[n], args, at.args)
	case n > 0 && len(args) > 0 && args[len(args)-1].Rest:
		return c.offerArgument(ctx, o, args[len(args)-1], args, at.args)
	case !at.ended:
		o.flags(fs, at)
	}
	return nil
}

// A spot is where on a line the word stands that is being typed.
type spot struct {
	args  []string        // those before it
	given map[string]bool // the flags before it
	flag  *pflag.Flag     // that it is the value of; nil: none
	said  bool            // it belongs to a flag's text, or is the next flag
	ended bool            // behind "--": it is no flag
}

// walk goes through the words behind a command's name.
func walk(fs *pflag.FlagSet, line string) spot {
	at := spot{given: make(map[string]bool)}
	for {
		word, rest, ok, err := nextWord(line)
		if err != nil { // an apostrophe
			word, rest = cutField(line)
		} else if !ok {
			return at
		}
		line = rest
		name, _, joined := strings.Cut(word, "=")
		f := flagNamed(fs, name)
		switch {
		case at.ended:
			at.args = append(at.args, word)
		case word == "--":
			at = spot{args: at.args, given: at.given, ended: true}
		case f != nil:
			at.given[f.Name], at.flag, at.said = true, nil, false
			switch value, _ := pflag.UnquoteUsage(f); {
			case !takesValue(f):
			case value == string(KindText):
				at.said = true
			case !joined:
				at.flag = f
			}
		case at.flag != nil:
			at.flag = nil
		case !at.said:
			at.args = append(at.args, word)
		}
	}
}

// flagNamed finds a flag as it is written: "--lines" or "-n".
func flagNamed(fs *pflag.FlagSet, typed string) *pflag.Flag {
	if long, ok := strings.CutPrefix(typed, "--"); ok {
		return fs.Lookup(long)
	}
	if short, ok := strings.CutPrefix(typed, "-"); ok && len(short) == 1 {
		return fs.ShorthandLookup(short)
	}
	return nil
}

func takesValue(f *pflag.Flag) bool { return f.NoOptDefVal == "" }

// flags offers the flags that are not given yet, or may be given again.
func (o *offering) flags(fs *pflag.FlagSet, at spot) {
	fs.VisitAll(func(f *pflag.Flag) {
		if _, again := f.Value.(pflag.SliceValue); f.Hidden || at.given[f.Name] && !again {
			return
		}
		said := *f
		said.Usage = o.lang.T(string(lang.Key(f.Usage))) // flags are declared with keys
		_, usage := pflag.UnquoteUsage(&said)
		o.add("--"+f.Name, usage)
	})
}
