package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"snug/text"
)

// errGone: whoever read the output has gone.
var errGone = errors.New("command: output is closed")

// print writes lines of data for people, in one write. Every line is cleaned
// here, so no command can forget to.
func (c *Invocation) print(lines ...string) error { return writeLines(c.Stdout, lines) }

// say writes a sentence for people as data, in their language.
func (c *Invocation) say(key string, args ...any) error { return c.print(c.Lang.T(key, args...)) }

// notice writes a remark beside the data, in the caller's language.
func (c *Invocation) notice(key string, args ...any) error {
	return writeLines(c.Stderr, []string{c.Lang.T(key, args...)})
}

func writeLines(w io.Writer, lines []string) error {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(text.StripLine(l))
		b.WriteByte('\n')
	}
	return put(w, []byte(b.String()))
}

func put(w io.Writer, b []byte) error {
	if len(b) == 0 {
		return nil
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	return nil
}

// objects writes JSON, one object a line, in one write.
func (c *Invocation) objects(vs ...any) error {
	var b bytes.Buffer
	for _, v := range vs {
		line, err := encode(v)
		if err != nil {
			return err
		}
		b.Write(line)
	}
	return put(c.Stdout, b.Bytes())
}

// list writes the JSON of a list. Next is the cursor that continues it, empty
// at its end.
func (c *Invocation) list(items []any, next string) error {
	out := listObject{V: 1, Items: items}
	if items == nil {
		out.Items = []any{}
	}
	if next != "" {
		out.Next = &next
	}
	return c.objects(out)
}

// encode returns v as one line of JSON in which nothing is left raw that a
// terminal or a bidi-aware reader could act on.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("answer in JSON: %w", err)
	}
	return append(text.CleanJSON(bytes.TrimRight(b.Bytes(), "\n")), '\n'), nil
}

// report prints a failure on standard error.
func (c *Invocation) report(f *Failure) {
	if !c.JSON && !AsksJSON(c.Line) {
		_ = c.notice("error: %s", f.Text) // a reader that has gone needs no error
		return
	}
	PrintError(c.Stderr, f)
}

// PrintError writes a failure as --json shows it. It blocks as w does.
func PrintError(w io.Writer, f *Failure) {
	if line, err := encode(map[string]errorObject{"error": newErrorObject(f)}); err == nil {
		_ = put(w, line) // a reader that has gone needs no error
	}
}

// AsksJSON reports whether a command line wants its errors as objects. It looks for
// the switch itself, on a line that may not have been parsed far enough to know;
// behind "--" it is text. A pipe speaks in nothing else.
func AsksJSON(line string) bool {
	for i, word := range strings.Fields(line) {
		if i == 0 && (word == pipeVerb || word == pipeChinese) {
			return true
		}
		switch word {
		case "--" + jsonFlag:
			return true
		case "--":
			return false
		}
	}
	return false
}

// columns lays rows out for people: every column but the last as wide as its
// widest cell.
func columns(rows [][]string) []string {
	var widths []int
	for _, r := range rows {
		for i, cell := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if r[i] = text.StripLine(cell); i < len(r)-1 {
				widths[i] = max(widths[i], text.WcWidth.Width(r[i]))
			}
		}
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		var b strings.Builder
		for j, cell := range r {
			if j < len(r)-1 {
				cell = text.WcWidth.Pad(cell, widths[j]) + "  "
			}
			b.WriteString(cell)
		}
		lines[i] = strings.TrimRight(b.String(), " ")
	}
	return lines
}
