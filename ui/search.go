package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/edit"
)

// A search is a field and the messages that it finds, newest first.
type search struct {
	field *edit.Editor
	query string // that what is below answers
	words []string
	hits  []room.Hit
	at    int

	number int  // of the question that is asked now; answers to others are late
	busy   bool // an answer is awaited
	asked  bool // a step is on its way, maybe for a question before; only one can be
	steps  int  // since the person asked for more
	res    room.Results
	failed string
	stop   context.CancelFunc // of the step that is on its way; may be nil
}

// searchSteps is how many steps a search goes on by itself as long as there is
// room on the screen for more.
const searchSteps = 10

// maxHits is how many found messages a search keeps.
const maxHits = 1000

// searchedMsg is one step's answer.
type searchedMsg struct {
	of     *search
	number int
	res    room.Results
	err    error
}

// openSearch opens the search, with something to look for or nothing yet.
func (m *Model) openSearch(query string) tea.Cmd {
	s := &search{field: edit.New(edit.Options{Limit: maxField, Single: true})}
	s.field.Insert(query)
	m.open(s)
	if query == "" {
		return nil
	}
	return s.start(m)
}

// start looks for what is in the field.
func (s *search) start(m *Model) tea.Cmd {
	s.query, s.hits, s.at, s.failed, s.steps = s.field.Text(), nil, 0, "", 0
	s.res = room.Results{}
	s.giveUp()
	q, err := room.ParseQuery(s.query, m.look.zone)
	if err != nil {
		s.busy, s.failed = false, m.look.said(err)
		return nil
	}
	s.words = q.Words
	return s.step(m, q)
}

// step looks through some more messages.
func (s *search) step(m *Model, q room.Query) tea.Cmd {
	s.busy = true
	if s.asked {
		return nil // showSearched goes on
	}
	s.asked = true
	s.steps++
	seat, here, number, more := m.seat, m.timeline.in.ID, s.number, s.res.More
	wanted, stop := context.WithCancel(m.ctx)
	s.stop = stop
	return m.inRoom(func(ctx context.Context) tea.Msg {
		ctx, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(wanted, end)()
		defer stop()
		res, err := seat.Search(ctx, here, q, more)
		return searchedMsg{s, number, res, err}
	})
}

// giveUp makes the answers that are still to come late, and ends the step that
// is on its way: the room cannot be left before it is over.
func (s *search) giveUp() {
	s.number++
	if s.stop != nil {
		s.stop()
	}
}

// further goes on where the search has stopped.
func (s *search) further(m *Model) tea.Cmd {
	if s.busy || s.res.Done || s.query == "" || s.failed != "" || len(s.hits) >= maxHits {
		return nil
	}
	q, err := room.ParseQuery(s.query, m.look.zone)
	if err != nil {
		return nil
	}
	return s.step(m, q)
}

// showSearched takes one step's answer in, and goes on while there is room.
func (m *Model) showSearched(msg searchedMsg) tea.Cmd {
	s := msg.of
	s.asked = false
	switch {
	case msg.number == s.number:
	case s.busy: // another question has waited for its turn
		s.busy = false
		return s.further(m)
	default:
		return nil
	}
	s.busy = false
	if msg.err != nil {
		s.failed = m.sentence(msg.err)
		return nil
	}
	s.res = msg.res
	for _, h := range msg.res.Found {
		if !m.ignores(h.Message.Author.ID) {
			s.hits = append(s.hits, h)
		}
	}
	if m.top() == layer(s) && len(s.hits) < m.shape.body && s.steps < searchSteps {
		return s.further(m)
	}
	return nil
}

// press implements [layer].
func (s *search) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "ctrl+g", "ctrl+c", "ctrl+f":
		s.end(m)
	case "enter":
		if s.field.Text() != s.query {
			return s.start(m), true
		}
		return s.choose(m), true
	case "up", "ctrl+p", "shift+tab":
		s.move(-1)
	case "down", "ctrl+n", "tab":
		return s.down(m, 1), true
	case "pgup":
		s.move(1 - m.shape.body)
	case "pgdown":
		return s.down(m, m.shape.body-1), true
	default:
		s.field.Press(k)
	}
	return nil, true
}

// end closes the search. What is still on its way is late.
func (s *search) end(m *Model) {
	s.giveUp()
	s.busy = false
	m.shut(s)
}

