package roomtest

import (
	"cmp"
	"slices"
)

// revise counts that something has happened to a message.
func (r *modelRoom) revise(said *modelMessage) {
	r.rev++
	said.rev = r.rev
}

func (r *modelRoom) bury(said *modelMessage, removed bool) {
	if said.deleted {
		return
	}
	r.revise(said)
	said.text, said.deleted, said.removed, said.pinned, said.versions = "", true, removed, false, 0
	said.names, said.reacts, said.file = nil, nil, nil
}

// changed returns the numbers of the messages that something has happened to, by
// revision.
func (r *modelRoom) changed() []uint64 {
	var changed []uint64
	for i, said := range r.said[r.trimmed:] {
		if said.rev != 0 {
			changed = append(changed, r.trimmed+uint64(i)+1)
		}
	}
	slices.SortFunc(changed, func(a, b uint64) int { return cmp.Compare(r.said[a-1].rev, r.said[b-1].rev) })
	return changed
}
