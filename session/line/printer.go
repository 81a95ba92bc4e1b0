package line

import (
	"fmt"
	"io"
	"strings"

	"snug/session/line/editor"
	"snug/text"
)

// A printer writes rows. It is the only way out for text: whatever comes through
// it has no control characters.
type printer struct {
	out  io.Writer
	ed   *editor.Editor // that keeps the row which is typed below them; nil: none does
	cols int            // of the terminal; zero: not known
}

// print writes lines, each in as many rows as it takes. Only the first begins at
// the margin.
func (p *printer) print(lines ...string) error {
	var rows []string
	for _, l := range lines {
		rows = append(rows, p.rows(l)...)
	}
	switch {
	case len(rows) == 0:
		return nil
	case p.ed != nil:
		return p.ed.Print(rows...)
	}
	_, err := io.WriteString(p.out, strings.Join(rows, "\n")+"\n")
	return err
}

// hang is how far in the rows stand that a line goes on in.
const hang = "  "

// narrowest is the least columns that lines are wrapped for.
const narrowest = 10

// clean makes a line fit to be written.
func clean(line string) string { return text.Safe(text.StripLine(line), text.WcWidth) }

// rows makes rows of a line. One column stays free: some terminals go on to the
// next row behind the last one, others do not.
func (p *printer) rows(line string) []string {
	line = strings.TrimRight(clean(line), " ")
	cols := p.cols - 1
	if cols < narrowest || text.WcWidth.Width(line) <= cols {
		return []string{line}
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	if len(indent) > cols/2 {
		indent = ""
	}
	below := indent + hang
	rest := line[len(indent):]
	starts := text.WcWidth.RowStarts(rest, cols-len(indent), cols-len(below))
	var rows []string
	for i, from := range starts {
		to, before := len(rest), below
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		if i == 0 {
			before = indent
		}
		rows = append(rows, before+text.WcWidth.Cut(text.TrimRow(rest[from:to]), cols-len(before)))
	}
	return rows
}

// block makes lines of a text of several: the first behind head, the others
// indented, so that none begins at the margin.
func block(head, said string) []string {
	lines := strings.Split(text.Strip(said), "\n")
	lines[0] = strings.TrimRight(head+lines[0], " ")
	for i := 1; i < len(lines); i++ {
		lines[i] = hang + lines[i]
	}
	return lines
}

// bell rings the terminal's bell.
func (p *printer) bell() error {
	_, err := fmt.Fprint(p.out, "\a")
	return err
}
