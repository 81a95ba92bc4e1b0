package command_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/session/command"
)

func TestDescribe(t *testing.T) {
	w := newWorld(t)
	alice, guest := w.member(t, "alice"), w.guest(t)
	var b strings.Builder
	for _, d := range w.Describe(alice.who, command.Slash) {
		fmt.Fprintf(&b, "%s", strings.Join(d.Names, ", "))
		for _, a := range d.Args {
			fmt.Fprintf(&b, " %s", a.Kind)
			if a.Choices != nil {
				fmt.Fprintf(&b, "%v", a.Choices)
			}
			if a.Rest {
				b.WriteString("...")
			}
			if a.Optional {
				b.WriteString("?")
			}
		}
		b.WriteByte('\n')
	}
	golden.RequireEqual(t, []byte(b.String()))

	names := make(map[string]bool)
	for _, d := range w.Describe(guest.who, command.Slash) {
		for _, name := range d.Names {
			names[name] = true
		}
	}
	if !names["help"] || names["send"] || names["tail"] {
		t.Errorf("a guest is told of %v", names)
	}
}

func TestChineseNamesOfCommands(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for _, name := range []string{
		"加入", "离开", "房间", "成员", "设置", "昵称", "搜索", "帮助", "回复",
		"主题", "简介", "房间设置", "慢速", "私密", "邀请", "取消邀请", "谢绝", "成员列表", "角色", "转让", "归档", "私聊", "对话", "屏蔽",
	} {
		if a, _ := alice.slash(0, "help "+name); a.status != 0 {
			t.Errorf("/帮助 %s = %d %q", name, a.status, a.err)
		}
	}
}

func TestLongUsagesDoNotPushTheHelpAside(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	out := alice.must(t, "help")
	for l := range strings.Lines(out) {
		if at := strings.Index(l, "Show the account and the key"); at > 40 {
			t.Errorf("what commands do begins in column %d:\n%s", at, out)
		}
	}
	if out := alice.must(t, "help room set"); !strings.Contains(out, "KEY: one of: private, join") {
		t.Errorf("help room set = %q, want the keys", out)
	}
	if a, _ := alice.slash(1, "room set a b c d"); !strings.Contains(a.err, "/room set [#ROOM] [KEY] [VALUE]") {
		t.Errorf("a misused command says %q", a.err)
	}
}
