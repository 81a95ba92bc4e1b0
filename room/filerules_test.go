package room_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// file is a post of a small file.
func file(by room.Person, in room.ID, name string) room.Post {
	return room.Post{
		Header: room.Header{ID: room.NewCommandID(), At: time.Now(), By: by.ID}, Room: in,
		File: &room.File{Name: name, Content: room.Content{Sum: sha256.Sum256([]byte(name)), Size: int64(len(name)), Type: "text/plain"}},
	}
}

// puts tries to put a file into a room; whoever asks beforehand must be told the same.
func (h *house) puts(c room.Post) error {
	h.t.Helper()
	may := h.store.Rooms().MayPost(c)
	_, err := h.store.Rooms().Do(h.t.Context(), c)
	if (may == nil) != (err == nil) || err != nil && may.Error() != err.Error() {
		h.t.Errorf("MayPost = %v, Do = %v", may, err)
	}
	return err
}

// A bot puts files where it may write, and where its keeper may.
func TestABotPutsFilesAsItsKeeperMay(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den, shed := h.create(ana, "den").ID, h.create(ana, "shed").ID
	h.join(ben, "den")
	robot := h.robot(ben, "robot", 2, den)
	try := func(when string, in room.ID, want error) {
		t.Helper()
		if err := h.puts(file(robot, in, "a")); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", when, err, want)
		}
	}
	try("where it is", den, nil)
	try("where it is not", shed, room.ErrDenied)
	h.penalize(ana, den, ben, room.Mute, time.Hour)
	try("its keeper being muted", den, room.ErrDenied)
	if err := h.Pardon(t.Context(), ana.ID, den, ben.ID, room.Mute, ""); err != nil {
		t.Fatal(err)
	}
	try("after that", den, nil)
	try("beyond its rate", den, room.ErrLimited)
	d, id := h.accounts(), keys.AccountID(ben.ID)
	if _, err := d.Suspend(t.Context(), atTheMachine, id, time.Now().Add(time.Hour), ""); err != nil {
		t.Fatal(err)
	}
	try("its keeper being suspended", den, room.ErrDenied)
}

// Files are found by what messages have, and by their names; whoever takes what they
// have said with them has their files in it.
func TestFilesAreFoundAndExported(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	den := h.cellar(ana, ben)
	h.say(ana, den, "a report of words")
	for _, name := range []string{"report.pdf", "2026/报告.pdf"} {
		if err := h.puts(file(ana, den, name)); err != nil {
			t.Fatal(err)
		}
	}
	for typed, want := range map[string][]string{
		"has:file":           {"cellar/3", "cellar/2"},
		"包含:文件 from:ana":     {"cellar/3", "cellar/2"},
		"has:file from:ben":  nil,
		"has:file has:reply": nil,
		"report":             {"cellar/2", "cellar/1"},
		"has:file 报告":        {"cellar/3"},
	} {
		if got := h.search(ben, den, typed); !slices.Equal(got, want) {
			t.Errorf("%s found %v, want %v", typed, got, want)
		}
	}
	var taken []string
	err := h.SaidBy(t.Context(), ana.ID, func(_ room.Room, m *room.Message) error {
		if m.File != nil {
			taken = append(taken, fmt.Sprint(m.File.ID, " ", m.File.Name))
		}
		return nil
	})
	if want := []string{"1 report.pdf", "2 2026/报告.pdf"}; err != nil || !slices.Equal(taken, want) {
		t.Errorf("ana takes %q with her, %v; want %q", taken, err, want)
	}
}
