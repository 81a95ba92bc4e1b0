package command

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys/audit"
	"snug/text"
	"snug/text/lang"
)

// MaxLine is the longest line in bytes; longer text goes through stdin.
const MaxLine = 8 << 10

// Run runs a call, prints what went wrong, and returns the exit status. It
// blocks as long as the command does; the end of ctx ends it, and the cause,
// if it is a refusal, is what people read.
func (t *Table) Run(ctx context.Context, c Call) int {
	inv, err := t.do(ctx, c)
	var f *Failure
	if !errors.As(err, &f) {
		return int(OK)
	}
	inv.report(f)
	return int(f.Status)
}

// Do is Run for a front end that shows errors in its own way: it prints none.
// Its error is a *Failure.
func (t *Table) Do(ctx context.Context, c Call) error {
	_, err := t.do(ctx, c)
	return err
}

func (t *Table) do(ctx context.Context, call Call) (*Invocation, error) {
	inv := &Invocation{Call: call, Services: t.services, table: t}
	err := t.gate(ctx, inv)
	switch {
	case err == nil, errors.Is(err, errGone):
		return inv, nil // a reader that has gone needs no error
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		err = context.Cause(ctx)
		if errors.Is(err, context.Canceled) {
			return inv, nil // the caller has gone
		}
	}
	return inv, t.Explain(err)
}

// gate finds the command that is called, and passes it.
func (t *Table) gate(ctx context.Context, c *Invocation) error {
	if len(c.Line) > MaxLine {
		return fail(Usage, "the command line has %d bytes and the limit is %d; send long text through stdin", len(c.Line), MaxLine)
	}
	if c.Words != nil {
		s, words, err := t.findWords(c.Words, c.Front)
		if err != nil {
			return err
		}
		return c.pass(ctx, s, func() (Run, error) { return c.prepare(s, "", words) })
	}
	s, rest, err := t.find(c.Line, c.Front)
	if err != nil {
		return err
	}
	return c.pass(ctx, s, func() (Run, error) { return c.prepare(s, rest, nil) })
}

// pass is the way of every command: nothing runs that has not passed it. What runs
// is made when the caller is known and has the role; nothing runs when that fails
// or makes nothing.
func (c *Invocation) pass(ctx context.Context, s *Spec, prepare func() (Run, error)) error {
	if err := c.identify(); err != nil {
		return err
	}
	if err := c.permit(ctx, s); err != nil {
		return err
	}
	run, err := prepare()
	if run == nil || err != nil {
		return err
	}
	return c.unhurried(s, func() error {
		return run(audit.With(ctx, audit.Deed{By: c.actor(), Reason: c.Reason}), c)
	})
}

// prepare takes apart what stands behind a command's name, which is words for a
// call in words, and returns what runs on it. Who asks how the command is written
// is told, and nothing runs.
func (c *Invocation) prepare(s *Spec, rest string, words []string) (Run, error) {
	fs, run := s.bind()
	here := c.Front.talks() && s.Here && s.Text && !marked(rest)
	if here {
		rest = placeholder + " " + rest
	}
	var err error
	if c.Words != nil {
		c.Args, err = s.parseWords(words, c.Front, fs)
	} else {
		c.Args, err = s.parse(rest, c.Front, fs)
	}
	if errors.Is(err, pflag.ErrHelp) {
		return nil, explain(c, s)
	} else if err != nil {
		return nil, err
	}
	if s.Opens {
		return nil, fail(Usage, "%[1]s opens a session to talk in, which cannot be done from here; connect anew: %[2]s", s.Path, c.Connect+" "+s.Path)
	}
	c.JSON = c.Bounded || fs.Lookup(jsonFlag).Value.String() == "true"
	if err := c.reason(fs); err != nil {
		return nil, err
	}
	least, most := s.arity(c.Front)
	switch n := len(c.Args); {
	case n < least:
		return nil, c.misused(s, "something is missing")
	case n > most:
		return nil, c.misused(s, "there is more than it takes")
	case here:
		c.Args[0] = "" // the room on the screen
	case c.Front.talks() && s.Here && !s.Text && c.leftOut(s, most):
		c.Args = append([]string{""}, c.Args...) // the room on the screen
	}
	return run, nil
}

