package room_test

import (
	"strings"
	"testing"

	"snug/room"
)

func TestCommandIDOfAKey(t *testing.T) {
	known := make(map[room.CommandID]string)
	for _, by := range []room.UserID{0, 1, 2, 256, 1 << 56} {
		for _, key := range []string{"", "a", "b", "A", "1", "\x00", "\x00a", "\xff", "订单", strings.Repeat("x", 1<<20)} {
			id := room.CommandIDOf(by, key)
			if again := room.CommandIDOf(by, key); again != id {
				t.Errorf("%d and %.8q are once %v, once %v", by, key, id, again)
			}
			if other, taken := known[id]; taken {
				t.Errorf("%d and %.8q have the ID of %s", by, key, other)
			}
			known[id] = key
			if id[6]>>4 != 8 || id[8]>>6 != 2 {
				t.Errorf("%x is no UUIDv8", id)
			}
			if back, err := room.ParseCommandID(id.String()); err != nil || back != id {
				t.Errorf("%v is read as %v, %v", id, back, err)
			}
		}
	}
}

// An account's key names one message for ever, and another account's key another
// one.
func TestSayingUnderAKey(t *testing.T) {
	h := openHouse(t)
	ana, eve := h.person("ana"), h.person("eve")
	say := func(who room.Person, key, text string) (*room.Message, bool, error) {
		return h.Say(t.Context(), who.ID, h.lobby(), room.Saying{ID: room.CommandIDOf(who.ID, key), Text: text})
	}
	for _, tt := range []struct {
		who       room.Person
		key, text string
		seq       uint64 // zero: it is refused
		again     bool
	}{
		{ana, "1", "hello", 1, false},
		{ana, "1", "hello", 1, true},
		{ana, "1", "hello  \r\n", 1, true}, // the same when it is clean
		{ana, "1", "hello!", 0, false},
		{eve, "1", "hello", 2, false},
		{ana, "2", "hello", 3, false},
		{ana, "1", "hello", 1, true},
	} {
		m, again, err := say(tt.who, tt.key, tt.text)
		switch {
		case tt.seq == 0:
			wantRefusal(t, err, room.ErrConflict)
		case err != nil || m.Seq != tt.seq || m.Author != tt.who || again != tt.again:
			t.Errorf("%s says %q under %q: %+v, %v, %v; want message %d, %v", tt.who.Name, tt.text, tt.key, m, again, err, tt.seq, tt.again)
		}
	}
}
