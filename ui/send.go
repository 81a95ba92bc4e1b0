package ui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/emoji"
)

// saidMsg is how a message fared.
type saidMsg struct {
	id  room.CommandID
	msg *room.Message
	err error
}

// submit sends the composer's text, or does what it says when it is a slash
// line. A backslash at the end asks for another line.
func (m *Model) submit() tea.Cmd {
	s := m.composer.Text()
	switch {
	case m.composer.tall:
		m.composer.Insert("\n")
		return nil
	case strings.TrimSpace(s) == "":
		if edited := m.composer.intent.edit; edited != nil && edited.File != nil { // whose text may go
			return m.sendEdit("")
		}
		if hasIntent(m) {
			m.status.notice(m.look.t("nothing is written yet; Esc cancels"))
		}
		return nil
	case strings.HasSuffix(s, `\`):
		m.composer.Replace(len(s)-1, len(s), "\n")
		return nil
	}
	line, slash := slashLine(s)
	editing := m.composer.intent.edit != nil
	switch {
	case slash && editing:
		m.status.fail(m.look.t("a message that begins with a slash needs two of them; to run a command, end the edit with Esc"))
		return nil
	case editing:
		return m.sendEdit(named(line))
	case slash:
		return m.run(line)
	}
	return m.say(room.Plain, named(line))
}

// named puts emoji in for their names, except in code.
func named(s string) string {
	parts := strings.Split(s, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = emoji.Replace(parts[i])
	}
	return strings.Join(parts, "`")
}

// slashLine returns the line behind a slash, full-width or not, and true, or
// the text to be said. Two slashes say one.
func slashLine(s string) (string, bool) {
	rest, ok := cutSlash(s)
	if !ok {
		return s, false
	}
	if _, twice := cutSlash(rest); twice {
		return rest, false
	}
	return rest, true
}

// cutSlash takes a slash away, half or full width, or the mark that a Chinese
// input method has on its key.
func cutSlash(s string) (rest string, ok bool) {
	for _, slash := range []string{"/", "／", "、"} {
		if rest, ok := strings.CutPrefix(s, slash); ok {
			return rest, true
		}
	}
	return s, false
}

// quote is what a reply to a message shows of it, nil for none.
func quote(to *room.Message) *room.Quote {
	if to == nil {
		return nil
	}
	q := room.QuoteOf(to)
	return &q
}

// say shows a message at once and sends it behind those that wait.
func (m *Model) say(style room.Style, text string) tea.Cmd {
	if m.timeline.in.ID == 0 {
		m.status.fail(m.look.t("you are in no room yet; wait a moment"))
		return nil
	}
	if m.outbox.full() {
		m.status.fail(m.look.t("too many messages wait to be delivered; wait until they are, or try them again with Ctrl-R"))
		return nil
	}
	m.composer.Take()
	reply := m.composer.intent.reply
	m.outbox.retry(m.timeline.in.ID) // it must not overtake what did not arrive
	m.outbox.add(&room.Message{
		ID: room.NewCommandID(), Room: m.timeline.in.ID, At: m.now(),
		Author: m.me, Style: style, Text: text, Reply: quote(reply),
	}, reply)
	m.composer.intent = intent{}
	m.timeline.forgetNew()
	m.timeline.toBottom()
	return tea.Batch(m.send(), m.fill(), m.saveDraft(m.timeline.in.ID))
}

// send sends the next message. When none is left, the room may be changed.
func (m *Model) send() tea.Cmd {
	out := m.outbox.next()
	if out == nil {
		return m.follow()
	}
	m.outbox.busy = true
	ctx, seat := m.ctx, m.seat
	said := room.Saying{ID: out.msg.ID, Style: out.msg.Style, Text: out.msg.Text}
	if out.msg.Reply != nil {
		said.Reply = out.msg.Reply.Seq
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		msg, err := seat.Say(ctx, said)
		return saidMsg{said.ID, msg, err}
	}
}

// showSaid shows how a message fared and sends the next.
func (m *Model) showSaid(s saidMsg) tea.Cmd {
	out := m.outbox.find(s.id)
	var wait tea.Cmd
	var refusal *room.Refusal
	if errors.As(s.err, &refusal) && out != nil && out.waitsOut(refusal) {
		m.status.notice(m.look.t("you write faster than is allowed; it is sent as soon as it may be"))
		return m.after(refusal.After, dueMsg{}) // and the outbox busy: nothing overtakes it
	}
	m.outbox.busy = false
	if s.err != nil {
		m.quitting = false // its author is to see that
	}
	switch {
	case s.err == nil:
		m.unbar()
		if out != nil { // else it is in the timeline already
			out.state, out.msg.Seq = delivered, s.msg.Seq
			m.outbox.settle(m.timeline.in.ID, m.timeline.hi)
		}
	case out == nil: // a try before this one was heard of
	case errors.As(s.err, &refusal) && !errors.Is(refusal, room.ErrUnavailable):
		m.outbox.drop(s.id)
		wait = m.giveBack(out, refusal)
	default:
		m.outbox.fail()
		m.status.fail(m.look.t("not delivered: %s", m.sentence(s.err)))
	}
	return tea.Batch(m.send(), m.quitNow(), wait)
}

// soonShown reports whether a message has fared as was expected, so that there is
// nothing to show of that but the message in its place: what is said is in the
// news before whoever said it hears of it.
func (m *Model) soonShown(s saidMsg) bool {
	if s.err != nil || m.quitting || m.barred.in != 0 || m.feed.next != 0 {
		return false
	}
	here := s.msg.Room == m.timeline.in.ID && s.msg.Seq > m.timeline.hi
	return here || m.outbox.find(s.id) == nil
}

// dueMsg says that the message which came too soon may be sent.
type dueMsg struct{}

// sendDue sends it, under the same ID.
func (m *Model) sendDue() tea.Cmd {
	m.outbox.busy = false
	return m.send()
}

// giveBack returns a refused message to its author, and counts down what slow
// mode makes them wait.
func (m *Model) giveBack(out *outgoing, why *room.Refusal) tea.Cmd {
	waits, back := m.learn(out, why), m.composer.giveBack(out.typed(), out.reply)
	if waits && back {
		return m.countDown()
	}
	if back {
		m.status.fail(m.look.t("not sent: %s", why))
	} else {
		m.status.fail(m.look.t("not sent: %s (Ctrl-Y brings the text back)", why))
	}
	return m.countDown()
}

// retry sends again what was not delivered.
func (m *Model) retry() tea.Cmd {
	if !m.outbox.retry(m.timeline.in.ID) {
		m.status.notice(m.look.t("nothing to try again"))
		return nil
	}
	return m.send()
}

// discard gives up what was not delivered. Ctrl-Y brings the text back.
func (m *Model) discard() tea.Cmd {
	texts := m.outbox.discard(m.timeline.in.ID)
	if len(texts) == 0 {
		m.status.notice(m.look.t("everything was delivered; there is nothing to discard"))
		return nil
	}
	m.composer.Keep(strings.Join(texts, "\n"))
	m.status.notice(m.look.t("%d messages discarded; Ctrl-Y brings the text back", len(texts)))
	return m.follow()
}
