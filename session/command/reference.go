package command

import (
	"fmt"
	"strings"
)

// Reference returns the table of commands in Markdown, for the README. Behind a
// short form stands what it is short for.
func Reference() string {
	var b strings.Builder
	b.WriteString("| `ssh host …` | in the screen | least role | |\n|---|---|---|---|\n")
	for _, s := range Specs() {
		if s.Hidden {
			continue
		}
		line, slash := "-", "-"
		if s.on(Exec) {
			line = code(s.usage(s.short(), Exec))
			if s.Verb != "" {
				line += " = " + code(s.Path)
			}
		}
		if s.on(Slash) {
			slash = code(Slash.form(s.short()))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", line, slash, s.Least, cell(string(s.Help)))
	}
	return b.String()
}

func code(s string) string { return "`" + cell(s) + "`" }

// cell keeps a text inside its cell of the table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
