package roomtest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"snug/keys"
	"snug/room"
)

// of is what files of so many bytes take up.
func of(files int, bytes int64) room.Usage { return room.Usage{Files: files, Bytes: bytes} }

// fileQuotas fills each quota to its last byte, and frees it in every way there is.
func fileQuotas(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den, hole := h.room(ann, "den"), h.room(ann, "hole")
	h.enter(den.ID, bob)
	h.enter(hole.ID, bob)
	for name, size := range map[string]string{
		keys.HouseFileSize: "1k", keys.HouseFileQuota: "2k", keys.HouseFileRoomQuota: "3k", keys.HouseFileTotal: "4k",
	} {
		h.setting(name, size)
	}
	kilo := func(of string) string { return strings.Repeat(of, 1024) }

	h.mayNotSized(putting(ann, den.ID, "big", kilo("a")+"a"), room.ErrInvalid, "big", "1 KB")
	h.put(ann, den.ID, "a", kilo("a"))
	h.put(ann, den.ID, "a again", kilo("a")) // counts for her, not on disk
	h.uses("the same bytes", ann, den.ID, use{of(2, 2048), of(2, 2048), of(1, 1024)})
	h.mayNotSized(putting(ann, hole.ID, "more", "x"), room.ErrConflict, "your files", "2 KB")
	h.put(ann, hole.ID, "nothing", "") // for which there is always space
	b := h.put(bob, den.ID, "b", kilo("b"))
	h.mayNotSized(putting(bob, den.ID, "more", "x"), room.ErrConflict, "#den", "3 KB")
	c := h.put(bob, hole.ID, "c", kilo("c"))
	cyd, dan := h.person("cyd"), h.person("dan")
	h.put(cyd, h.lobby().ID, "d", kilo("d"))
	h.mayNotSized(putting(dan, h.lobby().ID, "e", "x"), room.ErrConflict, "all files on this server", "4 KB")
	h.put(dan, h.lobby().ID, "d", kilo("d")) // which is on disk

	// What is deleted frees what its room and its author have, and the disk when
	// it is gone from there.
	h.change(room.Delete{Header: header(bob), Room: den.ID, Seq: b.Seq})
	h.uses("deleted", bob, den.ID, use{of(1, 1024), of(2, 2048), of(5, 4096)}) // five with the empty one
	h.mayNotSized(putting(bob, den.ID, "e", "x"), room.ErrConflict, "all files on this server")
	h.put(bob, den.ID, "b again", kilo("b")) // before anybody has removed it
	h.change(room.Delete{Header: header(ann), Room: den.ID, Seq: h.find(den.ID).Last})
	h.do(room.Unlink{Header: header(room.Person{}), Sums: []room.Sum{holding(kilo("b")).Sum}})
	h.uses("unlinked", bob, den.ID, use{of(1, 1024), of(2, 2048), of(4, 3072)})
	e := h.put(bob, den.ID, "e", kilo("e"))

	h.configure(ann, den.ID, func(s *room.Settings) { s.FilesFor = time.Hour })
	h.do(expire(den.ID, e.Seq, time.Hour))
	h.uses("expired", bob, den.ID, use{of(1, 1024), of(2, 2048), of(5, 4096)})
	h.configure(ann, den.ID, func(s *room.Settings) { s.KeepLast = 1 })
	h.do(trim(den.ID, h.find(den.ID).Last-1, 0))
	h.uses("trimmed", ann, den.ID, use{of(1, 0), of(0, 0), of(5, 4096)})
	h.do(purge(ann, hole.ID, bob))
	h.uses("purged", bob, hole.ID, use{of(0, 0), of(1, 0), of(5, 4096)})
	if is := h.message(hole.ID, c.Seq); is.File != nil {
		h.Errorf("the purge left %+v", is.File)
	}
	h.do(room.Discard{Header: header(ann), Room: hole.ID})
	h.untilDone(room.Sweep{Header: header(room.Person{}), Room: hole.ID}, func(e room.Event) bool { return e.(room.Swept).More })
	h.uses("swept", ann, 0, use{of: of(0, 0), all: of(5, 4096)})
	h.remove(cyd, true)
	h.departs(cyd)
	h.uses("erased", cyd, h.lobby().ID, use{of(0, 0), of(1, 1024), of(5, 4096)})

	// Bounds that are lowered take nothing away.
	h.setting(keys.HouseFileTotal, "1k")
	h.mayNotSized(putting(ann, h.lobby().ID, "f", "x"), room.ErrConflict, "all files on this server", "1 KB", "4 KB")
	if got := h.filesIn(h.lobby().ID); len(got) != 1 {
		h.Errorf("lowered, and the room shows %v", got)
	}
}

// mayNotSized is mayNot for what is refused for its size, which is not known before it
// has come.
func (h *house) mayNotSized(c room.Post, want error, words ...string) {
	h.Helper()
	h.says(c, want, words...)
	if err := h.rooms.MayPost(c); kind(err) != want || err.Error() != h.told(c, want) {
		h.Errorf("MayPost = %v, want what Do says", err)
	}
}

// quotasAtOnce lets many files come at once, some of which fit.
func quotasAtOnce(h *house) {
	const each, fit, tries = 1024, 5, 40
	ann := h.person("ann")
	den := h.room(ann, "den")
	h.setting(keys.HouseFileQuota, fmt.Sprint(each*fit+each/2))
	var wait sync.WaitGroup
	refused := make(chan error, tries)
	for i := range tries {
		c := putting(ann, den.ID, "a", strings.Repeat("x", each-3)+fmt.Sprintf("%03d", i))
		wait.Go(func() {
			if err := h.rooms.MayPost(c); err != nil && kind(err) != room.ErrConflict {
				h.Errorf("MayPost = %v", err)
			}
			if _, err := h.rooms.Do(context.Background(), c); err != nil {
				refused <- err
			}
		})
	}
	wait.Wait()
	close(refused)
	for err := range refused {
		if kind(err) != room.ErrConflict {
			h.Errorf("a file that does not fit: %v", err)
		}
	}
	h.uses("after the rush", ann, den.ID, use{of(fit, each*fit), of(fit, each*fit), of(fit, each*fit)})
	if got := h.filesIn(den.ID); len(got) != fit {
		h.Errorf("the room shows %v", got)
	}
}
