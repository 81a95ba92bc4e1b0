package room

import (
	"crypto/sha256"
	"strings"
)

// mayBring refuses a file that the submitter may not put into the room, or for which
// there is no space.
func (s sight) mayBring(f File) error {
	if err := named(f.Name); err != nil {
		return err
	}
	if f.Size < 0 {
		return refuse(ErrInvalid, "%s has no size; send it again", f.Name)
	}
	house, err := s.tx.House(s.at) // the staff, too
	if err == nil {
		err = s.mayPut(house)
	}
	if err == nil {
		err = s.mayLink(f.Name)
	}
	if err != nil {
		return err
	}
	q, err := s.taken(house.quota())
	if err != nil {
		return err
	}
	fresh := f.Size
	if f.Sum != (Sum{}) {
		if there, err := s.tx.Stored(f.Sum); err != nil {
			return err
		} else if there {
			fresh = 0
		}
	}
	return q.admits(f.Name, s.label(), f.Size, fresh)
}

// taken adds to bounds what is taken up of them.
func (s sight) taken(q Quota) (_ Quota, err error) {
	if q.Person, err = s.tx.UsageOf(s.who.ID); err != nil {
		return q, err
	}
	if q.Room, err = s.tx.UsageIn(s.room.ID); err != nil {
		return q, err
	}
	q.Server, err = s.tx.UsageAll()
	return q, err
}

// named refuses what no file is called.
func named(name string) error {
	clean, err := ParseFileName(name)
	if err == nil && clean != name {
		err = refuse(ErrInvalid, "the file has no name that can be shown; give it another")
	}
	return err
}

// maxMediaType is how many bytes a media type has at most: two names of 127 (RFC
// 6838, 4.2) and a parameter.
const maxMediaType = 300

// complete refuses a file whose bytes are not known; nil is complete.
func complete(f *File) error {
	nothing := Sum(sha256.Sum256(nil))
	switch {
	case f == nil:
		return nil
	case f.Sum == (Sum{}), (f.Size == 0) != (f.Sum == nothing), !mediaType(f.Type):
		return refuse(ErrInvalid, "%s has not come whole; send it again", f.Name)
	}
	return nil
}

// mediaType reports whether s has the form of a media type, in visible ASCII.
func mediaType(s string) bool {
	first, second, _ := strings.Cut(s, "/")
	other := func(r rune) bool { return r < ' ' || r > '~' }
	return first != "" && second != "" && len(s) <= maxMediaType && !strings.ContainsFunc(s, other)
}
