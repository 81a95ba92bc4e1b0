package ui

import (
	"strings"

	"snug/text/lang"
)

// keyParts are the actions, in their groups.
func (m *Model) keyParts() []helpPart {
	l := m.look
	var parts []helpPart
	for _, group := range []lang.Key{groupWrite, groupMove, groupRead, groupLook} {
		p := helpPart{title: l.t(string(group))}
		for i := range actions {
			if a := &actions[i]; a.group == group {
				p.entries = append(p.entries, a.entry(l))
			}
		}
		parts = append(parts, p)
	}
	return parts
}

// entry is what the help says about an action.
func (a *action) entry(l look) helpEntry {
	what := a.shown
	if len(a.words) > 0 {
		what = strings.TrimSpace(what + "  " + usage(a.command(l)))
	}
	return helpEntry{what: what, does: l.t(string(a.help)), also: strings.Join(a.words, " ") + " " + otherTongues(l, string(a.help))}
}

// otherTongues is a text in the languages that are not the screen's: whoever
// looks for something types what they have in mind.
func otherTongues(l look, key string) string {
	var all []string
	for _, other := range lang.All {
		if other != l.lang {
			all = append(all, other.T(key))
		}
	}
	return strings.Join(all, " ")
}

// commandPart is what the host's slash lines do.
func (m *Model) commandPart() helpPart {
	l := m.look
	p := helpPart{title: l.t("Commands")}
	for _, c := range m.host.Commands(l.lang) {
		p.entries = append(p.entries, helpEntry{what: usage(c), does: c.Help, also: strings.Join(c.Aliases, " ")})
	}
	p.entries = append(p.entries, helpEntry{does: l.t("/help COMMAND tells more about one; any other line is said in the room.")})
	return p
}

// terminalPart is what people trip over outside of the chat.
func (m *Model) terminalPart() helpPart {
	l := m.look
	note := func(what, does lang.Key) helpEntry {
		e := helpEntry{what: string(what), does: l.t(string(does))}
		e.also = otherTongues(l, string(does))
		if what != "" {
			e.what = l.t(string(what))
			e.also += " " + otherTongues(l, string(what))
		}
		return e
	}
	return helpPart{title: l.t("Your terminal"), entries: []helpEntry{
		note("Copying", "Alt-L shows the messages alone, in whole lines, to mark with the mouse. What Y copies in a selected message goes through your terminal; some of them, and tmux without \"set -g set-clipboard on\", keep it to themselves."),
		note("The line ~.", "After Enter, your ssh takes ~ for itself: ~. ends the connection. Type ~~ for one ~, or connect with: ssh -o EscapeChar=none"),
		note("In tmux", "Put \"set -g focus-events on\" into ~/.tmux.conf, so that messages count as read only while you look. Keys with Alt need \"set -s escape-time 10\"."),
		note("Garbled lines", "Quotes, dots and dashes have two widths in East Asian terminals. If lines are pushed aside, say: /set ambiguous wide (or narrow). Greek and Cyrillic letters have the same trouble; only your terminal's settings help them."),
		note("Question marks", "Your terminal and your locale have to be UTF-8; LANG=en_US.UTF-8 or LANG=zh_CN.UTF-8 on your side."),
		note("Colours", "/set theme dark or light; /set colors none, 16, 256 or rgb. To have none from the start: ssh -o SetEnv=NO_COLOR=1"),
		note("Alt keys", "On a Mac, let the Option key send Esc (Terminal: \"Use Option as Meta key\"). Pressing Esc and then the letter is the same."),
	}}
}