// leftOut reports whether the arguments of a slash line begin behind the room,
// which then is the one on the screen. Where counting does not tell, the first
// word is the room if that is what it can only be, or if the caller sees such a
// room and it is no value of the next argument.
func (c *Invocation) leftOut(s *Spec, most int) bool {
	args, n := s.arguments(), len(c.Args)
	switch {
	case args[0].Optional || n == most:
		return false
	case n == 0 || !args[len(args)-1].Optional:
		return true
	case marked(c.Args[0]):
		return false
	case slices.Contains(args[1].Choices, strings.ToLower(c.Args[0])):
		return true
	}
	_, err := c.room(c.Args[0])
	return err != nil
}

// placeholder stands for the room on the screen while a line is taken apart.
const placeholder = "#"

// marked reports whether a line begins with a word that can only be a room.
func marked(line string) bool {
	word, _ := cutField(line)
	word = halfWidth.Replace(strings.TrimLeft(word, `"'`))
	digits, isID := strings.CutPrefix(strings.ToLower(word), "r_")
	return strings.HasPrefix(word, "#") || strings.HasPrefix(word, "@") || isID && digits != "" && strings.Trim(digits, "0123456789") == ""
}

func (c *Invocation) misused(s *Spec, why lang.Key) error {
	return fail(Usage, "%s; write it as: %s", why, c.Front.form(s.usage(s.short(), c.Front)))
}

// parse turns what follows a command's name into arguments, and sets flags.
func (s *Spec) parse(rest string, f Front, fs *pflag.FlagSet) ([]string, error) {
	_, most := s.arity(f)
	if s.Text && f.talks() {
		args, words := restOfLine(rest, most, fs)
		return args, flagError(fs.Parse(words), f, s)
	}
	if s.Text {
		args, words := textArgs(rest, most, fs, s.Raw)
		if err := misspelt(rest, args, fs); err != nil {
			return nil, err
		}
		return args, flagError(fs.Parse(words), f, s)
	}
	words, err := split(rest, fs)
	if err != nil {
		return nil, err
	}
	return s.parseWords(words, f, fs)
}

// parseWords is parse for words that are values already: nothing in them is taken
// apart any more.
func (s *Spec) parseWords(words []string, f Front, fs *pflag.FlagSet) ([]string, error) {
	words = slices.Clone(words)
	for i, w := range words {
		if w == "-1" && slices.Contains(strings.Fields(s.Args), string(KindEmoji)) {
			words[i] = ":-1:" // the emoji, not a flag
		}
	}
	if err := flagError(fs.Parse(words), f, s); err != nil {
		return nil, err
	}
	return fs.Args(), nil
}

// misspelt refuses text that begins with what looks like a flag of the command: a
// script that relies on the flag would say it in a room and never know.
func misspelt(rest string, args []string, fs *pflag.FlagSet) error {
	if len(args) == 0 || strings.Contains(rest, " -- ") {
		return nil
	}
	word, _ := cutField(args[len(args)-1])
	name, _, _ := strings.Cut(word, "=")
	if !strings.HasPrefix(name, "--") {
		return nil
	}
	near := text.Nearest(name, slices.Sorted(maps.Keys(switches(fs))))
	if near == "" || near == name {
		return nil
	}
	return fail(Usage, "there is no flag %[1]s; did you mean %[2]s? What is no flag and begins so stands behind: --", shorten(name), near)
}

func flagError(err error, f Front, s *Spec) error {
	if err == nil || errors.Is(err, pflag.ErrHelp) {
		return err
	}
	return fail(Usage, "%s; write it as: %s", flagSentence(err), f.form(s.usage(s.short(), f)))
}

// flagSentence says what pflag found wrong.
func flagSentence(err error) lang.Sentence {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if short := unknown.GetSpecifiedShortnames(); short != "" {
			name = "-" + short
		}
		return lang.S("there is no flag %s", shorten(name))
	case errors.As(err, &bare):
		return lang.S("--%s needs a value", bare.GetFlag().Name)
	case errors.As(err, &bad):
		return lang.S("--%s cannot be %q", bad.GetFlag().Name, shorten(bad.GetValue()))
	}
	return lang.S("%s", shorten(err.Error()))
}
