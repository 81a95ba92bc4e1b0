package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
)

func (m *Model) jump(in room.ID, seq uint64, words []string) tea.Cmd { return nil }
func (m *Model) jumpTo(seq uint64) tea.Cmd                           { return nil }
