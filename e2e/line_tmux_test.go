package e2e_test

import (
	"path/filepath"
	"testing"
)

// TestTwoPeopleTalkInLines signs up by questions and talks on terminals that can
// show no screen, one of them in Chinese and one narrow.
func TestTwoPeopleTalkInLines(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	ana := d.open("ana", 80, 24, d.ssh("ana", d.key("ana")), "TERM=dumb")
	ana.waitFor(signUpText, "ana")
	ana.press("Enter") // what is suggested
	ana.waitFor("Display name")
	ana.press("Enter")
	ana.waitFor("[y/N]")
	ana.do("y")
	ana.waitFor("you are ana in #lobby", "#lobby>")

	wang := d.open("wang", 30, 20, d.ssh("wangxm", d.key("wang"), "-o", "SetEnv=LC_ALL=zh_CN.UTF-8 ACCESSIBLE=1"))
	wang.waitFor("用户名")
	wang.press("C-u")
	wang.do("xiaoming")
	wang.waitFor("昵称")
	wang.do("王小明")
	wang.waitFor("[y/N]")
	wang.do("y")
	wang.waitFor("#lobby>")
	ana.do("hello, 小明")
	wang.waitFor("ana: hello, 小明")

	// What arrives waits while something is typed, and the row stays whole. One that
	// is longer than the terminal is wide is shown in part.
	wang.send("这一行比这个终端的宽度要长得多")
	wang.cursorBehind("得多")
	ana.do("are you there?")
	wang.press("BSpace")
	wang.cursorBehind("得")
	wang.gone("are you there?")
	wang.press("Home")
	wang.cursorBehind("#lobby> ")
	wang.waitFor("> 这一行")
	wang.press("Enter")
	ana.waitFor("xiaoming: 这一行比这个终端的宽度要长得")
	wang.waitFor("ana: are you there?")

	// Tab completes, the arrow brings the last line back.
	ana.send("@xia")
	ana.press("Tab")
	ana.cursorBehind("> @xiaoming ")
	ana.send("here")
	ana.press("Enter")
	wang.waitFor("ana: @xiaoming here")
	ana.press("Up")
	ana.cursorBehind("@xiaoming here")
	ana.press("C-u")
	ana.press("C-d")
	ana.waitFor("ssh ended with 0")
	wang.do("/退出")
	wang.waitFor("ssh ended with 0")
}
