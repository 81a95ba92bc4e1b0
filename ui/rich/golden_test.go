package rich_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/text/lang"
	"snug/ui/rich"
	"snug/ui/screen"
	"snug/ui/theme"
)

// conversation is what the golden files show.
var conversation = []string{
	"早。我把**迁移脚本**写完了，请 @bob 帮忙 review：https://example.com/d/42?tab=files&line=1234#discussion",
	"看起来不错，有两个小问题：\n1. 回滚分支没有测试；\n2. `ALTER TABLE` 会锁表，建议先建影子表再切换，否则高峰期会有几十秒的写入延迟。",
	"> 有两个小问题\n改好了，@alice 也看看 [设计](https://example.com/design) ~~昨天~~ *今天*",
	"结局是 ||凶手是管家|| :smile: 👨\u200d👩\u200d👧 ❤️",
	"```sql\nBEGIN;\nCREATE TABLE users_new (LIKE users INCLUDING ALL); -- shadow table\nCOMMIT;\n```\n# Done",
}

func TestGoldenMessages(t *testing.T) {
	for _, colours := range []struct {
		name   string
		colors screen.Colors
	}{{"none", screen.NoColor}, {"16", screen.Colors16}, {"256", screen.Colors256}} {
		for _, background := range []string{"dark", "light"} {
			t.Run(colours.name+"/"+background, func(t *testing.T) {
				var b strings.Builder
				for i, msg := range conversation {
					o := rich.Options{
						Theme: theme.Of(colours.colors, background == "dark"), Lang: lang.Lang(i % 2), Cols: 48, FirstCols: 40,
						Me: []string{"bob"}, Known: func(name string) bool { return name == "alice" }, Hyperlinks: true, ID: uint64(i + 1),
					}
					for _, row := range rich.Rows(msg, o) {
						fmt.Fprintf(&b, "%s|\n", strings.ReplaceAll(row, "\x1b", "^["))
					}
				}
				golden.RequireEqual(t, b.String())
			})
		}
	}
}
