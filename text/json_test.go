package text_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode"

	"snug/text"
	"snug/text/texttest"
)

func TestEscapeJSON(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing to do", `{"text":"hello 你好 🎉"}` + "\n", `{"text":"hello 你好 🎉"}` + "\n"},
		{"indented", "{\n\t\"a\": 1\r\n}", "{\n\t\"a\": 1\r\n}"},
		{"DEL and C1", "\"a\x7f\u009b\"", `"a\u007f\u009b"`},
		{"bidirectional override", "\"a\u202eb\"", `"a\u202eb"`},
		{"beyond the first plane", "\"\U000e0001\U000e0067\"", `"\udb40\udc01\udb40\udc67"`},
		{"not UTF-8", "\"a\xffb\"", `"a\ufffdb"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(text.EscapeJSON([]byte(tt.in))); got != tt.want {
				t.Errorf("EscapeJSON(%+q) = %+q, want %+q", tt.in, got, tt.want)
			}
		})
	}
}

func TestEscapeJSONKeepsEveryRune(t *testing.T) {
	t.Parallel()
	for first := rune(0); first <= unicode.MaxRune; first += 0x100 {
		if first >= 0xd800 && first < 0xe000 {
			continue
		}
		var all strings.Builder
		for r := first; r < first+0x100; r++ {
			if !texttest.Alike(r) {
				all.WriteString("a" + string(r) + "b")
			}
		}
		want := all.String()
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		b = text.EscapeJSON(b)
		for _, c := range bytes.Runes(b) {
			if texttest.Forbidden(c) {
				t.Fatalf("EscapeJSON leaves %U", c)
			}
		}
		var got string
		if err := json.Unmarshal(b, &got); err != nil || got != want {
			t.Fatalf("%+q came back as %+q, %v", want, got, err)
		}
	}
}

func TestCleanJSONKeepsTheValue(t *testing.T) {
	want := "a\u0301é世\U0001f468\u200d\U0001f469 \x7f" + strings.Repeat("\u0301", 20)
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	b = text.CleanJSON(b)
	if i := bytes.IndexFunc(b, func(r rune) bool { return r > 0x7f }); i >= 0 {
		t.Errorf("%s is not ASCII", b)
	}
	var got string
	if err := json.Unmarshal(b, &got); err != nil || got != want {
		t.Errorf("it came back as %+q, %v", got, err)
	}
}

func TestEscapeJSONReturnsCleanInput(t *testing.T) {
	b := []byte(`{"a":"你好"}`)
	if got := text.EscapeJSON(b); &got[0] != &b[0] {
		t.Error("EscapeJSON copied text that needed no change")
	}
}

func FuzzCleanJSON(f *testing.F) {
	for _, s := range texttest.Attacks() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := json.Marshal(map[string]string{"text": s})
		if err != nil {
			t.Fatal(err)
		}
		clean := text.CleanJSON(b)
		if why := texttest.Fault(string(clean)); why != "" {
			t.Fatalf("%s: %q", why, clean)
		}
		var was, is map[string]string
		if err := errors.Join(json.Unmarshal(b, &was), json.Unmarshal(clean, &is)); err != nil || was["text"] != is["text"] {
			t.Fatalf("%q became %q, %v", was["text"], is["text"], err)
		}
	})
}
