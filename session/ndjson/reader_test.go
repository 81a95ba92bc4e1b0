package ndjson_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"snug/session/ndjson"
)

// lines reads all of a stream, as text: what is wrong with a line stands behind it.
func lines(in io.Reader, keep int, flood int64) string {
	r := ndjson.NewReader(in, keep, flood)
	var out []string
	for {
		line, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return strings.Join(out, "|")
		case errors.Is(err, ndjson.ErrLong):
			out = append(out, string(line)+" long")
		case errors.Is(err, ndjson.ErrHalf):
			out = append(out, string(line)+" half")
		case errors.Is(err, ndjson.ErrFlood):
			return strings.Join(append(out, "flood"), "|")
		case err != nil:
			return strings.Join(append(out, err.Error()), "|")
		default:
			out = append(out, string(line))
		}
	}
}

func TestReaderFindsLines(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"two lines", "a\nb\n", "a|b"},
		{"line ends of Windows", "a\r\nb\r\n", "a|b"},
		{"empty lines", "\n\na\n", "||a"},
		{"the longest", "12345678\nb\n", "12345678|b"},
		{"the longest of Windows", "12345678\r\nb\n", "12345678|b"},
		{"one byte more", "123456789\nb\n", "12345678 long|b"},
		{"much more", strings.Repeat("x", 20_000) + "\nb\n", "xxxxxxxx long|b"},
		{"half a line", "a\nb", "a|b half"},
		{"half a long line", "a\n" + strings.Repeat("x", 20_000), "a|xxxxxxxx half"},
		{"no end at all", "a\n" + strings.Repeat("x", 70_000) + "\nb\n", "a|flood"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for name, in := range map[string]io.Reader{
				"at once": strings.NewReader(tt.in), "by bytes": iotest.OneByteReader(strings.NewReader(tt.in)),
			} {
				if got := lines(in, 8, 65_536); got != tt.want {
					t.Errorf("%s: %q, want %q", name, got, tt.want)
				}
			}
		})
	}
	broken := io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(errors.New("broken")))
	if got := lines(broken, 8, 100); got != "a|broken" {
		t.Errorf("a stream that breaks has %q", got)
	}
}

// TestReaderKeepsNoLongLine reads a line of 100 MB.
func TestReaderKeepsNoLongLine(t *testing.T) {
	in := io.MultiReader(io.LimitReader(endless{}, 100<<20), strings.NewReader("\nb\n"))
	r := ndjson.NewReader(in, 1<<10, 1<<30)
	line, err := r.Next()
	if len(line) != 1<<10 || cap(line) > 16<<10 || !errors.Is(err, ndjson.ErrLong) {
		t.Errorf("of 100 MB %d bytes are kept in %d, error %v", len(line), cap(line), err)
	}
	if line, err = r.Next(); string(line) != "b" || err != nil {
		t.Errorf("behind it comes %q, %v", line, err)
	}
}

// endless is text without a line end.
type endless struct{}

// Read implements [io.Reader].
func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func FuzzReader(f *testing.F) {
	f.Add("a\nbb\r\n\nc", 2)
	f.Fuzz(func(t *testing.T, in string, keep int) {
		keep = 1 + int(uint(keep)%100)
		var want []string
		for line := range strings.Lines(in) {
			whole, ended := strings.CutSuffix(line, "\n")
			if ended {
				whole = strings.TrimSuffix(whole, "\r")
			}
			kept := whole[:min(len(whole), keep)]
			switch {
			case !ended:
				kept += " half"
			case len(whole) > keep:
				kept += " long"
			}
			want = append(want, kept)
		}
		if got := lines(strings.NewReader(in), keep, 1<<20); got != strings.Join(want, "|") {
			t.Errorf("%q by %d is %q, want %q", in, keep, got, want)
		}
	})
}
