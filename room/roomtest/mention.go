package roomtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

func mentions(h *house) {
	author := h.called(h.person("author"), "作者")
	bob, bobby := h.person("Bob"), h.person("bobby-j")
	wang := h.called(h.person("wangxm"), "王小明")
	xiao := h.called(h.person("xiaowang"), "王小")
	space := h.called(h.person("spaced"), "Anna Lena 安")
	ivan := h.called(h.person("ivanov"), "Иван")
	outsider := h.person("outsider")
	den := h.room(author, "den")
	for _, p := range []room.Person{bob, bobby, wang, xiao, space, ivan} {
		h.do(room.Join{Header: header(p), Room: den.ID})
	}
	ids := func(people ...room.Person) []room.UserID {
		var ids []room.UserID
		for _, p := range people {
			ids = append(ids, p.ID)
		}
		return ids
	}
	for _, tt := range []struct {
		name string
		text string
		want []room.UserID
	}{
		{"nobody", "hello bob", nil},
		{"a username", "hello @bob", ids(bob)},
		{"in other case", "@BOB!", ids(bob)},
		{"full-width mark and letters", "＠ｂｏｂ", ids(bob)},
		{"followed by a full stop", "@bob. @bobby-j, you too", ids(bob, bobby)},
		{"an apostrophe", "that is @bob's", ids(bob)},
		{"in emphasis", "*@bob* and _@bobby-j_", ids(bob, bobby)},
		{"each once, in the order of naming", "@wangxm @bob @王小明 @bob", ids(wang, bob)},
		{"within Chinese", "你好@bob再见", ids(bob)},
		{"a display name", "@王小明你好", ids(wang)},
		{"the longest name wins", "@王小明", ids(wang)},
		{"a shorter one when the longer is nobody's", "@王小红", ids(xiao)},
		{"a display name with spaces", "@anna lena 安好", ids(space)},
		{"only a part of one", "@Anna Lena", nil},
		{"Cyrillic", "@иван, привет", ids(ivan)},
		{"the beginning of a Cyrillic word", "@Иванушка", nil},
		{"the beginning of a username", "@bobb", nil},
		{"a username with more behind a hyphen", "@bob-j", nil},
		{"a hyphen at the end", "@bob-", ids(bob)},
		{"an address", "bob@bob.example", nil},
		{"an address with a digit", "x1@bob", nil},
		{"a mark without a name", "@ bob, @", nil},
		{"two marks", "@@bob", ids(bob)},
		{"not across lines", "@Anna\nLena 安", nil},
		{"the author", "@author @作者 @bob", ids(bob)},
		{"who is not in the room", "@outsider @bob", ids(bob)},
		{"who is not anybody", "@stranger @bob", ids(bob)},
		{"marks only", strings.Repeat("@", room.MaxTextBytes), nil},
	} {
		h.Run(tt.name, func(t *testing.T) {
			e, err := h.rooms.Do(t.Context(), room.Post{Header: header(author), Room: den.ID, Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			if got := e.(room.Posted).Message.Mentions; !slices.Equal(got, tt.want) {
				t.Errorf("%q names %v, want %v", tt.text, got, tt.want)
			}
		})
	}
	if m := h.post(author, h.lobby().ID, "@outsider"); !slices.Equal(m.Mentions, ids(outsider)) {
		h.Errorf("the lobby's message names %v, want everybody to be a member there", m.Mentions)
	}

	var all strings.Builder
	for i := range room.MaxMentions + 5 {
		fmt.Fprintf(&all, "@%s ", h.person(word("pal", i)).Name)
	}
	if m := h.post(author, h.lobby().ID, all.String()); len(m.Mentions) != room.MaxMentions {
		h.Errorf("a message names %d people, want %d", len(m.Mentions), room.MaxMentions)
	}
	// Text that would take a look at every name from every character.
	hostile := strings.Repeat("@"+strings.Repeat("王", 20), 60)
	if m := h.post(author, den.ID, hostile+" @bob"); len(m.Mentions) > 1 {
		h.Errorf("hostile text names %v", m.Mentions)
	}
}

// unseen checks the unread mentions of somebody.
func (h *house) unseen(who room.Person, want map[room.ID][]uint64) {
	h.Helper()
	if got, err := h.rooms.Mentions(who.ID); err != nil || !maps.EqualFunc(got, want, slices.Equal) {
		h.Errorf("unread mentions of %s are %v, %v; want %v", who.Name, got, err, want)
	}
}

func mentionIndex(h *house) {
	ann, bob, cyd, mod := h.person("ann"), h.person("bob"), h.person("cyd"), h.staff("mod", keys.Moderator)
	lobby, den := h.lobby().ID, h.room(ann, "den").ID
	h.do(room.Join{Header: header(bob), Room: den})
	h.unseen(bob, nil)
	for _, said := range []string{"@bob one", "nobody", "@bob @cyd three", "@bob four", "@cyd five"} {
		h.post(ann, lobby, said)
	}
	h.post(ann, den, "@bob in the den")
	h.unseen(bob, map[room.ID][]uint64{lobby: {1, 3, 4}, den: {1}})
	h.unseen(cyd, map[room.ID][]uint64{lobby: {3, 5}})
	h.unseen(ann, nil)

	e := h.change(room.Edit{Header: header(ann), Room: lobby, Seq: 3, Text: "@cyd only"})
	if !slices.Equal(e.Unnamed, []room.UserID{bob.ID}) {
		h.Errorf("the edit no longer names %v, want bob", e.Unnamed)
	}
	h.change(room.Edit{Header: header(ann), Room: lobby, Seq: 2, Text: "@bob after all"})
	h.change(room.React{Header: header(cyd), Room: lobby, Seq: 4, Emoji: "+1", On: true})
	h.change(room.Pin{Header: header(mod), Room: lobby, Seq: 4, On: true})
	h.reply(cyd, lobby, 4, "an answer")
	h.unseen(bob, map[room.ID][]uint64{lobby: {1, 2, 4}, den: {1}})
	h.change(room.Delete{Header: header(ann), Room: lobby, Seq: 4})
	h.unseen(bob, map[room.ID][]uint64{lobby: {1, 2}, den: {1}})
	h.do(room.Read{Header: header(bob), Marks: []room.Mark{{User: bob.ID, Room: lobby, Seq: 1}, {User: bob.ID, Room: den, Seq: 1}}})
	h.unseen(bob, map[room.ID][]uint64{lobby: {2}})
	// An edit that names somebody behind their mark calls nobody.
	h.change(room.Edit{Header: header(ann), Room: lobby, Seq: 1, Text: "@bob @cyd one"})
	h.unseen(bob, map[room.ID][]uint64{lobby: {2}})
	h.unseen(cyd, map[room.ID][]uint64{lobby: {1, 3, 5}})

	var want []uint64
	for range room.MaxCalls + 10 {
		want = append(want, h.post(ann, den, "@bob again").Seq)
	}
	h.unseen(bob, map[room.ID][]uint64{lobby: {2}, den: want[10:]})
}

func scans(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.do(room.Join{Header: header(bob), Room: den.ID})
	h.post(ann, h.lobby().ID, "the needle of another room")
	for i, text := range []string{
		"Hello World", "a needle in hay", "数据库迁移脚本", "ÉCOLE straße", "NEEDLE again", "100% `code`",
		"needle to be deleted", "ΣΊΣΥΦΟΣ", "first\nsecond needle", "the end",
	} {
		who := ann
		if i%2 == 1 {
			who = bob
		}
		h.do(room.Post{Header: later(who, time.Duration(i)*time.Hour), Room: den.ID, Text: text})
	}
	h.change(room.Edit{Header: later(ann, 4*time.Hour), Room: den.ID, Seq: 5, Text: "Needle edited"})
	h.change(room.Delete{Header: later(ann, 6*time.Hour), Room: den.ID, Seq: 7})
	h.change(room.Pin{Header: header(ann), Room: den.ID, Seq: 2, On: true})

	for _, tt := range []struct {
		name string
		scan room.Scan
		want []uint64
	}{
		{"everything", room.Scan{}, []uint64{10, 9, 8, 6, 5, 4, 3, 2, 1}},
		{"a word, whatever its case", room.Scan{Words: []string{"nEEdle"}}, []uint64{9, 5, 2}},
		{"two words", room.Scan{Words: []string{"needle", "hay"}}, []uint64{2}},
		{"a phrase", room.Scan{Words: []string{"hello world"}}, []uint64{1}},
		{"across a line", room.Scan{Words: []string{"first\nsecond"}}, []uint64{9}},
		{"Chinese inside a sentence", room.Scan{Words: []string{"迁移"}}, []uint64{3}},
		{"letters with marks", room.Scan{Words: []string{"école"}}, []uint64{4}},
		{"decomposed letters", room.Scan{Words: []string{"e\u0301cole"}}, []uint64{4}},
		{"Greek", room.Scan{Words: []string{"σίσυφος"}}, []uint64{8}},
		{"signs", room.Scan{Words: []string{"100%"}}, []uint64{6}},
		{"what was edited away", room.Scan{Words: []string{"again"}}, nil},
		{"what is not there", room.Scan{Words: []string{"zebra"}}, nil},
		{"what only the room's name has", room.Scan{Words: []string{"den"}}, nil},
		{"an author", room.Scan{From: bob.ID}, []uint64{10, 8, 6, 4, 2}},
		{"a word of an author", room.Scan{Words: []string{"needle"}, From: bob.ID}, []uint64{2}},
		{"nobody's", room.Scan{From: 77}, nil},
		{"since", room.Scan{After: at.Add(5 * time.Hour)}, []uint64{10, 9, 8, 6}},
		{"until", room.Scan{Until: at.Add(2 * time.Hour)}, []uint64{2, 1}},
		{"between", room.Scan{After: at.Add(2 * time.Hour), Until: at.Add(4 * time.Hour)}, []uint64{4, 3}},
		{"before a number", room.Scan{Before: 4}, []uint64{3, 2, 1}},
		{"before far beyond the last", room.Scan{Before: 1 << 60, Words: []string{"end"}}, []uint64{10}},
		{"asked of each", room.Scan{Match: func(m *room.Message) bool { return m.Pinned }}, []uint64{2}},
		{"bytes that are no text", room.Scan{Words: []string{"\xff\xfe"}}, nil},
		{"a huge word", room.Scan{Words: []string{strings.Repeat("x", 1<<20)}}, nil},
	} {
		h.Run(tt.name, func(t *testing.T) {
			// All at once, and one by one.
			for _, limit := range []int{room.MaxPage, 1} {
				s := tt.scan
				s.Limit = limit
				var got []uint64
				for range 100 {
					found, err := h.rooms.Scan(t.Context(), den.ID, s)
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, seqs(found.Found)...)
					if len(found.Found) > limit {
						t.Fatalf("%d found at once, want %d at most", len(found.Found), limit)
					}
					if s.Before = found.Next; found.Next == 0 {
						break
					}
				}
				if s.Before != 0 || !slices.Equal(got, tt.want) {
					t.Errorf("found %v with at most %d at once, want %v", got, limit, tt.want)
				}
			}
		})
	}
}
