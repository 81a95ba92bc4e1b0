package data

import (
	"errors"
	"fmt"

	"snug/room"
)

// A tally counts what files take up while they are gone through, to be compared
// with what the buckets of the same names say. It takes some 100 bytes of memory
// for each blob, person and room.
type tally struct {
	blobs map[room.Sum]uint64 // files that have not expired
	usage map[useKey]usageRow
}

type useKey struct {
	kind usageKind
	of   uint64
}

func newTally() tally {
	return tally{blobs: make(map[room.Sum]uint64), usage: make(map[useKey]usageRow)}
}

func (t tally) use(kind usageKind, of uint64, size int64) {
	k := useKey{kind, of}
	row := t.usage[k]
	t.usage[k] = usageRow{Files: row.Files + 1, Bytes: row.Bytes + size}
}

// filed checks that everything leads to the file of a message.
func (c *checker) filed(k []byte, in, seq uint64, row messageRow) error {
	const by = "a message"
	f := row.File
	var at placeRow
	err := c.need(files, key(f.ID), &at, by)
	if err == nil && (at.Room != in || at.Seq != seq) {
		err = corrupt(messages, k, fmt.Sprintf("file %d is of message %d of room %d", f.ID, at.Seq, at.Room))
	}
	errs := []error{err}
	if row.Deleted != 0 {
		errs = append(errs, corrupt(messages, k, "deleted, and has a file"))
	}
	if f.Name == "" || f.Size < 0 {
		errs = append(errs, corrupt(messages, k, fmt.Sprintf("a file %q of %d bytes", f.Name, f.Size)))
	}
	if !f.live() {
		return errors.Join(errs...)
	}
	var blob blobRow
	err = c.need(blobs, f.Sum[:], &blob, by)
	if err == nil && blob.Size != f.Size {
		err = corrupt(messages, k, fmt.Sprintf("a file of %d bytes, of which there are %d", f.Size, blob.Size))
	}
	return errors.Join(append(
		errs, err,
		c.need(roomFiles, pair(in, f.ID), &emptyRow{}, by),
		c.need(usage, pair(useOfPerson, row.Author), &usageRow{}, by),
		c.need(usage, pair(useOfRoom, in), &usageRow{}, by),
	)...)
}

// file checks what leads to the message of a file, and counts the file.
func (c *checker) file(k, v []byte) error {
	id, ok := one(k)
	if !ok {
		return corrupt(files, k, "bad key")
	}
	var at placeRow
	if err := files.unseal(k, v, &at); err != nil {
		return err
	}
	last, err := c.number(meta, lastFileKey)
	if err == nil && (id == 0 || id > last) {
		err = corrupt(files, k, fmt.Sprintf("the highest ever is number %d", last))
	}
	m, missing := c.about(files, k, at.Room, at.Seq)
	switch {
	case missing != nil:
	case m.File == nil || m.File.ID != id:
		missing = corrupt(files, k, fmt.Sprintf("message %d of room %d has another file, or none", at.Seq, at.Room))
	case m.File.live():
		c.counts.blobs[m.File.Sum]++
		c.counts.use(useOfPerson, m.Author, m.File.Size)
		c.counts.use(useOfRoom, at.Room, m.File.Size)
	}
	return errors.Join(err, missing)
}

func (c *checker) roomFile(k, v []byte) error {
	in, id, ok := unpair(k)
	if !ok {
		return corrupt(roomFiles, k, "bad key")
	}
	var at placeRow
	err := errors.Join(roomFiles.unseal(k, v, &emptyRow{}), c.need(files, key(id), &at, "roomfiles"))
	if err != nil {
		return err
	}
	m, err := c.about(roomFiles, k, at.Room, at.Seq)
	if err == nil && (at.Room != in || !m.File.live()) {
		err = corrupt(roomFiles, k, "the file is in another room, or has expired")
	}
	return err
}

// blob checks how many files a blob says that refer to it.
func (c *checker) blob(k, v []byte) error {
	s, ok := sumIn(k)
	if !ok {
		return corrupt(blobs, k, "bad key")
	}
	var row blobRow
	if err := blobs.unseal(k, v, &row); err != nil {
		return err
	}
	c.counts.use(useOfDisk, 0, row.Size)
	errs := []error{c.need(usage, pair(useOfDisk, uint64(0)), &usageRow{}, "blobs")}
	if n := c.counts.blobs[s]; row.Refs != n {
		errs = append(errs, corrupt(blobs, k, fmt.Sprintf("counts %d files that are %d", row.Refs, n)))
	}
	if row.Refs == 0 {
		errs = append(errs, c.need(loose, k, &emptyRow{}, "blobs"))
	}
	return errors.Join(errs...)
}

func (c *checker) loose(k, v []byte) error {
	var row blobRow
	err := errors.Join(loose.unseal(k, v, &emptyRow{}), c.need(blobs, k, &row, "loose"))
	if err == nil && row.Refs != 0 {
		err = corrupt(loose, k, fmt.Sprintf("%d files refer to it", row.Refs))
	}
	return err
}

// usage compares what the files of somebody, of a room or on disk are said to take
// up with what they do.
func (c *checker) usage(k, v []byte) error {
	kind, of, ok := unpair(k)
	if !ok {
		return corrupt(usage, k, "bad key")
	}
	var row usageRow
	if err := usage.unseal(k, v, &row); err != nil {
		return err
	}
	if is := c.counts.usage[useKey{usageKind(kind), of}]; row != is || row.Files == 0 {
		return corrupt(usage, k, fmt.Sprintf("counts %d files of %d bytes that are %d of %d", row.Files, row.Bytes, is.Files, is.Bytes))
	}
	return nil
}
