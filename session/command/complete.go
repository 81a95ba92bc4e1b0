package command

import (
	"bytes"
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text"
	"snug/text/lang"
)

// complete answers the scripts of completion. What it offers comes from the
// table alone: from names, kinds of arguments and flags.
func complete() Spec {
	return Spec{
		Path: "complete", Args: "LINE", Hidden: true,
		Help:   "Print what the last word of a command line can become, one a line, with a tab before what it is.",
		Least:  AtLeast(keys.Guest),
		Front:  Exec,
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				offers, err := c.complete(ctx, c.arg(0))
				if err != nil {
					return err
				}
				if c.JSON {
					items := make([]any, len(offers))
					for i, o := range offers {
						items[i] = candidateObject{1, "candidate", o.value, o.help}
					}
					return c.list(items, "")
				}
				var b bytes.Buffer
				for _, o := range offers {
					b.WriteString(o.value + "\t" + o.help + "\n")
				}
				return put(c.Stdout, b.Bytes())
			}
		},
	}
}

type candidateObject struct {
	V     int    `json:"v"`
	Type  string `json:"type"`
	Value string `json:"value"` // the last word, completed
	Help  string `json:"help"`  // what it is, for people
}

// An offer is what a word can become, and what that is. Either is one clean line;
// a value has no blanks.
type offer struct{ value, help string }

const (
	maxOffers = 200 // nobody reads more
	maxHelp   = 60  // columns
)

// An offering collects what a word that was begun can become.
type offering struct {
	word   word
	lang   lang.Lang
	offers []offer
	seen   map[string]bool
}

// add offers a value if it, or another name of the same, begins with what was
// typed; letter case does not count.
func (o *offering) add(value, help string, others ...string) {
	if o.seen[value] || len(o.offers) == maxOffers || !plainValue(value) {
		return
	}
	fits := o.word.begins(value)
	for _, other := range others {
		fits = fits || o.word.begins(other)
	}
	if !fits {
		return
	}
	if o.seen == nil {
		o.seen = make(map[string]bool)
	}
	o.seen[value] = true
	help = text.WcWidth.Cut(text.Safe(text.StripLine(help), text.WcWidth), maxHelp)
	o.offers = append(o.offers, offer{o.word.completed(value), help})
}

// say offers a value with help that is said in the caller's language.
func (o *offering) say(value string, help lang.Key) {
	if help == "" {
		o.add(value, "")
		return
	}
	o.add(value, o.lang.T(string(help)))
}

// choicesOf is the annotation of a flag whose values are some words only.
const choicesOf = "choices"

// oneOf declares what a flag of a set can be, for completion.
func oneOf(fs *pflag.FlagSet, flag string, values ...string) {
	if err := fs.SetAnnotation(flag, choicesOf, values); err != nil {
		panic(err) // there is no such flag; every test of the command finds that
	}
}
