package rich

import (
	"strings"

	"snug/text"
)

// maxWide is more columns than any cluster takes: text.Strip holds clusters to
// 64 bytes.
const maxWide = 64

// replaceWide puts "?" in the place of clusters wider than cols.
func replaceWide(m text.Method, s string, cols int) string {
	var b strings.Builder
	for cluster, w := range m.Clusters(s) {
		if w > cols {
			cluster = "?"
		}
		b.WriteString(cluster)
	}
	return b.String()
}

// clip returns how much of s fits into cols columns: bytes, and columns.
func clip(m text.Method, s string, cols int) (end, width int) {
	for cluster, w := range m.Clusters(s) {
		if width+w > cols {
			break
		}
		end += len(cluster)
		width += w
	}
	return end, width
}
