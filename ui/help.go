package ui

import (
	"fmt"
	"strings"
)

// keyHelp lists the actions in their groups, with what the editor knows.
func keyHelp() string {
	var b strings.Builder
	b.WriteString("Keys\n")
	for _, a := range actions {
		if a.group == "" {
			continue
		}
		name := a.shown
		if len(a.words) > 0 {
			name = strings.TrimSpace(name + " /" + a.words[0])
		}
		fmt.Fprintf(&b, "  %-16s %s\n", name, a.help)
	}
	b.WriteString(editorHelp)
	return b.String()
}

const editorHelp = `  Ctrl-J           new line (also Alt-Enter, or \ at the end of a line)
  Up Down          what you have sent before
  Ctrl-W Ctrl-U    delete a word, to the start of the line; Ctrl-Y: bring back
  Ctrl-_           undo
  //text           says /text
  ~~ at the start of a line sends ~: your ssh keeps ~ for itself`
