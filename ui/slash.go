package ui

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"snug/text"
)

// replyMsg is what a slash line led to.
type replyMsg struct {
	line  string // as typed; empty when it was chosen from a list
	reply Reply
	then  func(m *Model, said string) tea.Cmd // takes what was printed; nil: the person reads it
}

// run does what a slash line says. What is about this screen is done here,
// everything else by the host. A line that does not work comes back.
func (m *Model) run(line string) tea.Cmd {
	word, rest := cutWord(line)
	switch {
	case word == "":
		m.status.fail(m.look.t("there is no command without a name; /help lists them"))
		return nil
	case wordTable[strings.ToLower(word)] == nil && m.meantHere(word):
		return nil
	}
	m.composer.Take()
	m.forgetCompletion()
	if cmd, used := m.runAction(word, rest); used {
		if m.status.failed {
			m.composer.giveBack("/"+line, nil)
			m.forgetCompletion() // the popup would cover what is said
		}
		return cmd
	}
	m.timeline.toBottom()
	return tea.Batch(m.askHost(strings.TrimSpace(word+" "+rest)), m.fill())
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

// meantHere refuses a word that is no command and nearest to one that the host
// does not know, so that the host could not name it.
func (m *Model) meantHere(word string) bool {
	var names []string
	here := make(map[string]bool)
	for _, c := range m.host.Commands(m.look.lang) {
		names = append(append(names, c.Name), c.Aliases...)
		noun, _ := cutWord(c.Name)
		names = append(names, noun)
	}
	for w := range wordTable {
		if !slices.Contains(names, w) {
			here[w] = true
		}
	}
	word = strings.ToLower(word)
	if slices.Contains(names, word) {
		return false
	}
	near := text.Nearest(word, append(names, slices.Sorted(maps.Keys(here))...))
	if !here[near] {
		return false
	}
	m.status.fail(m.look.t("unknown command %s; did you mean %s?", "/"+m.look.method.Cut(word, maxWord), "/"+near))
	return true
}

// maxWord is how many columns of an unknown word are said back.
const maxWord = 30

// askHost has the host run a line, one at a time.
func (m *Model) askHost(line string) tea.Cmd {
	if m.running {
		m.composer.giveBack("/"+line, nil)
		m.status.fail(m.look.t("the last command is still at work; wait a moment"))
		return nil
	}
	return m.ask(line, line, nil)
}

// have has the host run a line that was chosen from a list. When it does not
// work there is nothing that could be typed better.
func (m *Model) have(line string) tea.Cmd { return m.haveFor(line, nil) }

// haveFor is have for what is not for reading: then takes what the line printed,
// unless it is nil.
func (m *Model) haveFor(line string, then func(m *Model, said string) tea.Cmd) tea.Cmd {
	if m.running {
		m.status.fail(m.look.t("the last command is still at work; wait a moment"))
		return nil
	}
	return m.ask(line, "", then)
}

// ask has the host run a line, of which something was typed.
func (m *Model) ask(line, typed string, then func(m *Model, said string) tea.Cmd) tea.Cmd {
	m.running = true
	ctx, host, in := m.ctx, m.host, m.timeline.in.ID
	return func() tea.Msg { return replyMsg{typed, host.Run(ctx, in, line), then} }
}

// showReply shows what a slash line led to.
func (m *Model) showReply(r replyMsg) tea.Cmd {
	m.running = false
	if r.reply.Settings != nil {
		m.choose(r.reply.Settings)
	}
	said := strings.TrimRight(r.reply.Text, "\n ")
	switch {
	case r.reply.Quit:
		return m.quit()
	case r.then != nil && r.reply.Err == nil:
		return r.then(m, said)
	case r.reply.Err != nil:
		m.status.fail(m.look.said(r.reply.Err))
		if r.line != "" && m.composer.Empty() {
			m.composer.giveBack("/"+r.line, nil)
		}
	}
	if goes := r.reply.Enter != 0 && r.reply.Enter != m.timeline.in.ID; said != "" && goes {
		m.carried = []note{{text: said}}
	} else if said != "" {
		m.tell(said)
	}
	return m.goTo(r.reply.Enter)
}

// tell shows rows to this person alone: below the messages, or over them when
// they are too many.
func (m *Model) tell(text string) {
	_, cols := m.shape.timeline(m.width)
	if len(m.look.wrapHung(text, cols)) > m.shape.body {
		m.read(text)
		return
	}
	m.timeline.addNote(text, m.now())
}
