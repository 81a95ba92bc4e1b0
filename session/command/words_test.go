package command

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/pflag"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, line string
		want       []string
		err        error
	}{
		{"nothing", "", nil, nil},
		{"blanks", " \t ", nil, nil},
		{"words", "a  b\tc\nd", []string{"a", "b", "c", "d"}, nil},
		{"single quotes keep all", `'a "b\' c`, []string{`a "b\`, "c"}, nil},
		{"double quotes", `"a 'b" c`, []string{"a 'b", "c"}, nil},
		{"a backslash in double quotes", `"\"\\\$\n"`, []string{`"\$\n`}, nil},
		{"a backslash outside", `a\ b \'c`, []string{"a b", "'c"}, nil},
		{"parts make one word", `a'b c'"d e"`, []string{"ab cd e"}, nil},
		{"an empty word", `'' ""`, []string{"", ""}, nil},
		{"nothing is expanded", `$HOME * ~ $(x)`, []string{"$HOME", "*", "~", "$(x)"}, nil},
		{"an open single quote", `it's`, nil, errQuote},
		{"an open double quote", `say "hi`, nil, errQuote},
		{"a quote that was escaped", `"a\"`, nil, errQuote},
		{"a backslash at the end", `a\`, nil, errBackslash},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := split(tt.line, noFlags())
			if !slices.Equal(got, tt.want) || err != tt.err {
				t.Errorf("split(%q) = %q, %v, want %q, %v", tt.line, got, err, tt.want, tt.err)
			}
		})
	}
}

func noFlags() *pflag.FlagSet { return pflag.NewFlagSet("", pflag.ContinueOnError) }

func TestTextOfFlags(t *testing.T) {
	tests := []struct {
		name, line string
		want       []string
		err        error
	}{
		{"one word", "bob --note hi", []string{"bob", "--note=hi"}, nil},
		{"several words", "bob --note lost my laptop", []string{"bob", "--note=lost my laptop"}, nil},
		{"up to the next flag", "7 --note knows  him --drop-keys", []string{"7", "--note=knows him", "--drop-keys"}, nil},
		{"quotes that are left end it", `--note "knows him" 7`, []string{"--note=knows him", "7"}, nil},
		{"quotes inside", `7 --note the 'big' one`, []string{"7", "--note=the big one"}, nil},
		{"an apostrophe", "7 --note can't say", []string{"7", "--note=can't say"}, nil},
		{"an apostrophe at the beginning", "7 --note 'tis so", []string{"7", "--note='tis so"}, nil},
		{"with an equals sign", "7 --note=knows him", []string{"7", "--note=knows him"}, nil},
		{"with an equals sign and quotes", `--note="knows him" 7`, []string{"--note=knows him", "7"}, nil},
		{"nothing", "7 --note", []string{"7", "--note"}, nil},
		{"nothing before a flag", "7 --note --drop-keys", []string{"7", "--note"}, nil},
		{"empty quotes", `7 --note ""`, []string{"7", "--note="}, nil},
		{"flags of other kinds take one word", "--limit 5 7", []string{"--limit", "5", "7"}, nil},
		{"an open quote before it", "it's --note hi", nil, errQuote},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fs := noFlags()
			fs.String("note", "", "a line of `TEXT`")
			fs.Bool("drop-keys", false, "")
			fs.Int("limit", 0, "at most `N`")
			got, err := split(tt.line, fs)
			if !slices.Equal(got, tt.want) || err != tt.err {
				t.Errorf("split(%q) = %q, %v, want %q, %v", tt.line, got, err, tt.want, tt.err)
			}
		})
	}
}

// FuzzSplit checks that what split takes apart can be quoted and taken apart
// again, and that the parser of text never loses or adds a line's text.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"a b", "it's", `"a\"b"`, `a\`, "send lobby --me it's", "-- x", "lobby --reason x it's", "\x00\xff 'é'"} {
		f.Add(s)
	}
	flags := noFlags()
	flags.Bool("me", false, "")
	flags.String("reason", "", "because of `TEXT`")
	f.Fuzz(func(t *testing.T, line string) {
		words, err := split(line, noFlags())
		if err == nil {
			quoted := make([]string, len(words))
			for i, w := range words {
				quoted[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
			}
			again, err := split(strings.Join(quoted, " "), noFlags())
			if err != nil || !slices.Equal(again, words) {
				t.Errorf("%q splits into %q and back into %q, %v", line, words, again, err)
			}
			for _, w := range words {
				if utf8.ValidString(line) && !utf8.ValidString(w) {
					t.Errorf("%q splits inside a character: %q", line, w)
				}
			}
		}
		args, switched := textArgs(line, 2, flags, false)
		if len(args) > 2 {
			t.Errorf("%q has %d arguments", line, len(args))
		}
		for _, s := range switched {
			if s != "--me" && s != "--help" && s != "-h" && s != "--reason" && !strings.HasPrefix(s, "--reason=") {
				t.Errorf("%q has the switch %q", line, s)
			}
		}
		raw, _ := textArgs(line, 1, flags, true)
		for _, a := range raw {
			if !strings.Contains(line, "--") && a != strings.Trim(line, blanks) {
				t.Errorf("%q is the raw text of %q", a, line)
			}
		}
		rest, _ := restOfLine(line, 2, noFlags())
		for _, a := range rest {
			if !strings.Contains(line, a) {
				t.Errorf("%q is not in %q", a, line)
			}
		}
	})
}

func TestFlagsBesideText(t *testing.T) {
	tests := []struct {
		name, line  string
		args, found []string // on the command line
		slash       []string // the arguments on a slash line; nil: the same
	}{
		{"none", "lobby it's late", []string{"lobby", "it's late"}, nil, nil},
		{"a word", "lobby --reason order it's late", []string{"lobby", "it's late"}, []string{"--reason=order"}, nil},
		{"joined", "--reason=order lobby it's late", []string{"lobby", "it's late"}, []string{"--reason=order"}, nil},
		{"in quotes", `lobby --reason "law and order" late`, []string{"lobby", "late"}, []string{"--reason=law and order"}, nil},
		{"joined in quotes", `lobby --reason="law and order" late`, []string{"lobby", "late"}, []string{"--reason=law and order"}, nil},
		{"behind the text", "lobby all of it --reason law and order --level 3", []string{"lobby", "all of it"}, []string{"--reason=law and order", "--level=3"}, []string{"lobby", "all of it --reason law and order --level 3"}},
		{"behind an apostrophe", "lobby it's late --level 3", []string{"lobby", "it's late"}, []string{"--level=3"}, []string{"lobby", "it's late --level 3"}},
		{"text behind text", "lobby -- late --level 3", []string{"lobby", "late --level 3"}, nil, []string{"lobby", "-- late --level 3"}},
		{"without a value", "lobby late --level", []string{"lobby", "late"}, []string{"--level"}, []string{"lobby", "late --level"}},
		{"an apostrophe in the value", "lobby --reason it's late", []string{"lobby", "late"}, []string{"--reason=it's"}, nil},
	}
	fs := noFlags()
	fs.String("reason", "", "because of `TEXT`")
	fs.Int("level", 0, "how: `N`")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			args, found := textArgs(tt.line, 2, fs, false)
			if !slices.Equal(args, tt.args) || !slices.Equal(found, tt.found) {
				t.Errorf("textArgs(%q) = %q, %q, want %q, %q", tt.line, args, found, tt.args, tt.found)
			}
			want := tt.slash
			if want == nil {
				want = tt.args
			}
			if args, _ := restOfLine(tt.line, 2, fs); !slices.Equal(args, want) {
				t.Errorf("restOfLine(%q) = %q, want %q", tt.line, args, want)
			}
		})
	}
}

func TestReference(t *testing.T) {
	tests := []struct {
		typed, name string
		number      uint64
		ok          bool
	}{
		{"12", "", 12, true},
		{"#12", "", 12, true},
		{"/12", "", 12, true},
		{"＃１２", "", 12, true},
		{"books#12", "books", 12, true},
		{"#books#12", "books", 12, true},
		{"#books/12", "books", 12, true},
		{"a/b#12", "a/b", 12, true},
		{"books", "", 0, false},
		{"books#", "", 0, false},
		{"books#x", "", 0, false},
		{"#", "", 0, false},
		{"", "", 0, false},
		{"-1", "", 0, false},
		{"+1", "", 0, false},
		{"1e3", "", 0, false},
		{"9223372036854775808", "", 0, false},
	}
	c := &Invocation{Call: Call{In: 1}}
	for _, tt := range tests {
		t.Run(tt.typed, func(t *testing.T) {
			name, number, ok, err := c.reference(tt.typed)
			if name != tt.name || number != tt.number || ok != tt.ok || err != nil {
				t.Errorf("reference = %q, %d, %v, %v; want %q, %d, %v", name, number, ok, err, tt.name, tt.number, tt.ok)
			}
		})
	}
}
