package data_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/keys/sanction"
	"snug/room"
)

// state writes down all that a store shows of its rooms, and of one person.
func state(t testing.TB, s *data.Store, who room.UserID) string {
	t.Helper()
	var b strings.Builder
	all, err := s.Rooms().Rooms()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		b.WriteString(label(r))
		found, err := s.Rooms().History(r.ID, room.Range{Limit: room.MaxPage})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range found {
			b.WriteString(line(m))
			versions, err := s.Rooms().Versions(r.ID, m.Seq)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range versions {
				fmt.Fprintf(&b, "  said %q at %s\n", v.Text, v.At.Format(time.RFC3339Nano))
			}
		}
		filed(t, &b, s, r.ID)
		revised(t, &b, s, r)
		punished(t, &b, s, r.ID)
	}
	reported(t, &b, s)
	joined, err := s.Rooms().Memberships(who)
	if err != nil {
		t.Fatal(err)
	}
	read, err := s.Rooms().Marks(who)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "person %d is in %v", who, slices.Sorted(maps.Keys(joined)))
	for _, in := range slices.Sorted(maps.Keys(read)) {
		fmt.Fprintf(&b, ", has read room %d to %d", in, read[in])
	}
	b.WriteString("\n")
	each(t, &b, "is there in room %d: %+v\n", joined, err)
	personal(t, &b, s, who)
	return b.String()
}

// personal writes down what a store has of one person beyond that.
func personal(t testing.TB, b *strings.Builder, s *data.Store, who room.UserID) {
	t.Helper()
	calls, err := s.Rooms().Mentions(who)
	each(t, b, "is named in room %d by %v\n", calls, err)
	drafts, err := s.Rooms().Drafts(who)
	each(t, b, "has a draft in room %d: %+v\n", drafts, err)
	levels, err := s.Rooms().Levels(who)
	each(t, b, "of room %d wants to be told as %d\n", levels, err)
	settings, err := directory(s).Settings(keys.AccountID(who))
	each(t, b, "has set %s to %s\n", settings, err)
	ignored, err := s.Rooms().Ignored(who)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ignored {
		fmt.Fprintf(b, "ignores %d\n", id)
	}
	blocked, err := s.Rooms().Blocked(who)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range blocked {
		fmt.Fprintf(b, "blocks %d\n", id)
	}
	invited, err := s.Rooms().Invitations(who, header(0).At)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range invited {
		fmt.Fprintf(b, "is invited: %+v\n", i)
	}
}

// filed writes down the files of a room, newest first, and what they take up.
func filed(t testing.TB, b *strings.Builder, s *data.Store, in room.ID) {
	t.Helper()
	found, err := s.Rooms().Files(in, 0, room.MaxPage)
	if err != nil {
		t.Fatal(err)
	}
	_, use, _, err := s.Rooms().FileUse(0, in)
	if err != nil {
		t.Fatal(err)
	}
	if use != (room.Usage{}) {
		fmt.Fprintf(b, "%d files of %d bytes:", use.Files, use.Bytes)
		for _, m := range found {
			fmt.Fprintf(b, " %d", m.File.ID)
		}
		b.WriteString("\n")
	}
}

// revised writes down which messages of a room something has happened to, by
// revision.
func revised(t testing.TB, b *strings.Builder, s *data.Store, r room.Room) {
	t.Helper()
	found, err := s.Rooms().Changes(r.ID, room.Since{Limit: room.MaxPage})
	if err != nil {
		t.Fatal(err)
	}
	if r.Rev != 0 {
		fmt.Fprintf(b, "revised %d times, latest:", r.Rev)
		for _, m := range found {
			fmt.Fprintf(b, " %d in %d", m.Seq, m.Rev)
		}
		b.WriteString("\n")
	}
}

// punished writes down who is muted or banned in a room.
func punished(t testing.TB, b *strings.Builder, s *data.Store, in room.ID) {
	t.Helper()
	all, err := s.Rooms().Penalties(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.Penalty.Muted != (sanction.Sanction{}) {
			fmt.Fprintf(b, "muted there: %s %s\n", p.Person.Name, term(p.Penalty.Muted))
		}
		if p.Penalty.Banned != (sanction.Sanction{}) {
			fmt.Fprintf(b, "banned there: %s %s\n", p.Person.Name, term(p.Penalty.Banned))
		}
	}
}

