package roomtest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"snug/room"
)

// purged returns the numbers of the messages that a purge has deleted.
func purged(e room.Event) []uint64 {
	var all []uint64
	for _, c := range e.(room.Purged).Gone {
		all = append(all, c.Message.Seq)
	}
	return all
}

func purges(h *house) {
	ann, bob, cyd, eve := h.person("ann"), h.person("bob"), h.person("cyd"), h.person("eve")
	mod, adm := h.moderator("mod"), h.admin("adm")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd, mod, adm)
	h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator})
	for i, by := range []room.Person{cyd, bob, ann, mod, adm, cyd, bob} { // 1 to 7
		h.do(room.Post{Header: later(by, time.Duration(i)*time.Minute), Room: den.ID, Text: "@ann @eve spam"})
	}
	reply := h.do(room.Post{Header: later(cyd, time.Hour), Room: den.ID, Text: "more", Reply: 1}).(room.Posted) // 8
	answer := h.reply(ann, den.ID, reply.Message.Seq, "stop it")                                                // 9
	h.change(room.Edit{Header: later(cyd, 5*time.Minute), Room: den.ID, Seq: 1, Text: "@ann spam, spam"})
	h.change(room.Pin{Header: header(ann), Room: den.ID, Seq: 1, On: true})
	h.change(room.React{Header: header(cyd), Room: den.ID, Seq: 6, Emoji: "tada", On: true})

	with := func(by room.Person, set func(*room.Purge)) room.Purge {
		c := purge(by, den.ID)
		set(&c)
		return c
	}
	for _, tt := range []struct {
		c    room.Command
		kind error
	}{
		{purge(cyd, den.ID), room.ErrDenied},
		{purge(eve, den.ID), room.ErrDenied},
		{purge(ann, 7777), room.ErrNotFound},
		{purge(ann, h.converse(ann, bob).ID), room.ErrDenied},
		{with(ann, func(c *room.Purge) { c.Limit = 0 }), room.ErrInvalid},
		{with(ann, func(c *room.Purge) { c.Limit = room.PurgeAtOnce + 1 }), room.ErrInvalid},
		{with(ann, func(c *room.Purge) { c.Of = []room.UserID{3, 2} }), room.ErrInvalid},
		{with(ann, func(c *room.Purge) { c.Since, c.Until = at, at }), room.ErrInvalid},
	} {
		h.refused(tt.c, tt.kind)
	}
	minute := func(n int) time.Time { return at.Add(time.Duration(n) * time.Minute) }
	within := func(c *room.Purge) { c.Since, c.Until = minute(1), minute(6) }

	// A moderator of the room spares who is not below, but nothing of their own.
	e := h.do(with(bob, within)).(room.Purged)
	if got := purged(e); !slices.Equal(got, []uint64{6, 2}) || e.Next != 0 || e.By != bob {
		h.Errorf("the purge of minutes 1 to 6 led to %+v of %v", e, got)
	}
	for _, c := range e.Gone {
		h.same(c.Message)
		if m := c.Message; m.Text != "" || m.Deleted.IsZero() || len(m.Reactions) > 0 || len(m.Mentions) > 0 || m.Removed != (m.Author != bob) {
			h.Errorf("a tombstone is %+v", m)
		}
		if want := ids(ann); c.Change != room.WasDeleted || !slices.Equal(c.Unnamed, want) {
			h.Errorf("a change is %+v, want it to name %v no longer", c, want)
		}
	}
	// One person's, of whom the newest first, so many at a time.
	c := with(bob, func(c *room.Purge) { c.Of, c.Limit = ids(ann, cyd), 1 })
	e = h.do(c).(room.Purged)
	if got := purged(e); !slices.Equal(got, []uint64{8}) || e.Next != 8 {
		h.Errorf("the first of cyd's led to %+v of %v", e, got)
	}
	if again := h.do(c).(room.Purged); len(again.Gone) != 0 || again.Next != e.Next {
		h.Errorf("the repeated purge led to %+v, want no more than how to go on", again)
	}
	c.Header, c.Before = header(bob), e.Next
	e = h.do(c).(room.Purged)
	if got := purged(e); !slices.Equal(got, []uint64{1}) || e.Gone[0].Pins != 0 || h.find(den.ID).Pins != 0 {
		h.Errorf("the second of cyd's led to %+v of %v", e, got)
	}
	if got := h.versions(e.Gone[0].Message); len(got) > 0 {
		h.Errorf("versions are left: %v", got)
	}
	if q := h.message(den.ID, answer.Message.Seq); !q.Reply.Deleted || q.Reply.Text != "" || q.Root != 1 || h.message(den.ID, 1).Thread.Replies != 2 {
		h.Errorf("the answer to what is gone is %+v, and quotes %+v", q, q.Reply)
	}
	// Staff of the server is above the owner of the room.
	if got := purged(h.do(purge(mod, den.ID))); !slices.Equal(got, []uint64{9, 7, 4, 3}) {
		h.Errorf("the moderator of the server has purged %v, want all but the admin's", got)
	}
	if got := purged(h.do(purge(operator, den.ID))); !slices.Equal(got, []uint64{5}) {
		h.Errorf("the operator has purged %v, want the rest", got)
	}
	if e := h.do(purge(operator, den.ID)).(room.Purged); len(e.Gone) > 0 || e.Next != 0 {
		h.Errorf("with nothing left a purge led to %+v", e)
	}
	calls, err := h.rooms.Mentions(ann.ID)
	if must(h, err); len(calls[den.ID]) != 0 {
		h.Errorf("ann is named in %v of what is gone", calls)
	}
}

