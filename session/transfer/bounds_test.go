package transfer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"snug/keys"
)

// Each bound is met in the middle of a file that was below it when it began: others put
// in theirs meanwhile, or the people who run the server change it.
func TestBoundsAreMetInTheMiddle(t *testing.T) {
	const half = 10 << 10
	for _, tt := range []struct {
		name, setting string
		before        string // it
		fill          func(h *house)
		says          string
	}{
		{"of one file", keys.HouseFileSize, "1M", func(h *house) { h.set(keys.HouseFileSize, "15k") }, "15 KB and that is the limit for one file"},
		{"of a person", keys.HouseFileQuota, "25k", func(h *house) { h.put("ben", 1, "other", strings.Repeat("o", half)) }, "your files may have 25 KB together"},
		{"of a room", keys.HouseFileRoomQuota, "25k", func(h *house) { h.put("ann", h.books.ID, "other", strings.Repeat("o", half)) }, "the files in #books may have 25 KB together"},
		{"of the server", keys.HouseFileTotal, "25k", func(h *house) { h.put("ann", 1, "other", strings.Repeat("o", half)) }, "all files on this server may have 25 KB together"},
	} {
		open := func(t *testing.T) (*house, *visit) {
			h := openHouse(t)
			h.set(tt.setting, tt.before)
			return h, h.visit("ben")
		}
		left := func(h *house) {
			h.t.Helper()
			if _, held, spools := h.blobs.Count(); held+spools != 0 {
				h.t.Errorf("%d blobs and %d spools are held", held, spools)
			}
			if names := h.called(); slices.Contains(names, "big") {
				h.t.Errorf("the files are %q", names)
			}
		}
		part := strings.Repeat("x", half)
		t.Run(tt.name+", over sftp", func(t *testing.T) {
			h, v := open(t)
			w := v.wire()
			put := w.open(request(fxOpen, 1, "/books/big", forWriting, noAttrs))
			if got := w.status(request(fxWrite, 1, put, uint64(0), part)); got != done {
				t.Fatalf("the first half is answered with %d", got)
			}
			tt.fill(h)
			if got := w.status(request(fxWrite, 1, put, uint64(half), part)); got != failure {
				t.Errorf("the second half is answered with %d", got)
			}
			if got := w.status(request(fxClose, 1, put)); got != failure {
				t.Errorf("it is closed with %d", got)
			}
			if !strings.Contains(v.notices.String(), tt.says) {
				t.Errorf("it was told %q", v.notices.String())
			}
			left(h)
		})
		t.Run(tt.name+", over scp", func(t *testing.T) {
			h, v := open(t)
			p := v.scp("scp -t books/")
			p.plays([]turn{{fmt.Sprintf("C0644 %d big\n", 2*half), yes}})
			p.sends(part)
			tt.fill(h)
			p.sends(part + yes)
			if got := p.hears(); got[0] != no[0] || !strings.Contains(got, tt.says) {
				t.Errorf("it was told %q", got)
			}
			if got := p.ends(); got != 1 {
				t.Errorf("status %d", got)
			}
			left(h)
		})
	}
}

// called returns what the files of books are called.
func (h *house) called() (names []string) {
	h.t.Helper()
	for _, m := range h.files() {
		names = append(names, m.File.Name)
	}
	return names
}
