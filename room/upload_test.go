package room_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"snug/keys"
	"snug/room"
)

func TestAFileIsPutIntoARoomAndRead(t *testing.T) {
	a := openArchive(t)
	ana, ben, eve := a.person("ana"), a.person("ben"), a.person("eve")
	den := a.private(ana, "cellar").ID
	a.invite(ana, den, ben, time.Hour)
	a.join(ben, "cellar")
	looking := a.sit(ben)
	enter(t, looking, den)

	var told []room.Progress
	u, err := a.Upload(t.Context(), ana.ID, den, room.Offer{
		Name: "/photos/\x1b[31mre\nport.pdf", Size: 11, Text: "the @ben report ",
		Told: func(p room.Progress) { told = append(told, p) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(said(looking.Pull().Events)) != 0 || a.names(ana.ID, den) != "" {
		t.Error("it shows before it is there")
	}
	write(t, u, "world", 6)
	write(t, u, "hello ", 0)
	m, err := u.Close()
	if err != nil {
		t.Fatal(err)
	}
	f := m.File
	if f == nil || f.ID != 1 || f.Name != "photos/[31mre port.pdf" || f.Leaf() != "[31mre port.pdf" || f.Size != 11 ||
		f.Sum != sha256.Sum256([]byte("hello world")) || f.Type != "text/plain" || m.Text != "the @ben report" || m.Author != ana {
		t.Errorf("it was announced as %+v with %+v", m, f)
	}
	if heard := said(looking.Pull().Events); len(heard) != 1 || heard[0] != m.Seq {
		t.Errorf("who looks hears of %v", heard)
	}
	if n := len(told); n != 2 || told[0].Done != 0 || !told[n-1].Ended || told[n-1].Err != nil || told[n-1].Done != 11 || told[n-1].Room.Name != "cellar" {
		t.Errorf("the uploader was told %+v", told)
	}
	if got, err := a.read(ben.ID, f.ID); err != nil || got != "hello world" {
		t.Errorf("ben reads %q, %v", got, err)
	}
	if r, again, err := a.File(t.Context(), ben.ID, f.ID); err != nil || r.ID != den || again.Seq != m.Seq {
		t.Errorf("ben finds %+v in %+v, %v", again, r, err)
	}
	for name, err := range map[string]error{
		"reads":         second(a.read(eve.ID, f.ID)),
		"finds":         second2(a.File(t.Context(), eve.ID, f.ID)),
		"finds nothing": second2(a.File(t.Context(), ben.ID, 99)),
		"lists":         second(a.Files(t.Context(), eve.ID, den, 0, 9)),
		"looks for":     second(a.FileNamed(t.Context(), eve.ID, den, f.Leaf())),
		"as a guest":    second(a.read(0, f.ID)),
	} {
		t.Run("an outsider "+name, func(t *testing.T) { wantRefusal(t, err, room.ErrNotFound) })
	}
	_, hidden, _ := a.File(t.Context(), eve.ID, f.ID)
	if _, none, _ := a.File(t.Context(), eve.ID, f.ID+7); hidden != nil || none != nil {
		t.Error("what is hidden comes with its refusal")
	}
}

// Whoever may not say anything in a room may not begin an upload there.
func TestWhoMayNotWriteUploadsNothing(t *testing.T) {
	a := openArchive(t)
	ana, ben, eve := a.person("ana"), a.person("ben"), a.person("eve")
	den := a.create(ana, "cellar").ID
	a.join(ben, "cellar")
	a.penalize(ana, den, ben, room.Mute, time.Hour)
	for _, tt := range []struct {
		name string
		by   room.UserID
		in   room.ID
		o    room.Offer
		want error
	}{
		{"an outsider", eve.ID, den, room.Offer{Name: "x"}, room.ErrDenied},
		{"the muted", ben.ID, den, room.Offer{Name: "x"}, room.ErrDenied},
		{"a guest", 0, a.lobby(), room.Offer{Name: "x"}, room.ErrDenied},
		{"the operator", room.Operator, a.lobby(), room.Offer{Name: "x"}, room.ErrDenied},
		{"an account that never was", 999, a.lobby(), room.Offer{Name: "x"}, room.ErrDenied},
		{"a room that is not there", ana.ID, 999, room.Offer{Name: "x"}, room.ErrNotFound},
		{"no name", ana.ID, den, room.Offer{Name: ".."}, room.ErrInvalid},
		{"a text that is too long", ana.ID, den, room.Offer{Name: "x", Text: strings.Repeat("x", 9999)}, room.ErrInvalid},
		{"a reply to nothing", ana.ID, den, room.Offer{Name: "x", Reply: 9}, room.ErrNotFound},
		{"10 GiB declared", ana.ID, den, room.Offer{Name: "x", Size: 10 << 30}, room.ErrInvalid},
		{"all of int64 declared", ana.ID, den, room.Offer{Name: "x", Size: math.MaxInt64}, room.ErrInvalid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			told := false
			tt.o.Told = func(room.Progress) { told = true }
			_, err := a.Upload(t.Context(), tt.by, tt.in, tt.o)
			wantRefusal(t, err, tt.want)
			if told {
				t.Error("it was told of")
			}
			a.holds(0)
		})
	}
}

// interruptions are what can happen to somebody, or their room, while their file
// comes in or goes out.
var interruptions = []struct {
	name  string
	do    func(a *archive, boss, who room.Person, in room.ID) error
	write error // what writing is refused as
	read  error // what reading is refused as; nil: it goes on
}{
	{"ban", func(a *archive, boss, who room.Person, in room.ID) error {
		return second(a.Penalize(a.t.Context(), boss.ID, in, who.ID, room.Ban, time.Time{}, "spam"))
	}, room.ErrDenied, room.ErrDenied},
	{"kick", func(a *archive, boss, who room.Person, in room.ID) error {
		return a.Kick(a.t.Context(), boss.ID, in, who.ID, "spam")
	}, room.ErrDenied, room.ErrDenied},
	{"leave", func(a *archive, _, who room.Person, in room.ID) error {
		return second(a.Leave(a.t.Context(), who.ID, fmt.Sprintf("r_%d", in)))
	}, room.ErrDenied, room.ErrDenied},
	{"mute", func(a *archive, boss, who room.Person, in room.ID) error {
		return second(a.Penalize(a.t.Context(), boss.ID, in, who.ID, room.Mute, time.Time{}, "spam"))
	}, room.ErrDenied, nil},
	{"mute everywhere", func(a *archive, _, who room.Person, _ room.ID) error {
		err := second(a.accounts().MuteAccount(a.t.Context(), atTheMachine, keys.AccountID(who.ID), time.Time{}, ""))
		a.Sanctioned(who.ID)
		return err
	}, room.ErrDenied, nil},
	{"suspension", func(a *archive, _, who room.Person, _ room.ID) error {
		err := second(a.accounts().Suspend(a.t.Context(), atTheMachine, keys.AccountID(who.ID), time.Time{}, "spam"))
		a.Sanctioned(who.ID)
		return err
	}, room.ErrDenied, room.ErrDenied},
	{"lockdown", func(a *archive, _, _ room.Person, _ room.ID) error {
		err := second(a.accounts().SetLockdown(a.t.Context(), atTheMachine, keys.ReadOnly, time.Time{}, "raid"))
		a.Sanctioned(0)
		return err
	}, room.ErrLimited, nil},
	{"archived", func(a *archive, boss, _ room.Person, in room.ID) error {
		return second(a.Archive(a.t.Context(), boss.ID, in, true))
	}, room.ErrConflict, nil},
	{"only moderators write", func(a *archive, boss, _ room.Person, in room.ID) error {
		a.configure(boss, in, func(s *room.Settings) { s.Announce = true })
		return nil
	}, room.ErrDenied, nil},
	{"no files in the room", func(a *archive, boss, _ room.Person, in room.ID) error {
		a.configure(boss, in, func(s *room.Settings) { s.Files = room.FilesOff })
		return nil
	}, room.ErrDenied, nil},
	{"files of moderators only", func(a *archive, boss, _ room.Person, in room.ID) error {
		a.configure(boss, in, func(s *room.Settings) { s.Files = room.FilesByModerators })
		return nil
	}, room.ErrDenied, nil},
	{"no files on the server", func(a *archive, _, _ room.Person, _ room.ID) error {
		a.set(keys.HouseFiles, "off")
		return nil
	}, room.ErrDenied, nil},
	{"files of the staff only", func(a *archive, _, _ room.Person, _ room.ID) error {
		a.set(keys.HouseFiles, "staff")
		return nil
	}, room.ErrDenied, nil},
	{"the room is deleted", func(a *archive, boss, _ room.Person, in room.ID) error {
		return a.Discard(a.t.Context(), boss.ID, in)
	}, room.ErrNotFound, room.ErrNotFound},
	{"the account is deleted", func(a *archive, _, who room.Person, _ room.ID) error {
		a.deleteAccount(who, false)
		return a.Depart(a.t.Context(), who.ID)
	}, room.ErrDenied, room.ErrDenied},
}

func TestWhatHappensInTheMiddleOfAnUploadEndsIt(t *testing.T) {
	for _, tt := range interruptions {
		t.Run(tt.name, func(t *testing.T) {
			a := openArchive(t)
			boss, who := a.person("boss"), a.person("who")
			den := a.create(boss, "cellar").ID
			a.join(who, "cellar")
			var told room.Progress
			u, err := a.Upload(t.Context(), who.ID, den, room.Offer{Name: "half.txt", Size: -1, Told: func(p room.Progress) { told = p }})
			if err != nil {
				t.Fatal(err)
			}
			write(t, u, "half", 0)
			whole := a.begin(who, den, "whole.txt")
			write(t, whole, "whole", 0)
			if err := tt.do(a, boss, who, den); err != nil {
				t.Fatal(err)
			}
			_, err = u.WriteAt([]byte("more"), 4)
			wantRefusal(t, err, tt.write)
			if again := second(u.WriteAt([]byte("more"), 4)); !errors.Is(again, err) || !told.Ended || !errors.Is(told.Err, err) {
				t.Errorf("after %v came %v, and the uploader was told %+v", err, again, told)
			}
			if m, again := u.Close(); m != nil || !errors.Is(again, err) {
				t.Errorf("closing gives %+v, %v; want %v", m, again, err)
			}
			_, err = whole.Close() // it is all there, but was not announced
			wantRefusal(t, err, tt.write)
			a.holds(0)
			if list, err := a.store.Rooms().Files(den, 0, 9); err != nil || len(list) != 0 {
				t.Errorf("the store has %+v, %v", list, err)
			}
		})
	}
}

// The same intent is one file, whoever asks how often, and at once.
func TestAFileIsAnnouncedOnce(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	o := room.Offer{ID: room.NewCommandID(), Name: "x", Size: -1}
	u, err := a.Upload(t.Context(), ana.ID, a.lobby(), o)
	if err != nil {
		t.Fatal(err)
	}
	write(t, u, "bytes", 0)
	var ends sync.WaitGroup
	got := make([]*room.Message, 8)
	for i := range got {
		ends.Go(func() { got[i], _ = u.Close() })
	}
	ends.Wait()
	u.Abort(errors.New("too late"))
	for _, m := range got {
		if m == nil || m != got[0] {
			t.Errorf("closing at once gives %+v and %+v", got[0], m)
		}
	}
	wantRefusal(t, second(u.WriteAt([]byte("x"), 9)), room.ErrConflict)
	wantRefusal(t, u.Truncate(0), room.ErrConflict)

	again, err := a.tryPut(t.Context(), ana, a.lobby(), o, "bytes")
	if err != nil || again.Seq != got[0].Seq || again.File.ID != got[0].File.ID {
		t.Errorf("the same offer again is %+v, %v", again, err)
	}
	_, err = a.tryPut(t.Context(), ana, a.lobby(), o, "other bytes")
	wantRefusal(t, err, room.ErrConflict)
	if got := a.names(ana.ID, a.lobby()); got != "x" {
		t.Errorf("there are files %s", got)
	}
	a.holds(1)
}

// A file that is sent again and was taken away meanwhile brings nothing back, not even
// bytes that no quota counts.
func TestWhatIsGoneIsNotKeptAgain(t *testing.T) {
	for name, end := range map[string]func(a *archive, by room.Person, m *room.Message){
		"deleted": func(a *archive, by room.Person, m *room.Message) {
			a.must(a.Delete(a.t.Context(), by.ID, a.lobby(), m.Seq))
		},
		"expired": func(a *archive, _ room.Person, m *room.Message) {
			a.set(keys.HouseFileKeep, "24h")
			time.Sleep(25 * time.Hour)
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				a := openArchive(t)
				ana := a.person("ana")
				o := room.Offer{ID: room.NewCommandID(), Name: "x", Size: -1}
				m, err := a.tryPut(t.Context(), ana, a.lobby(), o, "bytes")
				if err != nil {
					t.Fatal(err)
				}
				end(a, ana, m)
				time.Sleep(5 * time.Minute)
				a.holds(0)
				for _, bytes := range []string{"bytes", "other bytes"} {
					again, err := a.tryPut(t.Context(), ana, a.lobby(), o, bytes)
					if err == nil && again.Seq != m.Seq {
						t.Errorf("it is announced again as %+v", again)
					}
					a.holds(0)
				}
			})
		})
	}
}

