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
	at    int // what was put in; -1: nothing yet

	text   string // the composer's, before anything was put in
	cursor int    // where it was then
	put    string // the composer's, with what was put in
}

// completion is what was looked for last, so that nothing is looked for twice.
type completion struct {
	text    string // the composer's
	last    *popup // for the word that is being typed, open or not; nil: none
	refused bool   // that word is not to be completed unless Tab asks for it
}

// maxOffered is the most candidates that are offered, shownOffers how many
// are shown at a time.
const (
	maxOffered  = 50
	shownOffers = 8
)

// complete opens, refreshes or closes the popup after the text has changed.
// What can be completed is gathered once for a word, when there is one.
func (m *Model) complete() {
	c, text := &m.completion, m.composer.Text()
	p, open := m.top().(*popup)
	switch {
	case open && text == p.known(), !open && (m.top() != nil || text == c.text):
		return
	case open:
		m.shut(p)
	}
	c.text = text
	tok, ok := pick.At(text, m.composer.At())
	switch {
	case !ok:
		c.last, c.refused = nil, false
	case c.last == nil || !c.last.goesOn(tok):
		c.last, c.refused = &popup{from: pick.NewCompleter(m.sources())}, false
		m.offer(c.last, tok, false)
	case c.refused:
		c.last.tok = tok
	default:
		m.offer(c.last, tok, false)
	}
}

// goesOn reports whether tok is the word that the popup is for, as typed on.
func (p *popup) goesOn(tok pick.Token) bool {
	return p.tok.Start == tok.Start && p.tok.Kind == tok.Kind
}

// known is what the composer holds as long as only the popup changes it.
func (p *popup) known() string {
	if p.at >= 0 {
		return p.put
	}
	return p.text
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
	if len(p.found) == 0 {
		m.status.notice(m.look.t("nothing completes that"))
		return nil
	}
	p.turn(m, +1)
	if len(p.found) == 1 {
		m.shut(p)
	}
	return nil
}

// offer opens the popup on a word, if there is anything to offer.
func (m *Model) offer(p *popup, tok pick.Token, asked bool) {
	p.tok, p.at = tok, -1
	p.text, p.cursor = m.composer.Text(), m.composer.At()
	p.found = p.from.Complete(tok, maxOffered)
	if len(p.found) > 0 && (asked || len(p.found) > 1 || !p.typed()) {
		m.open(p)
	}
}

// typed reports whether the first candidate is what stands there already.
func (p *popup) typed() bool {
	return p.text[:p.tok.Start]+p.found[0].Insert+p.text[p.tok.End:] == p.text
}

// turn puts the next candidate into the text, or the one before.
func (p *popup) turn(m *Model, by int) {
	if m.composer.Text() != p.known() {
		m.shut(p) // it is about another text
		return
	}
	end, n := p.tok.End, len(p.found)
	next := (p.at + by + n) % n
	if p.at >= 0 {
		end = p.tok.Start + len(p.found[p.at].Insert)
	} else if by < 0 {
		next = n - 1
	}
	if !m.composer.Replace(p.tok.Start, end, p.found[next].Insert) {
		m.status.fail(m.tooFull())
		return
	}
	p.at, p.put = next, m.composer.Text()
	m.completion.text = p.put
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
		p.refuse(m)
		return nil, true
	case "enter":
		m.shut(p)
		return nil, p.at >= 0
	}
	if edit.Typed(k) == "" && k.Code != tea.KeyBackspace {
		m.shut(p)
	}
	return nil, false
}

// refuse closes the popup and takes back what it has put in.
func (p *popup) refuse(m *Model) {
	m.shut(p)
	if p.at >= 0 && m.composer.Text() == p.put {
		m.composer.Replace(0, len(p.put), p.text)
		m.composer.SetAt(p.cursor)
	}
	p.at = -1
	m.completion = completion{text: m.composer.Text(), last: p, refused: true}
}

// forgetCompletion closes the popup when another text takes the place of the
// one that it is about.
func (m *Model) forgetCompletion() {
	if p, open := m.top().(*popup); open {
		m.shut(p)
	}
	m.completion = completion{text: m.composer.Text()}
}

// paste implements [layer].
func (p *popup) paste(m *Model, _ string) bool {
	m.shut(p)
	return false
}

// draw implements [layer].
func (p *popup) draw(m *Model, cols, size int) drawn {
	var rows []string
	if size > 1 {
		rows = append(rows, m.listTitle(p.title(m.look), cols))
	}
	n := max(min(len(p.found), shownOffers, size-len(rows)), 0)
	from := firstShown(p.at, n, len(p.found))
	for i := from; i < from+n; i++ {
		rows = append(rows, m.entryRow(entry{label: p.found[i].Label, note: p.found[i].Note}, i == p.at, cols))
	}
	return drawn{rows: rows}
}

// title says what is offered.
func (p *popup) title(l look) string {
	switch p.tok.Kind {
	case pick.KindCommand:
		return l.t("commands")
	case pick.KindPerson:
		return l.t("people")
	case pick.KindRoom:
		return l.t("rooms")
	case pick.KindEmoji:
		return l.t("emoji")
	case pick.KindArgument:
	}
	return l.t("choices")
}

// hint implements [layer]. Enter sends as long as nothing was put in.
func (p *popup) hint(m *Model) string {
	if p.at < 0 {
		return m.look.t("Tab take  Enter send  Esc close")
	}
	return m.look.t("Tab next  Enter take  Esc close")
}
