package command

import (
	"strings"
	"testing"

	"snug/room"
)

// FuzzFileNames makes of any name of a file one that a shell is given. It is one word
// that no shell reads anything into, and no option.
func FuzzFileNames(f *testing.F) {
	for _, name := range []string{"a.txt", "a b", "$(id)", "`id`", "a'b\"c", "-x", "\x1b]0;x\a", "a\nb", "„x“", "../..", "#", "~", "=ls", "报告.pdf", ".bashrc", "h:x", "nul"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		name, err := room.ParseFileName(typed)
		if err != nil {
			return
		}
		saved := saveAs(&room.File{ID: 81, Name: name})
		if saved[0] == '.' || strings.HasPrefix(saved, `".`) && !strings.HasPrefix(saved, `"./-`) || strings.Contains(saved, ":") {
			t.Errorf("%q: %s is hidden, or of another machine", typed, saved)
		}
		if quoted, ok := strings.CutPrefix(saved, `"`); ok {
			inside, closed := strings.CutSuffix(quoted, `"`)
			if !closed || inside == "" || inside[0] == '-' || strings.ContainsAny(inside, "\"$`\\!%^“”„\n\r\x00\x1b") {
				t.Errorf("%q: the quotes of %s do not hold", typed, saved)
			}
			return
		}
		if saved == "" || saved[0] == '-' || strings.ContainsAny(saved, "\"$`'\\!%^;&|<>(){}[]*?~#=@,:/ \t\n\r\x00\x1b“”„‘’") {
			t.Errorf("%q: a shell takes %s apart", typed, saved)
		}
	})
}
