package text

import "strings"

// cutMark ends a string that lost something. It is one column in every
// terminal, which an ellipsis is not.
const cutMark = "~"

// Cut returns s cut to at most cols columns. When something was lost the
// result ends in "~". s is plain text of one line.
func (m Method) Cut(s string, cols int) string {
	if cols <= 0 {
		return ""
	}
	if m.Width(s) <= cols {
		return s
	}
	end, width := 0, 0
	for cluster, w := range m.Clusters(s) {
		if width+w > cols-len(cutMark) {
			break
		}
		end += len(cluster)
		width += w
	}
	return s[:end] + cutMark
}

// Pad returns s cut or filled with spaces to exactly cols columns. s is plain
// text of one line.
func (m Method) Pad(s string, cols int) string {
	s = m.Cut(s, cols)
	if missing := cols - m.Width(s); missing > 0 {
		return s + strings.Repeat(" ", missing)
	}
	return s
}
