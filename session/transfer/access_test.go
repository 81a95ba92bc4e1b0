package transfer_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pkg/sftp"

	"snug/keys"
	"snug/room"
)

// Statuses as the protocol numbers them.
const (
	done        = 0
	noSuchFile  = 2
	denied      = 3
	failure     = 4
	unsupported = 8
)

// Who may do what in a room that one has joined or not, in a conversation of others,
// and where one is muted, banned or no longer welcome.
func TestWhoMayDoWhat(t *testing.T) {
	type want struct{ list, read, write, remove, own uint32 }
	h := openHouse(t)
	for _, name := range []string{"mod", "mute", "barred", "out", "dan"} {
		h.signUp(name)
	}
	for _, name := range []string{"mod", "mute", "barred", "out", "dan"} {
		h.join(name)
	}
	bot := h.do(keys.CreateBot{Header: header(h.all["dan"]), Key: keys.Key{Fingerprint: keys.Fingerprint{1}}, Name: "rob", Rate: 60})
	h.all["rob"] = bot.Account
	ctx := t.Context()
	if err := h.PutBot(ctx, h.id("dan"), h.id("rob"), h.books.ID); err != nil {
		t.Fatal(err)
	}
	owned := make(map[string]string) // what each has put in while they could; who never could tries it with dan's
	for name := range h.all {
		if name != "cat" {
			owned[name] = numbered(h.put(name, h.books.ID, "own.txt", name))
		}
	}
	owned["cat"], owned["guest"] = owned["dan"], owned["dan"]
	if _, err := h.Appoint(ctx, h.id("ann"), h.books.ID, "mod", room.Moderator); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Penalize(ctx, h.id("ann"), h.books.ID, h.id("mute"), room.Mute, time.Time{}, "loud"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Penalize(ctx, h.id("ann"), h.books.ID, h.id("barred"), room.Ban, time.Time{}, "rude"); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, who string
		guests    string // the setting guest-files
		gone      error
		want      want
	}{
		{"owner", "ann", "no", nil, want{done, done, done, done, done}},
		{"moderator", "mod", "no", nil, want{done, done, done, done, done}},
		{"member", "ben", "no", nil, want{done, done, done, denied, done}},
		{"bot", "rob", "no", nil, want{done, done, done, denied, done}},
		{"muted", "mute", "no", nil, want{done, done, denied, denied, done}},
		{"outsider", "cat", "no", nil, want{noSuchFile, noSuchFile, denied, noSuchFile, noSuchFile}},
		{"banned from the room", "barred", "no", nil, want{noSuchFile, noSuchFile, denied, noSuchFile, noSuchFile}},
		{"banned from the server", "out", "no", errors.New("you are banned"), want{denied, denied, denied, denied, denied}},
		{"guest", "guest", "no", nil, want{noSuchFile, noSuchFile, noSuchFile, noSuchFile, noSuchFile}},
		{"guest who may read", "guest", "yes", nil, want{done, done, denied, denied, denied}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h.set(keys.HouseGuestFiles, tt.guests)
			m := h.put("dan", h.books.ID, "a.txt", "content")
			v := h.visit(tt.who)
			c := v.sftp()
			if tt.gone != nil {
				v.gone(refusal(room.ErrDenied, tt.gone.Error()))
			}
			_, listed := c.ReadDir("/books")
			_, read := tryDownload(c, "/books/"+numbered(m))
			written := tryUpload(c, "/books/b.txt", []byte("new"))
			removed := c.Remove("/books/" + numbered(m))
			own := c.Remove("/books/" + owned[tt.who])
			got := want{statusOf(t, listed), statusOf(t, read), statusOf(t, written), statusOf(t, removed), statusOf(t, own)}
			if got != tt.want {
				t.Errorf("list, read, write, remove another's, remove one's own are answered %v, want %v\n%s", got, tt.want, v.notices.String())
			}
			if got != (want{done, done, done, done, done}) && v.notices.String() == "" {
				t.Error("nothing says why")
			}
			if tt.want.remove != done {
				if _, _, err := h.File(ctx, h.id("ann"), m.File.ID); err != nil {
					t.Errorf("the file is gone: %v", err)
				}
			}
		})
	}
}

