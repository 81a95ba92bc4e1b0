package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// replyMsg is what a slash line led to.
type replyMsg struct {
	line  string
	reply Reply
	over  bool // show it over the timeline
}

// run does what a slash line says. What is about this screen is done here,
// everything else by the host.
func (m *Model) run(line string) tea.Cmd {
	word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	switch word {
	case "":
		m.status.fail("there is no command without a name; /help lists them")
		return nil
	case "quit", "q":
		return tea.Quit
	case "me":
		if rest = strings.TrimSpace(rest); rest == "" {
			m.status.fail("/me needs words: /me waves")
			return nil
		}
		return m.say(room.Action, rest)
	}
	if m.running {
		m.status.fail("the last command is still at work; wait a moment")
		return nil
	}
	m.composer.Take()
	m.timeline.toBottom()
	return tea.Batch(m.ask(strings.TrimSpace(line), false), m.fill())
}

// ask has the host run a line.
func (m *Model) ask(line string, over bool) tea.Cmd {
	m.running = true
	ctx, host, in := m.ctx, m.host, m.timeline.in.ID
	return func() tea.Msg { return replyMsg{line, host.Run(ctx, in, line), over} }
}

// help shows the commands and the keys over the timeline.
func (m *Model) help() tea.Cmd {
	if m.running {
		return nil
	}
	return m.ask("help", true)
}

// showReply shows what a slash line led to.
func (m *Model) showReply(r replyMsg) tea.Cmd {
	m.running = false
	text := strings.TrimRight(r.reply.Text, "\n ")
	switch {
	case r.reply.Quit:
		return tea.Quit
	case r.over:
		m.overlay.show(strings.TrimLeft(text+"\n\n"+keyHelp, "\n"))
		return nil
	case r.reply.Err != nil:
		m.status.fail(r.reply.Err.Error())
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
		m.overlay.show(text)
		return
	}
	m.timeline.addNote(text, m.now())
}

const keyHelp = `Keys
  Enter            send
  Ctrl-J           new line (also Alt-Enter, or \ at the end of a line)
  PgUp PgDn        through the history; End or Alt-End: newest message
  Up Down          what you have sent before
  Alt-1 .. Alt-9   room by number; Alt-Up Alt-Down: previous, next room
  F7 F8            rooms, members (also Alt-r, Alt-m)
  Ctrl-R           try again what was not delivered
  Ctrl-W Ctrl-U    delete a word, to the start of the line; Ctrl-Y: bring back
  Ctrl-_           undo
  Ctrl-L           draw the screen again
  Ctrl-C twice     leave (also /quit)
  //text           says /text
  ~~ at the start of a line sends ~: your ssh keeps ~ for itself`
