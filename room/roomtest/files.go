package roomtest

import (
	"crypto/sha256"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"snug/room"
)

// holding returns what is known of bytes.
func holding(bytes string) room.Content {
	return room.Content{Sum: sha256.Sum256([]byte(bytes)), Size: int64(len(bytes)), Type: "text/plain"}
}

// putting is a file that somebody puts into a room, with nothing said.
func putting(by room.Person, in room.ID, name, bytes string) room.Post {
	return room.Post{Header: header(by), Room: in, File: &room.File{Name: name, Content: holding(bytes)}}
}

// put puts a file into a room, which must be taken, as MayPost must say.
func (h *house) put(by room.Person, in room.ID, name, bytes string) *room.Message {
	h.Helper()
	c := putting(by, in, name, bytes)
	h.may(c)
	return h.do(c).(room.Posted).Message
}

// may fails unless a post would be taken now, also before its bytes have come.
func (h *house) may(c room.Post) {
	h.Helper()
	for _, c := range []room.Post{c, unsent(c)} {
		if err := h.rooms.MayPost(c); err != nil {
			h.Errorf("MayPost(%+v) = %v", c.File, err)
		}
	}
}

// unsent is a post whose file has not come yet.
func unsent(c room.Post) room.Post {
	if c.File != nil {
		c.File = &room.File{Name: c.File.Name}
	}
	return c
}

// mayNot fails unless a post with a file is refused, in the same words, by whoever is
// asked: before the first byte, with the file, and by what would store it.
func (h *house) mayNot(c room.Post, want error, words ...string) {
	h.Helper()
	h.says(c, want, words...)
	said := h.told(c, want)
	for _, c := range []room.Post{c, unsent(c)} {
		if err := h.rooms.MayPost(c); kind(err) != want || err.Error() != said {
			h.Errorf("MayPost = %v, want %q", err, said)
		}
	}
}

// use is what files take up.
type use struct{ of, in, all room.Usage }

// used returns what the files of somebody, of a room, and all of them take up.
func (h *house) used(of room.Person, in room.ID) use {
	h.Helper()
	var u use
	var err error
	u.of, u.in, u.all, err = h.rooms.FileUse(of.ID, in)
	must(h, err)
	return u
}

// uses fails unless files take up so much.
func (h *house) uses(when string, of room.Person, in room.ID, want use) {
	h.Helper()
	if got := h.used(of, in); got != want {
		h.Errorf("%s: files take up %+v, want %+v", when, got, want)
	}
}

// filesIn returns the numbers of the files that a room shows, the newest first.
func (h *house) filesIn(in room.ID) []room.FileID {
	h.Helper()
	found, err := h.rooms.Files(in, 0, room.MaxPage)
	must(h, err)
	var ids []room.FileID
	for _, m := range found {
		ids = append(ids, m.File.ID)
	}
	return ids
}

