package transfer_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/pkg/sftp"

	"snug/room"
)

// Files of every size that is awkward come out as they went in.
func TestWhatIsPutInComesOutTheSame(t *testing.T) {
	h := openHouse(t)
	ben, ann := h.visit("ben").sftp(), h.visit("ann").sftp()
	for i, size := range []int{0, 1, 32<<10 - 1, 32 << 10, 32<<10 + 1, 3 << 20} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			content := make([]byte, size)
			for i := range content {
				content[i] = byte(rand.Uint32())
			}
			name := fmt.Sprintf("f%d.bin", size)
			upload(t, ben, "/books/"+name, content)
			got := download(t, ann, fmt.Sprintf("/books/%d-%s", i+1, name))
			if sha256.Sum256(got) != sha256.Sum256(content) {
				t.Errorf("%d bytes came out, and not those that were put in", len(got))
			}
			info, err := ben.Stat("/books/" + name)
			if err != nil || info.Size() != int64(size) {
				t.Errorf("after the upload: %v, %v", info, err)
			}
		})
	}
}

func upload(t testing.TB, c *sftp.Client, path string, content []byte) {
	t.Helper()
	if err := tryUpload(c, path, content); err != nil {
		t.Fatal(err)
	}
}

func tryUpload(c *sftp.Client, path string, content []byte) error {
	f, err := c.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, bytes.NewReader(content)); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

func download(t testing.TB, c *sftp.Client, path string) []byte {
	t.Helper()
	got, err := tryDownload(c, path)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func tryDownload(c *sftp.Client, path string) ([]byte, error) {
	f, err := c.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func names(t testing.TB, c *sftp.Client, path string) []string {
	t.Helper()
	list, err := c.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = one.Name()
	}
	return out
}

func TestRoomsAreFolders(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "plan.txt", "one")
	h.put("ben", h.books.ID, "photos/sea.jpg", "two")
	dm, err := h.Converse(t.Context(), h.id("ann"), "ben")
	if err != nil {
		t.Fatal(err)
	}
	h.put("ann", dm.ID, "secret.txt", "three")
	h.put("ben", dm.ID, "answer.txt", "four")
	if _, err := h.Create(t.Context(), h.id("ben"), "inbox", "", room.Settings{}); err != nil {
		t.Fatal(err)
	}
	c := h.visit("ben").sftp()
	for path, want := range map[string][]string{
		"/":             {"inbox", "lobby", "books", "#inbox", "@ann"},
		"/books":        {"1-plan.txt", "2-sea.jpg"},
		"#books":        {"1-plan.txt", "2-sea.jpg"},
		"/r_2/../books": {"1-plan.txt", "2-sea.jpg"},
		"/@ann":         {"3-secret.txt", "4-answer.txt"},
		"/inbox":        {"3-secret.txt"},
		"/#inbox":       {},
		"/lobby":        {},
	} {
		got := names(t, c, path)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s holds %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]string{
		"/books/1-plan.txt":     "one",
		"books/1-plan.txt":      "one",
		"/books/plan.txt":       "one",
		"/books/2":              "two",
		"/books/2-other.name":   "two",
		"/2":                    "two",
		"/3":                    "three",
		"/@ann/secret.txt":      "three",
		"/inbox/3-secret.txt":   "three",
		"/inbox/secret.txt":     "three",
		"/books/../@ann/4":      "four",
		"/../../books/plan.txt": "one",
	} {
		if got, err := tryDownload(c, path); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v; want %q", path, got, err, want)
		}
	}
	for _, path := range []string{
		"/nowhere", "/books/3-secret.txt", "/books/9", "/books/none", "/inbox/4-answer.txt", "/inbox/1-plan.txt",
		"/books/photos/sea.jpg", "/@cat/1", "/9", "/+1", "/books/+1", "/books/1-plan.txt/x",
	} {
		if _, err := c.Stat(path); statusOf(t, err) != 2 {
			t.Errorf("%q: %v, want that it is not there", path, err)
		}
	}
}

