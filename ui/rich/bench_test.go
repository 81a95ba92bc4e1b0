package rich_test

import (
	"strings"
	"testing"

	"snug/text"
	"snug/ui/rich"
)

const (
	english = "The quick brown fox jumps over the lazy dog, and the dog does not mind at all today."
	chinese = "早。我把迁移脚本写完了，请帮忙看一下：有两个小问题，回滚分支没有测试，建议先建影子表再切换。"
	mixed   = "早。我把**迁移脚本**写完了，请 @bob 帮忙 review：https://example.com/d/42 ，`go test ./...` 已经过了。"
	goCode  = "```go\nfunc f(a int) (string, error) {\n\treturn fmt.Sprintf(\"%d\", a), nil // never fails\n}\n```"
)

func BenchmarkRows(b *testing.B) {
	o := options()
	o.Hyperlinks = true
	o.Me = []string{"bob"}
	for name, s := range map[string]string{"English": english, "Chinese": chinese, "markup": mixed, "code": goCode} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rich.Rows(s, o)
			}
		})
	}
}

// BenchmarkWrap is what plain text costs without this package.
func BenchmarkWrap(b *testing.B) {
	for name, s := range map[string]string{"English": english, "Chinese": chinese} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.WcWidth.Wrap(text.Safe(text.Strip(s), text.WcWidth), 60)
			}
		})
	}
}

// hostile are the beginnings of messages that want to cost much.
var hostile = map[string]string{
	"stars":            "*",
	"stars apart":      "*a ",
	"bold":             "**a",
	"underscores":      "_a _",
	"brackets":         "[",
	"labels":           "[x](https://a.b/",
	"labels beyond":    "[x](https://a.b/é",
	"angles":           "<https://a.b/é",
	"links":            "https://a.b/((",
	"colons":           "https:",
	"backticks":        "`",
	"backticks apart":  "` `` ``` ",
	"code in labels":   "[`](https://a.b) ",
	"spoilers":         "||a ",
	"quotes":           "> ",
	"quotes by line":   "> a\n",
	"fences":           "```\n",
	"mentions":         "@a ",
	"escapes":          `\*`,
	"list":             "1. ",
	"links with marks": "https://a.b\u0338",
	"code of spaces":   "```yaml\n ",
	"code of strings":  "```py\n\"\"\"",
	"code of quotes":   "```rs\n'a ",
}

// grown is a message of about n bytes that repeats start; a fence opens once.
func grown(start string, n int) string {
	head := ""
	if i := strings.LastIndexByte(start, '\n'); i > 0 && i < len(start)-1 {
		head, start = start[:i+1], start[i+1:]
	}
	return head + strings.Repeat(start, n/len(start))
}

func BenchmarkHostile(b *testing.B) {
	o := options()
	o.Hyperlinks = true
	for name, start := range hostile {
		s := grown(start, 4096)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rich.Rows(s, o)
			}
		})
	}
}
