package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// replyMsg is what a slash line led to.
type replyMsg struct {
	line  string
	reply Reply
}

// run does what a slash line says. What is about this screen is done here,
// everything else by the host.
func (m *Model) run(line string) tea.Cmd {
	word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if word == "" {
		m.status.fail(m.look.t("there is no command without a name; /help lists them"))
		return nil
	}
	if cmd, used := m.runAction(word, strings.TrimSpace(rest)); used {
		return cmd
	}
	if m.running {
		m.status.fail(m.look.t("the last command is still at work; wait a moment"))
		return nil
	}
	m.composer.Take()
	m.timeline.toBottom()
	return tea.Batch(m.ask(strings.TrimSpace(line)), m.fill())
}

// ask has the host run a line.
func (m *Model) ask(line string) tea.Cmd {
	m.running = true
	ctx, host, in := m.ctx, m.host, m.timeline.in.ID
	return func() tea.Msg { return replyMsg{line, host.Run(ctx, in, line)} }
}

// showReply shows what a slash line led to.
func (m *Model) showReply(r replyMsg) tea.Cmd {
	m.running = false
	if r.reply.Settings != nil {
		return tea.Batch(m.choose(r.reply.Settings), m.showReply(replyMsg{r.line, r.reply.withoutSettings()}))
	}
	text := strings.TrimRight(r.reply.Text, "\n ")
	switch {
	case r.reply.Quit:
		return tea.Quit
	case r.reply.Err != nil:
		m.status.fail(m.look.said(r.reply.Err))
		if m.composer.Empty() {
			m.composer.giveBack("/" + r.line)
		}
	}
	if goes := r.reply.Enter != 0 && r.reply.Enter != m.timeline.in.ID; text != "" && goes {
		m.carried = text
	} else if text != "" {
		m.tell(text)
	}
	return m.goTo(r.reply.Enter)
}

// tell shows rows to this person alone: below the messages, or over them when
// they are too many.
func (m *Model) tell(text string) {
	if strings.Count(text, "\n")+1 > m.shape.body {
		m.read(text)
		return
	}
	m.timeline.addNote(text, m.now())
}