func filesInRooms(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	c := putting(ann, den.ID, "photos/cat.jpg", "a cat")
	c.File.ID, c.File.Expired = 77, at // which are not the submitter's to say
	c.Text = "@bob look"
	given := *c.File
	e := h.do(c).(room.Posted)
	m := e.Message
	want := room.File{ID: 1, Name: "photos/cat.jpg", Content: holding("a cat")}
	if m.File == nil || *m.File != want || m.File.Leaf() != "cat.jpg" || m.Text != "@bob look" || e.Again || *c.File != given {
		h.Errorf("the file is %+v in %+v", m.File, m)
	}
	h.same(m)
	h.unseen(bob, map[room.ID][]uint64{den.ID: {m.Seq}})
	mute := h.put(bob, den.ID, "🐈.txt", "a cat") // the same bytes, and nothing said
	if mute.File.ID != 2 || mute.Text != "" {
		h.Errorf("the second file is %+v in %+v", mute.File, mute)
	}
	h.uses("the same bytes twice", bob, den.ID, use{room.Usage{Files: 1, Bytes: 5}, room.Usage{Files: 2, Bytes: 10}, room.Usage{Files: 1, Bytes: 5}})
	if in, seq, err := h.rooms.FilePlace(2); in != den.ID || seq != mute.Seq || err != nil {
		h.Errorf("file 2 is in message %d of room %d, %v", seq, in, err)
	}
	if got := h.filesIn(den.ID); !slices.Equal(got, []room.FileID{2, 1}) {
		h.Errorf("the room shows the files %v", got)
	}

	quoting := h.reply(ann, den.ID, mute.Seq, "nice").Message
	if q := quoting.Reply; q.Text != "" || q.File != "🐈.txt" || h.reply(bob, den.ID, m.Seq, "too").Message.Reply.Text != "@bob look" {
		h.Errorf("the file is quoted as %+v", quoting.Reply)
	}
	edit := func(m *room.Message, text string) room.Edit {
		return room.Edit{Header: header(m.Author), Room: den.ID, Seq: m.Seq, Text: text}
	}
	if e := h.change(edit(mute, "mine")); e.Message.Text != "mine" || e.Message.File == nil {
		h.Errorf("the edit led to %+v", e.Message)
	}
	if e := h.change(edit(m, "")); e.Message.Text != "" || e.Message.File == nil || len(e.Unnamed) != 1 {
		h.Errorf("the edit to nothing led to %+v", e)
	}
	if v := h.versions(mute); len(v) != 1 || v[0].Text != "" {
		h.Errorf("before the edit it said %+v", v)
	}
	h.refused(edit(m, ""), room.ErrConflict)
	h.refused(edit(quoting, ""), room.ErrInvalid)
	if q := h.message(den.ID, quoting.Seq).Reply; q.Text != "mine" {
		h.Errorf("the file is quoted as %+v, and its text is there now", q)
	}

	gone := h.change(room.Delete{Header: header(bob), Room: den.ID, Seq: mute.Seq})
	if gone.Message.File != nil || gone.Message.Text != "" {
		h.Errorf("the deletion left %+v", gone.Message)
	}
	if _, _, err := h.rooms.FilePlace(2); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("a file that was deleted is found: %v", err)
	}
	if next := h.put(ann, h.lobby().ID, "next", "x"); next.File.ID != 3 {
		h.Errorf("the next file has number %d, want 3", next.File.ID)
	}
	if q := h.message(den.ID, quoting.Seq).Reply; q.Text != "" || q.File != "" || !q.Deleted {
		h.Errorf("the deleted file is quoted as %+v", q)
	}
}

// badFiles are refused by anybody, and leave no trace.
func badFiles(h *house) {
	ann := h.person("ann")
	den := h.room(ann, "den")
	h.put(ann, den.ID, "there already", "bytes")
	before, full, heard := h.everythingOf(den.ID), h.used(ann, den.ID), len(h.events())
	for _, tt := range []struct {
		name  string
		spoil func(*room.Post)
	}{
		{"nothing at all", func(c *room.Post) { c.File = nil }},
		{"no name", func(c *room.Post) { c.File.Name = "" }},
		{"a way up", func(c *room.Post) { c.File.Name = "../../etc/passwd" }},
		{"from the root", func(c *room.Post) { c.File.Name = "/etc/passwd" }},
		{"a folder alone", func(c *room.Post) { c.File.Name = "docs/" }},
		{"a dot", func(c *room.Post) { c.File.Name = "." }},
		{"what terminals act on", func(c *room.Post) { c.File.Name = "a\x1b[2J" }},
		{"two lines", func(c *room.Post) { c.File.Name = "a\nb" }},
		{"a zero byte", func(c *room.Post) { c.File.Name = "a\x00b" }},
		{"from right to left", func(c *room.Post) { c.File.Name = "cod\u202egpj.exe" }},
		{"a long name", func(c *room.Post) { c.File.Name = strings.Repeat("x", room.MaxLeaf+1) }},
		{"a very long one", func(c *room.Post) { c.File.Name = strings.Repeat("x", 4096) }},
		{"deep folders", func(c *room.Post) { c.File.Name = strings.Repeat("d/", room.MaxFileName) + "x" }},
		{"a negative size", func(c *room.Post) { c.File.Size = -1 }},
		{"the most negative size", func(c *room.Post) { c.File.Size = -1 << 63 }},
		{"10 GiB", func(c *room.Post) { c.File.Size = 10 << 30 }},
		{"the largest size", func(c *room.Post) { c.File.Size = 1<<63 - 1 }},
		{"no sum", func(c *room.Post) { c.File.Sum = room.Sum{} }},
		{"nothing that has bytes", func(c *room.Post) { c.File.Sum = sha256.Sum256(nil) }},
		{"something that has none", func(c *room.Post) { c.File.Size = 0 }},
		{"no type", func(c *room.Post) { c.File.Type = "" }},
		{"half a type", func(c *room.Post) { c.File.Type = "text/" }},
		{"a type that terminals act on", func(c *room.Post) { c.File.Type = "text/\x1b[2J" }},
		{"a type of two lines", func(c *room.Post) { c.File.Type = "text/plain\n" }},
		{"a long type", func(c *room.Post) { c.File.Type = "text/" + strings.Repeat("x", 1000) }},
	} {
		c := putting(ann, den.ID, "a", "some")
		tt.spoil(&c)
		if said := h.told(c, room.ErrInvalid); strings.ContainsAny(said, "\x1b\n\x00\u202e") || len(said) > 2*room.MaxFileName {
			h.Errorf("%s is refused with %q", tt.name, said)
		}
	}
	if after := h.everythingOf(den.ID); after != before || len(h.events()) != heard {
		h.Errorf("refusals left\n%s\nwhere there was\n%s", after, before)
	}
	h.uses("after refusals", ann, den.ID, full)
	h.put(ann, den.ID, strings.Repeat("x", room.MaxLeaf), "")
	h.put(ann, den.ID, "-rf", "x")
	h.put(ann, den.ID, ".profile", "x")
	h.put(ann, den.ID, "二〇二六/报告.pdf", "x")
}

