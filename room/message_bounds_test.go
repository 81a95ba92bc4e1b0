package room_test

import (
	"strings"
	"testing"

	"snug/room"
)

// Whatever brings a text in, it is held to the same bounds, after it was cleaned, by
// the same sentence.
func TestBoundsOfMessages(t *testing.T) {
	h := openArchive(t)
	ana := h.person("ana")
	first := h.say(ana, h.lobby(), "first")
	for _, tt := range []struct{ name, text, says string }{
		{"as long as it may be", strings.Repeat(strings.Repeat("x", 2047)+"\n", 2), ""},
		{"a byte more", strings.Repeat("x", 2048) + "\n" + strings.Repeat("x", 2048), "the message has 4097 bytes and the limit is 4096; send it in parts"},
		{"far too long", strings.Repeat("x", 1<<20), "the message has 1048576 bytes and the limit is 4096; send it in parts"},
		{"Chinese counts in bytes", strings.Repeat(strings.Repeat("中", 500)+"\n", 3), "the message has 4502 bytes and the limit is 4096; send it in parts"},
		{"as many lines as there may be", strings.Repeat("x\n", 49) + "x", ""},
		{"a line more", strings.Repeat("x\n", 50) + "x", "the message has 51 lines and the limit is 50; send it in parts"},
		{"lines that end otherwise", strings.Repeat("x\r\n", 30) + strings.Repeat("x\u2028", 20) + "x", "the message has 51 lines and the limit is 50; send it in parts"},
		{"as long a line as there may be", strings.Repeat("x", 2048), ""},
		{"a longer line", "short\n" + strings.Repeat("x", 2049), "a line of the message has 2049 bytes and the limit is 2048; break it up"},
		{"what nobody sees does not count", strings.Repeat("x", 2000) + strings.Repeat("\u200b", 2000), ""},
		{"no UTF-8", "caf\xe9", "the message is not UTF-8; switch your terminal to UTF-8 and send it again"},
	} {
		for _, way := range []struct {
			name string
			do   func(text string) error
		}{
			{"said", func(text string) error {
				return second2(h.Say(t.Context(), ana.ID, h.lobby(), room.Saying{Text: text}))
			}},
			{"done", func(text string) error {
				return second2(h.Say(t.Context(), ana.ID, h.lobby(), room.Saying{Text: text, Style: room.Action}))
			}},
			{"edited", func(text string) error {
				return second(h.Edit(t.Context(), ana.ID, h.lobby(), first.Seq, text))
			}},
			{"with a file", func(text string) error {
				_, err := h.tryPut(t.Context(), ana, h.lobby(), room.Offer{Name: "a.txt", Text: text, Size: -1}, "bytes")
				return err
			}},
		} {
			t.Run(tt.name+"/"+way.name, func(t *testing.T) {
				err := way.do(tt.text)
				if tt.says == "" {
					if err != nil {
						t.Errorf("refused: %v", err)
					}
					return
				}
				wantRefusal(t, err, room.ErrInvalid)
				if err != nil && err.Error() != tt.says {
					t.Errorf("it says %q, want %q", err, tt.says)
				}
			})
		}
	}
}