// A name alone is the newest of it, also after another person has put in one that is
// called the same while it is being read.
func TestANameIsTheNewest(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "plan.txt", "old")
	c := h.visit("ben").sftp()
	f, err := c.Open("/books/plan.txt")
	if err != nil {
		t.Fatal(err)
	}
	h.put("ann", h.books.ID, "plan.txt", "newer")
	if info, err := f.Stat(); err != nil || info.Size() != 3 {
		t.Errorf("the open file is %v, %v; want 3 bytes", info, err)
	}
	if got, err := io.ReadAll(f); err != nil || string(got) != "old" {
		t.Errorf("the open file holds %q, %v", got, err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := download(t, c, "/books/plan.txt"); string(got) != "newer" {
		t.Errorf("the name means %q, want the newest", got)
	}
}

func TestThousandsOfFilesAreListedInPages(t *testing.T) {
	h := openHouse(t)
	h.set("file-quota", "1073741824")
	const n = 431
	for i := range n {
		h.put("ann", h.books.ID, fmt.Sprintf("f%d", i), "x")
	}
	c := h.visit("ben").sftp()
	got := names(t, c, "/books")
	if len(got) != n {
		t.Fatalf("%d files are listed of %d", len(got), n)
	}
	seen := make(map[string]bool)
	for _, name := range got {
		seen[name] = true
	}
	for i := range n {
		if name := fmt.Sprintf("%d-f%d", i+1, i); !seen[name] {
			t.Errorf("%s is not listed", name)
		}
	}
}

func TestNothingIsWrittenOver(t *testing.T) {
	h := openHouse(t)
	c := h.visit("ben").sftp()
	upload(t, c, "/books/a.txt", []byte("first"))
	upload(t, c, "/books/a.txt", []byte("second"))
	if got := names(t, c, "/books"); len(got) != 2 {
		t.Fatalf("there are %q", got)
	}
	if got := download(t, c, "/books/1"); string(got) != "first" {
		t.Errorf("the first is %q now", got)
	}
	_, err := c.OpenFile("/books/1-a.txt", os.O_WRONLY)
	if statusOf(t, err) != 3 {
		t.Errorf("opening a file to change it: %v", err)
	}
}

func TestAnUploadThatIsCutLeavesNothing(t *testing.T) {
	h := openHouse(t)
	for name, cut := range map[string]func(io.Closer, context.CancelFunc){
		"the client goes":  func(conn io.Closer, _ context.CancelFunc) { _ = conn.Close() },
		"the session ends": func(_ io.Closer, end context.CancelFunc) { end() },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			v := h.visit("ben")
			conn, status := v.serve(ctx)
			c, err := sftp.NewClientPipe(conn, conn)
			if err != nil {
				t.Fatal(err)
			}
			f, err := c.Create("/books/half.txt")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write([]byte("half of it")); err != nil {
				t.Fatal(err)
			}
			cut(conn, cancel)
			if got := <-status; got != 1 {
				t.Errorf("exit status %d", got)
			}
			_ = conn.Close()
			if kept, held, spools := h.blobs.Count(); kept+held+spools != 0 || len(h.files()) != 0 {
				t.Errorf("there are %d blobs, %d held, %d spools, %d files", kept, held, spools, len(h.files()))
			}
		})
	}
}

func TestEverySizeIsTheUploadersWhileItComes(t *testing.T) {
	h := openHouse(t)
	c, other := h.visit("ben").sftp(), h.visit("ann").sftp()
	f, err := c.Create("/books/a.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("12345")); err != nil {
		t.Fatal(err)
	}
	if info, err := f.Stat(); err != nil || info.Size() != 5 {
		t.Errorf("its uploader sees %v, %v", info, err)
	}
	if _, err := other.Stat("/books/a.txt"); statusOf(t, err) != 2 {
		t.Errorf("another sees it: %v", err)
	}
	if got := names(t, c, "/books"); len(got) != 0 {
		t.Errorf("it is listed: %q", got)
	}
	if err := f.Truncate(2); err != nil {
		t.Error(err)
	}
	if err := f.Chmod(0o777); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got := download(t, other, "/books/1"); string(got) != "12" {
		t.Errorf("it is %q", got)
	}
}

func TestFoldersOfASession(t *testing.T) {
	h := openHouse(t)
	v := h.visit("ben")
	c, other := v.sftp(), h.visit("ann").sftp()
	if err := tryUpload(c, "/books/photos/a.jpg", nil); statusOf(t, err) != 2 {
		t.Errorf("into a folder that is not there: %v", err)
	}
	for _, dir := range []string{"/books/photos", "/books/photos/sea"} {
		if err := c.Mkdir(dir); err != nil {
			t.Fatal(err)
		}
		if err := c.Chmod(dir, 0o755); err != nil {
			t.Error(err)
		}
	}
	upload(t, c, "/books/photos/sea/a.jpg", []byte("jpg"))
	if got := h.files(); len(got) != 1 || got[0].File.Name != "photos/sea/a.jpg" {
		t.Errorf("the files are %v", got)
	}
	for path, want := range map[string][]string{
		"/books": {"photos", "1-a.jpg"}, "/books/photos": {"sea"}, "/books/photos/sea": {"a.jpg"},
	} {
		if got := names(t, c, path); !slices.Equal(got, want) {
			t.Errorf("%s holds %q, want %q", path, got, want)
		}
	}
	if got := names(t, other, "/books"); !slices.Equal(got, []string{"1-a.jpg"}) {
		t.Errorf("another sees %q", got)
	}
	if err := c.Mkdir("/books/photos"); statusOf(t, err) != 4 {
		t.Errorf("a folder that is there: %v", err)
	}
	if err := c.RemoveDirectory("/books/photos/sea"); err != nil {
		t.Error(err)
	}
	for i := range 300 {
		if err := c.Mkdir(fmt.Sprintf("/books/d%d", i)); err != nil {
			if i < 250 || statusOf(t, err) != 4 {
				t.Errorf("folder %d: %v", i, err)
			}
			break
		}
	}
	if !strings.Contains(v.notices.String(), "at most 256 folders") {
		t.Errorf("it was told %q", v.notices.String())
	}
}
