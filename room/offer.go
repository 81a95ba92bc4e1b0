package room

import (
	"time"
)

// An Offer is a file that somebody is about to put into a room.
type Offer struct {
	ID    CommandID // as of a [Saying]; zero: a new one
	Name  string    // as typed; see ParseFileName
	Size  int64     // as declared, which decides nothing but an early refusal; negative: not known
	Text  string    // said with it; may be empty
	Reply uint64    // number of the message that it answers; zero: none

	// Told, if not nil, is told how far the upload is, at its beginning, at most four
	// times a second, at its end, and then no more. It must not block.
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

// tellGap is the least time between two times that somebody is told of an upload.
const tellGap = 250 * time.Millisecond

// parse cleans an offer.
func (o Offer) parse() (Offer, error) {
	var err error
	if o.Name, err = ParseFileName(o.Name); err != nil {
		return o, err
	}
	if o.Text, err = parseCaption(o.Text); err != nil {
		return o, err
	}
	o.Size = max(o.Size, -1)
	return o, nil
}
