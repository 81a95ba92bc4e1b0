package admin

import (
	"strings"

	"snug/text/lang"
)

// An Action is something that can be done, as one line of a command.
type Action struct {
	Key   string   // the keystroke that chooses it
	Label lang.Key // what it does; may have a %s for the row's name
	Path  string   // of the command, with what never differs
	Of    func(Row) []string
	Asks  []Ask
	Sure  string // a flag that says that it is meant; then it is confirmed by typing the row's name
	Only  func(Row) bool

	// Shows says that its answer is what one wants of it, and not that it was done.
	Shows bool
}

// An Ask is something that an action wants to be told.
type Ask struct {
	Label lang.Key
	Flag  string // with its dashes; empty: it is an argument behind the others
	First string // what stands there when nobody has typed anything
	Must  bool   // the line needs it
	Text  bool   // it is text of people, which takes the rest of the line
}

// Possible reports whether an action is one for a row.
func (a Action) Possible(r Row) bool { return a.Only == nil || a.Only(r) }

// Lacks returns the place of the first of what is asked that the line needs and
// that is empty; below zero when nothing is.
func (a Action) Lacks(said []string) int {
	for i, ask := range a.Asks {
		if ask.Must && strings.TrimSpace(at(said, i)) == "" {
			return i
		}
	}
	return -1
}

// Line returns the slash line, without the slash, that does it to a row, with
// what was said to what it asks. The same words do it on the command line; see
// [Shell].
func (a Action) Line(r Row, said []string) string {
	line := []string{a.Path}
	if a.Of != nil {
		for _, w := range a.Of(r) {
			line = append(line, quoted(w))
		}
	}
	text := ""
	var flags []string
	for i, ask := range a.Asks {
		switch s := strings.TrimSpace(at(said, i)); {
		case s == "":
		case ask.Flag != "":
			flags = append(flags, ask.Flag, quoted(s))
		case ask.Text:
			text = s
		default:
			line = append(line, quoted(s))
		}
	}
	if a.Sure != "" {
		flags = append(flags, a.Sure)
	}
	// In a slash line flags stand before text, and text as it is.
	line = append(line, flags...)
	if text != "" {
		line = append(line, text)
	}
	return strings.Join(line, " ")
}

func at(said []string, i int) string {
	if i < len(said) {
		return said[i]
	}
	return ""
}

// quoted writes one word so that the commands read it as one.
func quoted(w string) string {
	if w != "" && strings.IndexFunc(w, special) < 0 {
		return w
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`").Replace(w) + `"`
}

// special reports whether a character could mean something to the commands or
// to a shell. A "#" and a "~" do at the start of a word alone, and "=" nowhere.
func special(r rune) bool {
	return r <= ' ' || r == 0x7f || strings.ContainsRune("'\"\\$`!*?[](){}<>|&;^　", r)
}

// Shell returns how a line is written at a shell that reaches the server by
// connect, such as "ssh chat.example.com". The shell takes one layer of quotes
// off: a line that has some, or what a shell reads, goes into quotes whole.
func Shell(connect, line string) string {
	if strings.IndexFunc(strings.ReplaceAll(line, " ", ""), special) >= 0 || strings.Contains(line, " #") || strings.Contains(line, " ~") {
		line = "'" + strings.ReplaceAll(line, "'", `'\''`) + "'"
	}
	return connect + " " + line
}
