package room

import "snug/text"

// admits refuses a file by the first bound that it is beyond. It has or brings size
// bytes, of which fresh are not on disk yet, for a room that is written label in a
// sentence. The rules ask with what is stored, and the broker, while a file comes in, with
// what is under way, too.
func (q Quota) admits(name, label string, size, fresh int64) error {
	switch {
	case size > q.File:
		return refuse(ErrInvalid, "%[1]s has more than %[2]s and that is the limit for one file here; make it smaller, or put it in by parts", name, text.Size(q.File))
	case q.Person.Bytes > q.MaxPerson-size:
		return refuse(ErrConflict, "%[1]s does not fit: your files may have %[2]s together and have %[3]s; delete some of them first", name, text.Size(q.MaxPerson), text.Size(q.Person.Bytes))
	case q.Room.Bytes > q.MaxRoom-size:
		return refuse(ErrConflict, "%[1]s does not fit: the files in %[2]s may have %[3]s together and have %[4]s; delete some of yours there first", name, label, text.Size(q.MaxRoom), text.Size(q.Room.Bytes))
	case q.Server.Bytes > q.MaxServer-fresh:
		return refuse(ErrConflict, "%[1]s does not fit: all files on this server may have %[2]s together and have %[3]s; ask the people who run it", name, text.Size(q.MaxServer), text.Size(q.Server.Bytes))
	}
	return nil
}

// quota returns the bounds that the settings of the server give, without what is
// taken up.
func (h House) quota() Quota {
	return Quota{File: h.FileSize, MaxPerson: h.FilesOf, MaxRoom: h.FilesIn, MaxServer: h.FilesAll}
}
