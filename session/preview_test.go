package session_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/session"
)

// TestAPictureIsLookedAt puts a picture into a room and looks at it from there, and
// from outside.
func TestAPictureIsLookedAt(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, session.Limits{})
	alice := w.as(t, w.member(t, "alice"))
	puts := func(line string, content []byte) {
		t.Helper()
		s, err := alice.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		s.Stdin = bytes.NewReader(content)
		if out, err := s.CombinedOutput(line); err != nil {
			t.Fatalf("%s: %v: %s", line, err, out)
		}
	}
	puts("put lobby whiteboard.png", picture.Bytes())
	if a := run(t, alice, "room create den --private"); a.status != 0 {
		t.Fatal(a)
	}
	puts("put den secret.png", picture.Bytes())

	screens := map[string]struct {
		of   *ssh.Client
		line string
		want string
	}{
		"a member of its room": {alice, "/preview 2\r", "30x20 PNG"},
		"somebody else":        {w.as(t, w.member(t, "bob")), "/preview 2\r", "there is no file 2 that you can read"},
		"a member of the room": {w.as(t, w.member(t, "cyd")), "/preview 1\r", "30x20 PNG"},
	}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			term := openWith(t, s.of, map[string]string{"LANG": "C.UTF-8"})
			term.out.shows(t, "#lobby")
			term.types(t, s.line)
			term.out.shows(t, s.want)
		})
	}
}
