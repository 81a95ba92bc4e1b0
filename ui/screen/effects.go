package screen

import (
	"encoding/base64"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/text"
)

// An effect is what a model has its terminal do besides showing a frame. All
// of them are made in this file, of text that cannot act, and written by the
// program's loop between two frames. Reading anything of the terminal's, such
// as its clipboard, is not among them.
type effect []byte

// The most that is handed to a terminal.
const (
	noticeTitleCap = 100 // bytes
	noticeBodyCap  = 300
	clipboardCap   = 74 << 10 // bytes of base64; xterm drops what is much longer
)

// Bell is a command: the terminal beeps, or flashes, or marks its window. How
// often is up to the caller.
func Bell() tea.Msg { return effect{bel} }

// Notification is how a terminal is told to show a notification. No terminal
// says which one it knows; those that do not know one ignore it.
type Notification uint8

// The ways to notify.
const (
	OSC9   Notification = iota // iTerm2, ghostty, WezTerm, Windows Terminal: one text
	OSC777                     // urxvt, foot, ghostty, WezTerm: title and body
	OSC99                      // kitty, foot: title and body
)

// Notify returns the command that has the terminal show a notification. Title
// and body are cleaned and cut to 100 and 300 bytes; when nothing is left of
// both, or how is none of the above, the command is nil.
func Notify(how Notification, title, body string) tea.Cmd {
	title, body = notice(title, noticeTitleCap), notice(body, noticeBodyCap)
	if title == "" {
		title, body = body, ""
	}
	if title == "" {
		return nil
	}
	var seq string
	switch how {
	case OSC9:
		if body != "" {
			title += ": " + body
		}
		seq = "\x1b]9;" + title + "\a"
	case OSC777:
		seq = "\x1b]777;notify;" + title + ";" + body + "\a"
	case OSC99:
		// One id: a newer notification takes the place of the last.
		seq = "\x1b]99;i=snug:d=0;" + title + stringEnd + "\x1b]99;i=snug:p=body;" + body + stringEnd
	default:
		return nil
	}
	return func() tea.Msg { return effect(seq) }
}

// notice is what of s may stand in a notification: one line of at most most
// bytes without a semicolon. That would end a field, and what ConEmu finds
// between the semicolons of an OSC 9 it carries out.
func notice(s string, most int) string {
	// Strip works through all of s, so what is certainly lost goes first.
	s = strings.ReplaceAll(text.StripLine(s[:min(len(s), 8*most)]), ";", ",")
	n := 0
	for cluster := range text.Grapheme.Clusters(s) {
		if n+len(cluster) > most {
			break
		}
		n += len(cluster)
	}
	return strings.TrimSpace(s[:n])
}

// Copy returns the command that puts s, cleaned, on the clipboard of the
// person's computer (OSC 52). It reports false when there is nothing to copy
// or too much, 55 KB. Whether the terminal does it nobody can know: many ask
// or refuse, and tmux passes it on only with "set-clipboard on".
func Copy(s string) (cmd tea.Cmd, ok bool) {
	if len(s) > clipboardCap {
		return nil, false // not worth cleaning
	}
	s = text.Strip(s)
	n := base64.StdEncoding.EncodedLen(len(s))
	if n == 0 || n > clipboardCap {
		return nil, false
	}
	return func() tea.Msg {
		return effect("\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(s)) + "\a")
	}, true
}
