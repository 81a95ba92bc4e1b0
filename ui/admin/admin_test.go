package admin_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"snug/text/lang"
	"snug/ui/admin"
)

func TestShell(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"user suspend bob --for 7d", "ssh h user suspend bob --for 7d"},
		{`user kick bob --reason "see rule 3"`, `ssh h 'user kick bob --reason "see rule 3"'`},
		{"announce it's up", `ssh h 'announce it'\''s up'`},
		{"room kick #a bob", "ssh h 'room kick #a bob'"},
		{"message delete r_1#12 --yes", "ssh h message delete r_1#12 --yes"},
		{"user show $(reboot)", "ssh h 'user show $(reboot)'"},
		{"user show a;b\nc", "ssh h 'user show a;b\nc'"},
	} {
		if got := admin.Shell("ssh h", tt.line); got != tt.want {
			t.Errorf("Shell(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

// TestLinesKeepWordsTogether has an attacker's name and reason, which must not
// become words or flags of their own.
func TestLinesKeepWordsTogether(t *testing.T) {
	a := admin.Action{
		Path: "user mute", Of: func(r admin.Row) []string { return []string{r.Name} },
		Asks: []admin.Ask{{Flag: "--for"}, {Flag: "--reason"}},
	}
	got := a.Line(admin.Row{Name: `eve --yes`}, []string{"1h", `a "b" \ $c`})
	if want := `user mute "eve --yes" --for 1h --reason "a \"b\" \\ \$c"`; got != want {
		t.Errorf("the line is %s, want %s", got, want)
	}
}

func TestDraw(t *testing.T) {
	s := admin.Draw([]uint32{0, 1, 2, 4}, 4, 1, false)
	if strings.Join(s.Rows, "|") != " .:#" || s.Most != 4 || s.Each != 1 {
		t.Errorf("drawn %q of %d", s.Rows, s.Most)
	}
	if s := admin.Draw([]uint32{0, 4}, 1, 1, true); s.Rows[0] != "⢸" {
		t.Errorf("drawn %q", s.Rows)
	}
	if s := admin.Draw([]uint32{1, 2, 3, 4}, 2, 1, false); s.Each != 2 || s.Most != 7 {
		t.Errorf("%d numbers a bar, at most %d", s.Each, s.Most)
	}
	for _, series := range [][]uint32{nil, {0}, {0, 0, 0}, {1<<32 - 1, 1<<32 - 1}} {
		for cols := range 70 {
			for size := range 5 {
				for _, braille := range []bool{false, true} {
					s := admin.Draw(series, cols, size, braille)
					for _, r := range s.Rows {
						if utf8.RuneCountInString(r) > max(cols, 1) {
							t.Fatalf("%d columns in %d", utf8.RuneCountInString(r), cols)
						}
					}
				}
			}
		}
	}
}

// FuzzAnswers reads what no server says.
func FuzzAnswers(f *testing.F) {
	f.Add([]byte(`{"items":[{"id":1,"user":"a"}],"next":"3"}`))
	f.Add([]byte(`{"type":"stats","minutes":[1,2],"refused":{"a":1}}`))
	f.Fuzz(func(t *testing.T, answer []byte) {
		for _, tab := range admin.Tabs() {
			p, err := tab.Page(answer)
			if err != nil {
				continue
			}
			for i := range p.Rows {
				if len(p.Rows[i].Cells) != len(tab.Columns) {
					t.Fatalf("%s has %d cells in %d columns", tab.List, len(p.Rows[i].Cells), len(tab.Columns))
				}
			}
			if tab.Columns == nil {
				continue
			}
			p.Pick("a", 0, true, lang.English, time.UTC)
		}
		_, _ = admin.ReadStats(answer) // it must not panic
	})
}
