package data_test

import (
	"context"
	"errors"
	"testing"

	"snug/data"
	"snug/room"
)

// Who asks whether they may post hears what they would hear if they did, and
// nothing is written.
func TestMayPost(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann, bob := signUp(t, s, "ann"), signUp(t, s, "bob")
	den := create(t, s, ann, "den")
	said := room.Post{Header: header(ann), Room: den, Text: "hello"}
	do(t, s, said)
	file := &room.File{Name: "a", Content: bytesOf("bytes")}
	big := &room.File{Name: "big", Content: room.Content{Size: 1 << 50}}
	before := s.Records()
	for _, tt := range []struct {
		name string
		post room.Post
		may  bool
	}{
		{"a message", room.Post{Header: header(ann), Room: den, Text: "hello"}, true},
		{"a file", room.Post{Header: header(ann), Room: den, File: file}, true},
		{"what was said before", said, true},
		{"another's ID", room.Post{Header: room.Header{ID: said.ID, At: said.At, By: bob}, Room: den, Text: "hello"}, false},
		{"where they are not", room.Post{Header: header(bob), Room: den, Text: "hello"}, false},
		{"in no room", room.Post{Header: header(ann), Room: 99, Text: "hello"}, false},
		{"a file that is too big", room.Post{Header: header(ann), Room: den, File: big}, false},
	} {
		asked := s.Rooms().MayPost(tt.post)
		if tt.may != (asked == nil) {
			t.Errorf("%s: %v, want that it may be %v", tt.name, asked, tt.may)
		}
		if s.Records() != before {
			t.Errorf("%s: asking has written something", tt.name)
		}
		if tt.may {
			continue
		}
		_, err := s.Rooms().Do(context.Background(), tt.post)
		var no, why *room.Refusal
		if !errors.As(err, &why) || !errors.As(asked, &no) || asked.Error() != err.Error() || !errors.Is(asked, why.Kind) {
			t.Errorf("%s: asked, %v; posted, %v", tt.name, asked, err)
		}
	}
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Rooms().MayPost(said); !errors.Is(err, room.ErrUnavailable) {
		t.Errorf("of a closed store: %v, want %q", err, room.ErrUnavailable)
	}
}
