package pick_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"snug/text"
	"snug/ui/pick"
)

// matched is what a match picks out of a candidate.
func matched(candidate string, positions []int) string {
	var b strings.Builder
	at := 0
	for cluster := range text.Grapheme.Clusters(candidate) {
		if slices.Contains(positions, at) {
			b.WriteString(cluster)
		}
		at += len(cluster)
	}
	return b.String()
}

func TestMatch(t *testing.T) {
	tests := []struct {
		name, typed, candidate, want string // want: the clusters that match; - for no match
	}{
		{"a prefix", "al", "alice", "al"},
		{"all of it", "alice", "alice", "alice"},
		{"with gaps", "ae", "alice", "ae"},
		{"upper case typed", "AL", "alice", "al"},
		{"upper case in the candidate", "al", "ALICE", "AL"},
		{"full-width typed", "ａｌ１", "al1", "al1"},
		{"full-width in the candidate", "al1", "ａｌｉｃｅ１", "ａｌ１"},
		{"an accent left out", "jose", "José", "José"},
		{"an accent typed", "josé", "José", "José"},
		{"the start of a word rather than the first letter found", "rb", "rooboot-bob", "rb"},
		{"one after the other rather than apart", "ob", "o-rob", "ob"},
		{"words with a space typed", "off to", "off-topic", "offto"},
		{"in the wrong order", "la", "alx", "-"},
		{"longer than the candidate", "alicia", "alice", "-"},
		{"nothing in nothing", "a", "", "-"},
		{"nothing typed", "", "alice", ""},
		{"spaces typed", "  ", "alice", ""},
		{"more than anybody types", strings.Repeat("a", 65), strings.Repeat("a", 100), "-"},
		{"one letter for two", "ss", "straße", "ß"},

		{"a Chinese character", "长", "站长老李", "长"},
		{"several", "站李", "站长老李", "站李"},
		{"another character of the same sound", "占", "站长老李", "-"},
		{"initials", "zzll", "站长老李", "站长老李"},
		{"pinyin", "zhanzhang", "站长老李", "站长"},
		{"pinyin with spaces", "zhan zhang", "站长老李", "站长"},
		{"pinyin in capitals", "ZhanZhang", "站长老李", "站长"},
		{"pinyin begun", "zhanzh", "站长老李", "站长"},
		{"two-letter initials", "zhzh", "站长老李", "站长"},
		{"the other reading of 长", "chang", "站长老李", "长"},
		{"characters and pinyin", "王xiaoming", "王小明", "王小明"},
		{"characters and initials", "站ll", "站长老李", "站老李"},
		{"pinyin and initials", "wxming", "王小明", "王小明"},
		{"a reading that is a surname's", "shan", "单田芳", "单"},
		{"v for ü", "lv", "吕布", "吕"},
		{"u for ü", "lu", "吕布", "吕"},
		{"a syllable cut short before another", "zhazh", "站长", "-"},
		{"not its pinyin", "wang", "站长老李", "-"},
		{"traditional characters", "zhanzhang", "站長", "站長"},
		{"Chinese after Latin", "dagou", "team打狗", "打狗"},
		{"Latin after Chinese", "boss", "老板boss", "boss"},

		{"a family as one", "b", "👨‍👩‍👧b", "b"},
		{"an escape in the candidate", "red", "\x1b[31mred", "red"},
		{"an override in the candidate", "ab", "\u202ea\u202cb", "ab"},
		{"an escape typed", "\x1b[31m", "alice31m", "-"},
		{"a candidate that is not UTF-8", "a", "\xff\xfea", "a"},
		{"typed what is not UTF-8", "\xff", "alice", "-"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, positions, ok := pick.Match(tt.typed, tt.candidate)
			got := "-"
			if ok {
				got = matched(tt.candidate, positions)
			}
			if got != tt.want {
				t.Errorf("Match(%q, %q) matches %q, want %q", tt.typed, tt.candidate, got, tt.want)
			}
		})
	}
}

