package data_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/room"
	"snug/text"
)

func TestScanWords(t *testing.T) {
	d := newDesk(t)
	for _, said := range []string{
		"Hello World",                        // 1
		"hello, 世界",                          // 2
		"ΣΟΦΟΣ und Straße",                   // 3
		"café au lait",                       // 4: é as one rune
		"x=[Foo_BAR-9] @ `Z{|",               // 5
		"line one\nLINE two",                 // 6
		strings.Repeat("ЖУК ", 50) + "конец", // 7
		"text",   // 8
		"日本語ＡＢＣ", // 9
	} {
		d.say(room.Message{Text: said})
	}
	for _, tt := range []struct {
		name  string
		words []string
		want  []uint64
	}{
		{"none", nil, []uint64{9, 8, 7, 6, 5, 4, 3, 2, 1}},
		{"nothing but space", []string{" \n"}, []uint64{9, 8, 7, 6, 5, 4, 3, 2, 1}},
		{"letter case", []string{"HELLO"}, []uint64{2, 1}},
		{"two words", []string{"hello", "世界"}, []uint64{2}},
		{"part of a word", []string{"orl"}, []uint64{1}},
		{"a phrase", []string{"hello w"}, []uint64{1}},
		{"over a line break", []string{"one\nline"}, []uint64{6}},
		{"no letter case", []string{"世"}, []uint64{2}},
		{"signs beside the letters in ASCII", []string{"[foo_bar-9] @ `z{|"}, []uint64{5}},
		{"a sign is no letter", []string{"{foo"}, nil},
		{"greek, in any case and at the end", []string{"σοφοσ"}, []uint64{3}},
		{"beyond ASCII", []string{"STRAßE"}, []uint64{3}},
		{"cyrillic", []string{"жук Жук", "КОНЕЦ"}, []uint64{7}},
		{"composed differently", []string{"CAFE\u0301"}, []uint64{4}},
		{"without its accent", []string{"cafe"}, nil},
		{"full width", []string{"ａｂｃ"}, []uint64{9}},
		{"not there", []string{"hello", "mars"}, nil},
		{"not UTF-8", []string{"\xff"}, nil},
		{"what is in every record, but not in its text", []string{"P"}, nil}, // CBOR's head of an ID
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := d.Rooms().Scan(context.Background(), d.den, room.Scan{Words: tt.words, Limit: 100})
			if err != nil || got.Next != 0 || !slices.Equal(numbers(got.Found), tt.want) {
				t.Errorf("found %v, next %d, %v; want %v", numbers(got.Found), got.Next, err, tt.want)
			}
		})
	}
}

