package text_test

import (
	"errors"
	"strings"
	"testing"

	"snug/text"
)

const (
	family   = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
	heart    = "\u2764\ufe0f"
	scotland = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
)

func TestClean(t *testing.T) {
	marks := strings.Repeat("\u0307", 2000)
	tests := []struct{ name, in, want string }{
		{"plain", "hello, 世界", "hello, 世界"},
		{"empty", "", ""},
		{"only white space", " \n\t\n\u3000 ", ""},
		{"escape sequence", "a\x1b[31mb\x1b]52;c;x\x07c", "a[31mb]52;c;xc"},
		{"C1 controls and DEL", "a\u009b2Jb\x7fc\u0085d", "a2Jbcd"},
		{"line ends", "a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"},
		{"tab", "if\tx", "if    x"},
		{"white space at line ends", "a  \nb\u3000\n c", "a\nb\n c"},
		{"empty lines around", "\n \na\n\nb\n\n", "a\n\nb"},
		{"composed", "e\u0301", "é"},
		{"composed after a drop", "e\u200b\u0301", "é"},
		{"composed after a joiner went", "e\u200d\u0301", "é"},
		{"bidirectional override", "a\u202egnp.exe\u2066b\u200fc", "agnp.exebc"},
		{"zero width and fillers", "a\u200b\u2060\ufeff\u00ad\u3164\u115f\uffa0b", "ab"},
		{"noncharacters", "a\ufdd0\ufffe\U0010ffff\U0001fffeb", "ab"},
		{"zalgo", "x" + marks + "b", "ẋ" + marks[:2*7] + "b"},
		{"zalgo on something that composes with nothing", "世" + marks + "b", "世" + marks[:2*8] + "b"},
		{"mark with nothing to sit on", "\u0301a\n\u0338b", "a\nb"},
		{"joiner between Latin letters", "ad\u200dmin r\u200coot", "admin root"},
		{"non-joiner in Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"joiner after a virama", "क\u094d\u200dष", "क\u094d\u200dष"},
		{"joiner at the end of a word", "می\u200c !", "می !"},
		{"two joiners", "می\u200c\u200dخ", "می\u200dخ"},
		{"emoji family", family, family},
		{"joiner after an emoji only", "\U0001f468\u200d x", "\U0001f468 x"},
		{"emoji with a skin tone and a job", "\U0001f469\U0001f3fd\u200d\U0001f680", "\U0001f469\U0001f3fd\u200d\U0001f680"},
		{"emoji selector on an emoji", heart, heart},
		{"emoji selector on a letter", "a\ufe0fb", "ab"},
		{"emoji selector twice", heart + "\ufe0f", heart},
		{"text selector", "\u2764\ufe0e", "\u2764"},
		{"ideographic selector", "葛\U000e0100", "葛"},
		{"keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3"},
		{"digit with a selector and no cap", "1\ufe0f", "1"},
		{"flag of Scotland", scotland, scotland},
		{"tags without a flag", "a\U000e0067\U000e0062b", "ab"},
		{"tags without an end", scotland[:len(scotland)-4] + "x", "\U0001f3f4x"},
		{"tags of a bare country", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4"},
		{"cluster too long", strings.Repeat("\u1100", 30) + "\u1161", "\ufffd"},
		{"private use stays in messages", "\ue0b0", "\ue0b0"},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := text.Clean(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("Clean(%+.80q) = %+q, want %+q", tt.in, got, tt.want)
			}
		})
	}
}

func TestCleanLine(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"line breaks", "a\nb\r\nc\u2029d", "a b c d"},
		{"runs of spaces", "  a \t \u3000 b\u00a0 ", "a b"},
		{"private use", "a\ue000\U000f0000b", "a\ufffd\ufffdb"},
		{"mark before and after a space", "\u0301 \u0301x", "x"},
		{"nothing left", "\u200b \u0301", ""},
		{"control", "evil\x1b]0;title\x07.txt", "evil]0;title.txt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := text.CleanLine(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("CleanLine(%+q) = %+q, want %+q", tt.in, got, tt.want)
			}
		})
	}
}

func TestCleanRefusesOtherEncodings(t *testing.T) {
	for _, s := range []string{"\xff", "a\xc4\xe3b", "\xed\xa0\x80", "\xc0\xaf", "é\xe4"} {
		if _, err := text.Clean(s); !errors.Is(err, text.ErrNotUTF8) {
			t.Errorf("Clean(%q) error = %v, want ErrNotUTF8", s, err)
		}
		if _, err := text.CleanLine(s); !errors.Is(err, text.ErrNotUTF8) {
			t.Errorf("CleanLine(%q) error = %v, want ErrNotUTF8", s, err)
		}
	}
}

func TestStrip(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"not UTF-8", "a\xffb\xe4", "a\ufffdb\ufffd"},
		{"surrogate", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
		{"keeps white space", "\n a \n", "\n a \n"},
		{"terminal reply request", "\x1b[c\x1b]11;?\x1b\\", "[c]11;?\\"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.Strip(tt.in); got != tt.want {
				t.Errorf("Strip(%+q) = %+q, want %+q", tt.in, got, tt.want)
			}
		})
	}
}

func TestStripLine(t *testing.T) {
	if got, want := text.StripLine("a\nb\r\nc\rd\x1b"), "a b c d"; got != want {
		t.Errorf("StripLine = %q, want %q", got, want)
	}
}

func TestStripOfCleanTextAllocatesNothing(t *testing.T) {
	for _, s := range []string{
		"The quick brown fox.", "早。我把迁移脚本写完了", "Привет", "naïve",
		family + heart + scotland, "می\u200cخواهم", "हिन्दी में", strings.Repeat("ภาษาไทยนี้", 10),
	} {
		if n := testing.AllocsPerRun(10, func() { text.Strip(s) }); n != 0 {
			t.Errorf("Strip(%q) allocates %v times", s, n)
		}
	}
}
