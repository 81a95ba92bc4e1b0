package command_test

import (
	"strings"
	"testing"
	"unicode"

	"snug/session/command"
	"snug/text/lang"
)

func TestPeopleAreSpokenToInTheirLanguage(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "room create books")
	alice.lang = lang.Chinese
	for line, want := range map[string]string{
		"help":             "列出所有命令",
		"help send":        "在房间里说话",
		"help history":     "（默认 50）",
		"rooms":            "已加入",
		"whoami":           "用户名",
		"set":              "界面的语言",
		"join books":       "你本来就在 #books 里",
		"jion books":       "错误：没有命令 jion；是不是 join？",
		"rooms --al":       "没有选项 --al",
		"history --limit":  "--limit 需要一个值",
		"set lang fr":      "lang 不能是",
		"room create a b":  "正确写法：room create NAME",
		"register ab":      "太短",
		"message show x":   "既不是消息的 id",
		`join "books`:      "引号没有成对",
		"quiet books":      "#books 的提醒：不提醒。",
		"user ignored":     "你没有忽略任何人",
		"display 爱丽丝":      "你的昵称是 爱丽丝",
		"me delete":        "确定的话：me delete --yes",
		"key list":         "（当前这把）",
		"key remove x":     "没有密钥",
		"session end s9":   "没有你能结束的会话 s9",
		"user role":        "只有管理员可以这样做",
		"me bio":           "你还没有个人简介",
		"delete books#999": "没有你能读到的消息",
	} {
		if a := alice.exec(line); !strings.Contains(a.out+a.err, want) {
			t.Errorf("%s = %q %q, want %q", line, a.out, a.err, want)
		}
	}
}

func TestTheAnswerToALanguageIsInIt(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	if out := alice.must(t, "lang zh"); !strings.Contains(out, "界面的语言") {
		t.Errorf("lang zh = %q, want Chinese", out)
	}
	alice.lang = lang.Chinese
	if out := alice.must(t, "set lang en"); !strings.Contains(out, "the language of the screen") {
		t.Errorf("set lang en = %q, want English", out)
	}
}

func TestJSONIsTheSameInAllLanguages(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for _, line := range []string{"help", "rooms", "whoami", "set", "help send", "jion", "set lang fr", "join nowhere", "history lobby --limit x"} {
		alice.lang = lang.English
		want := alice.exec(line + " --json")
		alice.lang = lang.Chinese
		if got := alice.exec(line + " --json"); got != want {
			t.Errorf("%s --json = %+v in Chinese, want %+v", line, got, want)
		}
	}
}

// TestNoHelpIsEnglishInChinese looks at the texts of help that no test of keys
// can see to be said in the wrong language.
func TestNoHelpIsEnglishInChinese(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.lang = lang.Chinese
	for _, s := range command.Specs() {
		if s.Front == command.Talk {
			continue
		}
		for l := range strings.Lines(alice.must(t, "help "+s.Path)) {
			if !strings.ContainsFunc(l, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Errorf("help %s says %q", s.Path, l)
			}
		}
	}
}
