package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/pick"
)

// writeActions are those of the composer, besides what its editor knows.
func writeActions() []action {
	words := []pick.Arg{{Name: "TEXT", Rest: true}}
	return []action{
		{
			keys: []string{"enter"}, shown: "Enter", group: groupWrite,
			help: "send what is typed", do: plain((*Model).submit),
		},
		{shown: `Ctrl-J Alt-Enter \`, group: groupWrite, help: "a new line (a backslash at the end of a line, then Enter)"},
		{
			keys: []string{"tab"}, shown: "Tab", group: groupWrite,
			help: "complete a command, @name, #room or :emoji:", do: plain((*Model).askComplete),
		},
		{
			keys: []string{"ctrl+o"}, shown: "Ctrl-O", words: []string{"compose"}, group: groupWrite,
			help: "write on the whole screen, and back", do: plain((*Model).compose),
		},
		{shown: "Up Down", group: groupWrite, help: "what you have sent before"},
		{
			keys: []string{"ctrl+r"}, shown: "Ctrl-R", group: groupWrite,
			help: "look for what you have sent; try again what was not delivered", do: plain((*Model).lookBack),
		},
		{
			keys: []string{"esc", "ctrl+g"}, when: hasIntent, shown: "Esc Ctrl-G", group: groupWrite,
			help: "give up a reply or an edit; what you wrote is kept", do: plain((*Model).dropIntent),
		},
		{
			keys: []string{"esc"}, when: func(m *Model) bool { return m.composer.tall },
			do: plain((*Model).compose),
		},
		{
			keys: []string{"ctrl+c", "ctrl+d"}, when: empty,
			do: plain((*Model).leave),
		},
		{
			keys: []string{"ctrl+c"}, shown: "Ctrl-C", group: groupWrite,
			help: "put the text away; twice with nothing typed: leave", do: plain((*Model).putAway),
		},
		{shown: "Ctrl-W Ctrl-U Alt-D", group: groupWrite, help: "delete a word, to the start of the line, the next word"},
		{shown: "Ctrl-Y", group: groupWrite, help: "bring back what was deleted"},
		{shown: "Ctrl-_ Alt-E", group: groupWrite, help: "undo, redo"},
		{shown: "//", group: groupWrite, help: "at the start of a message says a slash"},
		{
			words: []string{"me"}, takes: words, group: groupWrite,
			help: "say what you do: /me waves", do: (*Model).act,
		},
		{
			words: []string{"reply", "r", "回复"}, takes: words, group: groupWrite, mine: noMessage,
			help: "answer the newest message of somebody else", do: (*Model).replyNewest,
		},
		{
			words: []string{"edit"}, group: groupWrite, mine: noMessage,
			help: "change what you said last", do: plain((*Model).editLast),
		},
		{
			words: []string{"code"}, takes: []pick.Arg{{Name: "LANGUAGE"}}, group: groupWrite,
			help: "begin a block of code", do: (*Model).beginCode,
		},
		{
			words: []string{"raw"}, takes: words, group: groupWrite,
			help: "say something as it is, without bold and the like", do: (*Model).sayRaw,
		},
		{
			words: []string{"discard", "放弃"}, group: groupWrite,
			help: "give up what was not delivered", do: plain((*Model).discard),
		},
		{
			words: []string{"shrug"}, takes: words, group: groupWrite,
			help: "say something, and shrug", do: (*Model).shrug,
		},
	}
}

// noMessage is when nothing behind a slash word names a message.
func noMessage(rest string) bool {
	first, _, _ := strings.Cut(rest, " ")
	return !strings.HasPrefix(first, "m_") && strings.Trim(first, "#0123456789") != "" || first == ""
}

// act says what the person does.
func (m *Model) act(said string) tea.Cmd {
	if said == "" {
		m.status.fail(m.look.t("/me needs words: /me waves"))
		return nil
	}
	return m.say(room.Action, named(said))
}

// replyNewest answers the newest message of somebody else, at once when there
// are words.
func (m *Model) replyNewest(said string) tea.Cmd {
	msg := m.timeline.newestOf(func(msg *room.Message) bool { return msg.Author.ID != m.me.ID && !m.ignores(msg.Author.ID) })
	if msg == nil {
		m.status.fail(m.look.t("nobody has said anything here that you could answer"))
		return nil
	}
	m.composer.answer(msg)
	if said == "" {
		return nil
	}
	return m.say(room.Plain, named(said))
}

// editLast takes up what the person said last.
func (m *Model) editLast() tea.Cmd {
	if m.outbox.has(m.timeline.in.ID) {
		m.status.fail(m.look.t("what you said last is still on its way; wait a moment and try again"))
		return nil
	}
	msg := m.timeline.newestOf(func(msg *room.Message) bool { return msg.Author.ID == m.me.ID })
	if msg == nil {
		m.status.fail(m.look.t("you have said nothing here that could be changed"))
		return nil
	}
	m.composer.amend(msg)
	return nil
}

// newestOf is the newest message in the window that is wanted and stands; nil
// for none.
func (t *timeline) newestOf(want func(*room.Message) bool) *room.Message {
	for i := len(t.items) - 1; i >= 0; i-- {
		if msg := t.items[i].msg; msg != nil && msg.Deleted.IsZero() && want(msg) {
			return msg
		}
	}
	return nil
}

// beginCode puts the fences of a block into the composer and the cursor
// between them.
func (m *Model) beginCode(language string) tea.Cmd {
	before := "```" + strings.TrimSpace(language) + "\n"
	m.composer.Set(before + "\n```")
	m.composer.SetAt(len(before))
	return nil
}

// sayRaw says something with every mark of the small markup taken literally.
func (m *Model) sayRaw(said string) tea.Cmd {
	if said == "" {
		m.status.fail(m.look.t("/raw needs words: /raw 2 * 3 * 4"))
		return nil
	}
	return m.say(room.Plain, rawMarks.Replace(said))
}

var rawMarks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "~", `\~`, "|", `\|`, "[", `\[`, ">", `\>`)

func (m *Model) shrug(said string) tea.Cmd {
	return m.say(room.Plain, shrugged(said))
}

func shrugged(said string) string { return strings.TrimSpace(named(said) + ` ¯\\\_(ツ)\_/¯`) }

// compose gives the composer the whole screen, or takes it back.
func (m *Model) compose() tea.Cmd {
	m.composer.tall = !m.composer.tall
	if m.composer.tall {
		m.status.notice(m.look.t("Enter starts a new line here; Ctrl-O goes back, then Enter sends"))
	}
	return nil
}

// leave ends the session when it is asked for twice.
func (m *Model) leave() tea.Cmd {
	if m.left {
		return tea.Quit
	}
	m.leaving = true
	if n := m.outbox.left(); n > 0 {
		m.status.notice(m.look.t("%d messages are not delivered; press Ctrl-C again to leave without them", n))
	} else {
		m.status.notice(m.look.t("press Ctrl-C again or type /quit to leave"))
	}
	return nil
}

// quit ends the session, as soon as what was said and done before is on its
// way no more. Ctrl-C twice does not wait.
func (m *Model) quit() tea.Cmd {
	m.quitting = true
	if cmd := m.quitNow(); cmd != nil {
		return cmd
	}
	m.status.notice(m.look.t("one moment: what you said last is being delivered"))
	return nil
}

// quitNow ends a session that is to end when nothing is on its way; nil: not
// yet, or not at all.
func (m *Model) quitNow() tea.Cmd {
	if m.quitting && m.outbox.idle() && m.feed.acting == 0 {
		return tea.Quit
	}
	return nil
}

// putAway empties the composer, or gives an edit up. What was in it comes back
// with Ctrl-Y, and with Up.
func (m *Model) putAway() tea.Cmd {
	if m.composer.intent.edit != nil {
		return m.dropIntent()
	}
	m.composer.drop()
	m.composer.Keep(m.composer.Take())
	m.status.notice(m.look.t("cleared; Ctrl-Y brings the text back"))
	return nil
}
