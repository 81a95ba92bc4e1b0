package room

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

const (
	// maxNamed is how many files of a room, the newest, are looked through for a name.
	maxNamed = 2 * MaxPage

	// fewFiles is how many files cost too little for anybody to wait for others.
	fewFiles = 20
)

// File returns the file with a number and the room that it is in, if by may read it
// there; else it is answered as one that is not there ([ErrNotFound]). One that has
// expired is returned, and [Broker.OpenFile] refuses it. By zero is a guest, who
// reads what the setting guest-files lets them.
func (b *Broker) File(ctx context.Context, by UserID, id FileID) (Room, *Message, error) {
	in, seq, err := b.placeOf(ctx, id)
	if err != nil {
		return Room{}, nil, err
	}
	return b.fileAt(ctx, by, in, seq, id)
}

// placeOf returns the room and the number of the message with a file.
func (b *Broker) placeOf(ctx context.Context, id FileID) (ID, uint64, error) {
	if err := ctx.Err(); err != nil {
		return 0, 0, err
	}
	in, seq, err := b.store.FilePlace(id)
	if errors.Is(err, ErrNotFound) {
		err = noFile(id)
	}
	return in, seq, err
}

// fileAt is File for one whose place is known.
func (b *Broker) fileAt(ctx context.Context, by UserID, in ID, seq uint64, id FileID) (Room, *Message, error) {
	s, err := b.readerOf(by, in)
	if hidden(err) {
		return Room{}, nil, noFile(id)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Room{}, nil, err
	}
	list, err := b.history(s, Range{After: seq - 1, Before: seq + 1, Limit: 1})
	if err != nil {
		return Room{}, nil, err
	}
	if len(list) == 0 || list[0].File == nil || list[0].File.ID != id {
		return Room{}, nil, noFile(id)
	}
	return s.room, list[0], nil
}

func noFile(id FileID) error {
	return refuse(ErrNotFound, "there is no file %d that you can read; the command files lists them", uint64(id))
}

// readerOf returns a room whose files somebody may read, or the refusal; by zero is a
// guest, to whom every other room is one that is not there.
func (b *Broker) readerOf(by UserID, in ID) (viewing, error) {
	if by != 0 {
		return b.memberOf(by, in)
	}
	h, _ := b.lookUp(in, 0)
	if h == nil {
		return viewing{}, noRoom()
	}
	r, present := h.snapshot()
	if !b.opensToGuests(r) {
		return viewing{}, noRoom()
	}
	return viewing{Standing: Standing{Floor: r.Trimmed}, hub: h, room: r, present: present}, nil
}

// opensToGuests reports whether whoever has no account may read the files of a room.
func (b *Broker) opensToGuests(r Room) bool {
	return b.house.Load().GuestFiles && r.Kind == Common && !r.Private && !r.InviteOnly && !r.Staff &&
		(r.History == HistoryAll || r.Open()) && r.Archived.IsZero() && r.Deleted.IsZero()
}

