package roomtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"snug/keys/sanction"
	"snug/room"
)

// compare compares all that the store holds with the model, as two texts, and
// asks the store who may know of which room.
func (r *run) compare() {
	r.Helper()
	got, want := r.everything(r.now), r.model.everything(r.now)
	if got != want {
		g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				r.Fatalf("the store has\n%s\nthe model\n%s\nin\n%s", g[i], w[i], got)
			}
		}
		r.Fatalf("the store has\n%s\nthe model\n%s", got, want)
	}
	for who, p := range r.model.people {
		for _, in := range r.model.rooms {
			if in.in(who) || p.gone {
				continue
			}
			// Who is not in a room cannot leave it; that they are told so only of
			// rooms that they may know of.
			c := room.Leave{Header: r.header(who), Room: in.id}
			_, err := r.rooms.Do(context.Background(), c)
			want := room.ErrNotFound
			if p.suspended.After(r.now) {
				want = room.ErrDenied
			} else if r.model.sees(who, in, r.now) {
				want = room.ErrConflict
			}
			if kind(err) != want {
				r.Fatalf("leaving room %d, %s is told %v, want %v", in.id, p.name, err, want)
			}
		}
	}
}

// A written is a text of everything, made line by line.
type written struct{ strings.Builder }

func (w *written) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// everything writes down what the store shows of the people and rooms of a run.
func (h *house) everything(now time.Time) string {
	h.Helper()
	var w written
	all := h.all()
	for _, r := range all {
		h.roomOf(&w, r, now)
	}
	for i := range actors {
		h.personOf(&w, room.UserID(i+1), all)
	}
	reports, err := h.rooms.Reports(0, false, 0, room.MaxPage)
	must(h, err)
	for _, r := range slices.Backward(reports) {
		w.line("report %d by %d about %d: message %d of room %d %q, thread %d, state %d by %d, told %v", r.ID, r.By.ID, r.About.ID, r.Seq, r.Room, r.Excerpt, r.Thread, r.State, r.Judge.ID, r.Told)
	}
	h.filesOf(&w)
	return w.String()
}

// filesOf writes down where the files of a store are, up to the newest that is there,
// and what is on disk.
func (h *house) filesOf(w *written) {
	h.Helper()
	for id := range h.newest {
		in, seq, err := h.rooms.FilePlace(id + 1)
		if !errors.Is(err, room.ErrNotFound) {
			must(h, err)
		}
		w.line("file %d in message %d of room %d", id+1, seq, in)
	}
	_, _, all, err := h.rooms.FileUse(0, 0)
	must(h, err)
	unused, err := h.rooms.Unused(room.MaxPage)
	must(h, err)
	w.line("on disk %+v, not in use %v", all, unused)
}

// file writes down the file of a message; nil: it has none.
func (w *written) file(f *room.File) {
	switch {
	case f == nil:
	case f.Expired.IsZero():
		w.line("    file %d %q %+v", f.ID, f.Name, f.Content)
	default:
		w.line("    file %d %q %+v, expired %s", f.ID, f.Name, f.Content, kept(f.Expired))
	}
}