// longPurge deletes in slices, of people and across what stays.
func longPurge(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd)
	const many = room.PurgeAtOnce + 50
	for i := range many {
		h.post([]room.Person{bob, cyd}[i%5/4], den.ID, "spam")
	}
	c, n := purge(ann, den.ID, bob), 0
	for {
		e := h.do(c).(room.Purged)
		if n += len(e.Gone); e.Next == 0 {
			break
		}
		c.Header, c.Before = header(ann), e.Next
	}
	if want := many - many/5; n != want {
		h.Errorf("%d messages are gone, want %d", n, want)
	}
	for _, m := range h.history(den.ID, room.Range{Limit: room.MaxPage}) {
		if m.Deleted.IsZero() != (m.Author == cyd) {
			h.Fatalf("message %d by %s was deleted %v", m.Seq, m.Author.Name, m.Deleted)
		}
	}
}

// purgeEntries compares what the audit log says of a purge with the documented
// way to compute it.
func purgeEntries(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	sum := sha256.New()
	for _, said := range []string{"first", "", "the second\nof two lines", "第三"} {
		if said == "" {
			h.post(ann, den.ID, "not bob's")
			continue
		}
		h.post(bob, den.ID, said)
		sum.Write(binary.BigEndian.AppendUint64(nil, uint64(len(said))))
		sum.Write([]byte(said))
	}
	c := purge(ann, den.ID, bob)
	c.Reason = "a raid"
	e := h.logs(c)
	if want := "3 messages, 1-4, sha256:" + hex.EncodeToString(sum.Sum(nil)); e.After != want || e.Before != "" {
		h.Errorf("the log says %q, want %q", e.After, want)
	}
	if e.Action != "message purge" || e.Object != "r_2 #den" || e.Reason != "a raid" || e.By.Name != "ann" || e.By.Account != uint64(ann.ID) {
		h.Errorf("the entry is %+v", e)
	}
	m := h.post(bob, den.ID, "one more")
	one := sha256.Sum256([]byte("one more"))
	e = h.logs(room.Delete{Header: header(ann), Room: den.ID, Seq: m.Seq})
	if want := "sha256:" + hex.EncodeToString(one[:]); e.After != want || e.Object != m.ID.String()+" in r_2 #den" || e.Action != "message delete" {
		h.Errorf("the entry of a deletion is %+v, want %q", e, want)
	}
	for _, e := range h.log(100) {
		if all := strings.Join([]string{e.Object, e.Before, e.After, e.Reason, e.Result}, " "); strings.Contains(all, "second") || strings.Contains(all, "one more") {
			h.Errorf("an entry has text of a message: %+v", e)
		}
	}
	if left := h.logged(func() { h.do(purge(ann, den.ID, bob)) }); len(left) > 0 {
		h.Errorf("a purge of nothing left %+v", left)
	}
}
