package pick_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/ui/pick"
)

// crowd is a server of 2000 people, half of them with a Chinese name too.
func crowd() []pick.Person {
	given := strings.Split("小明 建国 丽华 志强 秀英 伟 芳 娜 静 洋 长青 重阳 乐天 晓单 海燕", " ")
	family := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾单仇解任区查盖翟覃")
	people := make([]pick.Person, 2000)
	for i := range people {
		people[i] = pick.Person{Name: fmt.Sprintf("member-%c%c%d", 'a'+i%26, 'a'+i/26%26, i), Recent: i % 97}
		if i%2 == 0 {
			people[i].Display = string(family[i%len(family)]) + given[i/2%len(given)]
		}
	}
	return people
}

func names(people []pick.Person) []string {
	var all []string
	for _, p := range people {
		if p.Display != "" {
			all = append(all, p.Display)
		} else {
			all = append(all, p.Name)
		}
	}
	return all
}

func BenchmarkRank2000(b *testing.B) {
	l := pick.NewList(names(crowd()), func(s string) []string { return []string{s} })
	for _, typed := range []string{"m", "mb1", "wxm", "zhangxiaoming", "王", "qqqq"} {
		b.Run(typed, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Rank(typed, 10)
			}
		})
	}
}

func BenchmarkPrepare2000(b *testing.B) {
	all := names(crowd())
	b.ReportAllocs()
	for b.Loop() {
		pick.NewList(all, func(s string) []string { return []string{s} })
	}
}

// BenchmarkComplete2000 is what a keystroke costs: with a completer that is
// kept, and with one made anew.
func BenchmarkComplete2000(b *testing.B) {
	src := world()
	src.People = crowd()
	tok, _ := pick.At("hi @wx", 6)
	kept := pick.NewCompleter(src)
	b.Run("kept", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			kept.Complete(tok, 10)
		}
	})
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			pick.Complete(tok, src, 10)
		}
	})
}

func BenchmarkAt(b *testing.B) {
	s := strings.Repeat("一段中文 and some English. ", 100) + "@al"
	b.ReportAllocs()
	for b.Loop() {
		pick.At(s, len(s))
	}
}
