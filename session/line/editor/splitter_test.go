package editor_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"snug/session/line/editor"
)

func TestSplitter(t *testing.T) {
	type ev = editor.Event
	tests := []struct {
		name string
		in   []string
		want []ev
		left *ev
	}{
		{"lines", []string{"a\nb\n"}, []ev{{Text: "a"}, {Text: "b"}}, nil},
		{"lines of Windows", []string{"a\r\nb\r", "\n"}, []ev{{Text: "a"}, {Text: "b"}}, nil},
		{"empty lines", []string{"\n\r\n"}, []ev{{}, {}}, nil},
		{"in pieces", []string{"he", "llo\nw", "\xe4", "\xbd\xa0\n"}, []ev{{Text: "hello"}, {Text: "w你"}}, nil},
		{"a last line without its end", []string{"a\nb"}, []ev{{Text: "a"}}, &ev{Text: "b"}},
		{"escape sequences", []string{"a\x1b[2J\x07\u009bb\n"}, []ev{{Text: "a[2Jb"}}, nil},
		{"a carriage return inside", []string{"a\rb\n"}, []ev{{Text: "a b"}}, nil},
		{"bytes that are no UTF-8", []string{"a\xff\xc0b\n", "c\n"}, []ev{{Text: "ab", Bad: true}, {Text: "c"}}, nil},
		{"just as long as allowed", []string{"1234567890\r\n"}, []ev{{Text: "1234567890"}}, nil},
		{"a byte too long", []string{"12345678901\n", "b\n"}, []ev{{Text: "1234567890", Bad: true}, {Text: "b"}}, nil},
		{"cut in a character", []string{"12345678", "9你好\n"}, []ev{{Text: "123456789", Bad: true}}, nil},
		{"too long by its tabs", []string{"\t\t\tx\n"}, []ev{{Text: "          ", Bad: true}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := editor.NewSplitter(10)
			var got []ev
			for _, p := range tt.in {
				got = append(got, s.Feed([]byte(p))...)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
			var left *ev
			if e, ok := s.End(); ok {
				left = &e
			}
			if diff := cmp.Diff(tt.left, left); diff != "" {
				t.Errorf("what is left (-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzSplitter(f *testing.F) {
	for _, s := range []string{"", "a\nb", "a\r\n\xff\n", "\x1b]0;x\x07\n你好", strings.Repeat("x", 40) + "\n"} {
		f.Add([]byte(s), byte(3))
	}
	f.Fuzz(func(t *testing.T, b []byte, size byte) {
		const most = 24
		atOnce, pieces := editor.NewSplitter(most), editor.NewSplitter(most)
		want := atOnce.Feed(b)
		var got []editor.Event
		for rest := b; len(rest) > 0; {
			n := min(int(size)+1, len(rest))
			got = append(got, pieces.Feed(rest[:n])...)
			rest = rest[n:]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("in pieces (-at once +in pieces):\n%s", diff)
		}
		if n := strings.Count(string(b), "\n"); len(want) != n {
			t.Errorf("%d lines, want %d", len(want), n)
		}
		if last, ok := atOnce.End(); ok {
			want = append(want, last)
		}
		for _, ev := range want {
			if checkText(t, ev.Text, false); len(ev.Text) > most {
				t.Errorf("a line of %d bytes", len(ev.Text))
			}
		}
	})
}