func (s *search) move(by int) { s.at = max(min(s.at+by, len(s.hits)-1), 0) }

// down goes down the list, and searches further at its end.
func (s *search) down(m *Model, by int) tea.Cmd {
	last := s.at == len(s.hits)-1 || len(s.hits) == 0
	s.move(by)
	if last {
		s.steps = 0
		return s.further(m)
	}
	return nil
}

// choose goes to the message in its context.
func (s *search) choose(m *Model) tea.Cmd {
	if len(s.hits) == 0 {
		s.steps = 0
		return s.further(m)
	}
	s.end(m)
	m.hits = hits{list: s.hits, at: s.at, words: s.words}
	h := s.hits[s.at]
	return m.jump(h.Room.ID, h.Message.Seq, s.words)
}

// paste implements [layer].
func (s *search) paste(_ *Model, text string) bool {
	s.field.Insert(text)
	return true
}

// draw implements [layer].
func (s *search) draw(m *Model, cols, size int) drawn {
	l := m.look
	label := " " + l.t("search:") + " "
	at := l.method.Width(label)
	l.fit(s.field, max(cols-at-1, 2))
	row, col := s.field.Cursor()
	rows := []string{l.theme.Accent.Paint(label) + s.field.Row(row), s.told(l, cols)}
	free := max(min(size-len(rows), len(s.hits)), 0)
	from := max(min(s.at-free/2, len(s.hits)-free), 0)
	for i := from; i < from+free; i++ {
		rows = append(rows, m.entryRow(m.hitEntry(s.hits[i], cols), i == s.at, cols))
	}
	for len(rows) < size {
		rows = append(rows, "")
	}
	return drawn{rows: rows, full: true, typing: true, row: 0, col: at + col}
}

// told is the row between the field and what was found.
func (s *search) told(l look, cols int) string {
	st, said := l.theme.Dim, ""
	switch {
	case s.failed != "":
		st, said = l.theme.Fail, "✗ "+s.failed
	case s.busy:
		said = l.t("searching ...")
	case s.query == "":
		said = l.t("words, and from: in: before: after: has: -- Enter searches")
	case s.res.Done && len(s.hits) == 0:
		said = l.t("nothing was found")
	case s.res.Done:
		said = l.t("%d found; that is all", len(s.hits))
	case len(s.hits) >= maxHits:
		said = l.t("%d found, which is enough; search for more words, or before: a day", len(s.hits))
	default:
		said = l.t("%d found; searched back to %s, Down at the end searches further", len(s.hits), s.res.Until.In(l.zone).Format(time.DateOnly))
	}
	return " " + st.Paint(l.method.Cut(l.line(said), max(cols-2, 0)))
}

// hitEntry is a found message as a row of a list.
func (m *Model) hitEntry(h room.Hit, cols int) entry {
	l, note := m.look, ""
	if h.Room.ID != m.timeline.in.ID {
		note = m.label(h.Room)
	}
	return entry{label: m.oneRow(h.Message, cols-l.method.Width(note)-5), note: note}
}

// oneRow is a message in one row of at most cols columns: when, who, what. Where
// a row is short it does not say when, which would leave no room for the rest.
func (m *Model) oneRow(msg *room.Message, cols int) string {
	l := m.look
	head := msg.At.In(l.zone).Format("2006-01-02 15:04") + " " + l.line(msg.Author.Called()) + ": "
	if msg.At.In(l.zone).Year() == m.now().In(l.zone).Year() {
		head = head[len("2006-"):]
	}
	if m.shape.class == compact {
		head = l.line(msg.Author.Called()) + ": "
	}
	said := l.tombstone(msg, fold{})
	if msg.Deleted.IsZero() {
		said = l.excerpt(msg, max(cols-l.method.Width(head), 1))
	}
	return l.method.Cut(head+said, max(cols, 1))
}

// change shows a message that was found as it is now.
func (s *search) change(msg *room.Message) {
	for i, h := range s.hits {
		if h.Room.ID == msg.Room && h.Message.Seq == msg.Seq {
			s.hits[i].Message = msg
		}
	}
}

// hint implements [layer].
func (s *search) hint(m *Model) string {
	return m.look.t("Enter search, then go there  Up Down choose  Esc close")
}
