package roomtest

import (
	"crypto/sha256"
	"reflect"
	"slices"
	"strings"
	"time"

	"snug/keys"
	"snug/room"
)

// expire is what the server submits of a file that is too old.
func expire(in room.ID, seq uint64, after time.Duration) room.Expire {
	return room.Expire{Header: later(room.Person{}, after), Room: in, Seq: seq}
}

// oldFiles end when the room, or the server, does not keep them any longer.
func oldFiles(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	m := h.put(ann, den.ID, "a", "bytes")
	said := h.post(ann, den.ID, "words")
	newer := room.Post{Header: later(ann, time.Hour), Room: den.ID, File: &room.File{Name: "b", Content: holding("others")}}
	h.do(newer)
	h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "look"})
	h.refused(expire(den.ID, m.Seq, 1000*time.Hour), room.ErrConflict) // it stays as long as its message
	h.configure(ann, den.ID, func(s *room.Settings) { s.FilesFor = 2 * time.Hour })
	h.refused(expire(den.ID, m.Seq, 2*time.Hour-1), room.ErrConflict)
	for _, who := range []room.Person{ann, h.admin("adm"), operator} {
		c := expire(den.ID, m.Seq, 2*time.Hour)
		c.By = who.ID
		h.refused(c, room.ErrDenied)
	}
	h.setting(keys.HouseFileKeep, "1h") // the room has said
	h.refused(expire(den.ID, m.Seq, 2*time.Hour-1), room.ErrConflict)

	rev, before, heard := h.find(den.ID).Rev, h.message(den.ID, m.Seq), len(h.events())
	e := h.change(expire(den.ID, m.Seq, 2*time.Hour))
	want, f := *before, *before.File
	f.Expired = at.Add(2 * time.Hour)
	want.File, want.Rev = &f, rev+1
	if e.Change != room.WasExpired || e.Rev != rev+1 || e.By != (room.Person{}) || !reflect.DeepEqual(*e.Message, want) {
		h.Errorf("the end of a file led to %+v of\n%+v, want\n%+v", e, e.Message, want)
	}
	h.same(e.Message)
	h.revised(den.ID, rev, m.Seq)
	if again := h.change(expire(den.ID, m.Seq, 3*time.Hour)); !reflect.DeepEqual(again.Message, e.Message) {
		h.Errorf("the end of a file that has ended led to %+v", again.Message)
	}
	if got := h.events()[heard:]; len(got) != 1 {
		h.Errorf("it delivered %+v", got)
	}
	if got := h.filesIn(den.ID); !slices.Equal(got, []room.FileID{2}) {
		h.Errorf("the room shows the files %v", got)
	}
	if in, seq, err := h.rooms.FilePlace(1); in != den.ID || seq != m.Seq || err != nil {
		h.Errorf("the expired file is in message %d of room %d, %v", seq, in, err)
	}
	h.refused(expire(den.ID, 3, 3*time.Hour-1), room.ErrConflict)
	h.configure(ann, den.ID, func(s *room.Settings) { s.FilesFor = 0 })
	h.change(expire(den.ID, 3, 2*time.Hour))

	for _, c := range []room.Expire{expire(den.ID, 99, 0), expire(den.ID, 0, 0), expire(7777, 1, 0), expire(0, 1, 0)} {
		h.refused(c, room.ErrNotFound)
	}
	h.refused(expire(den.ID, said.Seq, 1000*time.Hour), room.ErrConflict)
	// What has expired is still a message with a name, until it is deleted.
	if got := h.reply(bob, den.ID, 3, "where is it?").Message; got.Reply.Text != "" || got.Reply.File != "b" {
		h.Errorf("the expired file is quoted as %+v", got.Reply)
	}
	h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: ""})
	if gone := h.change(room.Delete{Header: header(ann), Room: den.ID, Seq: m.Seq}); gone.Message.File != nil {
		h.Errorf("the deletion left %+v", gone.Message.File)
	}
	h.refused(expire(den.ID, m.Seq, 3*time.Hour), room.ErrConflict)
	// Nobody writes in an archived room, and time goes on there.
	late := h.put(ann, den.ID, "c", "bytes")
	h.do(room.Archive{Header: header(ann), Room: den.ID, On: true})
	h.change(expire(den.ID, late.Seq, time.Hour))
	h.do(room.Discard{Header: header(ann), Room: den.ID})
	h.refused(expire(den.ID, late.Seq, time.Hour), room.ErrNotFound)
	if left := h.logged(func() { h.change(expire(h.lobby().ID, h.put(ann, h.lobby().ID, "d", "x").Seq, time.Hour)) }); len(left) > 0 {
		h.Errorf("the end of a file left %+v in the audit log", left)
	}
}

