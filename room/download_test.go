package room_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"snug/keys"
	"snug/room"
)

// open opens a file, which must be possible.
func (a *archive) open(by room.UserID, id room.FileID) *room.Download {
	a.t.Helper()
	d, err := a.OpenFile(a.t.Context(), by, id)
	if err != nil {
		a.t.Fatal(err)
	}
	a.t.Cleanup(func() { _ = d.Close() })
	return d
}

func TestWhatHappensInTheMiddleOfADownload(t *testing.T) {
	for _, tt := range interruptions {
		t.Run(tt.name, func(t *testing.T) {
			a := openArchive(t)
			boss, who := a.person("boss"), a.person("who")
			den := a.create(boss, "cellar").ID
			a.join(who, "cellar")
			d := a.open(who.ID, a.put(boss, den, "x", "bytes").File.ID)
			piece := make([]byte, 2)
			if n, err := d.ReadAt(piece, 1); n != 2 || err != nil || string(piece) != "yt" {
				t.Fatalf("it has %q, %v", piece[:n], err)
			}
			if err := tt.do(a, boss, who, den); err != nil {
				t.Fatal(err)
			}
			n, err := d.ReadAt(piece, 3)
			if tt.read != nil {
				wantRefusal(t, err, tt.read)
			} else if n != 2 || err != nil {
				t.Errorf("it goes on with %d bytes, %v", n, err)
			}
			if err := d.Close(); err != nil {
				t.Error(err)
			}
			if a.Transfers() != 0 {
				t.Errorf("the broker still knows of %d transfers", a.Transfers())
			}
		})
	}
}

// What happens to the message, however it goes, ends what is read of its file.
func TestAFileThatGoesIsReadNoMore(t *testing.T) {
	for _, tt := range []struct {
		name  string
		guest bool
		do    func(a *archive, boss, by room.Person, m *room.Message) error
	}{
		{"deleted", false, func(a *archive, boss, _ room.Person, m *room.Message) error {
			return second(a.Delete(a.t.Context(), boss.ID, m.Room, m.Seq))
		}},
		{"deleted while a guest reads", true, func(a *archive, _, by room.Person, m *room.Message) error {
			return second(a.Delete(a.t.Context(), by.ID, m.Room, m.Seq))
		}},
		{"purged", false, func(a *archive, boss, by room.Person, m *room.Message) error {
			return second(a.Purge(a.t.Context(), boss.ID, m.Room, room.Sweeping{Of: []room.UserID{by.ID}}))
		}},
		{"trimmed", false, func(a *archive, boss, _ room.Person, m *room.Message) error {
			a.say(boss, m.Room, "newer")
			a.configure(boss, m.Room, func(s *room.Settings) { s.KeepLast = 1 })
			return nil
		}},
		{"trimmed while a guest reads", true, func(a *archive, boss, _ room.Person, m *room.Message) error {
			a.say(boss, m.Room, "newer")
			a.configure(boss, m.Room, func(s *room.Settings) { s.KeepLast = 1 })
			return nil
		}},
		{"expired", false, func(a *archive, boss, _ room.Person, m *room.Message) error {
			a.configure(boss, m.Room, func(s *room.Settings) { s.FilesFor = time.Hour })
			time.Sleep(2 * time.Hour)
			return nil
		}},
		{"erased with its account", false, func(a *archive, _, by room.Person, _ *room.Message) error {
			a.deleteAccount(by, true)
			return a.Depart(a.t.Context(), by.ID)
		}},
		{"closed to guests", true, func(a *archive, _, _ room.Person, _ *room.Message) error {
			a.set(keys.HouseGuestFiles, "no")
			return nil
		}},
		{"private now", true, func(a *archive, boss, _ room.Person, m *room.Message) error {
			a.configure(boss, m.Room, func(s *room.Settings) { s.Private = true })
			return nil
		}},
		{"room deleted", true, func(a *archive, boss, _ room.Person, m *room.Message) error {
			return a.Discard(a.t.Context(), boss.ID, m.Room)
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := openArchive(t)
				boss, by, reader := a.person("boss"), a.person("by"), a.person("reader")
				den := a.create(boss, "cellar").ID
				a.join(by, "cellar")
				a.join(reader, "cellar")
				a.set(keys.HouseGuestFiles, "yes")
				m := a.put(by, den, "x", "bytes")
				who := reader.ID
				if tt.guest {
					who = 0
				}
				d := a.open(who, m.File.ID)
				piece := make([]byte, 2)
				if n, err := d.ReadAt(piece, 1); n != 2 || err != nil {
					t.Fatalf("read %d bytes, %v", n, err)
				}
				if err := tt.do(a, boss, by, m); err != nil {
					t.Fatal(err)
				}
				time.Sleep(2 * time.Second) // for what the janitor does
				synctest.Wait()
				wantRefusal(t, second(d.ReadAt(piece, 1)), room.ErrNotFound)
				if err := d.Close(); err != nil {
					t.Error(err)
				}
				wantRefusal(t, second(a.OpenFile(t.Context(), who, m.File.ID)), room.ErrNotFound)
			})
		})
	}
}