// reported writes down the reports.
func reported(t testing.TB, b *strings.Builder, s *data.Store) {
	t.Helper()
	all, err := s.Rooms().Reports(0, false, 0, room.MaxPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		fmt.Fprintf(b, "report %d by %s about %s, message %d of room %d, thread %d: %s: %q\n",
			r.ID, r.By.Name, r.About.Name, r.Seq, r.Room, r.Thread, r.Reason, r.Excerpt)
		if r.State != room.ReportOpen {
			fmt.Fprintf(b, "  decided as %d by %s, told %v: %s\n", r.State, r.Judge.Name, r.Told, r.Answer)
		}
	}
}

func each[K cmp.Ordered, V any](t testing.TB, b *strings.Builder, format string, all map[K]V, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(b, format, k, all[k])
	}
}

// label writes down a room without what was said in it.
func label(r room.Room) string {
	s := fmt.Sprintf("room %d %s %q by %d at %s, last %d\n", r.ID, r.Name, r.Topic, r.Creator, r.Created.Format(time.RFC3339), r.Last)
	if r.Kind != room.Common || r.Members != 0 {
		s += fmt.Sprintf("  kind %d, %d members, owner %d\n", r.Kind, r.Members, r.Owner)
	}
	if r.Trimmed != 0 || !r.Archived.IsZero() || r.Description != "" {
		s += fmt.Sprintf("  trimmed %d, archived %v, about %q\n", r.Trimmed, !r.Archived.IsZero(), r.Description)
	}
	if r.Staff {
		s += "  it is the staff's\n"
	}
	if r.Settings != (room.Settings{}) {
		s += settings(r.Settings)
	}
	return s
}

// settings writes down what a room is set to, and of files only what there is.
func settings(s room.Settings) string {
	all, files, _ := strings.Cut(fmt.Sprintf("%+v", s), " Files:")
	if s.Files == 0 && s.FilesFor == 0 {
		return "  settings " + all + "}\n"
	}
	return "  settings " + all + "} and files " + strings.TrimSuffix(files, "}") + "\n"
}

// line writes down a whole message.
func line(m *room.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d/%d %s %s %d %s: (%d)", m.Room, m.Seq, m.ID, m.At.Format(time.RFC3339Nano), m.Author.ID, m.Author.Called(), m.Style)
	if m.Text != "" {
		b.WriteString(" " + m.Text)
	}
	b.WriteString("\n")
	if m.Reply != nil {
		fmt.Fprintf(&b, "  answers %d of %s, deleted %v, in the thread of %d: %s\n", m.Reply.Seq, m.Reply.Author.Called(), m.Reply.Deleted, m.Root, m.Reply.Text)
	}
	for _, happened := range []struct {
		what string
		at   time.Time
	}{{"edited", m.Edited}, {"deleted", m.Deleted}, {"answered", m.Thread.Last}} {
		if !happened.at.IsZero() {
			fmt.Fprintf(&b, "  %s %s\n", happened.what, happened.at.Format(time.RFC3339Nano))
		}
	}
	if m.Removed {
		b.WriteString("  by somebody else\n")
	}
	if m.Thread.Replies != 0 || m.Pinned || m.Mentions != nil {
		fmt.Fprintf(&b, "  %d replies, pinned %v, names %v\n", m.Thread.Replies, m.Pinned, m.Mentions)
	}
	if m.File != nil {
		fmt.Fprintf(&b, "  file %d: %s, %d bytes of %s, %s\n", m.File.ID, m.File.Name, m.File.Size, m.File.Type, m.File.Sum)
	}
	if m.File != nil && !m.File.Expired.IsZero() {
		fmt.Fprintf(&b, "  it has expired %s\n", m.File.Expired.Format(time.RFC3339Nano))
	}
	for _, r := range m.Reactions {
		fmt.Fprintf(&b, "  %s by %v\n", r.Emoji, r.By)
	}
	return b.String()
}
