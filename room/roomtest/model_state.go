package roomtest

import (
	"maps"
	"slices"
	"time"

	"snug/room"
)

// everything writes down the model as house.everything does a store.
func (m *model) everything(now time.Time) string {
	var w written
	for _, r := range m.rooms {
		if !r.deleted {
			m.roomOf(&w, r, now)
		}
	}
	for i := range actors {
		m.personOf(&w, room.UserID(i+1))
	}
	for i, r := range m.reports {
		w.line("report %d by %d about %d: message %d of room %d %q, thread %d, state %d by %d, told %v", i+1, r.by, r.about, r.seq, r.room, r.excerpt, r.thread, r.state, r.judge, r.told)
	}
	for id := range m.files {
		in, seq := m.placeOf(id + 1)
		w.line("file %d in message %d of room %d", id+1, seq, in)
	}
	w.line("on disk %+v, not in use %v", m.onDisk(), m.unused())
	return w.String()
}

// placeOf finds the message with a file, expired or not; zero: there is none.
func (m *model) placeOf(id room.FileID) (room.ID, uint64) {
	for _, r := range m.rooms {
		if r.deleted {
			continue
		}
		for i, said := range r.said[r.trimmed:] {
			if said.file != nil && said.file.ID == id {
				return r.id, r.trimmed + uint64(i) + 1
			}
		}
	}
	return 0, 0
}

// ending is when a penalty ends that counts.
func ending(t, now time.Time) string {
	if !t.After(now) {
		return "-"
	}
	return kept(t)
}

func (m *model) roomOf(w *written, r *modelRoom, now time.Time) {
	pins := 0
	for _, said := range r.said[r.trimmed:] {
		if said.pinned {
			pins++
		}
	}
	w.line("room %d kind %d %q %q %q of %d, archived %v, %+v, %d messages from %d, %d revisions, %d pins, %d members",
		r.id, r.kind, r.name, r.topic, r.desc, r.owner, r.archived, r.set, r.last(), r.trimmed, r.rev, pins, len(r.members))
	for _, id := range slices.Sorted(maps.Keys(r.members)) {
		p := r.members[id]
		w.line("  member %d as %d since %d, %s, spoke %v", id, p.Role, p.Since, kept(p.At), p.Spoke)
	}
	for _, id := range slices.Sorted(maps.Keys(r.invited)) {
		if i := r.invited[id]; now.Before(i.Until) {
			w.line("  invited %d by %d until %s", i.Who, i.By, kept(i.Until))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.punished)) {
		if p := r.punished[id]; p.muted.After(now) || p.banned.After(now) {
			w.line("  %d is muted until %s, banned until %s", id, ending(p.muted, now), ending(p.banned, now))
		}
	}
	var files []room.FileID
	for _, said := range slices.Backward(r.kept()) {
		files = append(files, said.file.ID)
	}
	w.line("  files %v, %+v", files, m.usage(0, r.id))
	w.line("  changed %v", r.changed())
	for i, said := range r.said[r.trimmed:] {
		w.line("  %d by %d: %q deleted %v %v, pinned %v, names %v, %d versions, thread %d of %d", r.trimmed+uint64(i)+1, said.author, said.text,
			said.deleted, said.removed, said.pinned, slices.Sorted(maps.Keys(said.names)), said.versions, said.root, said.replies)
		w.file(said.file)
		if said.reply != 0 {
			text, file, gone := "", "", said.reply <= r.trimmed
			if !gone {
				to := r.said[said.reply-1]
				text, file, gone = to.text, to.leaf(), to.deleted
			}
			w.line("    answers %d: %q with %q, deleted %v", said.reply, text, file, gone)
		}
		for _, e := range slices.Sorted(maps.Keys(said.reacts)) {
			if by := said.reacts[e]; len(by) > 0 {
				w.line("    %s by %v", e, slices.Sorted(maps.Keys(by)))
			}
		}
	}
}

func (m *model) personOf(w *written, who room.UserID) {
	p := m.people[who]
	var joined []room.ID
	for _, r := range m.rooms {
		if !r.deleted && r.members[who] != nil {
			joined = append(joined, r.id)
		}
	}
	w.line("person %d in %v, files %+v", who, joined, m.usage(who, 0))
	if p.gone {
		return
	}
	for _, r := range m.rooms {
		if r.deleted || !r.in(who) {
			continue
		}
		var calls []uint64
		for i, said := range r.said[r.trimmed:] {
			if seq := r.trimmed + uint64(i) + 1; said.names[who] && seq > p.marks[r.id] {
				calls = append(calls, seq)
			}
		}
		w.line("  in room %d read to %d, %d unread, named in %v, level %d, draft %v", r.id, p.marks[r.id], m.unread(who, r), calls, p.levels[r.id], p.drafts[r.id])
	}
	w.line("  ignores %v, blocks %v", slices.Sorted(maps.Keys(p.ignores)), slices.Sorted(maps.Keys(p.blocks)))
}
