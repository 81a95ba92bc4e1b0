package room

import (
	"context"
	"errors"
	"io"
)

var errUnbuilt = errors.New("not built")

// UseBlobs gives the broker where the bytes of files are. It is called once, before
// anybody asks for a file; without it there are no files, and whoever sends one is
// refused with [ErrUnavailable]. From then on the janitor removes what no message
// refers to, and what a room's retention takes.
func (b *Broker) UseBlobs(Blobs) error { return errUnbuilt }

// An Offer is a file that somebody is about to put into a room.
type Offer struct {
	ID    CommandID // as of a [Saying]; zero: a new one
	Name  string    // as typed; see ParseFileName
	Size  int64     // as declared, which decides nothing but an early refusal; negative: not known
	Text  string    // said with it; may be empty
	Reply uint64    // number of the message that it answers; zero: none

	// Told, if not nil, is told how far the upload is, at most four times a second,
	// at its end, and then no more. It must not block.
	Told func(Progress)
}

// Progress is how far an upload is.
type Progress struct {
	ID    uint64 // of the upload, while the server runs
	Room  Room   // as its uploader calls it
	Name  string // clean
	Done  int64  // bytes
	Size  int64  // bytes, as declared; negative: not known
	Ended bool   // it is over
	Err   error  // and why it came to nothing; nil: it was announced
}

// Upload begins to take a file in. Whether by may, and how much, is asked before the
// first byte, by the rules that decide it again when the file is announced: with
// every [Upload.WriteAt] they are held to the room and to what is left of the quotas, in
// which the bytes of uploads that are under way count. Ctx ends the upload, whatever
// it waits for. Somebody has at most maxUploads under way, and the server maxUploadsAll.
func (b *Broker) Upload(context.Context, UserID, ID, Offer) (*Upload, error) { return nil, errUnbuilt }

// An Upload is a file that is coming in. Its methods may be called from several
// goroutines. It ends with Close or Abort, with its context, or when no byte has come
// for uploadStall.
type Upload struct{}

var _ io.WriterAt = (*Upload)(nil)

// WriteAt takes bytes. After an error nothing more is taken, and Close returns that
// error.
func (u *Upload) WriteAt([]byte, int64) (int, error) { return 0, errUnbuilt }

// Truncate makes the file so long, in bytes, by the same bounds.
func (u *Upload) Truncate(int64) error { return errUnbuilt }

// Close puts the bytes on disk and announces the file in its room with a message,
// which it returns. A refusal, or an error of the disk, leaves nothing of it.
func (u *Upload) Close() (*Message, error) { return nil, errUnbuilt }

// Abort forgets the upload, which shows to nobody. After Close it does nothing.
func (u *Upload) Abort(error) {}

// File returns the file with a number and the room that it is in, if by may read it
// there; else it is answered as one that is not there ([ErrNotFound]). One that has
// expired is returned, and [Broker.OpenFile] refuses it. By zero is a guest, who
// reads what the setting guest-files lets them.
func (b *Broker) File(context.Context, UserID, FileID) (Room, *Message, error) {
	return Room{}, nil, errUnbuilt
}

// Files returns the messages with files in a room that by may read, the newest file
// first, at most limit of those whose number is less than before; zero: from the
// newest. Those that have expired are not among them.
func (b *Broker) Files(ctx context.Context, by UserID, in ID, before FileID, limit int) ([]*Message, error) {
	return nil, errUnbuilt
}

// FileNamed returns the newest file of a room whose leaf is a name, or [ErrNotFound].
func (b *Broker) FileNamed(ctx context.Context, by UserID, in ID, leaf string) (*Message, error) {
	return nil, errUnbuilt
}

// FileRooms returns the rooms whose files by may read, by name; a guest's are those that
// the setting guest-files opens.
func (b *Broker) FileRooms(context.Context, UserID) ([]Room, error) { return nil, errUnbuilt }

// Received returns the messages with files that others have given somebody in
// conversations, the newest file first, at most limit of those whose number is less
// than before.
func (b *Broker) Received(ctx context.Context, by UserID, before FileID, limit int) ([]*Message, error) {
	return nil, errUnbuilt
}

// Quota returns what by may still put into a room; the refusal says why they may
// nothing.
func (b *Broker) Quota(context.Context, UserID, ID) (Quota, error) { return Quota{}, errUnbuilt }

// OpenFile opens a file for whoever may read it.
func (b *Broker) OpenFile(context.Context, UserID, FileID) (*Download, error) { return nil, errUnbuilt }

// A Download is the bytes of a file for somebody. Its methods may be called from
// several goroutines.
type Download struct {
	Room    Room
	Message *Message
}

// ReadAt implements [io.ReaderAt]. Each time it is asked whether they may still read
// it, and whether it is still there.
func (d *Download) ReadAt([]byte, int64) (int, error) { return 0, errUnbuilt }

// Close implements [io.Closer].
func (d *Download) Close() error { return errUnbuilt }
