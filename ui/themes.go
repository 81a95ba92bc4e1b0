package ui

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// themes are the values of the setting, in the order of the menu.
var themes = []string{"auto", "dark", "light"}

// nothingMore is when a slash word stands alone.
func nothingMore(rest string) bool { return rest == "" }

// chooseTheme lets the person choose a theme and shows each meanwhile. The
// setting is the host's to store.
func (m *Model) chooseTheme() tea.Cmd {
	before := m.settings
	labels := []string{
		m.look.t("as the terminal says"),
		m.look.t("for a dark background"),
		m.look.t("for a light background"),
	}
	u := &menu{title: m.look.t("theme"), at: max(slices.Index(themes, before["theme"]), 0)}
	for i, name := range themes {
		u.entries = append(u.entries, entry{label: labels[i], note: name, do: func(m *Model) tea.Cmd {
			m.settings = before
			m.restyle()
			return m.have("theme " + name)
		}})
	}
	u.try = func(m *Model, at int) {
		m.settings = maps.Clone(before)
		if m.settings == nil {
			m.settings = make(settings)
		}
		m.settings["theme"] = themes[at]
		m.restyle()
	}
	u.undo = func(m *Model) {
		m.settings = before
		m.restyle()
	}
	m.open(u)
	return nil
}
