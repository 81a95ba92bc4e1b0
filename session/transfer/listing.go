package transfer

import (
	"io"
	"slices"

	"snug/room"
)

// pages reads files from the oldest on, where the broker tells them from the newest
// on. It keeps where each page of them begins, and one page.
type pages struct {
	fetch  func(before room.FileID, limit int) ([]*room.Message, error)
	ranges []pageRange // the newest page first
	held   []*room.Message
}

// A pageRange is the numbers of the files of a page: from and below before.
type pageRange struct{ from, before room.FileID }

// pageSize is how many files are read at once.
const pageSize = 100

func newPages(fetch func(room.FileID, int) ([]*room.Message, error)) *pages {
	return &pages{fetch: fetch}
}

// maxSearched is how many of the newest files are looked through for a name.
const maxSearched = 10 * pageSize

// newest yields the files from the newest on, at most maxSearched.
func (p *pages) newest(yield func(*room.Message, error) bool) {
	before := room.FileID(0)
	for range maxSearched / pageSize {
		page, err := p.fetch(before, pageSize)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, m := range page {
			if !yield(m, nil) {
				return
			}
			before = m.File.ID
		}
		if len(page) < pageSize {
			return
		}
	}
}

// begin finds where the pages begin. What is put in later is not among them, and what
// they hold is asked again when its turn comes: by then it may be nothing.
func (p *pages) begin() error {
	before := room.FileID(0)
	for more := true; more; {
		page, err := p.fetch(before, pageSize)
		if err != nil {
			return err
		}
		more = len(page) == pageSize
		if len(page) == 0 {
			break
		}
		r := pageRange{from: page[len(page)-1].File.ID, before: before}
		if before == 0 {
			r.before = page[0].File.ID + 1
		}
		p.ranges, before = append(p.ranges, r), r.from
	}
	return nil
}

// next returns at most limit further files, the oldest first, or [io.EOF] when there
// are no more.
func (p *pages) next(limit int) ([]*room.Message, error) {
	for len(p.held) == 0 {
		if len(p.ranges) == 0 {
			return nil, io.EOF
		}
		r := p.ranges[len(p.ranges)-1]
		page, err := p.fetch(r.before, pageSize)
		if err != nil {
			return nil, err
		}
		p.ranges = p.ranges[:len(p.ranges)-1]
		// Of what has gone meanwhile, older files took the place.
		p.held = slices.DeleteFunc(page, func(m *room.Message) bool { return m.File.ID < r.from })
		slices.Reverse(p.held)
	}
	n := min(limit, len(p.held))
	out := p.held[:n]
	p.held = p.held[n:]
	return out, nil
}
