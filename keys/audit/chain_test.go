package audit_test

import (
	"encoding/hex"
	"errors"
	"iter"
	"slices"
	"testing"
	"time"

	"snug/keys/audit"
)

var at = time.Date(2026, 3, 14, 15, 9, 26, 535897000, time.UTC)

func full() audit.Entry {
	return audit.Entry{
		At:     at,
		By:     audit.Actor{Account: 7, Name: "ann", Key: "SHA256:abc", Session: "s1", Address: "192.0.2.7", Via: "exec"},
		Action: "user role", Object: "bob", Before: "member", After: "admin", Reason: "helps", Result: "ok",
	}
}

// log makes a log of n entries.
func log(n int) []audit.Entry {
	var all []audit.Entry
	var last audit.Entry
	for i := range n {
		e := full()
		e.By.Account = uint64(i)
		last = last.Next(e)
		all = append(all, last)
	}
	return all
}

func each(all []audit.Entry) iter.Seq2[audit.Entry, error] {
	return func(yield func(audit.Entry, error) bool) {
		for _, e := range all {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// The encoding is a contract: a log that is on disk must hash the same for ever.
func TestHashIsTheSameForEver(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		entry      audit.Entry
	}{
		{"first", "fa615c53556f4c5488d10fda9f8bb07143925a8dd6471efb42bd889c2a075af1", audit.Entry{}.Next(full())},
		{"second", "11172842d43ee650f1de731d6547b397e15c4c3afaca24056414e7b7825848d5", audit.Entry{}.Next(full()).Next(full())},
	} {
		sum := tt.entry.Hash()
		if got := hex.EncodeToString(sum[:]); got != tt.want {
			t.Errorf("hash of the %s entry = %s, want %s", tt.name, got, tt.want)
		}
	}
}

// No field can take over what another one says, and each counts.
func TestHashTellsEntriesApart(t *testing.T) {
	changes := map[string]func(*audit.Entry){
		"nothing":                 func(*audit.Entry) {},
		"number":                  func(e *audit.Entry) { e.Seq++ },
		"time":                    func(e *audit.Entry) { e.At = e.At.Add(time.Microsecond) },
		"account":                 func(e *audit.Entry) { e.By.Account++ },
		"name":                    func(e *audit.Entry) { e.By.Name = "anna" },
		"key":                     func(e *audit.Entry) { e.By.Key = "" },
		"session":                 func(e *audit.Entry) { e.By.Session = "s2" },
		"address":                 func(e *audit.Entry) { e.By.Address = "192.0.2.8" },
		"front end":               func(e *audit.Entry) { e.By.Via = "screen" },
		"action":                  func(e *audit.Entry) { e.Action = "me delete" },
		"object":                  func(e *audit.Entry) { e.Object = "bobby" },
		"before":                  func(e *audit.Entry) { e.Before = "owner" },
		"after":                   func(e *audit.Entry) { e.After = "owner" },
		"reason":                  func(e *audit.Entry) { e.Reason = "" },
		"result":                  func(e *audit.Entry) { e.Result = "denied" },
		"entry before":            func(e *audit.Entry) { e.Prev[31] ^= 1 },
		"letters moved on":        func(e *audit.Entry) { e.Object, e.Before = "bobm", "ember" },
		"fields changed places":   func(e *audit.Entry) { e.Before, e.After = e.After, e.Before },
		"a field that ends early": func(e *audit.Entry) { e.Object, e.Before = "bob\x00\x00", "member" },
	}
	seen := make(map[[32]byte]string)
	for name, change := range changes {
		e := audit.Entry{}.Next(full())
		change(&e)
		if other, ok := seen[e.Hash()]; ok {
			t.Errorf("%q and %q have one hash", name, other)
		}
		seen[e.Hash()] = name
	}
	elsewhere := audit.Entry{}.Next(full())
	elsewhere.At = elsewhere.At.In(time.FixedZone("", 3600))
	if seen[elsewhere.Hash()] != "nothing" {
		t.Error("the time zone changes the hash")
	}
}

func TestVerify(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func([]audit.Entry) []audit.Entry
		last   uint64 // number of the last sound entry
		broken bool
	}{
		{"whole", func(l []audit.Entry) []audit.Entry { return l }, 9, false},
		{"empty", func([]audit.Entry) []audit.Entry { return nil }, 0, false},
		{"a letter changed", func(l []audit.Entry) []audit.Entry { l[4].Reason = "hElps"; return l }, 5, true},
		{"a bit flipped in a hash", func(l []audit.Entry) []audit.Entry { l[4].Prev[0] ^= 1; return l }, 4, true},
		{"the first one changed", func(l []audit.Entry) []audit.Entry { l[0].By.Account = 99; return l }, 1, true},
		{"one removed", func(l []audit.Entry) []audit.Entry { return slices.Delete(l, 4, 5) }, 4, true},
		{"one removed and the rest renumbered", func(l []audit.Entry) []audit.Entry {
			l = slices.Delete(l, 4, 5)
			for i := range l {
				l[i].Seq = uint64(i + 1)
			}
			return l
		}, 4, true},
		{"the first one removed", func(l []audit.Entry) []audit.Entry { return l[1:] }, 0, true},
		{"two changed places", func(l []audit.Entry) []audit.Entry { l[4], l[5] = l[5], l[4]; return l }, 4, true},
		{"two changed places and numbers", func(l []audit.Entry) []audit.Entry {
			l[4], l[5] = l[5], l[4]
			l[4].Seq, l[5].Seq = 5, 6
			return l
		}, 4, true},
		{"one put in twice", func(l []audit.Entry) []audit.Entry { return slices.Insert(l, 4, l[3]) }, 4, true},
		{"one put in", func(l []audit.Entry) []audit.Entry { return slices.Insert(l, 4, l[3].Next(full())) }, 5, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			last, err := audit.Verify(each(tt.change(log(9))))
			if errors.Is(err, audit.ErrBroken) != tt.broken || last.Seq != tt.last {
				t.Errorf("Verify = number %d, %v; want %d, broken %v", last.Seq, err, tt.last, tt.broken)
			}
		})
	}
	cause := errors.New("unreadable")
	_, err := audit.Verify(func(yield func(audit.Entry, error) bool) { yield(audit.Entry{}, cause) })
	if !errors.Is(err, cause) {
		t.Errorf("Verify of what cannot be read: %v, want %v", err, cause)
	}
}
