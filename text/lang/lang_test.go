package lang_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"snug/text/lang"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name, in string
		want     lang.Lang
		ok       bool
	}{
		{"English tag", "en", lang.English, true},
		{"English of a country", "en-GB", lang.English, true},
		{"Chinese tag", "zh", lang.Chinese, true},
		{"Chinese script", "zh-Hans-CN", lang.Chinese, true},
		{"POSIX locale", "zh_CN.UTF-8", lang.Chinese, true},
		{"POSIX locale with a modifier", "en_GB.ISO8859-15@euro", lang.English, true},
		{"by its own name", "简体中文", lang.Chinese, true},
		{"by its short name", "中文", lang.Chinese, true},
		{"by its English name", " Chinese ", lang.Chinese, true},
		{"upper case", "ZH", lang.Chinese, true},
		{"another language", "de_DE.UTF-8", lang.English, false},
		{"no language", "C.UTF-8", lang.English, false},
		{"nothing", "", lang.English, false},
		{"only separators", "_.-", lang.English, false},
		{"a word that begins alike", "zhuang", lang.English, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := lang.Parse(tt.in); got != tt.want || ok != tt.ok {
				t.Errorf("Parse(%q) = %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
			}
		})
	}
	for _, l := range lang.All {
		for _, s := range []string{l.String(), l.Name()} {
			if got, ok := lang.Parse(s); got != l || !ok {
				t.Errorf("Parse(%q) = %v, %v; want %v", s, got, ok, l)
			}
		}
	}
}

func TestFromEnviron(t *testing.T) {
	tests := []struct {
		name    string
		environ []string
		want    lang.Lang
		ok      bool
	}{
		{"nothing", nil, lang.English, false},
		{"LANG", []string{"TERM=xterm", "LANG=zh_CN.UTF-8"}, lang.Chinese, true},
		{"LC_ALL goes first", []string{"LANG=zh_CN.UTF-8", "LC_ALL=en_US.UTF-8"}, lang.English, true},
		{"LC_MESSAGES goes before LANG", []string{"LANG=en_US.UTF-8", "LC_MESSAGES=zh_CN"}, lang.Chinese, true},
		{"an empty one does not count", []string{"LC_ALL=", "LANG=zh_CN"}, lang.Chinese, true},
		{"a language that there is not", []string{"LC_ALL=fr_FR", "LANG=zh_CN"}, lang.English, false},
		{"a name that begins alike", []string{"LANGUAGE=zh"}, lang.English, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := lang.FromEnviron(tt.environ); got != tt.want || ok != tt.ok {
				t.Errorf("FromEnviron(%q) = %v, %v; want %v, %v", tt.environ, got, ok, tt.want, tt.ok)
			}
		})
	}
}

// refusal is an error that was written for people.
type refusal struct{ said lang.Sentence }

func (r refusal) Error() string           { return r.said.String() }
func (r refusal) Sentence() lang.Sentence { return r.said }

func TestT(t *testing.T) {
	tests := []struct {
		name   string
		said   lang.Sentence
		en, zh string
	}{
		{"filled in", lang.S("You have left %s.", "#books"), "You have left #books.", "你已退出 #books。"},
		{"in another order", lang.S("there is no message %s in %s", "m_1", "#books"), "there is no message m_1 in #books", "#books 里没有消息 m_1"},
		{"one", lang.S("%d replies", 1), "1 reply", "1 条回复"},
		{"several", lang.S("%d replies", 2), "2 replies", "2 条回复"},
		{"none", lang.S("%d replies", 0), "0 replies", "0 条回复"},
		{"a number without marks", lang.S("to #%d", uint64(1234567)), "to #1234567", "回复 #1234567"},
		{"a large int64", lang.S("to #%d", int64(-1234567)), "to #-1234567", "回复 #-1234567"},
		{"a key within", lang.S("%s tells you: %s.", "#books", lang.Key("nothing")), "#books tells you: nothing.", "#books 的提醒：不提醒。"},
		{"a sentence within", lang.S("error: %s", lang.S("You have left %s.", "#books")), "error: You have left #books.", "错误：你已退出 #books。"},
		{"an error within", lang.S("error: %s", fmt.Errorf("op: %w", refusal{lang.S("You are back.")})), "error: You are back.", "错误：你回来了。"},
		{"an error for nobody", lang.S("error: %v", errors.New("EOF")), "error: EOF", "error: EOF"},
		{"a text that nobody translated", lang.S("%d%% of %s", 40, "it"), "40% of it", "40% of it"},
		{"verbs in what is filled in", lang.S("You have left %s.", "#100%d"), "You have left #100%d.", "你已退出 #100%d。"},
		{"a key in what is filled in", lang.S("You have left %s.", "nothing"), "You have left nothing.", "你已退出 nothing。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := lang.English.Say(tt.said); got != tt.en {
				t.Errorf("English: %q, want %q", got, tt.en)
			}
			if got := lang.Chinese.Say(tt.said); got != tt.zh {
				t.Errorf("Chinese: %q, want %q", got, tt.zh)
			}
		})
	}
}

func TestErrorsForPeople(t *testing.T) {
	err := fmt.Errorf("command: %w", refusal{lang.S("You are back.")})
	if said, ok := lang.Chinese.Error(err); said != "你回来了。" || !ok {
		t.Errorf("Error = %q, %v; want the sentence in Chinese", said, ok)
	}
	if said, ok := lang.Chinese.Error(errors.New("disk /dev/sda1 failed")); said != "" || ok {
		t.Errorf("Error = %q, %v; want nothing of an error that was not written for people", said, ok)
	}
}

func TestManyTalkAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 100 {
				l := lang.All[(i+n)%len(lang.All)]
				want := map[lang.Lang]string{lang.English: fmt.Sprintf("to #%d", n), lang.Chinese: fmt.Sprintf("回复 #%d", n)}[l]
				if got := l.T("to #%d", n); got != want {
					t.Errorf("%s: %q, want %q", l, got, want)
				}
			}
		})
	}
	wg.Wait()
}
