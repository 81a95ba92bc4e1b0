package text_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
	"golang.org/x/text/width"

	"snug/text"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name string
		cols int
		in   string
		want []string
	}{
		{"empty", 10, "", []string{""}},
		{"fits", 5, "hello", []string{"hello"}},
		{"words", 11, "the quick brown fox", []string{"the quick", "brown fox"}},
		{"line breaks are kept", 10, "a\n\nb\n", []string{"a", "", "b", ""}},
		{"spaces at the break go", 3, "abc    def", []string{"abc", "def"}},
		{"spaces inside stay", 20, "a   b", []string{"a   b"}},
		{"indentation stays", 8, "  if x {}", []string{"  if x", "{}"}},
		{"indentation without room goes", 6, "        return", []string{"return"}},
		{"only spaces", 3, "      ", []string{""}},
		{"long word", 4, "abcdefghij", []string{"abcd", "efgh", "ij"}},
		{"long word goes down first", 6, "ab cdefghijk", []string{"ab", "cdefgh", "ijk"}},
		{"Chinese fills the line", 8, "早上好各位同学", []string{"早上好各", "位同学"}},
		{"wide character goes down whole", 5, "早上好", []string{"早上", "好"}},
		{"wide character alone", 1, "早a", []string{"?", "a"}},
		{"no columns", 0, "ab", []string{"a", "b"}},
		{"link goes down whole", 28, "请看 https://example.com/d/42 吧", []string{"请看", "https://example.com/d/42 吧"}},
		{
			"long link breaks after its marks", 20, "see https://example.com/a/very/long/path?with=query&and=more-things/and/so/on ok",
			[]string{"see", "https://example.com/", "a/very/long/path?", "with=query&and=more-", "things/and/so/on ok"},
		},
		{"link without marks", 12, "https://abcdefghijklmnop", []string{"https://", "abcdefghijkl", "mnop"}},
		{"two links", 16, "http://a.b/c http://d.e/f", []string{"http://a.b/c", "http://d.e/f"}},
		{"commands", 12, "/join /leave /help /who :tada: :+1:", []string{"/join /leave", "/help /who", ":tada: :+1:"}},
		{"commands in Chinese", 12, "接受，/join garden：/room list", []string{"接受，/join", "garden：", "/room list"}},
		{"a command behind a mark", 6, "说，/decline", []string{"说，", "/decli", "ne"}},
		{"a command in brackets", 12, "leave (/leave books) or （/room list）", []string{"leave", "(/leave", "books) or", "（/room", "list）"}},
		{"a command in quotes", 8, "输入“/room”吧", []string{"输入", "“/room”", "吧"}},
		{"alternatives are no commands", 8, "either/or 北京/shanghai", []string{"either/", "or 北京/", "shanghai"}},
		{"options", 10, "make --verbose -j8", []string{"make", "--verbose", "-j8"}},
		{"French punctuation", 9, "bonjour ! ok", []string{"bonjour !", "ok"}},
		{"combining marks stay with their base", 2, "e\u0338e\u0338e\u0338", []string{"e\u0338e\u0338", "e\u0338"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.WcWidth.Wrap(tt.in, tt.cols); !slices.Equal(got, tt.want) {
				t.Errorf("Wrap(%q, %d)\n got %q\nwant %q", tt.in, tt.cols, got, tt.want)
			}
		})
	}
}

