package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
)

// A thread is a message and what answers it, in the place of the timeline.
// What is written while it is open answers it.
type thread struct {
	root *room.Message // what it starts with
	list timeline
}

// threadMsg is the messages of a thread.
type threadMsg struct {
	msgs  []*room.Message
	err   error
	again *thread // that shows it already; nil: none
}

// openThread shows the thread that a message belongs to.
func (m *Model) openThread(seq uint64) tea.Cmd { return m.readThread(seq, nil) }

func (m *Model) readThread(seq uint64, again *thread) tea.Cmd {
	seat := m.seat
	return m.inRoom(func(ctx context.Context) tea.Msg {
		msgs, err := seat.Thread(ctx, seq)
		return threadMsg{msgs, err, again}
	})
}

// rereadThreads has the threads that are open show what happened to them while
// news were lost.
func (m *Model) rereadThreads() tea.Cmd {
	var all []tea.Cmd
	for _, l := range m.layers {
		if th, ok := l.(*thread); ok {
			all = append(all, m.readThread(th.root.Seq, th))
		}
	}
	return tea.Batch(all...)
}

// newestThread shows the thread in which something was said last.
func (m *Model) newestThread() tea.Cmd {
	msg := m.timeline.newestOf(func(msg *room.Message) bool { return msg.Root != 0 || msg.Thread.Replies > 0 })
	if msg == nil {
		m.status.notice(m.look.t("there is no thread on the screen; choose a message with Esc and press t"))
		return nil
	}
	return m.openThread(msg.Seq)
}

func (m *Model) showThread(msg threadMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		m.status.fail(m.sentence(msg.err))
		return nil
	case len(msg.msgs) == 0:
		return nil
	}
	if th := msg.again; th != nil {
		th.reload(msg.msgs)
		return nil
	}
	th := &thread{root: msg.msgs[0]}
	th.list = timeline{me: m.me, in: m.timeline.in, ignored: m.ignored, pos: place{bottom: true}, look: m.look}
	for _, one := range msg.msgs {
		th.add(one)
	}
	m.open(th)
	return nil
}

// reload takes over the messages of the thread as they are now, and those that
// are new.
func (th *thread) reload(msgs []*room.Message) {
	for _, one := range msgs {
		if th.list.find(one.Seq) >= 0 {
			th.change(one)
		} else if one.Seq > th.list.hi {
			th.add(one)
		}
	}
}

// add appends a message of the thread.
func (th *thread) add(msg *room.Message) {
	t := &th.list
	t.items = t.appended(t.items, t.itemOf(msg))
	t.lo, t.hi, t.head = th.root.Seq, msg.Seq, msg.Seq
	if t.pos.bottom {
		t.seen = t.head
	}
}

// hearInLayers takes in what happens in the room on the screen while something
// lies over it that shows its messages, too.
func (m *Model) hearInLayers(e room.Event) {
	for _, l := range slices.Clone(m.layers) {
		switch l := l.(type) {
		case *thread:
			l.hear(e)
		case *search:
			if e, is := e.(room.Changed); is {
				l.change(e.Message)
			}
		case *preview:
			l.hear(m, e)
		}
	}
}

// hear takes in what happens while the thread is open.
func (th *thread) hear(e room.Event) {
	switch e := e.(type) {
	case room.Posted:
		if e.Message.Root == th.root.Seq && e.Message.Seq > th.list.hi {
			th.add(e.Message)
		}
		if e.Root != nil {
			th.change(e.Root)
		}
	case room.Changed:
		th.change(e.Message)
	}
}

// change shows a message of the thread as it is now.
func (th *thread) change(msg *room.Message) {
	if msg.Seq == th.root.Seq {
		th.root = msg
	}
	th.list.change(msg)
}

// press implements [layer]. What is typed goes to the composer.
func (th *thread) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	t := &th.list
	switch stroke := k.Keystroke(); stroke {
	case "esc", "ctrl+g":
		if hasIntent(m) && m.composer.intent.edit != nil {
			return nil, false
		}
		m.shut(th)
		m.composer.drop()
		return nil, true
	case "pgup":
		t.scroll(1 - t.shown)
	case "pgdown":
		t.scroll(t.shown - 1)
	case "alt+end":
		t.toBottom()
	case "up", "down", "home", "end":
		if !m.composer.Empty() {
			return nil, false
		}
		t.scroll(map[string]int{"up": -1, "down": +1, "home": -1 << 20, "end": 1 << 20}[stroke])
	case "enter":
		return th.send(m)
	default:
		return nil, false
	}
	return nil, true
}

// send makes what is written an answer, unless it is a slash line.
func (th *thread) send(m *Model) (tea.Cmd, bool) {
	if m.composer.intent.none() && !m.composer.slash() && !m.composer.Empty() && th.root.Deleted.IsZero() {
		m.composer.answer(th.root)
	}
	th.list.toBottom()
	return nil, false
}

// paste implements [layer]: it goes into the composer.
func (th *thread) paste(*Model, string) bool { return false }

// draw implements [layer].
func (th *thread) draw(m *Model, cols, size int) drawn {
	t := &th.list
	replies := 0
	for i := range t.items {
		if t.items[i].msg.Root != 0 {
			replies += int(t.items[i].size())
		}
	}
	t.title = m.look.t("thread: %s", lang.S("%d replies", max(replies, th.root.Thread.Replies)))
	t.resize(m.look, classOf(m.width), cols, size)
	t.tail = th.waiting(m, cols)
	rows := make([]string, 0, t.shown)
	t.draw(func(_ int, row string) { rows = append(rows, row) })
	return drawn{rows: rows, full: true, writes: true}
}

// waiting is the rows of answers that are not delivered yet.
func (th *thread) waiting(m *Model, cols int) []string {
	o := outbox{}
	for _, out := range m.outbox.list {
		if q := out.msg.Reply; q != nil && th.list.find(q.Seq) >= 0 {
			o.list = append(o.list, out)
		}
	}
	return o.rows(th.list.in.ID, m.look, classOf(m.width), cols)
}

// hint implements [layer].
func (th *thread) hint(m *Model) string { return m.look.t("Enter answer  PgUp PgDn scroll  Esc back") }