// sameFile submits a file again under its ID.
func sameFile(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.roomWith(ann, "den", room.Settings{Slow: time.Hour})
	h.enter(den.ID, bob)
	h.setting("file-quota", "1k")
	c := putting(bob, den.ID, "a", strings.Repeat("x", 1024)) // slow mode, and the quota, have no room for another
	first, heard := h.do(c).(room.Posted), len(h.events())
	h.may(c)
	if e := h.do(c).(room.Posted); !e.Again || !reflect.DeepEqual(e.Message, first.Message) {
		h.Errorf("the file again led to %+v", e)
	}
	h.uses("once", bob, den.ID, use{room.Usage{Files: 1, Bytes: 1024}, room.Usage{Files: 1, Bytes: 1024}, room.Usage{Files: 1, Bytes: 1024}})
	for name, change := range map[string]func(*room.Post){
		"another name": func(c *room.Post) { c.File = &room.File{Name: "b", Content: c.File.Content} },
		"other bytes":  func(c *room.Post) { c.File = &room.File{Name: "a", Content: holding("y")} },
		"a text":       func(c *room.Post) { c.Text = "look" },
		"no file":      func(c *room.Post) { c.File, c.Text = nil, "a" },
	} {
		other := c
		change(&other)
		if e, err := h.rooms.Do(h.Context(), other); !errors.Is(err, room.ErrConflict) {
			h.Errorf("%s under the same ID led to %+v, %v", name, e, err)
		}
	}
	// The ID is in every link to the message, and is nobody else's.
	borrowed := c
	borrowed.By = ann.ID
	h.refused(borrowed, room.ErrConflict)
	if err := h.rooms.MayPost(borrowed); !errors.Is(err, room.ErrConflict) {
		h.Errorf("MayPost under the ID of somebody else's file = %v", err)
	}
	h.change(room.Delete{Header: header(bob), Room: den.ID, Seq: first.Message.Seq})
	again := h.do(c).(room.Posted)
	if !again.Again || again.Message.File != nil || again.Message.Deleted.IsZero() {
		h.Errorf("the deleted file again led to %+v", again.Message)
	}
	if got := h.events()[heard:]; len(got) != 1 {
		h.Errorf("files again delivered %+v", got)
	}
	h.uses("deleted", bob, den.ID, use{all: room.Usage{Files: 1, Bytes: 1024}})
}
