package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/mattn/go-runewidth"
	"github.com/rivo/uniseg"

	"snug/room"
	"snug/text"
	"snug/ui"
	"snug/ui/screen"
)

// grid is a frame drawn into cells, by a width routine that is not ours: the
// characters, and below them one letter for the style of each cell.
func grid(f *screen.Frame) string {
	var chars, styles strings.Builder
	letters := map[string]string{"": "."}
	legend := ""
	for _, row := range f.Rows {
		col := 0
		for _, seg := range row {
			pad := strings.Repeat(" ", seg.Col-col)
			chars.WriteString(pad)
			styles.WriteString(pad)
			col += len(pad)
			style, sgr, link := "", "", ""
			for rest := seg.Text; rest != ""; {
				if target, after, ok := hyperlink(rest); ok {
					link, rest = target, after
					style = strings.TrimSpace(sgr + " " + link)
					continue
				}
				if strings.HasPrefix(rest, "\x1b[") {
					code, after, _ := strings.Cut(rest[2:], "m")
					sgr, rest = code, after
					style = strings.TrimSpace(sgr + " " + link)
					continue
				}
				var c string
				c, rest, _, _ = uniseg.FirstGraphemeClusterInString(rest, -1)
				if letters[style] == "" {
					letters[style] = string(rune('a' + len(letters) - 1))
					legend += letters[style] + " = " + style + "\n"
				}
				w := runewidth.StringWidth(c)
				chars.WriteString(c)
				styles.WriteString(strings.Repeat(letters[style], w))
				col += w
			}
		}
		for _, b := range []*strings.Builder{&chars, &styles} {
			b.WriteString(strings.Repeat(" ", max(f.Width-col, 0)) + "|\n")
		}
	}
	return fmt.Sprintf("%s\n%s\n%scursor %d,%d hidden %v\ntitle %s\n", &chars, &styles, legend, f.Cursor.Col, f.Cursor.Row, f.Cursor.Hidden, f.Title)
}

// hyperlink takes the sequence that opens or closes a link from the start of s,
// and returns where it leads; empty for one that closes.
func hyperlink(s string) (target, rest string, ok bool) {
	s, ok = strings.CutPrefix(s, "\x1b]8;")
	if !ok {
		return "", "", false
	}
	seq, rest, ok := strings.Cut(s, "\x1b\\")
	_, target, _ = strings.Cut(seq, ";")
	return target, rest, ok
}

// demo is the conversation of the design notes.
func demo() *fakeSeat {
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC) }
	alice, bob := room.Person{ID: 2, Name: "alice"}, room.Person{ID: 3, Name: "bob"}
	wang, carol := room.Person{ID: 4, Name: "王小明"}, room.Person{ID: 5, Name: "carol"}
	main := &fakeRoom{Room: room.Room{ID: 2, Name: "综合讨论", Topic: "后端与数据库 -- 发言前请先看置顶"}, read: 5}
	for _, m := range []room.Message{
		{At: at(21, 21, 58), Author: alice, Text: "今天的部署推迟到周一，大家周末愉快！\n有问题先在这里说，别直接改线上配置。"},
		{At: at(21, 22, 3), Author: bob, Text: "ok"},
		{At: at(22, 9, 12), Author: wang, Text: "早。我把迁移脚本写完了，请帮忙 review：\nhttps://example.com/d/42"},
		{At: at(22, 9, 13), Author: carol, Text: "看起来不错，有两个小问题："},
		{At: at(22, 9, 13), Author: carol, Text: "1. 回滚分支没有测试；\n2. ALTER TABLE 会锁表，建议先建影子表再切换，否则高峰期会有几十秒的写入延迟。"},
		{At: at(22, 9, 15), Author: alice, Text: "我来跑一遍测试，给我十分钟。"},
		{At: at(22, 9, 16), Author: alice, Text: "先喝杯咖啡"},
		{At: at(22, 9, 21), Author: bob, Style: room.Action, Text: "重启了测试机"},
		{At: at(22, 9, 24), Author: alice, Text: "@you 能确认一下 #ops 的窗口时间吗？", Mentions: []room.UserID{1}},
		{At: at(22, 9, 30), Author: bob, Text: "edited message"},
	} {
		main.append(&m)
	}
	for i, name := range []string{"alice", "bob", "carol", "you", "王小明", "李雷", "韩梅梅"} {
		main.present = append(main.present, room.Presence{Person: room.Person{ID: room.UserID(i + 2), Name: name}})
	}
	seat := newFakeSeat(
		&fakeRoom{Room: room.Room{ID: 1, Name: "lobby"}},
		main,
		(&fakeRoom{Room: room.Room{ID: 3, Name: "golang"}}).fill(4, now),
		(&fakeRoom{Room: room.Room{ID: 4, Name: "ops"}}).fill(9, now),
	)
	return seat
}

func TestGoldenChat(t *testing.T) {
	sizes := []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}, {19, 4}}
	for _, size := range sizes {
		for _, colors := range []screen.Colors{screen.NoColor, screen.Colors16, screen.Colors256} {
			t.Run(fmt.Sprintf("%dx%d colours %d", size.cols, size.rows, colors), func(t *testing.T) {
				c := ui.Config{
					Chat: ui.Chat{Seat: demo(), Host: &fakeHost{}, Room: 2},
					Caps: screen.Caps{Method: text.Grapheme, Colors: colors, Dark: true},
				}
				inSession(t, c, size.cols, size.rows, func(s *session) {
					s.write("好的，我下午两点前确认。")
					golden.RequireEqual(t, grid(s.m.Frame()))
				})
			})
		}
	}
}

func TestGoldenSignUp(t *testing.T) {
	for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}, {20, 5}} {
		t.Run(fmt.Sprintf("%dx%d", size.cols, size.rows), func(t *testing.T) {
			inSession(t, ui.Config{SignUp: newSignUp(nil)}, size.cols, size.rows, func(s *session) {
				golden.RequireEqual(t, grid(s.m.Frame()))
			})
		})
	}
}
