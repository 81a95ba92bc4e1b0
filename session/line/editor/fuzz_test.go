package editor_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"snug/session/line/editor"
	"snug/text"
)

// checkText fails the test unless s is what an event may hold.
func checkText(t *testing.T, s string, lines bool) {
	t.Helper()
	bad := strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && !(lines && r == '\n') })
	if bad >= 0 || !utf8.ValidString(s) {
		t.Errorf("the text %+q", s)
	}
}

// FuzzEditor has a terminal and its owner send anything in any pieces. The row
// never leaves its terminal's columns, nothing comes out but text and CR, BS, LF,
// and the editor hears the next line.
func FuzzEditor(f *testing.F) {
	for _, s := range []string{
		"hi\r", "你好\x7f", "\x1b[A\x1bOP\x1b[[B", "\x1b[200~a\rb\x1b[201~", "\x1b]11;rgb:0/0/0\x07", "\x1bP1+r\x1b\\", "\xff\xfe", "a\rb\rc",
		"\x1b[M #$a\x1b[M\xe5\xe5", "\x1b[97;5u\x1b[27;5;97~", "👨\u200d👩\x1b[D\u0301", "🇨🇳🇩🇪\x01🇫", "\x1b[200~", "\x1b]0;", "\x1b[;;;;;;;;;;;;;;;;;;;;;;;;;;;",
		"a\tb\t", "\u202e\u009b", "\x10\x0e\x0c\x12", strings.Repeat("长", 60),
	} {
		f.Add([]byte(s), byte(5), byte(20), true)
	}
	f.Fuzz(func(t *testing.T, b []byte, size, cols byte, wide bool) {
		const most = 200
		term := &terminal{cols: int(cols)%90 + 1, method: text.WcWidth}
		if wide {
			term.method = text.Grapheme
		}
		e := editor.New(term, editor.Options{Cols: term.cols, Method: term.method, Most: most})
		var events []editor.Event
		send := func(p []byte) {
			got, err := e.Feed(p)
			if err != nil {
				t.Fatal(err)
			}
			events = append(events, got...)
			if err := e.Prompt("#综合> "); err != nil {
				t.Fatal(err)
			}
		}
		for rest := b; len(rest) > 0; {
			n := min(int(size)+1, len(rest))
			send(rest[:n])
			rest = rest[n:]
		}
		for _, ev := range events {
			checkText(t, ev.Text, ev.Kind == editor.Pasted)
			checkText(t, ev.Behind, false)
			if len(ev.Text)+len(ev.Behind) > most && ev.Kind != editor.Pasted {
				t.Errorf("an event of %d bytes", len(ev.Text)+len(ev.Behind))
			}
		}
		send([]byte("\r")) // out of a control string
		send([]byte("\x03"))
		events = nil
		send([]byte("ok"))
		send([]byte("\r"))
		if len(events) != 1 || events[0].Text != "ok" {
			t.Errorf("afterwards: %+v", events)
		}
		if len(term.wrong) > 0 {
			t.Errorf("%d columns: %q", term.cols, term.wrong)
		}
	})
}

// TestMemoryIsBounded sends a megabyte without a line end in many ways, and holds
// that little is put out and nothing is kept.
func TestMemoryIsBounded(t *testing.T) {
	for name, s := range map[string]string{
		"one line":             "x",
		"wide characters":      "你",
		"marks":                "\u0332",
		"joiners":              "\u200d",
		"flags":                "🇨",
		"tags":                 "🏴\U000e0067\U000e0062",
		"a control string":     "\x1b]52;c;AAAA",
		"parameters":           "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22",
		"escapes":              "\x1b",
		"what is never closed": "\x1b[200~abc\n",
		"bad bytes":            "\xff",
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			e := editor.New(&out, editor.Options{Cols: 80, Method: text.Grapheme})
			b := []byte(strings.Repeat(s, 1<<20/len(s)))
			for len(b) > 0 {
				n := min(32<<10, len(b))
				events, err := e.Feed(b[:n])
				if err != nil {
					t.Fatal(err)
				}
				for _, ev := range events {
					if len(ev.Text) > 64<<10 {
						t.Errorf("an event of %d bytes", len(ev.Text))
					}
				}
				b = b[n:]
			}
			if out.Len() > 64<<10 {
				t.Errorf("%d bytes were put out", out.Len())
			}
			if _, err := e.Feed([]byte("\r")); err != nil {
				t.Fatal(err)
			}
			if events, err := e.Feed([]byte("\x03")); err != nil || len(events) != 1 || events[0].Kind != editor.Interrupted {
				t.Errorf("^C: %+v, %v", events, err)
			}
			if !e.Empty() {
				t.Error("something is kept")
			}
		})
	}
}
