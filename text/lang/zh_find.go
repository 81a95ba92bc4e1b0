package lang

// zhFind is what the screen says about searching, lists of messages and
// copying.
var zhFind = map[string]string{
	"\nBefore the edit, %s:\n%s":                "\n编辑之前，%s：\n%s",
	"  deleted %s":                              "  删除于 %s",
	"  edited %s":                               "  编辑于 %s",
	"  said by %s (@%s), %s":                    "  %s (@%s) 发于 %s",
	"  seen by %s, of those who are here":       "  在场的人中已读：%s",
	"%d found; that is all":                     "找到 %d 条，没有更多了",
	"(deleted)":                                 "（已删除）",
	"Message %d of #%s, %s":                     "#%[2]s 的第 %[1]d 条消息，%[3]s",
	"found %d of %d":                            "第 %d 条，共找到 %d 条",
	"links; Enter copies one":                   "链接，回车复制",
	"nothing was found":                         "什么也没有找到",
	"pinned in #%s":                             "#%s 的置顶",
	"search:":                                   "搜索：",
	"searching ...":                             "正在搜索……",
	"there are no links":                        "没有链接",
	"there is nothing to copy yet":              "还没有可以复制的内容",
	"what is pinned in this room":               "本房间的置顶消息",
	"the links in what was said lately":         "最近消息里的链接",
	"nothing was searched for; Ctrl-F searches": "还没有搜索过，请按 Ctrl-F",
	"nothing is pinned here; select a message and press p":                                  "这里没有置顶消息，选中一条再按 p 即可置顶",
	"search: words, from: in: before: after: has:":                                          "搜索：词语，以及 from: in: before: after: has:",
	"the messages as plain text, for marking and copying":                                   "以纯文本显示消息，便于选取复制",
	"words, and from: in: before: after: has: -- Enter searches":                            "输入词语，也可用 from: in: before: after: has:，回车开始搜索",
	"%d found; searched back to %s, Down at the end searches further":                       "找到 %d 条，已搜到 %s，在末尾按下方向键继续",
	"Enter search, then go there  Up Down choose  Esc close":                                "回车 搜索并跳转  上下 选择  Esc 关闭",
	"mark with the mouse to copy  PgUp PgDn scroll  Esc close":                              "用鼠标选取复制  PgUp PgDn 翻页  Esc 关闭",
	"that is too much to copy; use Alt-L and mark it with the mouse":                        "内容太多，无法复制；请按 Alt-L 后用鼠标选取",
	"sent to your terminal's clipboard; some terminals and tmux block this, then use Alt-L": "已发送到你的终端剪贴板；有些终端和 tmux 会拦截，那就用 Alt-L",
}
