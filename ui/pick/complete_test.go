package pick_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"snug/text"
	"snug/ui/pick"
)

// world is a server as a completer sees it.
func world() pick.Sources {
	room, person := pick.Arg{Name: "ROOM", Kind: pick.ArgRoom}, pick.Arg{Name: "USERNAME", Kind: pick.ArgPerson}
	words := pick.Arg{Name: "TEXT", Kind: pick.ArgText, Rest: true}
	return pick.Sources{
		Commands: []pick.Command{
			{
				Name: "help", Aliases: []string{"帮助"}, Help: "Show what there is.",
				Args: []pick.Arg{{Name: "COMMAND", Kind: pick.ArgCommandName, Rest: true}},
			},
			{Name: "room join", Aliases: []string{"join", "j", "加入"}, Args: []pick.Arg{room}, Help: "Enter a room."},
			{Name: "room create", Args: []pick.Arg{{Name: "NAME"}}, Help: "Make a room."},
			{Name: "room show", Args: []pick.Arg{room}},
			{Name: "room", Help: "Say where you are."},
			{Name: "go", Aliases: []string{"w", "前往"}, Args: []pick.Arg{room}},
			{Name: "msg", Aliases: []string{"m", "私聊"}, Args: []pick.Arg{person, words}},
			{Name: "me", Args: []pick.Arg{words}},
			{Name: "react", Args: []pick.Arg{{Name: "ID", Kind: pick.ArgMessage}, {Name: "EMOJI", Kind: pick.ArgEmoji}}},
			{Name: "set", Args: []pick.Arg{{Name: "KEY", Kind: pick.ArgSettingKey}, {Name: "VALUE", Kind: pick.ArgSettingValue}}},
			{Name: "silence", Args: []pick.Arg{person, {Name: "TIME", Kind: pick.ArgDuration, Choices: []string{"10m", "1h", "1d"}}}},
			{Name: "notify", Args: []pick.Arg{
				{Name: "ROOM", Kind: pick.ArgRoom, Choices: []string{"everywhere"}},
				{Name: "WHAT", Kind: pick.ArgChoice, Choices: []string{"all", "mentions", "none"}},
			}},
			{Name: "invite", Args: []pick.Arg{{Name: "[ROOM]", Kind: pick.ArgRoom, Optional: true}, person}},
			{Name: "dm", Args: []pick.Arg{{Name: "USERS", Kind: pick.ArgPeople}}},
			{Name: "adjust", Args: []pick.Arg{
				{Name: "[ROOM]", Kind: pick.ArgRoom, Optional: true},
				{Name: "KEY", Kind: pick.ArgChoice, Choices: []string{"slow", "theme"}},
				{Name: "[VALUE]", Kind: pick.ArgSettingValue, Optional: true, By: map[string][]string{"slow": {"off", "on"}}},
			}},
			{Name: "message", Aliases: []string{"message edit"}, Args: []pick.Arg{words}},
			{Name: "quit"},
		},
		People: []pick.Person{
			{Name: "alfred"},
			{Name: "alice", Recent: 7},
			{Name: "wxm", Display: "王小明", Recent: 9},
			{Name: "zzll", Display: "站长老李"},
			{Name: "evil", Display: "red\x1b[31m\u202ebob\n"},
			{Name: ""},
		},
		Rooms: []pick.Room{
			{Name: "lobby", Topic: "All\x1b]0;x\x07 that is new"},
			{Name: "golang"},
			{Name: "综合讨论"},
		},
		Settings: []pick.Setting{
			{Name: "theme", Values: []string{"dark", "light", "none"}, Help: "Colours."},
			{Name: "tz", Help: "Time zone."},
		},
	}
}

