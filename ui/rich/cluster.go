package rich

import (
	"strings"
	"unicode/utf8"

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

// align moves the ends of runs that fall into a cluster, whose parts markup
// kept apart in the source, to the cluster's end: one character has one style.
func (ln *line) align(m text.Method) {
	i := 0 // runs[:i] end where a cluster does
	for i < len(ln.runs)-1 && !ln.joins(i) {
		i++
	}
	if i >= len(ln.runs)-1 {
		return
	}
	pos := 0
	for cluster := range m.Clusters(ln.text) {
		pos += len(cluster)
		for i < len(ln.runs) && ln.runs[i].to <= pos {
			if i+1 == len(ln.runs) || ln.runs[i+1].link == "" {
				ln.runs[i].to = pos
			}
			i++
		}
	}
}

// joins reports whether the text around the end of run i may be one cluster.
// Links end and begin with ASCII and are left alone.
func (ln *line) joins(i int) bool {
	end := ln.runs[i].to
	before, _ := utf8.DecodeLastRuneInString(ln.text[:end])
	behind, _ := utf8.DecodeRuneInString(ln.text[end:])
	return contextual(before) && contextual(behind)
}

// contextual reports whether r is of a script in which runes join.
func contextual(r rune) bool { return r >= 0x300 && (r < 0x2e80 || r >= 0xa000) }