func TestAClosedDownloadReadsNothing(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	id := a.put(ana, a.lobby(), "x", strings.Repeat("bytes", 1000)).File.ID
	d := a.open(ana.ID, id)
	var reads sync.WaitGroup
	for range 4 {
		reads.Go(func() {
			p := make([]byte, 100)
			for {
				if _, err := d.ReadAt(p, 10); err != nil {
					if !errors.Is(err, os.ErrClosed) {
						t.Errorf("reading ended with %v", err)
					}
					return
				}
			}
		})
	}
	for range 2 {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	reads.Wait()
	a.holds(1)
}

// Whoever came later, or sees only what is said while they are there, reads no file
// from before.
func TestFilesBelowTheFloorAreNotThere(t *testing.T) {
	a := openArchive(t)
	ana, ben := a.person("ana"), a.person("ben")
	den := a.create(ana, "cellar").ID
	a.configure(ana, den, func(s *room.Settings) { s.History = room.HistoryJoined })
	before := a.put(ana, den, "before", "x").File.ID
	a.join(ben, "cellar")
	after := a.put(ana, den, "after", "y").File.ID
	if got := a.names(ben.ID, den); got != "after" {
		t.Errorf("who came later is told of %s", got)
	}
	wantRefusal(t, second(a.read(ben.ID, before)), room.ErrNotFound)
	wantRefusal(t, second2(a.File(t.Context(), ben.ID, before)), room.ErrNotFound)
	wantRefusal(t, second(a.FileNamed(t.Context(), ben.ID, den, "before")), room.ErrNotFound)
	if got, err := a.read(ben.ID, after); err != nil || got != "y" {
		t.Errorf("they read %q, %v", got, err)
	}
	a.configure(ana, den, func(s *room.Settings) { s.History = room.HistoryNone })
	wantRefusal(t, second(a.read(ben.ID, after)), room.ErrNotFound)
	s := a.sit(ben)
	enter(t, s, den)
	now := a.put(ana, den, "now", "z").File.ID
	d := a.open(ben.ID, now)
	if got := a.names(ben.ID, den); got != "now" {
		t.Errorf("who is there is told of %s", got)
	}
	s.Close() // the download is a session, too, and goes on
	if _, err := d.ReadAt(make([]byte, 1), 0); err != nil {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	wantRefusal(t, second(a.read(ben.ID, now)), room.ErrNotFound)
}

func TestGuestsReadTheFilesOfPublicRooms(t *testing.T) {
	a := openArchive(t)
	ana, ben := a.person("ana"), a.person("ben")
	open := a.create(ana, "books").ID
	hidden := map[string]room.ID{"a conversation": a.converse(ana, "ben").ID, "a private room": a.private(ana, "secret").ID}
	for name, set := range map[string]func(*room.Settings){
		"by-invitation":   func(s *room.Settings) { s.InviteOnly = true },
		"since-joining":   func(s *room.Settings) { s.History = room.HistoryJoined },
		"of-the-session":  func(s *room.Settings) { s.History = room.HistoryNone },
		"archived-behind": nil,
	} {
		in := a.create(ana, name).ID
		hidden[name] = in
		if set != nil {
			a.configure(ana, in, set)
		}
	}
	public := a.put(ana, open, "x", "public").File.ID
	lobby := a.put(ben, a.lobby(), "y", "lobby").File.ID
	files := make(map[string]room.FileID)
	for name, in := range hidden {
		files[name] = a.put(ana, in, "z", name).File.ID
	}
	if _, err := a.Archive(t.Context(), ana.ID, hidden["archived-behind"], true); err != nil {
		t.Fatal(err)
	}
	rooms := func() (names []string) {
		list, err := a.FileRooms(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			names = append(names, r.Name)
		}
		return names
	}
	if got := rooms(); len(got) != 0 {
		t.Errorf("without the setting guests see %s", got)
	}
	wantRefusal(t, second(a.read(0, public)), room.ErrNotFound)
	wantRefusal(t, second(a.Files(t.Context(), 0, open, 0, 9)), room.ErrNotFound)
	wantRefusal(t, second(a.FindOpen("books")), room.ErrNotFound)

	a.set(keys.HouseGuestFiles, "yes")
	if got := strings.Join(rooms(), " "); got != "lobby books" {
		t.Errorf("guests see %s", got)
	}
	for id, want := range map[room.FileID]string{public: "public", lobby: "lobby"} {
		if got, err := a.read(0, id); err != nil || got != want {
			t.Errorf("guests read %q, %v; want %q", got, err, want)
		}
	}
	for _, name := range []string{"books", "#Books", fmt.Sprintf("r_%d", open)} {
		if r, err := a.FindOpen(name); err != nil || r.ID != open {
			t.Errorf("%s is %+v, %v", name, r, err)
		}
	}
	if got := a.names(0, open); got != "x" {
		t.Errorf("guests are told of %s", got)
	}
	for name, id := range files {
		t.Run("not "+name, func(t *testing.T) {
			wantRefusal(t, second(a.read(0, id)), room.ErrNotFound)
			wantRefusal(t, second2(a.File(t.Context(), 0, id)), room.ErrNotFound)
			wantRefusal(t, second(a.Files(t.Context(), 0, hidden[name], 0, 9)), room.ErrNotFound)
			wantRefusal(t, second(a.FileNamed(t.Context(), 0, hidden[name], "z")), room.ErrNotFound)
			wantRefusal(t, second(a.FindOpen(name)), room.ErrNotFound)
			wantRefusal(t, second(a.FindOpen(fmt.Sprintf("r_%d", hidden[name]))), room.ErrNotFound)
		})
	}
	wantRefusal(t, second(a.Upload(t.Context(), 0, open, room.Offer{Name: "x"})), room.ErrDenied)
	wantRefusal(t, second(a.Quota(t.Context(), 0, open)), room.ErrDenied)
	if list, err := a.Received(t.Context(), 0, 0, 9); err != nil || len(list) != 0 {
		t.Errorf("guests have received %v, %v", list, err)
	}
}
