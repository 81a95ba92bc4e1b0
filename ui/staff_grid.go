package ui

import (
	"strings"

	"snug/ui/admin"
	"snug/ui/theme"
)

// A staffGrid is a table as laid out last.
type staffGrid struct {
	look   look
	cols   int
	stale  bool
	heads  []string
	cells  [][]string // of the rows that are shown
	widths []int      // of the columns; zero: not shown

	chosen string // the ID of the row that is
}

// gap is the columns between two columns of a table.
const gap = 2

// lay lays the table out for so many columns of the screen.
func (t *staffTab) lay(l look, cols int) {
	g := &t.grid
	if g.look == l && g.cols == cols && !g.stale {
		return
	}
	g.look, g.cols, g.stale = l, cols, false
	g.heads, g.cells = make([]string, len(t.Columns)), make([][]string, len(t.shown))
	natural := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		g.heads[i] = l.line(l.t(string(c.Title)))
		if i == t.column {
			g.heads[i] += sorted(t.down)
		}
		natural[i] = l.method.Width(g.heads[i])
	}
	for i, place := range t.shown {
		g.cells[i] = make([]string, len(t.Columns))
		for c, cell := range t.page.Rows[place].Cells {
			g.cells[i][c] = l.line(cell.Say(l.lang, l.zone))
			natural[c] = max(natural[c], l.method.Width(g.cells[i][c]))
		}
	}
	for i, c := range t.Columns {
		if c.Cols > 0 {
			natural[i] = min(natural[i], max(c.Cols, l.method.Width(g.heads[i])))
		}
	}
	g.widths = fitColumns(t.Columns, natural, cols)
}

// sorted marks the column by which a table is sorted.
func sorted(down bool) string {
	if down {
		return " v"
	}
	return " ^"
}

// minColumn is the least columns that the last column of a table is worth.
const minColumn = 10

// fitColumns gives each column of a table its width. Those that have no room go,
// the least important first; what is left is the last one's.
func fitColumns(columns []admin.Column, natural []int, cols int) []int {
	widths := append([]int(nil), natural...)
	least := func(i int) int {
		if columns[i].Cols == 0 {
			return min(widths[i], minColumn)
		}
		return widths[i]
	}
	for {
		need, first, rank := -gap, -1, 0
		for i, w := range widths {
			if w == 0 {
				continue
			}
			need += least(i) + gap
			if columns[i].Rank > rank {
				first, rank = i, columns[i].Rank
			}
		}
		if need <= cols || first < 0 {
			break
		}
		widths[first] = 0
	}
	free := cols
	for i, w := range widths {
		if w > 0 {
			widths[i] = max(min(w, free), 0)
			free -= widths[i] + gap
		}
	}
	return widths
}

// row is one row of the table: its cells in their columns, in at most cols
// columns.
func (g *staffGrid) row(l look, cells []string) string {
	var b strings.Builder
	used := 0
	for i, w := range g.widths {
		if w == 0 {
			continue
		}
		if used > 0 {
			b.WriteString(blank(gap))
		}
		b.WriteString(l.method.Pad(l.method.Cut(cells[i], w), w))
		used += w + gap
	}
	return strings.TrimRight(b.String(), " ")
}

// rows are the headings and the rows of the table that fit.
func (t *staffTab) rows(l look, cols, size int) []string {
	lead := "   "
	if cols < 40 {
		lead = " "
	}
	t.lay(l, cols-len(lead)-1)
	rows := []string{lead + l.theme.Dim.Paint(t.grid.row(l, t.grid.heads))}
	n := max(min(size-1, len(t.shown)), 0)
	t.size = max(size-1, 1)
	from := firstShown(t.at, n, len(t.shown))
	for i := from; i < from+n; i++ {
		mark, st := lead, theme.Style("")
		switch {
		case i == t.at && len(lead) == 1:
			mark, st = ">", l.theme.Select
		case i == t.at:
			mark, st = " > ", l.theme.Select
		case t.page.Rows[t.shown[i]].Dim:
			st = l.theme.Dim
		}
		rows = append(rows, st.Paint(mark+t.grid.row(l, t.grid.cells[i])))
	}
	return rows
}
