package room_test

import (
	"path"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"snug/room"
)

func TestFileNamesAreCleaned(t *testing.T) {
	long := strings.Repeat("n", room.MaxLeaf)
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "report.pdf", "report.pdf"},
		{"with blanks inside", "the report.pdf", "the report.pdf"},
		{"leading dash and dot", "-rf", "-rf"},
		{"hidden file", ".profile", ".profile"},
		{"three dots", "...", "..."},
		{"folders stay", "photos/2026/a.jpg", "photos/2026/a.jpg"},
		{"absolute", "/etc/passwd", "etc/passwd"},
		{"doubled and trailing slashes", "//a///b//", "a/b"},
		{"a path of Windows", `C:\Users\ann\x.doc`, "C:/Users/ann/x.doc"},
		{"blanks around each part", "  a / b.txt ", "a/b.txt"},
		{"NUL", "a\x00b", "ab"},
		{"line breaks", "a\r\nb", "a b"},
		{"escape sequence", "\x1b[2Ja\x1b]0;x\ab", "[2Ja]0;xb"},
		{"right-to-left override", "gpj.\u202eexe", "gpj.exe"},
		{"zero width", "a\u200bb\u2060", "ab"},
		{"private use", "a\ue000b", "a\ufffdb"},
		{"not UTF-8", "caf\xe9.txt", "caf\ufffd.txt"},
		{"decomposed", "e\u0301", "é"},
		{"another script", "报告.pdf", "报告.pdf"},
		{"longest last part", long, long},
		{"longest name", long[1:] + "/" + long, long[1:] + "/" + long},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := room.ParseFileName(tt.in)
			if err != nil || got != tt.want {
				t.Errorf("%q is %q, %v; want %q", tt.in, got, err, tt.want)
			}
		})
	}
}

func TestBadFileNamesAreRefused(t *testing.T) {
	for _, tt := range []struct{ name, in string }{
		{"empty", ""},
		{"only blanks", "  \t"},
		{"only slashes", "///"},
		{"only what nobody sees", "\u200b\u2060\x00"},
		{"dot", "."},
		{"dot dot", ".."},
		{"dot dot first", "../x"},
		{"dot dot inside", "a/../../x"},
		{"dot dot last", "a/.."},
		{"dot dot of Windows", `..\..\x`},
		{"dot dot with a blank", ".. /x"},
		{"dot dot with what nobody sees", ".\u200b./x"},
		{"dot dot with NUL", "..\x00/x"},
		{"last part too long", strings.Repeat("n", room.MaxLeaf+1)},
		{"too long of many bytes a letter", strings.Repeat("界", room.MaxLeaf/3+1)},
		{"too many folders", strings.Repeat("f/", room.MaxFileName/2) + "x"},
		{"4 KiB", strings.Repeat("n", 4096)},
		{"a mebibyte of what nobody sees", strings.Repeat("\x00", 1<<20) + "x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name, err := room.ParseFileName(tt.in)
			if name != "" {
				t.Errorf("it is %q", name)
			}
			wantRefusal(t, err, room.ErrInvalid)
		})
	}
}

func FuzzFileNames(f *testing.F) {
	for _, s := range []string{"a.txt", "../a", `..\a`, "/a//b/", "a\x00\x1b[31m", "\u202egpj", "\xff/\xfe", ". ./x", "e\u0301/\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, err := room.ParseFileName(s)
		if err != nil {
			wantRefusal(t, err, room.ErrInvalid)
			return
		}
		if again, err := room.ParseFileName(name); err != nil || again != name {
			t.Fatalf("%q is %q, and that again is %q, %v", s, name, again, err)
		}
		if len(name) > room.MaxFileName || !utf8.ValidString(name) || path.Clean("/"+name) != "/"+name {
			t.Errorf("%q is %q", s, name)
		}
		if leaf := (&room.File{Name: name}).Leaf(); leaf == "" || leaf == "." || leaf == "/" || len(leaf) > room.MaxLeaf {
			t.Errorf("the last part of %q is %q", name, leaf)
		}
		for _, r := range name {
			if unicode.IsControl(r) || unicode.In(r, unicode.Co, unicode.Bidi_Control) || r == '\\' {
				t.Errorf("%q still has %U", name, r)
			}
		}
	})
}