// unusedBlobs are forgotten when they are gone from the disk, and not before.
func unusedBlobs(h *house) {
	ann := h.person("ann")
	lobby := h.lobby().ID
	one, two := h.put(ann, lobby, "one", "first"), h.put(ann, lobby, "two", "second")
	h.put(ann, lobby, "two again", "second")
	unused := func(want ...string) {
		h.Helper()
		got, err := h.rooms.Unused(room.MaxPage)
		must(h, err)
		sums := []room.Sum{}
		for _, bytes := range want {
			sums = append(sums, sha256.Sum256([]byte(bytes)))
		}
		if !slices.Equal(append([]room.Sum{}, got...), sums) {
			h.Errorf("%v are not in use, want %v", got, sums)
		}
	}
	unlink := func(by room.Person, sums ...room.Sum) room.Unlink { return room.Unlink{Header: header(by), Sums: sums} }
	first, second := one.File.Sum, two.File.Sum
	unused()
	h.do(unlink(room.Person{}, first, second, room.Sum{1})) // all of them are in use, or were never there
	h.change(room.Delete{Header: header(ann), Room: lobby, Seq: one.Seq})
	h.change(room.Delete{Header: header(ann), Room: lobby, Seq: two.Seq})
	unused("first")
	for s, want := range map[room.Sum]bool{first: false, second: true, {1}: false} {
		if got, err := h.rooms.Used(s); got != want || err != nil {
			h.Errorf("%v is in use: %v, %v", s, got, err)
		}
	}
	h.uses("before it is gone", ann, lobby, use{of(1, 6), of(1, 6), of(2, 11)})
	for _, who := range []room.Person{ann, h.admin("adm"), operator} {
		h.refused(unlink(who, first), room.ErrDenied)
	}
	h.refused(unlink(room.Person{}, make([]room.Sum, room.MaxPage+1)...), room.ErrInvalid)
	h.do(unlink(room.Person{}, first, first, second))
	unused()
	h.uses("gone", ann, lobby, use{of(1, 6), of(1, 6), of(1, 6)})
	h.do(unlink(room.Person{}, first)) // after a crash it is said again
	h.put(ann, lobby, "one again", "first")
	h.uses("there again", ann, lobby, use{of(2, 11), of(2, 11), of(2, 11)})
	h.do(unlink(room.Person{}, first)) // whoever is late does no harm
	h.uses("and it stays", ann, lobby, use{of(2, 11), of(2, 11), of(2, 11)})
}

// reportedFiles: whoever reports a file shows the staff what it is called, and the
// audit log knows which it was.
func reportedFiles(h *house) {
	ann, bob, mod := h.person("ann"), h.person("bob"), h.moderator("mod")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, mod)
	bare := h.put(bob, den.ID, "dir/evil.exe", "bytes")
	c := putting(bob, den.ID, "evil.exe", "bytes")
	c.Text = "run this"
	both := h.do(c).(room.Posted).Message
	for seq, want := range map[uint64]string{bare.Seq: "[file] dir/evil.exe", both.Seq: "run this\n[file] evil.exe"} {
		e := h.do(complaint(ann, bob, den.ID, seq)).(room.Reported)
		if e.Report.Excerpt != want || strings.Contains(e.Posted.Message.Text, "evil") {
			h.Errorf("the report shows %q, and the staff reads %q", e.Report.Excerpt, e.Posted.Message.Text)
		}
	}
	sum := " sha256:" + bare.File.Sum.String()
	left := h.logs(room.Delete{Header: header(mod), Room: den.ID, Seq: bare.Seq})
	if !strings.HasPrefix(left.After, "sha256:") || !strings.HasSuffix(left.After, ", file 1"+sum) {
		h.Errorf("the deletion is in the audit log as %q", left.After)
	}
	if left := h.logs(purge(ann, den.ID, bob)); !strings.HasSuffix(left.After, ", 1 with files") {
		h.Errorf("the purge is in the audit log as %q", left.After)
	}
	left = h.logs(room.Configure{Header: header(ann), Room: den.ID, Is: room.Settings{Files: room.FilesOff, FilesFor: 24 * time.Hour}})
	if left.After != "no files, keeps files 24h0m0s" {
		h.Errorf("the settings are in the audit log as %q", left.After)
	}
	left = h.logs(room.Configure{
		Header: header(ann), Room: den.ID,
		Was: room.Settings{Files: room.FilesOff, FilesFor: 24 * time.Hour}, Is: room.Settings{Files: room.FilesByModerators},
	})
	if left.After != "files by moderators" {
		h.Errorf("the settings are in the audit log as %q", left.After)
	}
}
