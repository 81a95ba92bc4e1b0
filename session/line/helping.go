package line

import (
	"context"
	"strings"
	"unicode/utf8"

	"snug/text/lang"
	"snug/ui/pick"
)

// helpOrders are those that explain.
func helpOrders() []order {
	return []order{
		{words: []string{"help", "帮助"}, takes: []pick.Arg{{Name: "[COMMAND]", Kind: pick.ArgCommandName, Rest: true}}, help: "this help, or about one command", mine: isTopic, do: help},
		{words: []string{"keys", "按键"}, help: "the keys that edit what you type", do: plain((*loop).helpKeys)},
	}
}

// isTopic reports whether line mode, not the host, explains something.
func isTopic(what string) bool {
	o, _ := allOrders.find(strings.TrimLeft(what, "/／"))
	return what == "" || o != nil && o.help != ""
}

// help prints all commands, or about one.
func help(_ context.Context, l *loop, what string) error {
	if what != "" {
		o, _ := allOrders.find(strings.TrimLeft(what, "/／"))
		return l.say(l.about1(o))
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
	var others []string
	for _, c := range l.host.Commands(l.Lang) {
		if allOrders.byWord[c.Name] == nil {
			others = append(others, "/"+c.Name)
		}
	}
	out = append(out, l.tr("The other commands, of which /help and the name says more:"), hang+strings.Join(others, ", "))
	return l.page(out)
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
