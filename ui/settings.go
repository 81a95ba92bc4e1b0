package ui

import (
	"strconv"
	"time"

	"snug/text/lang"
	"snug/ui/screen"
)

// settings are what the person has chosen, by the names that package keys
// gives them. What is not in it, or makes no sense, has its default.
type settings map[string]string

// caps is what the terminal can do after the person has had their say. That
// the client asked for no colours goes before all.
func (s settings) caps(c screen.Caps) screen.Caps {
	if c.Colors != screen.NoColor {
		switch s["colors"] {
		case "none":
			c.Colors = screen.NoColor
		case "16":
			c.Colors = screen.Colors16
		case "256":
			c.Colors = screen.Colors256
		case "rgb":
			c.Colors = screen.TrueColor
		}
	}
	switch s["theme"] {
	case "dark":
		c.Dark = true
	case "light":
		c.Dark = false
	}
	switch s["ambiguous"] {
	case "narrow":
		c.Ambiguous = false
	case "wide":
		c.Ambiguous = true
	}
	return c
}

// zone is the zone of the times shown; other when none was chosen.
func (s settings) zone(other *time.Location) *time.Location {
	if name := s["tz"]; name != "" {
		if z, ok := zones.named(name); ok {
			return z
		}
	}
	return other
}

// language is the language of the screen; other when none was chosen.
func (s settings) language(other lang.Lang) lang.Lang {
	if l, ok := lang.Parse(s["lang"]); ok && s["lang"] != "auto" {
		return l
	}
	return other
}

// width is the most columns that a line of text takes.
func (s settings) width() int {
	if n, err := strconv.Atoi(s["width"]); err == nil && n >= 20 {
		return n
	}
	return maxText
}

// restyle makes the look anew, from what the terminal can do and what the
// person has chosen.
func (m *Model) restyle() {
	s := m.settings
	m.look = newLook(s.caps(m.caps), s.zone(m.zone), s.language(m.lang))
	m.look.clock12 = s["clock"] == "12h"
	m.look.width = s.width()
	m.chrome = nil
}

// choose takes over settings that were changed. What the person did with a key
// stays as long as the setting about it does.
func (m *Model) choose(all settings) {
	old := m.settings
	m.settings = all
	m.restyle()
	if old["rooms"] != all["rooms"] {
		m.panes.hideRooms = all["rooms"] == "off"
	}
	if old["members"] != all["members"] {
		m.panes.hideMembers = all["members"] == "off"
	}
	m.panes.sortBy(all["sort"] == "activity")
	m.timeline.joins = all["joins"]
	if !m.tellsTyping() {
		m.hush()
		m.typists.who = nil
	}
	m.seat.HearTyping(m.tellsTyping())
	m.seat.AutoAway(all["autoaway"] != "off")
}
