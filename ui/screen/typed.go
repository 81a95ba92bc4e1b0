package screen

import tea "charm.land/bubbletea/v2"

// Typed is keys that put in text and nothing else, two at least, which came in one
// read. Whoever means each of them for itself takes them one by one; whoever means
// their text has one thing to do instead of many.
type Typed struct {
	Keys []tea.Msg // each a tea.KeyPressMsg with Text; not to be changed
	More bool      // another key came behind them, in the same read
}

// typedFrom returns how many messages from the first on are such keys.
func typedFrom(msgs inputMsg) int {
	for i, msg := range msgs {
		if k, ok := msg.(tea.KeyPressMsg); !ok || k.Text == "" || k.Mod&^tea.ModShift != 0 {
			return i
		}
	}
	return len(msgs)
}

func isKey(msg tea.Msg) bool {
	_, ok := msg.(tea.KeyPressMsg)
	return ok
}
