package ui

import "snug/text/lang"

// A paneLine is one row of the rooms pane: the title of a section, a gap, or
// something to choose.
type paneLine struct {
	title  lang.Key // empty: none
	choice int      // a place among the choices; -1: none
}

// choices is how much there is to choose from: the invitations, then the rooms.
func (p *panes) choices() int { return len(p.invited) + len(p.rooms) }

// sections lays the choices out, those of a kind together. Where there is no
// place for titles, gaps part them.
func (p *panes) sections(titled bool) []paneLine {
	lines := make([]paneLine, 0, p.choices()+6)
	private := len(p.rooms)
	for private > 0 && p.rooms[private-1].Room.Conversation() {
		private--
	}
	at := 0
	for _, s := range []struct {
		title lang.Key
		size  int
	}{{"INVITED", len(p.invited)}, {"ROOMS", private}, {"DIRECT", len(p.rooms) - private}} {
		if s.size == 0 {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, paneLine{choice: -1})
		}
		if titled {
			lines = append(lines, paneLine{title: s.title, choice: -1})
		}
		for range s.size {
			lines = append(lines, paneLine{choice: at})
			at++
		}
	}
	return lines
}

// lineOf is the line of a choice, 0 when there is none.
func lineOf(lines []paneLine, choice int) int {
	for i, l := range lines {
		if l.choice == choice {
			return i
		}
	}
	return 0
}

// shownLines is size of the lines, with that of a choice among them.
func shownLines(lines []paneLine, choice, size int) []paneLine {
	from := firstShown(lineOf(lines, choice), size, len(lines))
	return lines[from:min(from+max(size, 0), len(lines))]
}