func TestWrapKinsoku(t *testing.T) {
	const (
		review = "早。我把迁移脚本写完了，请帮忙 review：https://example.com/d/42"
		alter  = "ALTER TABLE 会锁表，建议先建影子表再切换，否则高峰期会有几十秒的写入延迟。"
	)
	tests := []struct {
		name string
		cols int
		in   string
		want []string
	}{
		{"link after a colon", 58, review, []string{"早。我把迁移脚本写完了，请帮忙 review：", "https://example.com/d/42"}},
		{"120 columns", 53, alter, []string{"ALTER TABLE 会锁表，建议先建影子表再切换，否则高峰期", "会有几十秒的写入延迟。"}},
		{"120 columns, narrower", 48, alter, []string{"ALTER TABLE 会锁表，建议先建影子表再切换，否则高", "峰期会有几十秒的写入延迟。"}},
		{"80 columns: the comma takes a character along", 41, alter, []string{"ALTER TABLE 会锁表，建议先建影子表再切", "换，否则高峰期会有几十秒的写入延迟。"}},
		{"50 columns: the comma fits", 43, alter, []string{"ALTER TABLE 会锁表，建议先建影子表再切换，", "否则高峰期会有几十秒的写入延迟。"}},
		{"30 columns", 22, "看起来不错，有两个小问题：", []string{"看起来不错，有两个小问", "题："}},
		{"composer", 48, "好的，我下午两点前确认。顺便问一下，回滚脚本也要放进同一个 PR 吗？", []string{"好的，我下午两点前确认。顺便问一下，回滚脚本也要", "放进同一个 PR 吗？"}},
		{"opening mark goes down", 6, "你好（世界）", []string{"你好", "（世", "界）"}},
		{"title marks", 8, "请看《红楼梦》", []string{"请看《红", "楼梦》"}},
		{"quotes between ideographs", 10, "他说“你好”然后说“再见”", []string{"他说“你好”", "然后说“再", "见”"}},
		{"ellipsis", 8, "我走了啊……真的", []string{"我走了", "啊……真的"}},
		{"dash", 10, "他——就是小王——来了", []string{"他——就是小", "王——来了"}},
		{"mark after a long word", 6, "abcdef。", []string{"abcde", "f。"}},
		{"nothing but marks", 4, "，，，，，", []string{"，，", "，，", "，"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.WcWidth.Wrap(tt.in, tt.cols); !slices.Equal(got, tt.want) {
				t.Errorf("Wrap(%q, %d)\n got %q\nwant %q", tt.in, tt.cols, got, tt.want)
			}
		})
	}
}

