package audit_test

import (
	"errors"
	"testing"
	"time"

	"snug/keys/audit"
)

// A page is a log in memory, the oldest entry first.
type page struct {
	entries []audit.Entry
	written uint64 // the highest number ever
	err     error  // of the next read or write
}

func (p *page) Entries(before uint64, limit int) ([]audit.Entry, error) {
	var newest []audit.Entry
	for i := len(p.entries) - 1; i >= 0 && len(newest) < limit; i-- {
		if before == 0 || p.entries[i].Seq < before {
			newest = append(newest, p.entries[i])
		}
	}
	return newest, p.err
}

func (p *page) LastEntry() (uint64, error) { return p.written, p.err }

func (p *page) AddEntry(e audit.Entry) error {
	if p.err == nil {
		p.entries = append(p.entries, e)
		p.written = e.Seq
	}
	return p.err
}

func TestAppendTiesEntriesTogether(t *testing.T) {
	var p page
	for range 3 {
		e := full()
		e.Seq, e.Prev = 77, [32]byte{1} // whatever whoever writes it says
		if err := audit.Append(&p, e); err != nil {
			t.Fatal(err)
		}
	}
	last, err := audit.Verify(each(p.entries))
	if err != nil || last.Seq != 3 || p.entries[0].Prev != [32]byte{} {
		t.Errorf("Verify = number %d, %v; want 3", last.Seq, err)
	}
	p.err = errors.New("disk full")
	if err := audit.Append(&p, full()); !errors.Is(err, p.err) || len(p.entries) != 3 {
		t.Errorf("Append = %v and %d entries; want it to fail and to add nothing", err, len(p.entries))
	}
}

// Who cuts entries off the end does not have them covered by what is done next.
func TestAppendDoesNotHideWhatIsMissing(t *testing.T) {
	for kept := range 3 {
		var p page
		for range 3 {
			if err := audit.Append(&p, full()); err != nil {
				t.Fatal(err)
			}
		}
		p.entries = p.entries[:kept]
		for range 3 {
			if err := audit.Append(&p, full()); err != nil {
				t.Fatal(err)
			}
		}
		last, err := audit.Verify(each(p.entries))
		if !errors.Is(err, audit.ErrBroken) || last.Seq != uint64(kept) {
			t.Errorf("of 3 entries %d were left, and 3 came: Verify = number %d, %v", kept, last.Seq, err)
		}
	}
}

// A field is one of an entry's: how many bits it has, and what flips one.
type field struct {
	bits func(audit.Entry) int
	flip func(e *audit.Entry, bit int)
}

var fields = map[string]field{
	"number":  {word, func(e *audit.Entry, bit int) { e.Seq ^= 1 << bit }},
	"time":    {word, func(e *audit.Entry, bit int) { e.At = time.UnixMicro(e.At.UnixMicro() ^ 1<<bit) }},
	"account": {word, func(e *audit.Entry, bit int) { e.By.Account ^= 1 << bit }},
	"name":    in(func(e *audit.Entry) *string { return &e.By.Name }),
	"key":     in(func(e *audit.Entry) *string { return &e.By.Key }),
	"session": in(func(e *audit.Entry) *string { return &e.By.Session }),
	"address": in(func(e *audit.Entry) *string { return &e.By.Address }),
	"way":     in(func(e *audit.Entry) *string { return &e.By.Via }),
	"action":  in(func(e *audit.Entry) *string { return &e.Action }),
	"object":  in(func(e *audit.Entry) *string { return &e.Object }),
	"before":  in(func(e *audit.Entry) *string { return &e.Before }),
	"after":   in(func(e *audit.Entry) *string { return &e.After }),
	"reason":  in(func(e *audit.Entry) *string { return &e.Reason }),
	"result":  in(func(e *audit.Entry) *string { return &e.Result }),
	"hash":    {func(audit.Entry) int { return 256 }, func(e *audit.Entry, bit int) { e.Prev[bit/8] ^= 1 << (bit % 8) }},
}

func word(audit.Entry) int { return 64 }

func in(at func(*audit.Entry) *string) field {
	return field{
		func(e audit.Entry) int { return 8 * len(*at(&e)) },
		func(e *audit.Entry, bit int) {
			b := []byte(*at(e))
			b[bit/8] ^= 1 << (bit % 8)
			*at(e) = string(b)
		},
	}
}

func TestVerifyNoticesEveryFlippedBit(t *testing.T) {
	whole := log(3)
	for name, f := range fields {
		n := f.bits(whole[1])
		if n == 0 {
			t.Errorf("there is nothing to flip in the %s", name)
		}
		for bit := range n {
			l := log(3)
			f.flip(&l[1], bit)
			if last, err := audit.Verify(each(l)); !errors.Is(err, audit.ErrBroken) || last.Seq > 2 && name != "number" {
				t.Errorf("bit %d of the %s: Verify = number %d, %v", bit, name, last.Seq, err)
			}
		}
	}
}
