package session_test

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"snug/room"
)

// Rooms are a store of rooms that panics when it is asked for some things, or has
// messages and files that nobody could have put there.
type rooms struct {
	room.Store
	crash atomic.Bool
	dirt  atomic.Pointer[[]*room.Message] // the newest first; nil: there are none
}

func (r *rooms) maybe() {
	if r.crash.Load() {
		panic("injected")
	}
}

func (r *rooms) Scan(ctx context.Context, id room.ID, s room.Scan) (room.Scanned, error) {
	r.maybe()
	return r.Store.Scan(ctx, id, s)
}

func (r *rooms) Pinned(id room.ID) ([]*room.Message, error) {
	r.maybe()
	if dirt := r.dirt.Load(); dirt != nil {
		return *dirt, nil
	}
	return r.Store.Pinned(id)
}

func (r *rooms) Files(id room.ID, before room.FileID, limit int) ([]*room.Message, error) {
	r.maybe()
	if dirt := r.dirt.Load(); dirt != nil {
		all := *dirt
		if before != 0 {
			all = all[min(len(all), max(0, len(all)+1-int(before))):]
		}
		return all[:min(limit, len(all))], nil
	}
	return r.Store.Files(id, before, limit)
}

func (r *rooms) Do(ctx context.Context, c room.Command) (room.Event, error) {
	if _, ok := c.(room.SaveDraft); ok {
		r.maybe()
	}
	return r.Store.Do(ctx, c)
}

// fill has texts be what is pinned in the lobby and the names of what is there.
func (r *rooms) fill(texts []string) {
	const lobby = 1
	var all []*room.Message
	for i, s := range texts {
		n := uint64(i + 1)
		few := string([]rune(s)[:min(20, len(s)/4)]) // it is cleaned in many places
		all = append(all, &room.Message{
			ID: room.NewCommandID(), Room: lobby, Seq: n, At: time.Unix(1_790_000_000, 0), Text: s, Pinned: true,
			Author:    room.Person{ID: 1, Name: "mallory", Display: few},
			File:      &room.File{ID: room.FileID(n), Name: s, Content: room.Content{Size: 1}},
			Reply:     &room.Quote{Seq: n, Author: room.Person{ID: 1, Name: "mallory", Display: few}, Text: few},
			Reactions: []room.Reaction{{Emoji: few, By: []room.UserID{1}}},
		})
	}
	slices.Reverse(all)
	r.dirt.Store(&all)
}