// A vagueStore does not say what became of a post, so many times.
type vagueStore struct {
	room.Store
	mu   sync.Mutex
	left int
}

func (v *vagueStore) Do(ctx context.Context, c room.Command) (room.Event, error) {
	e, err := v.Store.Do(ctx, c)
	v.mu.Lock()
	defer v.mu.Unlock()
	if _, is := c.(room.Post); is && v.left > 0 {
		v.left--
		return nil, fmt.Errorf("%w: of a test", room.ErrUnknownOutcome)
	}
	return e, err
}

func TestTheStoreIsAskedOnceMoreWhatBecameOfAFile(t *testing.T) {
	for _, tt := range []struct {
		name  string
		times int
		known bool
	}{
		{"and answers", 1, true},
		{"and does not answer", 2, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var v *vagueStore
			a := openArchiveWith(t, func(s room.Store) room.Store {
				v = &vagueStore{Store: s}
				return v
			})
			ana := a.person("ana")
			u := a.begin(ana, a.lobby(), "x")
			write(t, u, "bytes", 0)
			v.mu.Lock()
			v.left = tt.times
			v.mu.Unlock()
			m, err := u.Close()
			if tt.known && err != nil || !tt.known && !errors.Is(err, room.ErrUnknownOutcome) {
				t.Errorf("closing gives %+v, %v", m, err)
			}
			// Whatever was said, what is there has its bytes.
			if got, err := a.read(ana.ID, 1); err != nil || got != "bytes" {
				t.Errorf("the file has %q, %v", got, err)
			}
		})
	}
}

