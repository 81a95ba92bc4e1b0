package rich

import (
	"strings"

	"snug/text"
	"snug/ui/theme"
)

// look is what text is to the reader; each bit has its style.
type look uint16

const (
	lookBold look = 1 << iota
	lookItalic
	lookStrike
	lookQuote
	lookCode
	lookLink
	lookMe
	lookKnown
	lookDim
)

// markLooks are the looks of the marks, save spoilers, which have none.
var markLooks = [marks]look{bold: lookBold, italic: lookItalic, underscore: lookItalic, strike: lookStrike}

// styler makes lines for people of a message taken apart.
type styler struct {
	o   *Options
	doc *doc
	out []line

	text   []byte // of the line at hand
	runs   []run
	looks  [marks]int // how often each mark is on
	hiding bool       // inside a spoiler
	memo   []lookStyle
	fill   int // columns of the fence at hand
	links  int // so far, for their IDs
}

// lookStyle is the sequence that switches a look on.
type lookStyle struct {
	look look
	sgr  string
}

// lines returns the message line by line. A spoiler that is not shown makes
// one line of those it reaches over.
func (s *styler) lines() []line {
	s.out = make([]line, 0, len(s.doc.lines))
	for i, src := range s.doc.lines {
		if src.fence != noFence {
			s.fence(i)
			continue
		}
		if !s.hiding {
			s.out = append(s.out, line{quote: src.quote, mark: src.mark})
			s.text, s.runs = s.text[:0], nil
		}
		var base look
		if src.quote != "" {
			base = lookQuote
		}
		if src.heading {
			base |= lookBold
		}
		for j := src.from; j < src.to; j++ {
			s.piece(&s.doc.pieces[j], base)
		}
		ln := &s.out[len(s.out)-1]
		ln.text, ln.runs = string(s.text), s.runs
		ln.align(s.o.Method)
		if len(s.runs) == 1 && s.runs[0].sgr == s.sgr(0) && s.runs[0].link == "" {
			ln.runs = nil
		}
	}
	return s.out
}

// piece adds one piece to the line at hand.
func (s *styler) piece(p *piece, base look) {
	if p.kind == delimiter && (p.on || p.off) {
		s.turn(p, base)
		return
	}
	if s.hiding {
		return
	}
	for m, n := range s.looks {
		if n > 0 {
			base |= markLooks[m]
		}
	}
	shown, link := p.text, ""
	switch p.kind {
	case codeText:
		if base |= lookCode; s.o.Theme.Code == "" {
			shown = p.raw
		}
	case linkText:
		base |= lookLink
		if s.o.Hyperlinks {
			s.links++
			link = openLink(p.text, s.o.ID, s.links)
		}
	case mentionText:
		base |= s.mention(p.text)
	case plainText, delimiter:
	}
	s.add(shown, base, link)
}

// turn switches a mark on or off.
func (s *styler) turn(p *piece, base look) {
	s.looks[p.mark] = 0
	if p.on {
		s.looks[p.mark] = 1
	}
	switch {
	case p.mark != spoiler:
	case s.o.Reveal:
		s.add(p.text, base|lookDim, "")
	case p.on:
		s.hiding = true
		s.add(s.o.Lang.T("[spoiler]"), base|lookDim, "")
	default:
		s.hiding = false
	}
}

// add adds text in one look to the line at hand.
func (s *styler) add(shown string, l look, link string) {
	s.text = append(s.text, shown...)
	sgr := s.sgr(l)
	if n := len(s.runs); n > 0 && s.runs[n-1].sgr == sgr && link == "" && s.runs[n-1].link == "" {
		s.runs[n-1].to = len(s.text)
		return
	}
	s.runs = append(s.runs, run{to: len(s.text), sgr: sgr, link: link})
}

// mention is the look of "@name".
func (s *styler) mention(shown string) look {
	name := text.Fold(strings.TrimPrefix(strings.TrimPrefix(shown, "@"), wideAt))
	for _, me := range s.o.Me {
		if text.Fold(me) == name {
			return lookMe
		}
	}
	if s.o.Known != nil && s.o.Known(name) {
		return lookKnown
	}
	return 0
}

// sgr is the sequence that switches a look on.
func (s *styler) sgr(l look) string {
	for _, m := range s.memo {
		if m.look == l {
			return m.sgr
		}
	}
	t := s.o.Theme
	styles := []theme.Style{s.o.Base}
	for bit, st := range []theme.Style{theme.Bold, theme.Italic, theme.Strike, t.Quote, t.Code, t.Link, t.Mention, t.Accent, t.Dim} {
		if l&(1<<bit) != 0 {
			styles = append(styles, st)
		}
	}
	sgr := combine(styles...)
	s.memo = append(s.memo, lookStyle{l, sgr})
	return sgr
}

// combine makes one sequence of styles; a later colour wins.
func combine(styles ...theme.Style) string {
	var b strings.Builder
	for _, st := range styles {
		b.WriteString(string(st))
	}
	return strings.ReplaceAll(b.String(), "m\x1b[", ";")
}
