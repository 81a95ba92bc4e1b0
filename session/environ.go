package session

import (
	"slices"
	"strings"
)

// envNames are the variables that a client may set, beside LC_*: what tells
// of a person's language, their terminal, and how they use it.
var envNames = []string{"LANG", "TERM", "COLORTERM", "NO_COLOR", "ACCESSIBLE"}

// allowedEnv reports whether a variable is one of them, and plain.
func allowedEnv(name, value string) bool {
	if !slices.Contains(envNames, name) && (!strings.HasPrefix(name, "LC_") || len(name) > maxTerm) {
		return false
	}
	return len(value) <= maxEnvValue && printable(name) == name && printable(value) == value
}

// printable drops everything but printable ASCII.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
}

// cleanTerm makes a terminal type fit to be looked at.
func cleanTerm(s string) string {
	s = printable(s[:min(len(s), 4*maxTerm)])
	return s[:min(len(s), maxTerm)]
}
