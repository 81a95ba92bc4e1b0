package screen_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"snug/text"
)

// A terminal is an emulator that measures text by a given method and never
// answers anything: x/vt alone measures clusters always, and blocks its writer
// until its replies are read.
type terminal struct {
	*vt.Emulator
	method text.Method
	raw    bytes.Buffer // all it was sent
	title  string
	hidden bool
}

func newTerminal(t testing.TB, cols, rows int, m text.Method) *terminal {
	t.Helper()
	e := vt.NewEmulator(cols, rows)
	term := &terminal{Emulator: e, method: m}
	e.SetCallbacks(vt.Callbacks{
		Title:            func(s string) { term.title = s },
		CursorVisibility: func(visible bool) { term.hidden = !visible },
	})
	drained := make(chan struct{})
	go func() { _, _ = io.Copy(io.Discard, e); close(drained) }()
	t.Cleanup(func() {
		// Not e.Close: it writes a field that Read reads.
		_ = e.InputPipe().(io.Closer).Close()
		<-drained
	})
	return term
}

// Write feeds the emulator one cluster or, measuring by code points, one code
// point at a time. Marks that have no columns of their own are left out in the
// places where the emulator would give them a cell.
func (e *terminal) Write(b []byte) (int, error) {
	e.raw.Write(b)
	s := strings.ReplaceAll(string(b), "\n", "\r\n") // as a pty does
	for s != "" {
		i := 0
		for i < len(s) && s[i] < utf8.RuneSelf {
			i++
		}
		if i > 0 {
			_, _ = e.Emulator.WriteString(s[:i])
			s = s[i:]
			continue
		}
		piece, width := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if e.method == text.WcWidth {
			_, n := utf8.DecodeRuneInString(s)
			piece = s[:n]
			width = ansi.StringWidthWc(piece)
		}
		s = s[len(piece):]
		if width != ansi.StringWidth(piece) {
			piece = []string{"", "¤", "？"}[width] // a stand-in as wide as it should be
		}
		if width > 0 {
			_, _ = e.Emulator.WriteString(piece)
		}
	}
	return len(b), nil
}

// shot is the screen as text: every cell with its style and its link, and the
// cursor.
func (e *terminal) shot() string {
	var b strings.Builder
	for y := range e.Height() {
		for x := range e.Width() {
			c := e.CellAt(x, y)
			if !c.Style.IsZero() {
				b.WriteString(c.Style.String()[1:])
			}
			if !c.Link.IsZero() {
				fmt.Fprintf(&b, "<%s %s>", c.Link.Params, c.Link.URL)
			}
			b.WriteString(c.Content)
			b.WriteByte('|')
		}
		b.WriteByte('\n')
	}
	if e.hidden {
		b.WriteString("no cursor")
	} else {
		fmt.Fprintf(&b, "cursor %v", e.CursorPosition())
	}
	return b.String()
}

// diff tells where two shots differ.
func diff(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	var b strings.Builder
	for i := range max(len(g), len(w)) {
		var gl, wl string
		if i < len(g) {
			gl = g[i]
		}
		if i < len(w) {
			wl = w[i]
		}
		if gl != wl {
			fmt.Fprintf(&b, "row %d\n got %s\nwant %s\n", i, gl, wl)
		}
	}
	return b.String()
}