func (h *house) roomOf(w *written, r room.Room, now time.Time) {
	h.Helper()
	w.line("room %d kind %d %q %q %q of %d, archived %v, %+v, %d messages from %d, %d revisions, %d pins, %d members",
		r.ID, r.Kind, r.Name, r.Topic, r.Description, r.Owner, !r.Archived.IsZero(), r.Settings, r.Last, r.Trimmed, r.Rev, r.Pins, r.Members)
	if !r.Open() && !r.Staff { // which follow from ranks
		members, err := h.rooms.Members(r.ID, 0, room.MaxPage)
		must(h, err)
		above, err := h.rooms.Moderators(r.ID)
		must(h, err)
		plain := func(p room.Participant) bool { return p.Membership.Role < room.Moderator }
		if want := slices.DeleteFunc(slices.Clone(members), plain); !slices.Equal(above, want) {
			h.Errorf("moderators of room %d are %+v, want %+v", r.ID, above, want)
		}
		for _, p := range members {
			m := p.Membership
			w.line("  member %d as %d since %d, %s, spoke %v", p.Person.ID, m.Role, m.Since, kept(m.At), m.Spoke)
		}
	}
	invited, err := h.rooms.InvitationsTo(r.ID, now)
	must(h, err)
	for _, i := range invited {
		w.line("  invited %d by %d until %s", i.Who, i.By, kept(i.Until))
	}
	punished, err := h.rooms.Penalties(r.ID)
	must(h, err)
	until := func(s sanction.Sanction) time.Time {
		if s.In(now) {
			return s.Until
		}
		return time.Time{}
	}
	for _, p := range punished {
		if m, b := until(p.Penalty.Muted), until(p.Penalty.Banned); !m.IsZero() || !b.IsZero() {
			w.line("  %d is muted until %s, banned until %s", p.Person.ID, ending(m, now), ending(b, now))
		}
	}
	use := h.used(room.Person{}, r.ID)
	w.line("  files %v, %+v", h.filesIn(r.ID), use.in)
	w.line("  changed %v", seqs(h.changes(r.ID, room.Since{Limit: room.MaxPage})))
	for _, m := range h.history(r.ID, room.Range{Limit: room.MaxPage}) {
		w.line("  %d by %d: %q deleted %v %v, pinned %v, names %v, %d versions, thread %d of %d", m.Seq, m.Author.ID, m.Text,
			!m.Deleted.IsZero(), m.Removed, m.Pinned, slices.Sorted(slices.Values(m.Mentions)), len(h.versions(m)), m.Root, m.Thread.Replies)
		w.file(m.File)
		if q := m.Reply; q != nil {
			w.line("    answers %d: %q with %q, deleted %v", q.Seq, q.Text, q.File, q.Deleted)
		}
		reacts := make(map[string][]room.UserID)
		for _, one := range m.Reactions {
			reacts[one.Emoji] = slices.Sorted(slices.Values(one.By))
		}
		for _, e := range slices.Sorted(maps.Keys(reacts)) {
			w.line("    %s by %v", e, reacts[e])
		}
	}
}

// personOf writes down what is kept for one person.
func (h *house) personOf(w *written, who room.UserID, all []room.Room) {
	h.Helper()
	p, err := h.rooms.Person(who)
	must(h, err)
	joined, err := h.rooms.Memberships(who)
	must(h, err)
	w.line("person %d in %v, files %+v", who, slices.Sorted(maps.Keys(joined)), h.used(p, 0).of)
	if p.Gone {
		return
	}
	marks, err := h.rooms.Marks(who)
	must(h, err)
	calls, err := h.rooms.Mentions(who)
	must(h, err)
	drafts, err := h.rooms.Drafts(who)
	must(h, err)
	levels, err := h.rooms.Levels(who)
	must(h, err)
	for _, r := range all {
		place, in := joined[r.ID]
		if !in && !r.Open() && (!r.Staff || p.Rank < room.RankModerator) {
			continue
		}
		base := max(marks[r.ID], r.Trimmed)
		if r.History != room.HistoryAll {
			base = max(base, place.Since)
		}
		unread := int(r.Last - min(base, r.Last))
		gone, err := h.rooms.Tombstones(r.ID)
		must(h, err)
		for _, seq := range gone {
			if seq > base {
				unread--
			}
		}
		w.line("  in room %d read to %d, %d unread, named in %v, level %d, draft %v", r.ID, marks[r.ID], unread, calls[r.ID], levels[r.ID], drafts[r.ID])
	}
	ignored, err := h.rooms.Ignored(who)
	must(h, err)
	blocked, err := h.rooms.Blocked(who)
	must(h, err)
	w.line("  ignores %v, blocks %v", ignored, blocked)
}

func must(h *house, err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}