func TestWhatTheDiskRefusesLeavesNothing(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	full := &room.Refusal{Kind: room.ErrUnavailable}
	atKeep, atWrite := a.begin(ana, a.lobby(), "a"), a.begin(ana, a.lobby(), "b")
	write(t, atKeep, "bytes", 0)
	a.blobs.Fail(full)
	if _, err := atKeep.Close(); !errors.Is(err, full) {
		t.Errorf("closing gives %v", err)
	}
	if _, err := atWrite.WriteAt([]byte("x"), 0); !errors.Is(err, full) {
		t.Errorf("writing gives %v", err)
	}
	if _, err := a.Upload(t.Context(), ana.ID, a.lobby(), room.Offer{Name: "x"}); !errors.Is(err, full) {
		t.Errorf("beginning gives %v", err)
	}
	a.holds(0)
	a.blobs.Fail(nil)
	a.put(ana, a.lobby(), "x", "bytes")
	a.holds(1)
}

func TestPlacesThatNoFileHas(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(u *room.Upload) error
	}{
		{"before the beginning", func(u *room.Upload) error { return second(u.WriteAt([]byte("x"), -1)) }},
		{"far behind", func(u *room.Upload) error { return second(u.WriteAt([]byte("x"), 1<<62)) }},
		{"at the end of int64", func(u *room.Upload) error { return second(u.WriteAt([]byte("xy"), math.MaxInt64)) }},
		{"one too many", func(u *room.Upload) error { return second(u.WriteAt([]byte("xy"), 25<<20-1)) }},
		{"shorter than empty", func(u *room.Upload) error { return u.Truncate(-1) }},
		{"longer than may be", func(u *room.Upload) error { return u.Truncate(25<<20 + 1) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := openArchive(t)
			u := a.begin(a.person("ana"), a.lobby(), "x")
			write(t, u, "x", 0)
			wantRefusal(t, tt.do(u), room.ErrInvalid)
			wantRefusal(t, second(u.Close()), room.ErrInvalid)
			a.holds(0)
		})
	}
}

