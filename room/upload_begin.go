package room

import (
	"context"
	"errors"
	"time"
)

// Upload begins to take a file in. Whether by may, and how much, is asked before the
// first byte, by the rules that decide it again when the file is announced: with
// every [Upload.WriteAt] they are held to the room and to what is left of the quotas, in
// which the bytes of uploads that are under way count. Ctx ends the upload, whatever
// it waits for. Somebody has at most maxUploads under way, and the server maxUploadsAll.
//
// An offer under the ID of a file that was announced before is taken, too: Close then
// returns that message if the bytes are the same.
func (b *Broker) Upload(ctx context.Context, by UserID, in ID, o Offer) (*Upload, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	blobs, err := b.transfers.disk()
	if err != nil {
		return nil, err
	}
	if o, err = o.parse(); err != nil {
		return nil, err
	}
	h := header(ctx, by)
	if o.ID != (CommandID{}) {
		h.ID = o.ID
	}
	u := &Upload{broker: b, by: by, in: in, offer: o, idle: make(chan struct{})}
	u.announce = func(c Content) (*Message, error) {
		return b.announce(ctx, u, Post{
			Header: h, Room: in, Text: o.Text, Reply: o.Reply,
			File: &File{Name: o.Name, Content: c},
		})
	}
	announced, err := b.transfers.enter(u)
	if err != nil {
		return nil, err
	}
	if err = b.mayUpload(ctx, by); err != nil {
		u.undo()
		return nil, err
	}
	err = b.begin(u, blobs, announced, Post{Header: h, Room: in, Text: o.Text, Reply: o.Reply, File: &File{Name: o.Name}})
	if err == nil {
		err = u.watched(ctx)
	}
	if err != nil {
		u.undo()
		b.pulse.turnedAway(err)
		return nil, err
	}
	return u, nil
}

// undo gives back what an upload has that did not begin.
func (u *Upload) undo() {
	if u.spool != nil {
		u.drop()
	}
	if u.tap != nil {
		u.tap.Close()
	}
	u.broker.transfers.leave(u, -1)
}

// drop forgets what has come.
func (u *Upload) drop() {
	if err := u.spool.Drop(); err != nil {
		u.broker.log.Warn("a file that was not kept was not removed", "err", err)
	}
}

// begin asks whether an upload may begin, and makes its spool.
func (b *Broker) begin(u *Upload, blobs Blobs, announced uint64, p Post) error {
	before, err := b.announcedAs(p)
	if err != nil {
		return err
	}
	if before != nil {
		u.already = before.File.Size
	} else if err := b.reach(u.by, u.in, p.Reply); err != nil {
		return err
	}
	if err := b.store.MayPost(p); err != nil {
		return err
	}
	of, in, all, err := b.store.FileUse(u.by, u.in)
	if err != nil {
		return err
	}
	b.transfers.reckon(u, announced, of, in, all)
	if u.tap, err = b.Tap(Person{ID: u.by}, SitOptions{}); err != nil {
		return err
	}
	s, err := b.inMemory(u.tap.seat.person, u.in, time.Now())
	if err != nil {
		return err
	}
	u.room = s.room
	if err := b.transfers.fits(u, u.offer.Size, b.house.Load().quota()); err != nil {
		return err
	}
	u.spool, err = blobs.Begin()
	return err
}

// announcedAs returns the message with a file that somebody has announced under the
// ID of a post before, nil if there is none.
func (b *Broker) announcedAs(p Post) (*Message, error) {
	in, seq, err := b.store.MessageSeq(p.ID)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, nil //nolint:nilnil // most are new
	case err != nil:
		return nil, err
	}
	list, err := b.store.History(in, Range{After: seq - 1, Before: seq + 1, Limit: 1})
	if err != nil || len(list) == 0 || list[0].File == nil || list[0].Author.ID != p.By || in != p.Room {
		return nil, err
	}
	return list[0], nil
}

// outcomeWait is how long the store is asked once more what became of a post, after
// the context has ended.
const outcomeWait = 10 * time.Second

// announce posts the message of a file whose bytes are on disk.
func (b *Broker) announce(ctx context.Context, u *Upload, p Post) (*Message, error) {
	if ctx.Err() != nil {
		return nil, u.cutOff()
	}
	if at, _ := b.lookUp(p.Room, 0); at != nil && callsEverybody(p.Text) {
		p.Here = at.presentIDs(p.By)
	}
	p.At = stored(time.Now())
	e, err := b.store.Do(ctx, p)
	if errors.Is(err, ErrUnknownOutcome) {
		again, cancel := context.WithTimeout(context.WithoutCancel(ctx), outcomeWait)
		defer cancel()
		e, err = b.store.Do(again, p)
	}
	if err != nil {
		b.pulse.turnedAway(err)
		return nil, err
	}
	return b.forAuthor(p.By, e.(Posted).Message), nil
}

// keep makes a blob of what has come and announces it. Of what is refused nothing is
// left. While it is not known whether it was, the blob stays held, because a message
// may come to refer to it; if none does, it goes at the next start.
func (u *Upload) keep() (*Message, error) {
	c, release, err := u.spool.Keep()
	if err != nil {
		return nil, err
	}
	m, err := u.announce(c)
	if errors.Is(err, ErrUnknownOutcome) {
		u.broker.log.Error("it is not known whether a file was announced", "room", uint64(u.in), "sum", c.Sum, "err", err)
		return nil, err
	}
	release()
	if err != nil || m.File == nil || !m.File.Expired.IsZero() { // a retry, of which nothing is kept
		u.broker.clearBlob(c.Sum)
	}
	return m, err
}