// What somebody may not know of is answered like what is not there.
func TestHiddenRoomsAreNotThere(t *testing.T) {
	h := openHouse(t)
	den, err := h.Create(t.Context(), h.id("ann"), "den", "", room.Settings{Private: true})
	if err != nil {
		t.Fatal(err)
	}
	h.put("ann", den.ID, "a.txt", "content")
	dm, err := h.Converse(t.Context(), h.id("ann"), "ben")
	if err != nil {
		t.Fatal(err)
	}
	h.put("ann", dm.ID, "b.txt", "content")
	c := h.visit("cat").sftp()
	for _, pair := range [][2]string{
		{"/den", "/dem"}, {"/den/1-a.txt", "/dem/1-a.txt"}, {"/den/1", "/dem/1"}, {"/r_3", "/r_9"}, {"/1", "/9"}, {"/2", "/8"}, {"/inbox/2", "/inbox/9"},
	} {
		var answers [2]string
		for i, path := range pair {
			for _, ask := range []func(string) error{
				func(p string) error { _, err := c.Stat(p); return err },
				func(p string) error { _, err := c.ReadDir(p); return err },
				func(p string) error { _, err := c.Open(p); return err },
				func(p string) error { return c.Remove(p) },
				func(p string) error { return c.Mkdir(p + "/x") },
				func(p string) error { return tryUpload(c, p+"/x", nil) },
			} {
				err := ask(path)
				if err == nil {
					t.Errorf("%s was not refused", path)
					continue
				}
				answers[i] += strings.NewReplacer(path, "PATH", strings.TrimPrefix(path, "/"), "PATH").Replace(err.Error()) + "\n"
			}
		}
		if answers[0] != answers[1] {
			t.Errorf("%s tells that it is there:\n%s\n%s is answered:\n%s", pair[0], answers[0], pair[1], answers[1])
		}
	}
}

// Whatever may not be done any more is refused in the middle.
func TestRightsEndInTheMiddle(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "a.txt", "content")
	ends := map[string]func(v *visit){
		"banned from the server": func(v *visit) { v.gone(refusal(room.ErrDenied, "you are banned")) },
		"another account":        func(v *visit) { v.becomes("cat") },
		"no account":             func(v *visit) { v.becomes("guest") },
		"put out of the room": func(v *visit) {
			if err := h.Kick(t.Context(), h.id("ann"), h.books.ID, h.id("ben"), "enough"); err != nil {
				t.Error(err)
			}
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			v := h.visit("ben")
			c := v.sftp()
			r, err := c.Open("/books/1-a.txt")
			if err != nil {
				t.Fatal(err)
			}
			w, err := c.Create("/books/b.txt")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte("half")); err != nil {
				t.Fatal(err)
			}
			before := len(h.files())
			end(v)
			if _, err := r.ReadAt(make([]byte, 1), 0); err == nil {
				t.Error("reading went on")
			}
			if _, err := w.Write([]byte(" more")); err == nil {
				t.Error("writing went on")
			}
			if err := w.Close(); err == nil {
				t.Error("the file was announced")
			}
			if got := len(h.files()); got != before {
				t.Errorf("there are %d files, before there were %d", got, before)
			}
			if v.notices.String() == "" {
				t.Error("nothing says why")
			}
			if _, _, spools := h.blobs.Count(); spools != 0 {
				t.Errorf("%d spools are left", spools)
			}
			if name == "put out of the room" {
				h.join("ben")
			}
		})
	}
}

// A folder that was opened in time lists nothing that may not be read any more, or is
// not there any more.
func TestAFolderIsReadAsItIsThen(t *testing.T) {
	h := openHouse(t)
	h.put("ann", h.books.ID, "a.txt", "content")
	m := h.put("ann", h.books.ID, "b.txt", "content")
	w := h.visit("ben").wire()
	first, second := w.open(request(fxOpendir, 1, "/books")), w.open(request(fxOpendir, 2, "/books"))
	if _, err := h.Delete(t.Context(), h.id("ann"), h.books.ID, m.Seq); err != nil {
		t.Fatal(err)
	}
	if _, rest := w.ask(request(fxReaddir, 3, first)); !bytes.Contains(rest, []byte("1-a.txt")) || bytes.Contains(rest, []byte("2-b.txt")) {
		t.Errorf("it lists %q", rest)
	}
	if err := h.Kick(t.Context(), h.id("ann"), h.books.ID, h.id("ben"), "enough"); err != nil {
		t.Fatal(err)
	}
	if kind, rest := w.ask(request(fxReaddir, 4, second)); kind != fxStatus || binary.BigEndian.Uint32(rest) != noSuchFile {
		t.Errorf("whoever was put out is answered with a packet of type %d: %q", kind, rest)
	}
}

