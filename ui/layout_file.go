package ui

import (
	"path"
	"strconv"
	"strings"

	"snug/room"
	"snug/text"
	"snug/ui/rich"
)

// Bounds of how a file is named in a row.
const (
	leastName = 8 // columns that a name has before what stands behind it gives way
	maxSuffix = 8 // columns of a suffix that stays when the name before it is cut
)

// file is the row about what a message brings into the room, in at most cols
// columns. What there is no room for goes from the right:
//
//	[file #81] schema.pdf 1.2 MB application/pdf  /get 81
func (k layoutKey) file(cols int) string {
	l, f := k.look, k.msg.File
	tag, behind := l.fileTag(f), []string{" " + text.Size(f.Size)}
	switch {
	case !f.Expired.IsZero():
		behind = []string{l.t(" (expired)")}
	case k.class == wide:
		behind = append(behind, " "+l.line(f.Type), "  /get "+fileNumber(f))
	case k.class == medium:
		behind = append(behind, "  /get "+fileNumber(f))
	}
	free := cols - l.method.Width(tag) - 1
	named := k.class != compact
	need := min(l.method.Width(l.line(f.Name)), leastName)
	if !named {
		free, need = free+1, 0
	}
	for len(behind) > 0 && l.method.Width(strings.Join(behind, ""))+need > free {
		if n := len(behind); n == 3 { // what is to be typed says more than the type
			behind = append(behind[:1], behind[2])
		} else {
			behind = behind[:n-1]
		}
	}
	rest := strings.Join(behind, "")
	row := l.theme.Accent.Paint(l.method.Cut(tag, max(cols, 1)))
	if named && free > l.method.Width(rest) {
		row += " " + l.fileName(f, free-l.method.Width(rest))
	}
	return row + l.theme.Dim.Paint(rest)
}

func fileNumber(f *room.File) string { return strconv.FormatUint(uint64(f.ID), 10) }

// fileTag is what a file is known by: "[file #81]".
func (l look) fileTag(f *room.File) string { return l.t("[file #%d]", uint64(f.ID)) }

// fileName is what a file is called, in at most cols columns. The folders before
// it go first; of a name that has to be cut the suffix stays, which says what comes
// of opening it.
func (l look) fileName(f *room.File, cols int) string {
	name := l.line(f.Name)
	if l.method.Width(name) > cols {
		name = l.line(f.Leaf())
	}
	suffix := path.Ext(name)
	if width := l.method.Width(suffix); l.method.Width(name) > cols && width <= maxSuffix && width+2 <= cols {
		return l.method.Cut(strings.TrimSuffix(name, suffix), cols-width) + suffix
	}
	return l.method.Cut(name, cols)
}

// excerpt is a message that stands in one line of at most cols columns: what it
// brings, then what it says.
func (l look) excerpt(msg *room.Message, cols int) string {
	if msg.File == nil {
		return rich.Excerpt(msg.Text, l.method, l.lang, cols)
	}
	said := l.fileTag(msg.File) + " "
	said += l.fileName(msg.File, max(cols-l.method.Width(said), leastName))
	if free := cols - l.method.Width(said) - 1; msg.Text != "" && free > 0 {
		said += " " + rich.Excerpt(msg.Text, l.method, l.lang, free)
	}
	return l.method.Cut(said, cols)
}
