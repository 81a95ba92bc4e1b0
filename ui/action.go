package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
	"snug/ui/pick"
)

// An action is something that a person can have their screen do, by a key, by
// a slash line, or by either. The keys, the help about them, and what of the
// slash lines is completed all come from the one table of actions.
type action struct {
	keys  []string            // keystrokes, as Bubble Tea names them
	shown string              // the keys as people know them: "PgUp PgDn"
	when  func(m *Model) bool // the keys mean this only then; nil: always
	words []string            // of the slash line, without the slash; the first is shown
	takes []pick.Arg          // arguments of the slash line
	group lang.Key            // of the help; empty: not listed
	help  lang.Key            // what it does
	do    func(m *Model, rest string) tea.Cmd

	// mine tells whether a slash line is for the screen, by what follows the
	// word; else the host has a command of that name. Nil: always.
	mine func(rest string) bool
}

// The groups of the help, in its order.
const (
	groupWrite lang.Key = "Writing"
	groupMove  lang.Key = "Finding the way"
	groupRead  lang.Key = "Reading"
	groupLook  lang.Key = "The screen"
)

var (
	actions   []action             // all, in the order of the help
	keyTable  map[string][]*action // by keystroke
	wordTable map[string]*action   // by slash word
)

// The table refers to functions that refer to it, which only init may do.
func init() {
	for _, part := range [][]action{writeActions(), moveActions(), readActions(), findActions(), lookActions()} {
		actions = append(actions, part...)
	}
	keyTable, wordTable = make(map[string][]*action), make(map[string]*action)
	for i := range actions {
		a := &actions[i]
		for _, k := range a.keys {
			keyTable[k] = append(keyTable[k], a)
		}
		for _, w := range a.words {
			wordTable[w] = a
		}
	}
}

// pressAction does what a key means by the table. Used is false when it means
// nothing now.
func (m *Model) pressAction(stroke string) (cmd tea.Cmd, used bool) {
	if a := m.actionOf(stroke); a != nil {
		return a.do(m, ""), true
	}
	return nil, false
}

// actionOf is what a key means now by the table, nil for nothing.
func (m *Model) actionOf(stroke string) *action {
	for _, a := range keyTable[stroke] {
		if a.when == nil || a.when(m) {
			return a
		}
	}
	return nil
}

// runAction does what a slash line says, if that is about the screen.
func (m *Model) runAction(word, rest string) (cmd tea.Cmd, used bool) {
	a := wordTable[strings.ToLower(word)]
	if a == nil || a.mine != nil && !a.mine(rest) {
		return nil, false
	}
	return a.do(m, rest), true
}

// empty is when nothing is in the composer.
func empty(m *Model) bool { return m.composer.Empty() }

// plain makes an action of what takes no words.
func plain(do func(m *Model) tea.Cmd) func(m *Model, rest string) tea.Cmd {
	return func(m *Model, _ string) tea.Cmd { return do(m) }
}
