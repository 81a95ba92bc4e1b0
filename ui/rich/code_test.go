package rich_test

import (
	"strings"
	"testing"

	"snug/ui/rich"
	"snug/ui/screen"
	"snug/ui/theme"
)

// colours names the styles of code.
var colours = strings.NewReplacer(
	"\x1b[m", "}", "\x1b[95m", "word{", "\x1b[96m", "name{", "\x1b[32m", "str{", "\x1b[33m", "num{",
	"\x1b[90m", "dim{", "\x1b[91m", "del{",
)

func TestCodeColours(t *testing.T) {
	tests := []struct{ name, lang, in, want string }{
		{"Go", "go", `func f(a int) string { return "x\"y" } // c`, `word{func }name{f}(a word{int}) word{string} { word{return }str{"x\"y"} } dim{// c}`},
		{"strings over lines", "go", "a := `b\nc` + d", "a := str{`b}|str{c`} + d"},
		{"comments over lines", "c", "a /* b\nc */ d", "a dim{/* b}|dim{c */} d"},
		{"comment without an end", "js", "/* a\nb", "dim{/* a}|dim{b}"},
		{"Python", "py", "@wraps(f)\ndef g(x): # y\n\"\"\"doc\"\"\"", `name{@wraps}(f)|word{def }name{g}(x): dim{# y}|str{"""doc"""}`},
		{"shell", "sh", `for f in $(ls); do echo "$f" ${#x}; done # all`, `word{for} f word{in} $(ls); word{do echo }str{"$f"} ${#x}; word{done }dim{# all}`},
		{"SQL in any case", "SQL", "SELECT a from B -- c", "word{SELECT} a word{from} B dim{-- c}"},
		{"numbers", "go", "1 0x1F 1.5e3 a1", "num{1 0x1F 1.5e3} a1"},
		{"Rust's lifetimes", "rs", "fn f<'a>(c: &'a str) 'x'", "word{fn} f<'a>(c: &'a word{str}) str{'x'}"},
		{"JSON", "json", `{"a": true, "b": [1, "c"]}`, `{name{"a"}: word{true}, name{"b"}: [num{1}, str{"c"}]}`},
		{"YAML", "yaml", "a-b: c # d\n- e: 'f'", "name{a-b}: c dim{# d}|- name{e}: str{'f'}"},
		{"HTML", "html", "<a href=\"b\">c</a><!-- d\ne -->", `name{<a }word{href}=str{"b"}name{>}cname{</a>}dim{<!-- d}|dim{e -->}`},
		{"comparison in HTML", "html", "1 < 2", "1 < 2"},
		{"diff", "diff", "--- a\n@@ 1 @@\n+b\n-c\n d", "word{--- a}|num{@@ 1 @@}|str{+b}|del{-c}| d"},
		{"markdown", "md", "# a\nb", "word{# a}|b"},
		{"variables", "php", "$a->b()", "name{$a}->name{b}()"},
		{"language nobody knows", "klingon", "func f()", "func f()"},
		{"no language", "", "func f()", "func f()"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := options()
			o.Theme = theme.Of(screen.Colors16, true)
			rows := rich.Rows("```"+tt.lang+"\n"+tt.in+"\n```", o)
			for i := range rows {
				rows[i] = strings.TrimPrefix(colours.Replace(rows[i]), "  ")
			}
			if got := strings.Join(rows[1:len(rows)-1], "|"); got != tt.want {
				t.Errorf("%s\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestColoursEndAfterSomeLines(t *testing.T) {
	o := options()
	rows := rich.Rows("```go\n"+strings.Repeat("func\n", 300), o)
	coloured := 0
	for _, r := range rows {
		if strings.Contains(r, string(o.Theme.Marker[2:])) {
			coloured++
		}
	}
	if coloured != 200 {
		t.Errorf("%d lines are coloured, want 200", coloured)
	}
}
