package ui

import (
	tea "charm.land/bubbletea/v2"
)

// press does what a key means in the editor. Used reports whether it meant
// anything, whole whether all of what was typed fitted.
func (e *editor) press(k tea.Key) (used, whole bool) {
	if s := typed(k); s != "" {
		return true, e.insert(s)
	}
	switch k.Keystroke() {
	case "ctrl+j", "alt+enter", "shift+enter", "ctrl+enter":
		if e.single {
			return false, true
		}
		return true, e.insert("\n")
	case "ctrl+y":
		return true, e.insert(e.cut)
	case "up", "ctrl+p":
		return e.vertical(-1), true
	case "down", "ctrl+n":
		return e.vertical(+1), true
	}
	return e.move(k) || e.erase(k), true
}

// typed is the text that a key puts in, empty for keys that command.
func typed(k tea.Key) string {
	if k.Mod&^(tea.ModShift|tea.ModCapsLock|tea.ModNumLock|tea.ModScrollLock) != 0 {
		return ""
	}
	return k.Text
}

func (e *editor) move(k tea.Key) bool {
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
	default:
		return false
	}
	return true
}

func (e *editor) erase(k tea.Key) bool {
	if e.suggested {
		switch k.Keystroke() {
		case "backspace", "ctrl+h", "delete", "ctrl+d", "ctrl+w", "ctrl+u", "alt+backspace", "alt+d":
			e.clear()
			return true
		}
	}
	switch k.Keystroke() {
	case "backspace", "shift+backspace", "ctrl+h":
		e.replace(e.prev(e.at), e.at, "")
	case "delete", "ctrl+d":
		e.replace(e.at, e.next(e.at), "")
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		e.kill(e.prevWord(e.at), e.at)
	case "alt+d", "alt+delete", "ctrl+delete":
		e.kill(e.at, e.nextWord(e.at))
	case "ctrl+u":
		e.kill(e.lineStart(e.at), e.at)
	case "ctrl+_", "ctrl+shift+_":
		e.undo()
	default:
		return false
	}
	return true
}
