package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/pick"
)

// A popup offers what a word in the composer may become. It opens by itself
// behind a sign such as "/" or "@", or with Tab. Typing goes on below it.
//
// Tab puts one after another into the text; Enter keeps what was put in. As
// long as nothing was, Enter sends as if there were no popup.
type popup struct {
	from  *pick.Completer
	tok   pick.Token
	found []pick.Candidate
	at    int  // what was put in; -1: nothing yet
	asked bool // opened with Tab

	text string // the composer's, when nothing was put in
	put  string // the composer's, with what was put in
}

// maxOffered is the most candidates that are offered, shownOffers how many
// are shown at a time.
const (
	maxOffered  = 50
	shownOffers = 8
)

// complete opens, refreshes or closes the popup after the text has changed.
func (m *Model) complete() tea.Cmd {
	p, open := m.top().(*popup)
	text := m.composer.Text()
	switch {
	case open && p.at >= 0 && text == p.put, open && p.at < 0 && text == p.text && p.tok.End >= m.composer.At():
		return nil
	case open:
		m.shut(p)
	case m.top() != nil, text == m.looked:
		return nil
	}
	m.looked = text
	tok, ok := pick.At(text, m.composer.At())
	if !ok {
		m.unwanted = -1
		return nil
	}
	if tok.Start == m.unwanted || tok.Query == "" && tok.Kind != pick.KindCommand {
		return nil
	}
	if p == nil {
		p = &popup{from: pick.NewCompleter(m.sources())}
	}
	m.offer(p, tok, false)
	return nil
}

// askComplete is what Tab does: it completes what can only become one thing,
// else it shows the choice.
func (m *Model) askComplete() tea.Cmd {
	tok, ok := pick.Tab(m.composer.Text(), m.composer.At())
	if !ok {
		return nil
	}
	p := &popup{from: pick.NewCompleter(m.sources())}
	m.offer(p, tok, true)
	switch {
	case m.top() != layer(p):
		m.status.notice(m.look.t("nothing completes that"))
	default:
		p.turn(m, +1)
		if len(p.found) == 1 {
			m.shut(p)
		}
	}
	return nil
}

// offer opens the popup on a token, if there is anything to offer.
func (m *Model) offer(p *popup, tok pick.Token, asked bool) {
	p.tok, p.at, p.asked = tok, -1, asked
	p.text, p.put = m.composer.Text(), ""
	p.found = p.from.Complete(tok, maxOffered)
	if len(p.found) == 0 || len(p.found) == 1 && !asked && p.whole(0) == p.text {
		return
	}
	m.open(p)
}

// whole is the text with a candidate put in.
func (p *popup) whole(i int) string {
	return p.text[:p.tok.Start] + p.found[i].Insert + p.text[p.tok.End:]
}

// turn puts the next candidate into the text, or the one before.
func (p *popup) turn(m *Model, by int) {
	end := p.tok.End
	if p.at >= 0 {
		end = p.tok.Start + len(p.found[p.at].Insert)
	}
	n := len(p.found)
	next := (p.at + by + n) % n
	if p.at < 0 && by < 0 {
		next = n - 1
	}
	if !m.composer.Replace(p.tok.Start, end, p.found[next].Insert) {
		m.status.fail(m.tooFull())
		return
	}
	p.at, p.put = next, m.composer.Text()
	m.looked = p.put
}

// press implements [layer].
func (p *popup) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "tab", "down", "ctrl+n":
		p.turn(m, +1)
		return nil, true
	case "shift+tab", "up", "ctrl+p":
		p.turn(m, -1)
		return nil, true
	case "esc", "ctrl+g":
		m.shut(p)
		if p.at >= 0 {
			m.composer.Replace(0, len(m.composer.Text()), p.text)
		}
		m.unwanted, m.looked = p.tok.Start, m.composer.Text()
		return nil, true
	case "enter":
		m.shut(p)
		m.looked = m.composer.Text()
		return nil, p.at >= 0
	}
	if edit.Typed(k) == "" && k.Code != tea.KeyBackspace {
		m.shut(p)
	}
	return nil, false
}

// paste implements [layer].
func (p *popup) paste(m *Model, _ string) bool {
	m.shut(p)
	return false
}

// draw implements [layer].
func (p *popup) draw(m *Model, cols, size int) drawn {
	n := min(len(p.found), shownOffers, size-1)
	if n <= 0 {
		return drawn{}
	}
	from := max(min(p.at-n/2, len(p.found)-n), 0)
	rows := []string{m.look.theme.Border.Paint(m.look.centred("Tab", "-", cols))}
	for i := from; i < from+n; i++ {
		rows = append(rows, m.entryRow(entry{label: p.found[i].Label, note: p.found[i].Note}, i == p.at, cols))
	}
	return drawn{rows: rows}
}

// hint implements [layer].
func (p *popup) hint(m *Model) string { return m.look.t("Tab next  Enter take  Esc close") }
