package transfer_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pkg/sftp"

	"snug/keys"
	"snug/room"
)

// What somebody is told who puts a file where none can be: scp opens "nowhere/" itself
// when there is no such folder.
func TestWhyNothingIsPutThere(t *testing.T) {
	h := openHouse(t)
	h.set(keys.HouseGuestFiles, "yes")
	h.put("ann", h.books.ID, "plan.txt", "one")
	h.signUp("barred")
	h.join("barred")
	if _, err := h.Penalize(t.Context(), h.id("ann"), h.books.ID, h.id("barred"), room.Ban, time.Time{}, "rude"); err != nil {
		t.Fatal(err)
	}
	put := func(path string) func(*sftp.Client) error {
		return func(c *sftp.Client) error { return tryUpload(c, path, []byte("new")) }
	}
	tests := []struct {
		name, who string
		do        func(*sftp.Client) error
		status    uint32
		says      string
	}{
		{"a room that is not there", "ben", put("nowhere"), denied, "there is no room nowhere; put it into a room, as lobby/NAME"},
		{"nobody", "ben", put("@nobody"), noSuchFile, "there is nobody called nobody"},
		{"somebody to talk with", "ben", put("@ann"), denied, "give it to somebody, as @USER/NAME"},
		{"a room itself", "ben", put("books"), denied, "put it into a room, as lobby/NAME"},
		{"the inbox", "ben", put("inbox"), denied, "nothing is put there; put it into a room"},
		{"a room that one is banned from", "barred", put("books"), denied, "reason: rude"},
		{"a guest puts", "guest", put("books/a.txt"), denied, "you need an account for that"},
		{"a guest makes a folder", "guest", func(c *sftp.Client) error { return c.Mkdir("books/new") }, denied, "you need an account for that"},
		{"a guest deletes", "guest", func(c *sftp.Client) error { return c.Remove("books/1-plan.txt") }, denied, "you need an account for that"},
		{"a number that no file has", "ben", func(c *sftp.Client) error { return c.Remove("999") }, noSuchFile, "there is no file 999"},
		{"a room is made", "ben", func(c *sftp.Client) error { return c.Mkdir("new") }, denied, "in the chat: /create NAME"},
		{"a room is deleted", "ben", func(c *sftp.Client) error { return c.RemoveDirectory("books") }, denied, "in the chat: /room delete ROOM"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := h.visit(tt.who)
			if got := statusOf(t, tt.do(v.sftp())); got != tt.status {
				t.Errorf("it is answered with status %d, want %d", got, tt.status)
			}
			if got := v.notices.String(); !strings.Contains(got, tt.says) {
				t.Errorf("it is told %q, want something with %q", got, tt.says)
			}
		})
	}
}

// OpenSSH's sftp ends a file as usual when ^C breaks it off in the middle: all that shows
// is that it ends where a block does.
func TestFileThatMayHaveBeenBrokenOff(t *testing.T) {
	const block = 1 << 10 // bytes
	tests := []struct {
		name  string
		sizes []int // bytes of each write
		sized bool  // and the client says how long it is
		told  bool
	}{
		{"empty", nil, false, false},
		{"one block", []int{block}, false, false},
		{"whole blocks", []int{block, block, block}, false, true},
		{"and a part of one", []int{block, block, 1}, false, false},
		{"whole blocks, and as long as it is", []int{block, block}, true, false},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := openHouse(t)
			for range i { // numbers of files differ
				h.put("ann", h.books.ID, "plan.txt", "one")
			}
			v := h.visit("ben")
			c := v.sftp()
			f, err := c.OpenFile("/books/mid.bin", os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
			if err != nil {
				t.Fatal(err)
			}
			for _, size := range tt.sizes {
				if _, err := f.Write(make([]byte, size)); err != nil {
					t.Fatal(err)
				}
			}
			if tt.sized {
				if err := f.Truncate(int64(len(tt.sizes) * block)); err != nil {
					t.Fatal(err)
				}
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			want := ""
			if tt.told {
				want = fmt.Sprintf("mid.bin is in books now as file %d, with 3 KB; if you broke it off, delete it with: rm /%d\n", i+1, i+1)
			}
			if got := v.notices.String(); strings.ReplaceAll(got, "#", "") != want {
				t.Errorf("it is told %q, want %q", got, want)
			}
			if err := c.Remove(fmt.Sprintf("/%d", i+1)); err != nil {
				t.Errorf("it is not deleted like that: %v", err)
			}
		})
	}
}

// Whoever has hung up is told nothing of what that broke off.
func TestNothingIsSaidToWhoHasHungUp(t *testing.T) {
	h := openHouse(t)
	v := h.visit("ben")
	conn, status := v.serve(t.Context())
	c, err := sftp.NewClientPipe(conn, conn)
	if err != nil {
		t.Fatal(err)
	}
	f, err := c.Create("/books/a.bin")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	conn.Close()
	<-status
	if got := v.notices.String(); got != "" {
		t.Errorf("it is told %q", got)
	}
	if got := len(h.files()); got != 0 {
		t.Errorf("there are %d files", got)
	}
}

// Whoever does the wrong thing again later is told again why it is wrong.
func TestSentenceIsSaidAgainLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		v := h.visit("ben")
		c := v.sftp()
		wrong := func() { _ = c.Symlink("/a", "/b") }
		said := func() int { return strings.Count(v.notices.String(), "\n") }
		wrong()
		wrong()
		if got := said(); got != 1 {
			t.Errorf("at once it is said %d times, want once", got)
		}
		time.Sleep(time.Minute)
		wrong()
		if got := said(); got != 2 {
			t.Errorf("a minute later it is said %d times in all, want 2", got)
		}
		c.Close()
	})
}
