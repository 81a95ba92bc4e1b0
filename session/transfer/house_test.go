package transfer_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/pkg/sftp"

	"snug/data"
	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/room/roomtest"
	"snug/session/transfer"
	"snug/text/lang"
)

// A house is a server without SSH: ann owns it and its room books, ben is a member of
// that, cat and the others are not.
type house struct {
	*room.Broker
	t     testing.TB
	store *data.Store
	blobs *roomtest.Blobs
	all   map[string]keys.Account
	books room.Room
}

func openHouse(t testing.TB) *house {
	t.Helper()
	store, err := data.Open(t.TempDir(), data.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("close store: %v", err)
		}
	})
	b, err := room.NewBroker(roomtest.Unpaced(store.Rooms()), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(context.Background()); err != nil {
			t.Errorf("close broker: %v", err)
		}
	})
	h := &house{Broker: b, t: t, store: store, blobs: roomtest.NewBlobs(), all: make(map[string]keys.Account)}
	if err := b.UseBlobs(h.blobs); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ann", "ben", "cat"} {
		h.signUp(name)
	}
	h.do(keys.SyncOwners{Header: header(keys.Account{}), Keys: []keys.Fingerprint{sha256.Sum256([]byte("ann"))}})
	if h.books, err = b.Create(t.Context(), h.id("ann"), "books", "", room.Settings{}); err != nil {
		t.Fatal(err)
	}
	h.join("ben")
	return h
}

func header(by keys.Account) keys.Header {
	return keys.Header{
		ID: room.NewCommandID(), At: time.Now(),
		By: audit.Actor{Account: uint64(by.ID), Name: by.Name, Key: keys.Fingerprint(sha256.Sum256([]byte(by.Name))).String()},
	}
}

func (h *house) do(c keys.Command) keys.Outcome {
	h.t.Helper()
	o, err := h.store.Accounts().Do(h.t.Context(), c)
	if err != nil {
		h.t.Fatal(err)
	}
	return o
}

func (h *house) signUp(name string) {
	h.t.Helper()
	h.all[name] = h.do(keys.SignUp{
		Header: header(keys.Account{}), Key: keys.Key{Fingerprint: sha256.Sum256([]byte(name))}, Name: name,
	}).Account
}

// id returns somebody's account; zero for "guest".
func (h *house) id(name string) room.UserID { return room.UserID(h.all[name].ID) }

func (h *house) join(name string) {
	h.t.Helper()
	if _, err := h.Join(h.t.Context(), h.id(name), "books"); err != nil {
		h.t.Fatal(err)
	}
}

// set changes a setting of the server.
func (h *house) set(name, value string) {
	h.t.Helper()
	h.do(keys.SetHouse{Header: header(h.all["ann"]), Name: name, Value: value})
	h.Sanctioned(0)
}

func (h *house) configure(set func(*room.Settings)) {
	h.t.Helper()
	_, err := h.Configure(h.t.Context(), h.id("ann"), h.books.ID, func(s *room.Settings) error {
		set(s)
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

// put puts a file into books or another room.
func (h *house) put(name string, in room.ID, file, content string) *room.Message {
	h.t.Helper()
	u, err := h.Upload(h.t.Context(), h.id(name), in, room.Offer{Name: file, Size: -1})
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := u.WriteAt([]byte(content), 0); err != nil {
		h.t.Fatal(err)
	}
	m, err := u.Close()
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

// files returns the files of books, the newest first.
func (h *house) files() []*room.Message {
	h.t.Helper()
	list, err := h.Files(h.t.Context(), h.id("ann"), h.books.ID, 0, room.MaxPage)
	if err != nil {
		h.t.Fatal(err)
	}
	return list
}

// A visit is one session of files.
type visit struct {
	h       *house
	notices lockedBuffer

	mu     sync.Mutex
	who    string
	fail   error // what Who says; nil: who it is
	crash  bool  // Who panics
	panics int   // that were told
}

// visit begins a session of somebody.
func (h *house) visit(name string) *visit { return &visit{h: h, who: name} }

// gone has everything refused from now on, as of somebody who may not be here.
func (v *visit) gone(why error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.fail = why
}

// becomes has the session's key belong to another account.
func (v *visit) becomes(name string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.who = name
}

func (v *visit) config() transfer.Config {
	return transfer.Config{
		Broker: v.h.Broker,
		Who: func() (keys.Identity, error) {
			v.mu.Lock()
			defer v.mu.Unlock()
			if v.crash {
				panic("injected")
			}
			return keys.Identity{Account: v.h.all[v.who]}, v.fail
		},
		Explain: func(err error) (string, int) {
			if said, ok := lang.English.Error(err); ok {
				return said, 1
			}
			v.h.t.Errorf("nobody planned for: %v", err)
			return "internal error", 1
		},
		Notices: &v.notices,
		Told:    func(room.Progress) {},
		Panicked: func(where string, p any, stack []byte) string {
			v.mu.Lock()
			defer v.mu.Unlock()
			if v.panics++; !v.crash {
				v.h.t.Errorf("panic (%s): %v\n%s", where, p, stack)
			}
			return "4711"
		},
	}
}

// serve begins the session, and returns the client's end of it and a channel that
// gives the exit status.
func (v *visit) serve(ctx context.Context) (net.Conn, <-chan int) {
	ours, theirs := net.Pipe()
	status, done := make(chan int, 1), make(chan struct{})
	go func() {
		defer close(done)
		status <- transfer.SFTP(ctx, ours, v.config())
	}()
	v.h.t.Cleanup(func() {
		theirs.Close()
		<-done
	})
	return theirs, status
}

// sftp begins the session with a client of it.
func (v *visit) sftp(options ...sftp.ClientOption) *sftp.Client {
	v.h.t.Helper()
	conn, _ := v.serve(v.h.t.Context())
	c, err := sftp.NewClientPipe(conn, conn, options...)
	if err != nil {
		v.h.t.Fatal(err)
	}
	v.h.t.Cleanup(func() { c.Close() })
	return c
}

// A lockedBuffer may be written to from several goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// statusOf returns the status of an answer, as the protocol numbers them; 0: it was
// done.
func statusOf(t testing.TB, err error) uint32 {
	t.Helper()
	var s *sftp.StatusError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &s):
		return s.Code
	case errors.Is(err, fs.ErrNotExist):
		return 2
	case errors.Is(err, fs.ErrPermission):
		return 3
	}
	t.Fatalf("not an answer: %v", err)
	return 0
}

// appending is how sftp's reput opens a file.
const appending = os.O_WRONLY | os.O_CREATE | os.O_APPEND

// numbered returns what a file is listed as.
func numbered(m *room.Message) string { return fmt.Sprintf("%d-%s", m.File.ID, m.File.Leaf()) }

// refusal returns an error for people.
func refusal(kind error, said string) error { return &room.Refusal{Kind: kind, Text: lang.S(said)} }