// Files returns the messages with files in a room that by may read, the newest file
// first, at most limit of those whose number is less than before; zero: from the
// newest. Those that have expired are not among them. More than fewFiles are read for
// one asker after the other: clients for files ask as fast as they can, and all of
// them together are not to take more than one processor from the chat.
func (b *Broker) Files(ctx context.Context, by UserID, in ID, before FileID, limit int) ([]*Message, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if limit > fewFiles {
		select {
		case b.transfers.reads <- struct{}{}:
			defer func() { <-b.transfers.reads }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	s, err := b.readerOf(by, in)
	if err != nil {
		return nil, err
	}
	if limit = min(limit, MaxPage); limit <= 0 {
		return nil, nil
	}
	list, err := b.store.Files(s.hub.id, before, limit)
	return allAbove(s.Floor, list), err
}

// FileNamed returns the newest file of a room whose leaf is a name, or [ErrNotFound].
// It looks through the newest maxNamed; whoever wants an older one has its number.
func (b *Broker) FileNamed(ctx context.Context, by UserID, in ID, leaf string) (*Message, error) {
	s, err := b.readerOf(by, in)
	if err != nil {
		return nil, err
	}
	before := FileID(0)
	for page, seen := fewFiles, 0; seen < maxNamed; page = 200 { // mostly it is one of the newest
		list, err := b.Files(ctx, by, in, before, page)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(list, func(m *Message) bool { return m.File.Leaf() == leaf }); i >= 0 {
			return list[i], nil
		}
		if len(list) < page {
			break
		}
		seen += len(list)
		before = list[len(list)-1].File.ID
	}
	return nil, refuse(ErrNotFound, "there is no file of that name in %s; the command files lists them", s.room.Label())
}

// FindOpen finds a room as [Broker.Find] does, for whoever has no account: one whose
// files the setting guest-files lets them read. Any other is answered as one that is not
// there.
func (b *Broker) FindOpen(name string) (Room, error) {
	if len(name) > maxFind {
		return Room{}, noRoom()
	}
	for _, h := range b.named(0, bareName(name)) {
		if r, _ := h.snapshot(); b.opensToGuests(r) {
			return r, nil
		}
	}
	return Room{}, noRoom()
}

// FileRooms returns the rooms whose files by may read, in the order of [Broker.Rooms]; a
// guest's are those that the setting guest-files opens.
func (b *Broker) FileRooms(ctx context.Context, by UserID) ([]Room, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var list []Listing
	if by != 0 {
		var err error
		if list, err = b.Joined(by); err != nil {
			return nil, err
		}
	} else {
		for _, h := range b.allHubs() {
			if r, _ := h.snapshot(); b.opensToGuests(r) {
				list = append(list, Listing{Room: r})
			}
		}
		sortListings(list)
	}
	rooms := make([]Room, len(list))
	for i, l := range list {
		rooms[i] = l.Room
	}
	return rooms, nil
}

// Received returns the messages with files that others have given somebody in
// conversations, the newest file first, at most limit of those whose number is less
// than before.
func (b *Broker) Received(ctx context.Context, by UserID, before FileID, limit int) ([]*Message, error) {
	if limit = min(limit, MaxPage); by == 0 || limit <= 0 {
		return nil, nil
	}
	joined, err := b.Joined(by)
	if err != nil {
		return nil, err
	}
	var found []*Message // the newest so far, newest first
	for _, l := range joined {
		if !l.Room.Conversation() {
			continue
		}
		if found, err = b.receivedIn(ctx, by, l.Room.ID, before, limit, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// receivedIn adds to what was found the files of others in one conversation.
func (b *Broker) receivedIn(ctx context.Context, by UserID, in ID, before FileID, limit int, found []*Message) ([]*Message, error) {
	for page := min(limit, fewFiles); ; page = min(limit, 200) {
		list, err := b.Files(ctx, by, in, before, page)
		if hidden(err) { // left meanwhile
			return found, nil
		}
		if err != nil || len(list) == 0 {
			return found, err
		}
		before = list[len(list)-1].File.ID
		more := len(list) == page
		for _, m := range list {
			if m.Author.ID != by {
				found = append(found, m)
			}
		}
		slices.SortFunc(found, func(a, b *Message) int { return cmp.Compare(b.File.ID, a.File.ID) })
		found = found[:min(len(found), limit)]
		if !more || len(found) == limit && before < found[limit-1].File.ID {
			return found, nil
		}
	}
}

// Quota returns what by may still put into a room; the refusal says why they may
// nothing. What is under way does not count in it yet.
func (b *Broker) Quota(ctx context.Context, by UserID, in ID) (Quota, error) {
	if err := ctx.Err(); err != nil {
		return Quota{}, err
	}
	if _, err := b.transfers.disk(); err != nil {
		return Quota{}, err
	}
	if err := b.store.MayPost(Post{Header: header(ctx, by), Room: in, File: &File{Name: "file"}}); err != nil {
		return Quota{}, err
	}
	of, use, all, err := b.store.FileUse(by, in)
	q := b.house.Load().quota()
	q.Person, q.Room, q.Server = of, use, all
	return q, err
}
