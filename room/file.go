package room

import (
	"encoding/hex"
	"path"
	"time"
)

// A FileID is the number of a file: 1, 2, 3 … on the whole server, in the order
// in which files were announced, and never used again.
type FileID uint64

// A Sum is the SHA-256 of a file's bytes. Files with the same bytes share them on
// disk.
type Sum [32]byte

// String returns the sum in hex.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// Limits of files that no setting changes.
const (
	MaxFileName = 400 // bytes of a name, with the folders before it
	MaxLeaf     = 200 // bytes of its last part
)

// Content is what bytes are known by.
type Content struct {
	Sum  Sum
	Size int64  // bytes
	Type string // a media type that was found by looking at them (RFC 6838), such as "application/pdf"
}

// A File is what somebody has put into a room, by a message of its own.
type File struct {
	ID FileID

	// Name is what it is called: clean, never empty, with the folders that it was
	// copied with before it, "/" between. It is for people and names nothing on disk.
	Name string

	Content

	// Expired is when the room's retention took it; zero: it is there. Of one that
	// is not, the rest tells what it was.
	Expired time.Time
}

// Leaf returns the last part of the name.
func (f *File) Leaf() string { return path.Base(f.Name) }

// Usage is how many files there are and how many bytes they have together. Files
// that have expired do not count.
type Usage struct {
	Files int
	Bytes int64
}

// A Quota is how much a file may still bring, and by which bound.
type Quota struct {
	File   int64 // bytes that one file may have
	Person Usage // what the asker's files take up
	Room   Usage // and those of the room
	Server Usage // and all together on disk, where the same bytes count once

	MaxPerson, MaxRoom, MaxServer int64 // bytes
}

// Left returns how many bytes a further file may have, never less than zero.
func (q Quota) Left() int64 {
	return max(0, min(q.File, q.MaxPerson-q.Person.Bytes, q.MaxRoom-q.Room.Bytes, q.MaxServer-q.Server.Bytes))
}

// A FilePolicy says who may put files into a room. Its values are stored: only
// ever append.
type FilePolicy uint8

// The policies.
const (
	FilesByMembers    FilePolicy = iota // who may write there
	FilesByModerators                   // and moderates the room
	FilesOff                            // nobody; what is there stays
)
