package transfer_test

import (
	"regexp"
	"strings"
	"testing"

	"snug/keys"
	"snug/room"
)

// The long names are what sftp prints for "ls -l".
func TestLongListing(t *testing.T) {
	h := openHouse(t)
	h.put("ben", h.books.ID, "report.pdf", strings.Repeat("x", 1234))
	if _, err := h.Converse(t.Context(), h.id("ann"), "ben"); err != nil {
		t.Fatal(err)
	}
	h.configure(func(s *room.Settings) { s.Files = room.FilesByModerators })
	w := h.visit("ben").wire()
	for path, want := range map[string]string{
		"/books": `-r--r----- +1 ben +books +1234 \w{3} \d+ +\d\d:\d\d 1-report.pdf`,
		"/": `dr-xr-x--- +1 - +- +0 \w{3} \d+ +\d\d:\d\d inbox
drwxr-x--- +1 - +lobby +0 \w{3} \d+ +\d\d:\d\d lobby
dr-xr-x--- +1 - +books +0 \w{3} \d+ +\d\d:\d\d books
drwxr-x--- +1 - +@ann +0 \w{3} \d+ +\d\d:\d\d @ann`,
	} {
		d := w.open(request(fxOpendir, 1, path))
		_, rest := w.ask(request(fxReaddir, 1, d))
		got := strings.Map(func(r rune) rune {
			if r < ' ' || r > '~' {
				return '\n'
			}
			return r
		}, string(rest))
		for line := range strings.SplitSeq(want, "\n") {
			if !regexp.MustCompile("(?m)" + line + "$").MatchString(got) {
				t.Errorf("%s is listed as\n%s\nwant\n%s", path, got, line)
			}
		}
	}
}

// What "df" shows is what one may still put into a room.
func TestWhatIsFree(t *testing.T) {
	h := openHouse(t)
	h.set(keys.HouseFileQuota, "10M")
	h.put("ben", h.books.ID, "a.bin", strings.Repeat("x", 4<<20))
	c := h.visit("ben").sftp()
	v, err := c.StatVFS("/books")
	if err != nil {
		t.Fatal(err)
	}
	if used, free := (v.Blocks-v.Bfree)*v.Frsize, v.Bavail*v.Frsize; used != 4<<20 || free != 6<<20 || v.Flag != 0 {
		t.Errorf("%d bytes are used and %d free (flags %d), want 4 and 6 MB", used, free, v.Flag)
	}
	h.configure(func(s *room.Settings) { s.Files = room.FilesOff })
	if v, err = c.StatVFS("/books"); err != nil || v.Bavail != 0 || v.Flag != 1 {
		t.Errorf("in a room that takes no files: %+v, %v", v, err)
	}
	if _, err := c.StatVFS("/none"); err == nil {
		t.Error("a room that is not there has room")
	}
}