func TestMatchPrefersWordStarts(t *testing.T) {
	_, positions, ok := pick.Match("ob", "roobot-ops-bob")
	if want := []int{2, 3}; !ok || !slices.Equal(positions, want) {
		t.Errorf("ob in roobot-ops-bob at %v, want the run %v", positions, want)
	}
	_, positions, ok = pick.Match("b", "robot-bob")
	if want := []int{6}; !ok || !slices.Equal(positions, want) {
		t.Errorf("b in robot-bob at %v, want the start of the word, %v", positions, want)
	}
}

func TestRankOrder(t *testing.T) {
	tests := []struct {
		name, typed string
		want        []string // in this order; also what is there
		from        []string
	}{
		{
			"prefix, word, initials, middle, apart", "go",
			[]string{"golang", "team-go", "global-ops", "bingo", "gallop"},
			[]string{"gallop", "bingo", "global-ops", "team-go", "zzz", "golang"},
		},
		{"all of it before longer ones", "room", []string{"room", "rooms"}, []string{"rooms", "room"}},
		{"equals as they come", "al", []string{"alfred", "al-b", "alice"}, []string{"alfred", "al-b", "alice"}},
		{
			"the character before its sound", "王",
			[]string{"王小明"},
			[]string{"wang", "王小明", "汪洋"},
		},
		{
			"Latin before pinyin of the same letters", "wang",
			[]string{"wang", "王小明", "小王"},
			[]string{"小王", "王小明", "wang"},
		},
		{
			"whole syllables before initials", "zha",
			[]string{"查理", "子红安"},
			[]string{"子红安", "查理"},
		},
		{"a capital begins a word", "b", []string{"aliceBob", "absent"}, []string{"absent", "aliceBob"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, r := range pick.Rank(tt.typed, tt.from, 0) {
				got = append(got, tt.from[r.Item])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Rank(%q) = %q, want %q", tt.typed, got, tt.want)
			}
		})
	}
}

func TestListFindsAnItemByAnyKeyOnce(t *testing.T) {
	type person struct{ name, display string }
	l := pick.NewList([]person{{"wxm", "王小明"}, {"", "nobody"}, {"ming", ""}},
		func(p person) []string { return []string{p.name, p.display} })

	got := l.Rank("wxm", 0)
	if len(got) != 1 || got[0].Item.name != "wxm" || got[0].Key != 0 {
		t.Errorf("wxm finds %+v, want it once, by its name", got)
	}
	got = l.Rank("xiaoming", 0)
	if len(got) != 1 || got[0].Key != 1 || matched("王小明", got[0].Positions) != "小明" {
		t.Errorf("xiaoming finds %+v, want 小明 in the second key", got)
	}
	if got = l.Rank("", 0); len(got) != 2 || got[0].Item.name != "wxm" {
		t.Errorf("nothing typed finds %+v, want the two with a name, in order", got)
	}
	if got = l.Rank("m", 1); len(got) != 1 || got[0].Item.name != "ming" {
		t.Errorf("m finds %+v, want the best one only", got)
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range [][2]string{
		{"zzll", "站长老李"},
		{"al", "alice"},
		{"ｅ", "José"},
		{"a", "\xff👨‍👩‍👧a"},
		{"\x1b", "\x1b[31m"},
		{"lv", "吕\u0301布\r\n"},
		{"kg", "㎏ﬁ"},
		{"", ""},
		{"ng", "嗯"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, typed, candidate string) {
		_, positions, ok := pick.Match(typed, candidate)
		if !ok && len(positions) > 0 {
			t.Errorf("no match of %q in %q, yet positions %v", typed, candidate, positions)
		}
		edges, at := make(map[int]bool), 0
		for cluster := range text.Grapheme.Clusters(candidate) {
			edges[at] = true
			at += len(cluster)
		}
		for i, p := range positions {
			if !edges[p] {
				t.Errorf("%q in %q matches at %d, which is within a cluster", typed, candidate, p)
			}
			if i > 0 && p <= positions[i-1] {
				t.Errorf("%q in %q: positions %v are not in order", typed, candidate, positions)
			}
		}
		if _, _, ok := pick.Match(candidate, candidate); utf8.ValidString(candidate) && candidate != "" && len(text.Fold(candidate)) < 32 && !ok {
			t.Errorf("%q does not match itself", candidate)
		}
	})
}
