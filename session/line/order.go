package line

import (
	"context"
	"strings"
	"unicode"

	"snug/text/lang"
	"snug/ui"
	"snug/ui/pick"
)

// An order is a slash line that line mode carries out itself. All others are the
// host's.
type order struct {
	words []string   // without the slash; the first is shown
	takes []pick.Arg // arguments
	help  lang.Key
	says  bool // something is said or changed by it
	do    func(ctx context.Context, l *loop, rest string) error

	// mine tells whether the line is for line mode, by what follows the word; else
	// the host has a command of that name. Nil: always.
	mine func(rest string) bool
}

// orders are all of them.
type orders struct {
	list   []order // in the order of the help
	byWord map[string]*order
}

// allOrders are those of line mode. Nobody changes them after init.
var allOrders orders

// The orders refer to functions that refer to them, which only init may do.
func init() {
	o := &allOrders
	o.byWord = make(map[string]*order)
	for _, part := range [][]order{writeOrders(), moveOrders(), readOrders(), helpOrders()} {
		o.list = append(o.list, part...)
	}
	for i := range o.list {
		for _, w := range o.list[i].words {
			o.byWord[w] = &o.list[i]
		}
	}
}

// find returns the order that a slash line gives; nil when it is the host's.
func (o *orders) find(line string) (found *order, rest string) {
	word, rest := cutWord(line)
	found = o.byWord[strings.ToLower(word)]
	if found != nil && found.mine != nil && !found.mine(rest) {
		found = nil
	}
	return found, rest
}

// plain makes an order's deed of what takes no words.
func plain(do func(l *loop, ctx context.Context) error) func(context.Context, *loop, string) error {
	return func(ctx context.Context, l *loop, _ string) error { return do(l, ctx) }
}

// cutWord takes the first word off a line. The blanks between may be wide, as
// Chinese input methods type them.
func cutWord(line string) (word, rest string) {
	line = strings.TrimSpace(line)
	if i := strings.IndexFunc(line, unicode.IsSpace); i >= 0 {
		return line[:i], strings.TrimSpace(line[i:])
	}
	return line, ""
}

// alone is when nothing follows a word.
func alone(rest string) bool { return rest == "" }

// entered does what one line says.
func (l *loop) entered(ctx context.Context, typed string) error {
	if l.saying.writing {
		return l.writeOn(ctx, typed)
	}
	if strings.TrimSpace(typed) == "" {
		return nil
	}
	line, slash := ui.SlashLine(typed)
	if !slash {
		return l.sayTyped(ctx, typed, line)
	}
	return l.command(ctx, typed, line)
}

// command carries a slash line out.
func (l *loop) command(ctx context.Context, typed, line string) error {
	o, rest := allOrders.find(line)
	changes := o != nil && o.says || o == nil && l.Changes(line)
	if changes && !l.saying.meant {
		return l.keep(typed)
	}
	if o != nil {
		return o.do(ctx, l, rest)
	}
	switch word, _ := cutWord(line); {
	case word == "":
		return l.fail(l.tr("there is no command without a name; /help lists them"))
	case l.ofScreen(word):
		return l.fail(l.tr("/%s is about the screen, and this is line mode; /help lists what there is", strings.ToLower(word)))
	}
	return l.askHost(ctx, line)
}
