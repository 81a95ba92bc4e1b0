package transfer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pkg/sftp"

	"snug/keys"
)

// WinSCP puts files in under another name, which it changes when all is there.
func TestFileWaitsForItsName(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "plan.txt", "of ann")
	v := h.visit("ben")
	c := v.sftp()
	begin := func() {
		t.Helper()
		upload(t, c, "/books/plan.txt.filepart", []byte("half"))
	}
	want := func(files int) {
		t.Helper()
		if got := h.files(); len(got) != files {
			t.Fatalf("there are %d files, want %d", len(got), files)
		}
	}

	begin()
	want(1)
	if info, err := c.Stat("/books/plan.txt.filepart"); err != nil || info.Size() != 4 {
		t.Errorf("what waits for its name: %v, %v", info, err)
	}
	upload(t, c, "/books/plan.txt.filepart", []byte("the whole plan")) // from the beginning
	for _, other := range []string{"/books/plan", "/lobby/plan.txt", "/plan.txt"} {
		if err := c.Rename("/books/plan.txt.filepart", other); err == nil {
			t.Errorf("it is called %s now", other)
		}
	}
	if err := c.Remove("/books/plan.txt"); err != nil {
		t.Errorf("what is called so is in the way: %v", err)
	}
	want(1)
	if err := c.Rename("/books/plan.txt.filepart", "/books/plan.txt"); err != nil {
		t.Fatal(err)
	}
	want(2)
	if got := h.files()[0]; got.File.Name != "plan.txt" || got.File.Size != 14 || got.Author.Name != "ben" {
		t.Errorf("it was announced as %+v of %s", got.File, got.Author.Name)
	}
	if got := download(t, c, "/books/plan.txt"); string(got) != "the whole plan" {
		t.Errorf("under its name there is %q", got)
	}
	if err := c.Rename("/books/plan.txt", "/books/other.txt"); statusOf(t, err) != unsupported {
		t.Errorf("renamed once more: %v", err)
	}

	begin()
	if err := c.Remove("/books/plan.txt.filepart"); err != nil {
		t.Fatal(err)
	}
	if err := c.Rename("/books/plan.txt.filepart", "/books/plan.txt"); err == nil {
		t.Error("what was taken away has a name")
	}
	want(2)
}

// Files that wait for their names are no more than a session may have open, and what was
// refused does not wait.
func TestFilesThatWaitAreBounded(t *testing.T) {
	h := openHouse(t)
	h.set(keys.HouseFileSize, "1k")
	v := h.visit("ben")
	c := v.sftp()
	for i := range 40 {
		if err := tryUpload(c, fmt.Sprintf("/books/big%d.filepart", i), make([]byte, 2000)); err == nil {
			t.Fatal("what is too big was taken")
		}
	}
	waiting := 0
	for i := range 20 {
		if tryUpload(c, fmt.Sprintf("/books/%d.filepart", i), []byte("half")) == nil {
			waiting++
		}
	}
	if waiting == 0 || waiting > 16 {
		t.Errorf("%d files wait for their names", waiting)
	}
	for i := range waiting {
		if err := c.Rename(fmt.Sprintf("/books/%d.filepart", i), fmt.Sprintf("/books/%d", i)); err != nil {
			t.Error(err)
		}
	}
	upload(t, c, "/books/more.txt", []byte("there is room again"))
	for range 20 { // what is taken away before its handle is closed
		f, err := c.Create("/books/gone.filepart")
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Remove("/books/gone.filepart"); err != nil {
			t.Fatal(err)
		}
		_ = f.Close() // of what is not there any more
	}
	if got := len(h.files()); got != waiting+1 {
		t.Errorf("there are %d files, want %d", got, waiting+1)
	}
}

// A file that is never given its name leaves nothing, and that is said.
func TestFileThatIsNeverNamed(t *testing.T) {
	h := openHouse(t)
	v := h.visit("ben")
	conn, status := v.serve(t.Context())
	c, err := sftp.NewClientPipe(conn, conn)
	if err != nil {
		t.Fatal(err)
	}
	upload(t, c, "/books/a.iso.filepart", []byte("half"))
	conn.Close()
	<-status
	if got := v.notices.String(); !strings.HasPrefix(got, "a.iso.filepart was not given another name") {
		t.Errorf("it is told %q", got)
	}
	if got := h.files(); len(got) != 0 {
		t.Errorf("there are %d files", len(got))
	}
}
