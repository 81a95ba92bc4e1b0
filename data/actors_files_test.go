package data_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"snug/data"
	"snug/room"
	"snug/room/roomtest"
)

// upload puts a file into a room, of which there are few kinds.
func (a *actor) upload(ctx context.Context) error {
	holds := []byte(fmt.Sprint("bytes ", a.random.IntN(20)))
	o := room.Offer{Name: pick(a, "a.txt", "photos/b", "c"), Size: int64(len(holds)), Text: pick(a, "", "see @"+a.somebody())}
	in := a.somewhere()
	if a.chance(4) {
		o.Reply = a.number(in)
	}
	u, err := a.broker.Upload(ctx, a.user(), in, o)
	if err != nil {
		return err
	}
	if _, err := u.WriteAt(holds, 0); err != nil {
		u.Abort(err)
		return err
	}
	_, err = u.Close()
	return err
}

// download reads one of the files of a room, which must be what was put in.
func (a *actor) download(ctx context.Context) error {
	found, err := a.broker.Files(ctx, a.user(), a.somewhere(), 0, 5)
	if err != nil || len(found) == 0 {
		return err
	}
	d, err := a.broker.OpenFile(ctx, a.user(), found[a.random.IntN(len(found))].File.ID)
	if err != nil {
		return err
	}
	holds, err := io.ReadAll(io.NewSectionReader(d, 0, d.Message.File.Size))
	if err == nil && bytesOf(string(holds)).Sum != d.Message.File.Sum {
		err = fmt.Errorf("file %d holds %q", d.Message.File.ID, holds)
	}
	return errors.Join(err, d.Close())
}

// blobsAre holds blobs that nobody uses any more to what the store says of them.
func blobsAre(t *testing.T, s *data.Store, blobs *roomtest.Blobs) {
	t.Helper()
	inUse, err := s.Rooms().Blobs(room.Sum{}, room.MaxPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range inUse {
		b, err := blobs.Open(c.Sum)
		if err != nil || b.Size() != c.Size {
			t.Errorf("of %s, which files refer to, there is %v, %v", c.Sum, b, err)
			continue
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	if n, held, spools := blobs.Count(); held != 0 || spools != 0 || n < len(inUse) {
		t.Errorf("%d blobs are kept, %d held and %d spools not ended; in use are %d", n, held, spools, len(inUse))
	}
}
