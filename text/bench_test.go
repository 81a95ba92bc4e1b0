package text_test

import (
	"testing"

	"snug/text"
)

const (
	english = "The quick brown fox jumps over the lazy dog, and the dog does not mind at all today."
	chinese = "早。我把迁移脚本写完了，请帮忙看一下：有两个小问题，回滚分支没有测试，建议先建影子表再切换。"
)

func BenchmarkWidth(b *testing.B) {
	for name, s := range map[string]string{"ASCII": english, "CJK": chinese, "styled": "\x1b[1m" + english + "\x1b[0m"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.WcWidth.Width(s)
			}
		})
	}
}

func BenchmarkWrap(b *testing.B) {
	for name, s := range map[string]string{"ASCII": english, "CJK": chinese} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.WcWidth.Wrap(s, 61)
			}
		})
	}
}

func BenchmarkStripClean(b *testing.B) {
	for name, s := range map[string]string{"ASCII": english, "CJK": chinese, "emoji": english + family + heart} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.Strip(s)
			}
		})
	}
}