// naiveWidth measures without the package under test.
func naiveWidth(m text.Method, s string) int {
	if m == text.Grapheme {
		return uniseg.StringWidth(s)
	}
	n := 0
	for _, r := range s {
		switch kind := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

func withoutSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// pieces are put together at random. No two marks stand together, so that on
// twelve columns there is always a way to keep kinsoku.
var pieces = []string{
	"a", "word", "hello ", " ", "   ", "世", "中文", "早上好", "你，", "好。", "（是", "“对”啊", "《书》名", "。\n", "\n", "　",
	"https://example.com/d/42 ", "http://a.example/one/two/three?four=five&six=seven-eight/nine/ten/eleven ", "/help ", ":tada: ",
	family, "❤️", "🎉", "🇨🇳", "é", "e\u0338", "Привет ", "日本語", "カタカナ", "한국어 ",
}

func TestWrapKeepsItsPromises(t *testing.T) {
	const closing, opening = "，。、；：？！）】》」』”’…—％", "（【《「『“‘"
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 1500 {
		var b strings.Builder
		for range rnd.IntN(60) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		s := b.String()
		m := text.Method(rnd.IntN(2))
		cols := 1 + rnd.IntN(120)
		lines := m.Wrap(s, cols)

		var want strings.Builder
		for g := uniseg.NewGraphemes(s); g.Next(); {
			if naiveWidth(m, g.Str()) > cols {
				want.WriteByte('?')
			} else {
				want.WriteString(g.Str())
			}
		}
		if got, want := withoutSpaces(strings.Join(lines, "")), withoutSpaces(want.String()); got != want {
			t.Fatalf("Wrap(%q, %d) has the text %q, want %q", s, cols, got, want)
		}
		var apart []string
		for para := range strings.SplitSeq(s, "\n") {
			apart = append(apart, m.Wrap(para, cols)...)
		}
		if !slices.Equal(lines, apart) {
			t.Fatalf("Wrap(%q, %d) = %q, and by paragraphs %q", s, cols, lines, apart)
		}
		for _, line := range lines {
			if w := naiveWidth(m, line); w > cols {
				t.Fatalf("Wrap(%q, %d): %q takes %d columns", s, cols, line, w)
			}
		}
		if cols < 12 || strings.Contains(s, "\n") {
			continue
		}
		for i, line := range lines {
			if i > 0 && (line == "" || strings.ContainsAny(firstCluster(line), closing+" 　")) {
				t.Fatalf("Wrap(%q, %d): line %q starts badly", s, cols, line)
			}
			if i < len(lines)-1 && strings.ContainsAny(lastCluster(line), opening+" 　") {
				t.Fatalf("Wrap(%q, %d): line %q ends badly", s, cols, line)
			}
		}
	}
}

func firstCluster(s string) string {
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return cluster
}

func lastCluster(s string) string {
	last := ""
	for g := uniseg.NewGraphemes(s); g.Next(); {
		last = g.Str()
	}
	return last
}

func FuzzWrap(f *testing.F) {
	f.Add("早。我把迁移脚本写完了，请帮忙 review：https://example.com/d/42", 20, true)
	f.Add(family+heart+scotland+"\n  indent (“quote” -- dash)", 3, false)
	f.Add("  ://  ： “ ” （（（，，，", 2, true)
	f.Fuzz(func(t *testing.T, s string, cols int, grapheme bool) {
		s = text.Strip(s)
		m, measure := text.WcWidth, ansi.StringWidthWc
		if grapheme {
			m, measure = text.Grapheme, ansi.StringWidth
		}
		lines := m.Wrap(s, cols)
		for _, line := range lines {
			if w := measure(line); w > max(cols, 1) {
				t.Fatalf("Wrap(%+q, %d): %+q takes %d columns", s, cols, line, w)
			}
		}
		var want strings.Builder
		for cluster, w := range m.Clusters(s) {
			if w > max(cols, 1) {
				cluster = "?"
			}
			want.WriteString(cluster)
		}
		if got, want := withoutSpaces(strings.Join(lines, "")), withoutSpaces(want.String()); got != want {
			t.Fatalf("Wrap(%+q, %d) has the text %+q, want %+q", s, cols, got, want)
		}
	})
}

// TestLinesAfterAPlaceApart holds Apart to its word: lines that start at such
// a place are those of the rest alone, and those before it do not depend on
// what follows.
func TestLinesAfterAPlaceApart(t *testing.T) {
	more := append([]string{"( a", "' 中", "a-b", "://", "—中", "‘a’ ", "1.5", "$ 3", "9中", "\u200b", "！a", "{ 中"}, pieces...)
	rnd := rand.New(rand.NewPCG(5, 6))
	asked := 0
	for range 500 {
		var b strings.Builder
		for range 1 + rnd.IntN(40) {
			b.WriteString(strings.ReplaceAll(more[rnd.IntN(len(more))], "\n", " "))
		}
		s := text.Strip(b.String())
		m := text.Method(rnd.IntN(2))
		cols := 2 + rnd.IntN(30)
		starts := slices.Collect(m.Breaks(s, cols))
		for i, at := range starts {
			if !text.Apart(s, at) {
				continue
			}
			asked++
			rest := slices.Collect(m.Breaks(s[at:], cols))
			for j := range rest {
				rest[j] += at
			}
			if !slices.Equal(rest, starts[i+1:]) {
				t.Fatalf("%+q in %d columns from %d: lines at %v, the rest alone at %v", s, cols, at, starts[i+1:], rest)
			}
		}
		for at, r := range s {
			if at == 0 || !text.Apart(s, at) {
				continue
			}
			other := s[:at] + string(r) + strings.TrimSpace(more[rnd.IntN(len(more))])
			start := 0
			for i, next := range slices.Collect(m.Breaks(other, cols)) {
				if m.Width(m.Narrow(s[start:at+len(string(r))], cols)) <= cols || next > at {
					break // the line ends because of what is behind
				}
				if start = next; i >= len(starts) || starts[i] != start {
					t.Fatalf("%+q and %+q in %d columns differ before %d: %v", s, other, cols, at, starts)
				}
			}
		}
	}
	if asked < 500 {
		t.Errorf("only %d lines started at places apart", asked)
	}
}