func TestAFileCanBeMadeLongerAndShorter(t *testing.T) {
	a := openArchive(t)
	ana := a.person("ana")
	u := a.begin(ana, a.lobby(), "x")
	for _, err := range []error{u.Truncate(6), second(u.WriteAt([]byte("abcdef"), 0)), u.Truncate(3), second(u.WriteAt([]byte("z"), 4))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	m, err := u.Close()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := a.read(ana.ID, m.File.ID); err != nil || got != "abc\x00z" {
		t.Errorf("it has %q, %v", got, err)
	}
	d, err := a.OpenFile(t.Context(), ana.ID, m.File.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if n, err := d.ReadAt(make([]byte, 9), 3); n != 2 || !errors.Is(err, io.EOF) {
		t.Errorf("behind the end come %d bytes, %v", n, err)
	}
	empty := a.put(ana, a.lobby(), "empty", "")
	if got, err := a.read(ana.ID, empty.File.ID); err != nil || got != "" {
		t.Errorf("an empty file has %q, %v", got, err)
	}
}

func TestWithoutBlobsThereAreNoFiles(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	wantRefusal(t, second(h.Upload(t.Context(), ana.ID, h.lobby(), room.Offer{Name: "x"})), room.ErrUnavailable)
	wantRefusal(t, second(h.OpenFile(t.Context(), ana.ID, 1)), room.ErrUnavailable)
	wantRefusal(t, second(h.Quota(t.Context(), ana.ID, h.lobby())), room.ErrUnavailable)
}

// What memory does not know is decided with the message: here, that somebody does not
// want to be written to any more.
func TestABlockInTheMiddleLeavesNothing(t *testing.T) {
	a := openArchive(t)
	ana, ben := a.person("ana"), a.person("ben")
	talk := a.converse(ana, "ben").ID
	u := a.begin(ana, talk, "x")
	write(t, u, "bytes", 0)
	if _, err := a.Block(t.Context(), ben.ID, "ana", true); err != nil {
		t.Fatal(err)
	}
	write(t, u, "more", 5)
	wantRefusal(t, second(u.Close()), room.ErrDenied)
	a.holds(0)
	wantRefusal(t, second(a.Upload(t.Context(), ana.ID, talk, room.Offer{Name: "y"})), room.ErrDenied)
}

// Four of one person are under way at most, one of everybody once sixteen are, and 32 of all.
func TestUploadsAtOnceAreLimited(t *testing.T) {
	a := openArchive(t)
	begun, people := []*room.Upload{}, []room.UserID{}
	begin := func(who room.UserID) error {
		u, err := a.Upload(t.Context(), who, a.lobby(), room.Offer{Name: "same", Size: -1})
		if err == nil {
			begun = append(begun, u)
		}
		return err
	}
	limited := func(of, at int, err error) {
		t.Helper()
		wantRefusal(t, err, room.ErrLimited)
		if len(begun) != at {
			t.Errorf("somebody with %d is refused when %d are under way, want %d", of, len(begun), at)
		}
	}
	for n := range 33 {
		people = append(people, a.person(fmt.Sprint("p", n)).ID)
	}
	for _, who := range people[:4] {
		for range 4 {
			if err := begin(who); err != nil {
				t.Fatal(err)
			}
		}
		limited(4, len(begun), begin(who))
	}
	for _, who := range people[4:20] {
		if err := begin(who); err != nil {
			t.Fatal(err)
		}
		limited(1, len(begun), begin(who))
	}
	limited(0, 32, begin(people[20]))
	limited(4, 32, begin(people[0]))
	var all sync.WaitGroup
	for _, u := range begun {
		all.Go(func() {
			if err := errors.Join(second(u.WriteAt([]byte("bytes"), 0)), second(u.Close())); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	list, err := a.Files(t.Context(), a.person("late").ID, a.lobby(), 0, 99)
	if err != nil || len(list) != 32 || list[0].File.ID != 32 {
		t.Errorf("there are %d files of one name, %v", len(list), err)
	}
	a.holds(1)
}
