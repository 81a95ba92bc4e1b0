package editor

import "unicode/utf8"

// chunk is how many bytes of text are put into the row at once.
const chunk = 4096

// typed takes a character. It stands in the row with settle.
func (e *Editor) typed(r rune) {
	if e.paste.open {
		e.paste.add(r)
		return
	}
	e.pending = utf8.AppendRune(e.pending, r)
	if len(e.pending) >= chunk {
		e.settle(false)
	}
}

// garbled takes note of bytes that are no UTF-8.
func (e *Editor) garbled() { e.bad = true }

// settle puts what was typed into the row. Unless that is all of it, characters
// wait that are nothing by themselves and change what follows.
func (e *Editor) settle(all bool) {
	n := len(e.pending)
	for !all && n > 0 {
		r, size := utf8.DecodeLastRune(e.pending[:n])
		before, _ := utf8.DecodeLastRune(e.pending[:n-size])
		if n == size && len(e.left) > 0 {
			before = e.left[len(e.left)-1].firstRune()
		}
		if !waits(r, before) {
			break
		}
		if n -= size; len(e.pending)-n > maxWaiting {
			n, all = len(e.pending), true
		}
	}
	if n == 0 {
		return
	}
	if !e.insert(string(e.pending[:n])) {
		e.bad = true
	}
	e.pending = append(e.pending[:0], e.pending[n:]...)
}

// maxWaiting is how many bytes of text may wait: those of the longest flag.
const maxWaiting = 64

// waits reports whether r, which follows another character, depends on the next
// one: a joiner, a flag's letters, the selector in a keycap.
func waits(r, before rune) bool {
	switch {
	case r == '\u200c' || r == '\u200d', r > 0xe0000 && r < 0xe007f:
		return true
	}
	return r == '\ufe0f' && (before >= '0' && before <= '9' || before == '#' || before == '*')
}

// press does what a key means.
func (e *Editor) press(k key) {
	if e.paste.open && !e.pressInPaste(k) {
		return
	}
	e.settle(true)
	switch k {
	case keyEnter:
		e.enter()
	case keyTab:
		e.emit(Event{Kind: Asked, Text: e.before(), Behind: e.behind()})
	case keyInterrupt:
		e.interrupt()
	case keyEOF:
		if !e.Empty() {
			e.erase(+1)
			break
		}
		e.emit(Event{Kind: Ended})
		e.leave()
	case keyAgain:
		if e.screen.shown {
			e.screen.leave()
		}
	case keyOlder:
		e.recall(+1)
	case keyNewer:
		e.recall(-1)
	case keyPasteBegins:
		e.paste.open = true
	default:
		e.edit(k)
	}
}

// edit does what a key means that moves or takes away. What was left out of a row
// that is all taken away is missed no more.
func (e *Editor) edit(k key) {
	had := !e.Empty()
	defer func() { e.bad = e.bad && !(had && e.Empty()) }()
	switch k {
	case keyLeft:
		e.move(-1)
	case keyRight:
		e.move(+1)
	case keyHome:
		e.move(-len(e.left))
	case keyEnd:
		e.move(len(e.right))
	case keyWordLeft:
		e.move(-e.prevWord())
	case keyWordRight:
		e.move(e.nextWord())
	case keyBackspace:
		e.erase(-1)
	case keyDelete:
		e.erase(+1)
	case keyRubWord:
		e.erase(-e.prevWord())
	case keyKillWord:
		e.erase(e.nextWord())
	case keyRubLine:
		e.erase(-len(e.left))
	case keyKillLine:
		e.erase(len(e.right))
	}
}

// enter takes the line out of the row.
func (e *Editor) enter() {
	e.emit(Event{Kind: Entered, Text: e.before() + e.behind()})
	e.leave()
	e.reset()
	e.history.rest()
}

// interrupt drops what is typed.
func (e *Editor) interrupt() {
	e.emit(Event{Kind: Interrupted})
	if e.Empty() {
		e.screen.draw(nil, 0)
		e.screen.shown = false
	}
	e.leave()
	e.reset()
	e.history.rest()
}

// recall goes through what was entered before.
func (e *Editor) recall(by int) {
	if s, ok := e.history.turn(by, e.before()+e.behind()); ok {
		e.set(s, "")
	}
}