// A conversation begins with the first file, unless its rules say otherwise.
func TestAFileBeginsAConversation(t *testing.T) {
	h := openHouse(t)
	v := h.visit("ben")
	c := v.sftp()
	if info, err := c.Stat("/@cat"); err != nil || !info.IsDir() { // scp asks before it puts anything in
		t.Errorf("where it begins is %v, %v", info, err)
	}
	if got := names(t, c, "/@cat"); len(got) != 0 {
		t.Errorf("where it begins is %q", got)
	}
	upload(t, c, "/@cat/hello.txt", []byte("hello"))
	cat := h.visit("cat").sftp()
	if got := download(t, cat, "/inbox/hello.txt"); string(got) != "hello" {
		t.Errorf("cat has %q", got)
	}
	upload(t, c, "/@cat,ann/both.txt", []byte("both"))
	if got := download(t, cat, "/@ann,@ben/both.txt"); string(got) != "both" {
		t.Errorf("cat has %q", got)
	}
	if _, err := c.Stat("/@nobody"); statusOf(t, err) != noSuchFile {
		t.Errorf("nobody is %v", err)
	}
	if err := tryUpload(c, "/@nobody/x", nil); statusOf(t, err) != noSuchFile {
		t.Errorf("to nobody: %v", err)
	}
	if _, err := h.Block(t.Context(), h.id("ann"), "ben", true); err != nil {
		t.Fatal(err)
	}
	if err := tryUpload(c, "/@ann/x", nil); statusOf(t, err) != denied {
		t.Errorf("to somebody who blocks: %v", err)
	}
}

func TestWhatIsNotDoneHere(t *testing.T) {
	h := openHouse(t)
	h.put("ben", h.books.ID, "a.txt", "content")
	h.put("ann", h.books.ID, "b.txt", "content")
	tests := []struct {
		name string
		do   func(c *sftp.Client) error
		want uint32
		says string
	}{
		{"symbolic link", func(c *sftp.Client) error { return c.Symlink("/etc/passwd", "/books/passwd") }, unsupported, "links"},
		{"hard link", func(c *sftp.Client) error { return c.Link("/books/1-a.txt", "/books/b") }, unsupported, "links"},
		{"reading a link", func(c *sftp.Client) error { _, err := c.ReadLink("/books/1-a.txt"); return err }, unsupported, "links"},
		{"rename", func(c *sftp.Client) error { return c.Rename("/books/1-a.txt", "/books/b") }, unsupported, "renamed"},
		{"rename over another", func(c *sftp.Client) error { return c.PosixRename("/books/1-a.txt", "/books/2-b.txt") }, unsupported, "renamed"},
		{"mode of a file", func(c *sftp.Client) error { return c.Chmod("/books/1-a.txt", 0o777) }, denied, "stays as it is"},
		{"owner of a file", func(c *sftp.Client) error { return c.Chown("/books/1-a.txt", 0, 0) }, denied, "stays as it is"},
		{"times of a file", func(c *sftp.Client) error { return c.Chtimes("/books/1-a.txt", time.Now(), time.Now()) }, denied, "stays as it is"},
		{"length of a file", func(c *sftp.Client) error { return c.Truncate("/books/1-a.txt", 0) }, denied, "stays as it is"},
		{"mode of a room", func(c *sftp.Client) error { return c.Chmod("/books", 0o777) }, denied, "stays as it is"},
		{"removing a room", func(c *sftp.Client) error { return c.RemoveDirectory("/books") }, denied, "no room is deleted"},
		{"removing a room as a file", func(c *sftp.Client) error { return c.Remove("/books") }, denied, "no room is deleted"},
		{"making a room", func(c *sftp.Client) error { return c.Mkdir("/new") }, denied, "create NAME"},
		{"a file beside the rooms", func(c *sftp.Client) error { return tryUpload(c, "/x", nil) }, denied, "put it into a room"},
		{"a file into the inbox", func(c *sftp.Client) error { return tryUpload(c, "/inbox/x", nil) }, denied, "put it into a room"},
		{"a file over a room", func(c *sftp.Client) error { return tryUpload(c, "/books", nil) }, denied, "put it into a room"},
		{"removing by a name that others may use", func(c *sftp.Client) error { return c.Remove("/books/b.txt") }, denied, "2-b.txt"},
		{"removing what another put in", func(c *sftp.Client) error { return c.Remove("/books/2-b.txt") }, denied, ""},
		{"listing a file", func(c *sftp.Client) error { _, err := c.ReadDir("/books/1-a.txt"); return err }, noSuchFile, ""},
		{"reading a room", func(c *sftp.Client) error { _, err := tryDownload(c, "/books"); return err }, noSuchFile, ""},
		{"going on where another upload ended", func(c *sftp.Client) error {
			_, err := c.OpenFile("/books/a.txt", appending)
			return err
		}, unsupported, "whole file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := h.visit("ben")
			if got := statusOf(t, tt.do(v.sftp())); got != tt.want {
				t.Errorf("answered with %d, want %d", got, tt.want)
			}
			if !strings.Contains(v.notices.String(), tt.says) || v.notices.String() == "" {
				t.Errorf("it was told %q, want something with %q", v.notices.String(), tt.says)
			}
		})
	}
	if got := h.files(); len(got) != 2 || len(got[0].File.Name) != len("a.txt") {
		t.Errorf("the files are %v", got)
	}
}
