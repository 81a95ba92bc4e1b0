package data

import "snug/room"

// The rows of files, since schema 6.
type (
	// fileRow is the part of a message's row that is its file.
	fileRow struct {
		ID      uint64   `cbor:"1,keyasint"`
		Name    string   `cbor:"2,keyasint"`
		Size    int64    `cbor:"3,keyasint"` // bytes
		Type    string   `cbor:"4,keyasint,omitempty"`
		Sum     room.Sum `cbor:"5,keyasint"`
		Expired int64    `cbor:"6,keyasint,omitempty"`
	}

	placeRow struct {
		Room uint64 `cbor:"1,keyasint"`
		Seq  uint64 `cbor:"2,keyasint"`
	}

	// blobRow counts the files that have not expired and whose bytes a blob is.
	blobRow struct {
		Refs uint64 `cbor:"1,keyasint,omitempty"`
		Size int64  `cbor:"2,keyasint,omitempty"` // bytes
	}

	usageRow struct {
		Files int64 `cbor:"1,keyasint"`
		Bytes int64 `cbor:"2,keyasint,omitempty"`
	}
)

// A usageKind says of what a usageRow tells how much it takes up. Of what takes
// up nothing there is no row.
type usageKind uint64

// The kinds. Their values are stored.
const (
	useOfPerson usageKind = iota + 1
	useOfRoom
	useOfDisk // of all blobs, those in loose too
)

// file returns what is in the row; of none, nil.
func (r *fileRow) file() *room.File {
	if r == nil {
		return nil
	}
	return &room.File{
		ID: room.FileID(r.ID), Name: r.Name, Expired: maybeUnstamp(r.Expired),
		Content: room.Content{Sum: r.Sum, Size: r.Size, Type: r.Type},
	}
}

// fileRowOf is the row of a file with the number that it gets.
func fileRowOf(f room.File, id uint64) *fileRow {
	return &fileRow{
		ID: id, Name: f.Name, Size: f.Size, Type: f.Type, Sum: f.Sum,
		Expired: maybeStamp(f.Expired),
	}
}

// change takes over what may change about a message's file: that it is gone, or
// has expired.
func (r *fileRow) change(is *room.File) *fileRow {
	switch {
	case r == nil || is == nil:
		return nil
	case r.Expired != 0 || is.Expired.IsZero():
		return r
	}
	expired := *r
	expired.Expired = stamp(is.Expired)
	return &expired
}

// live reports whether there is a file that has not expired.
func (r *fileRow) live() bool { return r != nil && r.Expired == 0 }

func (r usageRow) usage() room.Usage { return room.Usage{Files: int(r.Files), Bytes: r.Bytes} }