func TestComplete(t *testing.T) {
	tests := []struct {
		name, in string // the bar is the cursor
		want     string // what is inserted, best first, with | between; only the first ones
	}{
		{"a command", "/qu|", "/quit "},
		{"a command by its full-width letters", "／ｑｕ|", "/quit "},
		{"commands in the order given", "/|", "/help |/join |/room |/go |"},
		{"a short form typed shows the name", "/j|", "/join |"},
		{"a short form that looks like nothing else", "/w|", "/w "},
		{"a Chinese name", "/加|", "/加入 "},
		{"a Chinese name by pinyin", "/jiaru|", "/加入 "},
		{"a Chinese name by initials", "、bz|", "/帮助 "},
		{"a command that begins others is there once", "/roo|", "/room "},
		{"a part in the middle", "/uit|", "/quit "},
		{"no such command", "/xyzzy|", ""},

		{"the next word of a command", "/room |", "join |create |show "},
		{"the next word begun", "/room cr|", "create "},
		{"after an unknown word", "/xyzzy a|", ""},
		{"a room after two words", "/room join go|", "golang "},
		{"a room after a short form", "/j lo|", "lobby "},
		{"a room after the Chinese name", "/加入 zh|", "综合讨论 "},
		{"a room with its sign", "/join #lo|", "#lobby "},
		{"no second room", "/join lobby lo|", ""},
		{"a switch does not count", "/join --quiet lo|", "lobby "},
		{"no switch is guessed", "/join --l|", ""},
		{"a person", "/msg al|", "alice |alfred "},
		{"the first of several people", "/dm al|", "alice |alfred "},
		{"the next of several people", "/dm wxm,al|", "wxm,alice |wxm,alfred "},
		{"the next of several, with a wide comma", "/dm alice，王|", "alice,wxm "},
		{"text offers nothing", "/msg alice go|", ""},
		{"a person within text", "/msg alice ask @wx|", "@wxm "},
		{"an emoji", "/react 81 tad|", ":tada: |"},
		{"a message offers nothing", "/react |", ""},
		{"a setting", "/set th|", "theme "},
		{"its values", "/set theme |", "dark |light |none "},
		{"its value begun", "/set theme li|", "light "},
		{"values of a setting that has none", "/set tz |", ""},
		{"values of an unknown setting", "/set nosuch |", ""},
		{"a duration", "/silence bob 1|", "10m |1h |1d "},
		{"choices before rooms", "/notify |", "everywhere |lobby |golang |"},
		{"a choice", "/notify lobby me|", "mentions "},
		{"a room that may be left out, and what is behind it", "/invite al|", "alice |alfred "},
		{"a person behind a room", "/invite #lobby al|", "alice |alfred "},
		{"a choice or a room", "/adjust lo|", "slow |lobby "},
		{"a value by the word before it", "/adjust slow of|", "off "},
		{"a value where a room was named", "/adjust #lobby slow of|", "off "},
		{"not the values of a setting of the same name", "/adjust #lobby theme |", ""},
		{"a command's name", "/help ro|", "room "},
		{"its second word", "/help room c|", "create "},
		{"a word of an alias, and text", "/message ed|", "edit "},

		{"people: who spoke last first", "@|", "@wxm |@alice |@alfred |"},
		{"who spoke last among equals", "@al|", "@alice |@alfred "},
		{"by the other name", "@王|", "@wxm "},
		{"by its pinyin", "@zhanzhang|", "@zzll "},
		{"mixed", "@王xiaoming|", "@wxm "},
		{"rooms", "#|", "#lobby |#golang |#综合讨论 "},
		{"a room by pinyin", "＃zhtl|", "#综合讨论 "},
		{"an emoji by name", ":tad|", ":tada: |"},
		{"an emoji in full-width letters", "：ｔａｄ|", ":tada: |"},
		{"in brackets no space", "(@ali|)", "@alice"},
	}
	c := pick.NewCompleter(world())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, cursor := cut(tt.in)
			tok, ok := pick.At(s, cursor)
			if !ok {
				t.Fatalf("At(%q) finds nothing to complete", tt.in)
			}
			var inserts []string
			for _, cand := range c.Complete(tok, 0) {
				checkCandidate(t, cand)
				inserts = append(inserts, cand.Insert)
			}
			got := strings.Join(inserts, "|")
			if strings.HasSuffix(tt.want, "|") && strings.HasPrefix(got, tt.want) {
				return
			}
			if got != tt.want {
				t.Errorf("%q completes to %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// checkCandidate holds a candidate to what is promised of all of them.
func checkCandidate(t *testing.T, c pick.Candidate) {
	t.Helper()
	for what, s := range map[string]string{"inserts": c.Insert, "shows": c.Label, "notes": c.Note} {
		if strings.IndexFunc(s, unicode.IsControl) >= 0 || text.StripLine(s) != s {
			t.Errorf("a candidate %s %q, which is not clean", what, s)
		}
	}
	if c.Insert == "" || c.Label == "" {
		t.Errorf("an empty candidate: %+v", c)
	}
	if strings.HasSuffix(c.Insert, "  ") {
		t.Errorf("%q ends with two spaces", c.Insert)
	}
	at, edges := 0, map[int]bool{}
	for cluster := range text.Grapheme.Clusters(c.Label) {
		edges[at] = true
		at += len(cluster)
	}
	for _, p := range c.Positions {
		if !edges[p] {
			t.Errorf("%q has no cluster at %d", c.Label, p)
		}
	}
}

func TestCandidatesShowWhatMatched(t *testing.T) {
	tests := []struct{ name, in, label, note, matched string }{
		{"a command", "/qu|", "/quit", "", "qu"},
		{"a command's help", "/join|", "/join", "Enter a room.", "join"},
		{"a command in Chinese", "/jr|", "/加入", "Enter a room.", "加入"},
		{"a person", "@wx|", "@wxm", "王小明", "wx"},
		{"a person by the other name", "@ming|", "王小明", "@wxm", "明"},
		{"a room and its topic, cleaned", "#lo|", "#lobby", "All]0;x that is new", "lo"},
		{"an emoji", ":tad|", ":tada:", "🎉", "tad"},
		{"a name that is hostile, cleaned", "@bob|", "red[31mbob ", "@evil", "bob"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tok, _ := pick.At(cut(tt.in))
			found := pick.Complete(tok, world(), 1)
			if len(found) != 1 {
				t.Fatalf("%d candidates, want 1", len(found))
			}
			c := found[0]
			if c.Label != tt.label || c.Note != tt.note || matched(c.Label, c.Positions) != tt.matched {
				t.Errorf("shown as %q with %q, matching %q; want %q, %q, %q",
					c.Label, c.Note, matched(c.Label, c.Positions), tt.label, tt.note, tt.matched)
			}
		})
	}
}

func TestCompleterIsNotChangedByUse(t *testing.T) {
	src := world()
	c := pick.NewCompleter(src)
	tok, _ := pick.At("@al", 3)
	first := c.Complete(tok, 0)
	if second := c.Complete(tok, 0); !slices.EqualFunc(first, second, func(a, b pick.Candidate) bool {
		return a.Insert == b.Insert && slices.Equal(a.Positions, b.Positions)
	}) {
		t.Errorf("asked twice: %+v, then %+v", first, second)
	}
	if src.People[0].Name != "alfred" {
		t.Error("the people of the source were put in another order")
	}
	if got := c.Complete(tok, 1); len(got) != 1 {
		t.Errorf("%d candidates, want the limit of 1", len(got))
	}
}