// What is found must not depend on where in a record its bytes lie.
func FuzzScanFindsEveryPart(f *testing.F) {
	for _, seed := range []string{"Hello World", "hello, 世界 ÉÀ", "ΣΟΦΟΣ und Straße", "İstanbul ıI"} {
		f.Add(seed, uint(1), uint(4))
	}
	s := open(f, f.TempDir(), data.Options{})
	ann := signUp(f, s, "ann")
	f.Fuzz(func(t *testing.T, typed string, from, to uint) {
		runes := []rune(strings.ToValidUTF8(typed, ""))
		if len(runes) == 0 || len(typed) > room.MaxTextBytes {
			return
		}
		a := int(from % uint(len(runes)))
		part := string(runes[a : a+1+int(to%uint(len(runes)-a))])
		var said *room.Message
		err := s.Change(func(tx data.WriteTx) (err error) {
			said, err = tx.AddMessage(room.Message{ID: room.NewCommandID(), Room: 1, Author: room.Person{ID: ann}, Text: string(runes)})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Rooms().Scan(context.Background(), 1, room.Scan{Words: []string{part}, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if found := len(got.Found) == 1 && got.Found[0].Seq == said.Seq; !found && cleaned(part) && cleaned(string(runes)) {
			t.Errorf("%q is not found in %q", part, runes)
		}
	})
}

func TestScanConditions(t *testing.T) {
	d := newDesk(t)
	start := header(0).At
	for i := range 10 {
		who := []room.UserID{d.ann, d.bob}[i%2]
		d.say(room.Message{Text: fmt.Sprint("message ", i+1), Author: room.Person{ID: who}, At: start.Add(time.Duration(i) * time.Hour)})
	}
	d.set(6, func(m *room.Message) { m.Deleted = m.At })
	hour := func(n int) time.Time { return start.Add(time.Duration(n) * time.Hour) }
	for _, tt := range []struct {
		name string
		s    room.Scan
		want []uint64
		next uint64
	}{
		{"all but the deleted", room.Scan{Limit: 100}, []uint64{10, 9, 8, 7, 5, 4, 3, 2, 1}, 0},
		{"no limit is none", room.Scan{}, nil, 11},
		{"by somebody", room.Scan{From: d.bob, Limit: 100}, []uint64{10, 8, 4, 2}, 0},
		{"by nobody", room.Scan{From: 77, Limit: 100}, nil, 0},
		{"since a time", room.Scan{After: hour(8), Limit: 100}, []uint64{10, 9}, 0},
		{"until a time", room.Scan{Until: hour(2), Limit: 100}, []uint64{2, 1}, 0},
		{"between two times", room.Scan{After: hour(1), Until: hour(4), Limit: 100}, []uint64{4, 3, 2}, 0},
		{"before a number", room.Scan{Before: 4, Limit: 100}, []uint64{3, 2, 1}, 0},
		{"before the first", room.Scan{Before: 1, Limit: 100}, nil, 0},
		{"above a number", room.Scan{Above: 7, Limit: 100}, []uint64{10, 9, 8}, 0},
		{"between two numbers", room.Scan{Above: 3, Before: 6, Limit: 100}, []uint64{5, 4}, 0},
		{"just all above a number", room.Scan{Above: 8, Limit: 2}, []uint64{10, 9}, 0},
		{"above the newest", room.Scan{Above: 99, Limit: 100}, nil, 0},
		{"some", room.Scan{Limit: 4}, []uint64{10, 9, 8, 7}, 7},
		{"the rest", room.Scan{Before: 7, Limit: 100}, []uint64{5, 4, 3, 2, 1}, 0},
		{"just all", room.Scan{Before: 4, Limit: 3}, []uint64{3, 2, 1}, 0},
		{"a match", room.Scan{Match: func(m *room.Message) bool { return m.Seq%3 == 0 }, Limit: 2}, []uint64{9, 3}, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := d.Rooms().Scan(context.Background(), d.den, tt.s)
			if err != nil || got.Next != tt.next || !slices.Equal(numbers(got.Found), tt.want) {
				t.Errorf("found %v, next %d, %v; want %v, next %d", numbers(got.Found), got.Next, err, tt.want, tt.next)
			}
		})
	}
	if _, err := d.Rooms().Scan(context.Background(), 77, room.Scan{Limit: 1}); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("search of no room: %v", err)
	}
}

// A clock that went back for less than a day hides nothing from a search by time.
func TestScanWhenTheClockWentBack(t *testing.T) {
	d := newDesk(t)
	start := header(0).At
	var want []uint64
	for i := range 200 {
		at := start.Add(time.Duration(i) * time.Hour)
		if i/10%2 == 1 {
			at = at.Add(-20 * time.Hour)
		}
		said := d.say(room.Message{Text: "tick", At: at})
		if !at.Before(start.Add(50*time.Hour)) && at.Before(start.Add(90*time.Hour)) {
			want = append(want, said.Seq)
		}
	}
	slices.Reverse(want)
	got, err := d.Rooms().Scan(context.Background(), d.den, room.Scan{
		Words: []string{"tick"}, After: start.Add(50 * time.Hour), Until: start.Add(90 * time.Hour), Limit: 500,
	})
	if err != nil || !slices.Equal(numbers(got.Found), want) {
		t.Errorf("found %v, %v; want %v", numbers(got.Found), err, want)
	}
}

func TestScanEndsInTime(t *testing.T) {
	d := newDesk(t)
	d.change(func(tx data.WriteTx) error {
		for range 2000 {
			if _, err := tx.AddMessage(room.Message{ID: room.NewCommandID(), Room: d.den, Author: room.Person{ID: d.ann}, Text: "hay"}); err != nil {
				return err
			}
		}
		return nil
	})
	// No time at all is one batch, and the batches together are the room.
	var steps int
	for before := uint64(0); ; steps++ {
		got, err := d.Rooms().Scan(context.Background(), d.den, room.Scan{Words: []string{"needle"}, Before: before, Limit: 10, Most: 1})
		if err != nil || len(got.Found) != 0 {
			t.Fatalf("found %v, %v", got, err)
		}
		if before = got.Next; before == 0 {
			break
		}
	}
	if steps != 3 {
		t.Errorf("went on %d times, want 3", steps)
	}
	ctx, cancel := context.WithCancel(context.Background())
	seen := 0
	_, err := d.Rooms().Scan(ctx, d.den, room.Scan{Limit: 10, Match: func(*room.Message) bool {
		seen++
		cancel()
		return false
	}})
	if !errors.Is(err, context.Canceled) || seen == 2000 {
		t.Errorf("after its context had ended the search saw %d messages: %v", seen, err)
	}
}

// Match may use the store, and must not do so inside a transaction.
func TestScanMatchMayWrite(t *testing.T) {
	d := newDesk(t)
	d.say(room.Message{Text: "hello"})
	got, err := d.Rooms().Scan(context.Background(), d.den, room.Scan{Limit: 10, Match: func(*room.Message) bool {
		d.say(room.Message{Text: "hello again"})
		return true
	}})
	if err != nil || !slices.Equal(numbers(got.Found), []uint64{1}) {
		t.Errorf("found %v, %v", numbers(got.Found), err)
	}
}

func TestSeqAt(t *testing.T) {
	d := newDesk(t)
	start := header(0).At
	if seq, err := d.Rooms().SeqAt(d.den, start); err != nil || seq != 1 {
		t.Errorf("in an empty room %d, %v; want 1", seq, err)
	}
	for i := range 100 {
		d.say(room.Message{Text: "tick", At: start.Add(time.Duration(i/2) * time.Hour)}) // two at a time
	}
	for after, want := range map[time.Duration]uint64{
		-time.Hour: 1, 0: 1, time.Hour: 3, 90 * time.Minute: 5, 49 * time.Hour: 99, 50 * time.Hour: 101,
	} {
		if seq, err := d.Rooms().SeqAt(d.den, start.Add(after)); err != nil || seq != want {
			t.Errorf("at %s: %d, %v; want %d", after, seq, err, want)
		}
	}
	if _, err := d.Rooms().SeqAt(77, start); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("in no room: %v", err)
	}
}

// cleaned reports whether s is as the rules store text, which alone is
// promised to be found.
func cleaned(s string) bool {
	clean, err := text.Clean(s)
	return err == nil && clean == s
}
