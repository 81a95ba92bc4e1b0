package ui

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/admin"
	"snug/ui/edit"
)

// An order is an action that is about to be done: what it has to know is asked
// for in one row, and what cannot be undone is confirmed by typing the name of
// what it is done to.
type order struct {
	action admin.Action
	row    admin.Row
	fields []*edit.Editor // for what the action asks
	at     int

	sure   *edit.Editor // the name is typed into it; nil: that is not asked for
	warned string       // why it is
	again  string       // the line that the server does without asking again; empty: the action's
	busy   bool
}

// orderedMsg is what an order led to.
type orderedMsg struct {
	order *order
	reply Reply
}

// prepare asks what an action has to know, or does it when that is nothing.
func (m *Model) prepare(a admin.Action, r admin.Row) tea.Cmd {
	o := &order{action: a, row: r}
	for _, ask := range a.Asks {
		e := edit.New(edit.Options{Limit: maxField, Single: true})
		e.Suggest(ask.First)
		o.fields = append(o.fields, e)
	}
	if len(o.fields) == 0 && a.Sure == "" {
		return m.carryOut(o)
	}
	if len(o.fields) == 0 {
		o.askSure(m)
	}
	m.open(o)
	return nil
}

// said is what stands in the fields.
func (o *order) said() []string {
	said := make([]string, len(o.fields))
	for i, e := range o.fields {
		said[i] = e.Text()
	}
	return said
}

// line is the slash line that does it.
func (o *order) line() string {
	if o.again != "" {
		return o.again
	}
	return o.action.Line(o.row, o.said())
}

// name is what has to be typed to confirm it.
func (o *order) name() string {
	first := ""
	if len(o.fields) > 0 {
		first = strings.TrimSpace(o.fields[0].Text())
	}
	return cmp.Or(o.row.Name, first, o.action.Path)
}

func (o *order) askSure(m *Model) {
	o.sure = edit.New(edit.Options{Limit: maxField, Single: true})
	if o.warned == "" {
		o.warned = m.look.t("this cannot be undone")
	}
}

// editor is the field that has the cursor.
func (o *order) editor() *edit.Editor {
	if o.sure != nil {
		return o.sure
	}
	return o.fields[o.at]
}

// press implements [layer].
func (o *order) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	n := max(len(o.fields), 1)
	switch stroke := k.Keystroke(); {
	case stroke == "esc", stroke == "ctrl+g", stroke == "ctrl+c":
		m.shut(o)
		if !o.busy {
			m.status.notice(m.look.t("nothing was done"))
		}
	case o.busy:
	case stroke == "enter":
		return o.enter(m), true
	case stroke == "tab", stroke == "down":
		o.at = (o.at + 1) % n
	case stroke == "shift+tab", stroke == "up":
		o.at = (o.at + n - 1) % n
	default:
		o.editor().Press(k)
	}
	return nil, true
}

// enter does it, or goes to what is missing.
func (o *order) enter(m *Model) tea.Cmd {
	switch i := o.action.Lacks(o.said()); {
	case i >= 0:
		o.at = i
		m.status.fail(m.look.t("something is missing: %s", o.action.Asks[i].Label))
		return nil
	case o.sure == nil && o.action.Sure != "":
		o.askSure(m)
		return nil
	case o.sure != nil && strings.TrimPrefix(strings.TrimSpace(o.sure.Text()), "#") != strings.TrimPrefix(o.name(), "#"):
		m.status.fail(m.look.t("that is not the name; nothing was done"))
		return nil
	}
	return m.carryOut(o)
}

// carryOut has the host run an order's line.
func (m *Model) carryOut(o *order) tea.Cmd {
	if m.running {
		m.status.fail(m.look.t("the last command is still at work; wait a moment"))
		return nil
	}
	m.running, o.busy = true, true
	ctx, host, in, line := m.ctx, m.host, m.timeline.in.ID, o.line()
	return func() tea.Msg { return orderedMsg{o, host.Run(ctx, in, line)} }
}

// showOrdered shows what an order led to. One that was refused stays, to be put
// right; one that the server wants to be sure of is asked about once more.
func (m *Model) showOrdered(d orderedMsg) tea.Cmd {
	o, r := d.order, d.reply
	m.running, o.busy = false, false
	if r.Settings != nil {
		m.choose(r.Settings)
	}
	said := strings.TrimRight(r.Text, "\n ")
	switch {
	case r.Err != nil && r.Again != "" && o.again == "":
		o.again, o.warned = r.Again, m.look.said(r.Err)
		o.askSure(m)
		if !m.has(o) {
			m.open(o)
		}
		return nil
	case r.Err != nil:
		m.status.fail(m.look.said(r.Err))
	default:
		m.shut(o)
	}
	switch _, cols := m.shape.timeline(m.width); {
	case said == "":
	case o.action.Shows, m.staff() != nil && len(m.look.wrapHung(said, cols)) > maxTold:
		m.read(said)
	case m.staff() != nil:
		m.status.notice(said)
	default:
		m.tell(said)
	}
	return tea.Batch(m.refreshStaff(), m.goTo(r.Enter))
}

// has reports whether a layer is open.
func (m *Model) has(l layer) bool {
	for _, open := range m.layers {
		if open == l {
			return true
		}
	}
	return false
}

// paste implements [layer].
func (o *order) paste(_ *Model, s string) bool {
	if !o.busy {
		o.editor().Insert(s)
	}
	return true
}

// hint implements [layer].
func (o *order) hint(m *Model) string {
	switch {
	case o.busy:
		return m.look.t("one moment ...")
	case o.sure == nil && len(o.fields) > 1:
		return m.look.t("Enter do it  Tab next field  Esc cancel")
	}
	return m.look.t("Enter do it  Esc cancel")
}
