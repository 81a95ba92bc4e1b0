package edit

import (
	tea "charm.land/bubbletea/v2"
)

// Press does what a key means in the editor. Used reports whether it meant
// anything, whole whether all of what was typed fitted.
//
// Up in the first row and Down in the last go through the history; they are
// not used where there is none. Redo is on Alt-E, as in nano, because what a
// terminal sends for Alt-_ begins a control string; those that tell all keys
// apart can send it.
func (e *Editor) Press(k tea.Key) (used, whole bool) {
	if s := Typed(k); s != "" {
		return true, e.Insert(s)
	}
	switch k.Keystroke() {
	case "ctrl+j", "alt+enter", "shift+enter", "ctrl+enter":
		if e.Single {
			return false, true
		}
		return true, e.Insert("\n")
	case "ctrl+y":
		return true, e.Insert(e.cut)
	case "up", "ctrl+p":
		return e.vertical(-1) || e.recall(-1), true
	case "down", "ctrl+n":
		return e.vertical(+1) || e.recall(+1), true
	case "ctrl+_", "ctrl+shift+_", "ctrl+shift+-", "ctrl+/":
		e.Undo()
		return true, true
	case "alt+e", "alt+_", "alt+shift+_", "alt+shift+-":
		e.Redo()
		return true, true
	}
	return e.move(k) || e.erase(k), true
}

// Typed is the text that a key puts in, empty for keys that command.
func Typed(k tea.Key) string {
	if k.Mod&^(tea.ModShift|tea.ModCapsLock|tea.ModNumLock|tea.ModScrollLock) != 0 {
		return ""
	}
	return k.Text
}

func (e *Editor) move(k tea.Key) bool {
	switch k.Keystroke() {
	case "left", "ctrl+b":
		e.moveTo(e.prev(e.at))
	case "right":
		e.moveTo(e.next(e.at))
	case "ctrl+left", "alt+left", "alt+b":
		e.moveTo(e.prevWord(e.at))
	case "ctrl+right", "alt+right", "alt+f":
		e.moveTo(e.nextWord(e.at))
	case "home", "ctrl+a":
		e.moveTo(e.lineStart(e.at))
	case "end", "ctrl+e":
		e.moveTo(e.lineEnd(e.at))
	case "ctrl+home":
		e.moveTo(0)
	case "ctrl+end":
		e.moveTo(len(e.text))
	default:
		return false
	}
	return true
}

func (e *Editor) erase(k tea.Key) bool {
	if e.suggested {
		switch k.Keystroke() {
		case "backspace", "shift+backspace", "ctrl+h", "delete", "ctrl+d", "ctrl+u",
			"ctrl+w", "alt+backspace", "ctrl+backspace", "alt+d", "alt+delete", "ctrl+delete":
			e.Clear()
			return true
		}
	}
	switch k.Keystroke() {
	case "backspace", "shift+backspace", "ctrl+h":
		e.remove(e.prev(e.at), e.at)
	case "delete", "ctrl+d":
		e.remove(e.at, e.next(e.at))
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		e.kill(e.prevWord(e.at), e.at)
	case "alt+d", "alt+delete", "ctrl+delete":
		e.kill(e.at, e.nextWord(e.at))
	case "ctrl+u":
		e.kill(e.lineStart(e.at), e.at)
	default:
		return false
	}
	return true
}
