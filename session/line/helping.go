package line

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"snug/text/lang"
	"snug/ui/pick"
)

// helpOrders are those that explain.
func helpOrders() []order {
	return []order{
		{words: []string{"help", "帮助"}, takes: []pick.Arg{{Name: "[COMMAND|all]", Kind: pick.ArgCommandName, Rest: true}}, help: "this help, or about one command, or about all of them", mine: isTopic, do: help},
		{words: []string{"keys", "按键"}, help: "the keys that edit what you type", do: plain((*loop).helpKeys)},
	}
}

// isTopic reports whether line mode, not the host alone, explains something.
func isTopic(what string) bool {
	o := topic(what)
	return what == "" || isAll(what) || o != nil && o.help != ""
}

// topic is the order of a name, with or without its slash; nil for none.
func topic(name string) *order {
	o, _ := allOrders.find(strings.TrimLeft(name, "/／"))
	return o
}

func isAll(what string) bool { return what == "all" || what == "全部" }

// help prints what line mode is about, or one command, or all.
func help(ctx context.Context, l *loop, what string) error {
	switch {
	case isAll(what):
		return l.helpAll()
	case what != "":
		return l.helpOn(ctx, what)
	}
	out := []string{
		l.tr("What you type is said in the room; a line with / at its start is a command, and // says a /."),
		l.tr("A message is named by its number, by ^ for the newest of somebody else (^2 is the one before), or by ! for your own newest."),
	}
	for i := range allOrders.list {
		if o := &allOrders.list[i]; o.help != "" {
			out = append(out, l.about1(o))
		}
	}
	out = append(out, l.tr("There are %d more commands, for rooms, people, keys and the server: /help all lists them.", int64(len(l.others()))))
	return l.page(out)
}

// helpOn explains one command. Some names are line mode's as well as the host's,
// by what follows them.
func (l *loop) helpOn(ctx context.Context, what string) error {
	o, name := topic(what), strings.TrimLeft(what, "/／")
	if err := l.say(l.about1(o)); err != nil {
		return err
	}
	for _, c := range l.host.Commands(l.Lang) {
		if o.mine != nil && (c.Name == name || slices.Contains(c.Aliases, name)) {
			return l.askHost(ctx, "help "+name)
		}
	}
	return nil
}

// helpAll lists the host's commands.
func (l *loop) helpAll() error {
	var out []string
	for _, c := range l.others() {
		out = append(out, usage(c.Name, c.Args)+"  "+c.Help)
	}
	return l.page(out)
}

// others are the host's commands that line mode has no other meaning for.
func (l *loop) others() []pick.Command {
	var list []pick.Command
	for _, c := range l.host.Commands(l.Lang) {
		if o := allOrders.byWord[c.Name]; o == nil || o.mine != nil {
			list = append(list, c)
		}
	}
	return list
}

// about1 is what an order does, in one row.
func (l *loop) about1(o *order) string {
	line := usage(o.words[0], o.takes)
	var others []string
	for _, w := range o.words[1:] {
		if l.Lang != lang.English || w[0] < utf8.RuneSelf {
			others = append(others, "/"+w)
		}
	}
	if len(others) > 0 {
		line += " (" + strings.Join(others, ", ") + ")"
	}
	return line + "  " + l.tr(string(o.help))
}

// usage is how a command is written.
func usage(name string, args []pick.Arg) string {
	line := "/" + name
	for _, a := range args {
		line += " " + a.Name
	}
	return line
}

// keyHelp is what the keys do.
var keyHelp = []lang.Key{
	"Enter says what is typed, Backspace deletes a character.",
	"^W deletes a word, ^U all before the cursor, ^K all behind it.",
	"^A and Home go to the start of the line, ^E and End to its end, ^B and ^F or Left and Right by one character.",
	"Up and Down, or ^P and ^N, bring back what was typed before.",
	"Tab completes a command, @name, #room or :emoji:.",
	"^R or ^L prints the line that is typed again, ^C drops it, ^D on an empty line leaves.",
	"What arrives while you type is printed after Enter; /set flow live prints it at once.",
}

// helpKeys explains the keys.
func (l *loop) helpKeys(context.Context) error {
	if l.typed.ed == nil {
		return l.say(l.tr("This session has no terminal: your own edits the line that you type."))
	}
	var out []string
	for _, k := range keyHelp {
		out = append(out, l.tr(string(k)))
	}
	return l.page(out)
}
