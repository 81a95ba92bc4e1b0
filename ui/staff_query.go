package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/ui/admin"
)

// How often the staff's screen is read again, and every how many times it is
// looked whether somebody waits to be let in.
const (
	staffPace  = 5 * time.Second
	staffLooks = 6
)

// staffTick is when the screen is to be read again.
type staffTick struct{ screen *staffScreen }

// staffMsg is the answer to a query of a tab.
type staffMsg struct {
	screen *staffScreen
	tab    *staffTab
	line   string // that was asked
	page   admin.Page
	stats  admin.Stats
	err    error
}

// line is the query of what a tab shows.
func (t *staffTab) line() string {
	return t.Query(t.cursors[len(t.cursors)-1], t.field.Text())
}

// ask reads the tab that is shown, one at a time.
func (s *staffScreen) ask(m *Model) tea.Cmd {
	if s.busy {
		s.stale = true
		return nil
	}
	s.busy, s.stale = true, false
	t := s.at
	if s.looks%staffLooks == 0 && t.Tab != &admin.Approvals {
		t = s.approvals()
		s.stale = true // and the tab itself
	}
	s.looks++
	ctx, host, line := m.ctx, m.host, t.line()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		a := staffMsg{screen: s, tab: t, line: line}
		answer, err := host.Query(ctx, line)
		switch {
		case err != nil:
			a.err = err
		case t.Columns == nil:
			a.stats, a.err = admin.ReadStats(answer)
		default:
			a.page, a.err = t.Page(answer)
		}
		return a
	}
}

// approvals is the tab of those who wait to be let in.
func (s *staffScreen) approvals() *staffTab {
	for _, t := range s.tabs {
		if t.Tab == &admin.Approvals {
			return t
		}
	}
	return s.at
}

// showStaff takes an answer in, unless another one is wanted by now.
func (m *Model) showStaff(a staffMsg) tea.Cmd {
	s, t := a.screen, a.tab
	s.busy = false
	if !m.has(s) {
		return nil
	}
	if a.line == t.line() {
		t.take(m, a)
	} else {
		s.stale = true
	}
	if s.stale {
		return s.ask(m)
	}
	return nil
}

// take takes an answer in. What could not be read leaves what was read before,
// unless it is not for the person any more.
func (t *staffTab) take(m *Model, a staffMsg) {
	if a.err != nil {
		t.failed = m.sentence(a.err)
		if errors.Is(a.err, admin.ErrAnswer) {
			t.failed = m.look.t("the answer of the server cannot be read; the command line has it")
		}
		if _, refused := m.look.lang.Error(a.err); refused {
			t.page, t.stats, t.loaded = admin.Page{}, admin.Stats{}, false
			t.pick(m)
		}
		return
	}
	t.failed, t.loaded = "", true
	t.page, t.stats = a.page, a.stats
	t.pick(m)
}

// tick has the screen read again after a while, as long as it is open.
func (s *staffScreen) tick(m *Model) tea.Cmd { return m.after(staffPace, staffTick{s}) }

func (m *Model) showStaffTick(t staffTick) tea.Cmd {
	if !m.has(t.screen) {
		return nil
	}
	if t.screen.busy {
		return t.screen.tick(m)
	}
	return tea.Batch(t.screen.ask(m), t.screen.tick(m))
}

// refreshStaff reads the staff's screen again, if it is open.
func (m *Model) refreshStaff() tea.Cmd {
	if s := m.staff(); s != nil {
		return s.ask(m)
	}
	return nil
}
