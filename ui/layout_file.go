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
// columns: what it is called, how large it is, of which type, and what gets it. The
// name gives way to all that but the type.
//
//	[file #81] schema.pdf 1.2 MB application/pdf  /get 81
func (k layoutKey) file(cols int) string {
	l, f := k.look, k.msg.File
	tag := l.fileTag(f)
	free := cols - l.method.Width(tag)
	rest := ""
	for _, s := range k.behindFile() {
		if l.method.Width(s.text)+s.name <= free {
			rest = s.text
			break
		}
	}
	name := ""
	if cols := free - l.method.Width(rest) - 1; k.class > compact && cols > 0 {
		name = " " + l.fileName(f, cols)
	}
	return l.theme.Accent.Paint(l.method.Cut(tag, max(cols, 1))) + name + l.theme.Dim.Paint(rest)
}

// A tail is what may stand behind the name of a file, if so many columns are left
// for that, with the blank before it.
type tail struct {
	text string
	name int
}

// behindFile returns what may stand behind the name of the message's file, the
// longest first.
func (k layoutKey) behindFile() []tail {
	l, f := k.look, k.msg.File
	whole := l.method.Width(l.line(f.Leaf())) + 1
	part := min(whole, leastName+1)
	size, get := " "+text.Size(f.Size), "  /get "+fileNumber(f)
	switch {
	case !f.Expired.IsZero() && k.class == compact:
		return []tail{{l.t(" (expired)"), 0}}
	case !f.Expired.IsZero():
		return []tail{{l.t(" (expired)"), part}}
	case k.class == wide && f.Type != "":
		return []tail{{size + " " + l.line(f.Type) + get, whole}, {size + get, part}, {size, part}}
	case k.class >= medium:
		return []tail{{size + get, part}, {size, part}}
	case k.class == inline:
		return []tail{{size, part}}
	}
	return []tail{{size, 0}}
}

func fileNumber(f *room.File) string { return strconv.FormatUint(uint64(f.ID), 10) }

// fileTag is what a file is known by: "[file #81]".
func (l look) fileTag(f *room.File) string { return l.t("[file #%d]", uint64(f.ID)) }

// fileName is what a file is called, in at most cols columns. The folders before
// it go first.
func (l look) fileName(f *room.File, cols int) string {
	name := l.line(f.Name)
	if l.method.Width(name) > cols {
		name = l.line(f.Leaf())
	}
	return l.cutName(name, cols)
}

// cutName cuts the name of a file, which is safe. The suffix stays: it says what
// comes of opening the file.
func (l look) cutName(name string, cols int) string {
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
