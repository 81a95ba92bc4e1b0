package command_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/keys/keystest"
	"snug/room"
	"snug/room/roomtest"
	"snug/session/command"
	"snug/session/live"
	"snug/text/lang"
)

// A world is a server without SSH: a real store, its rooms and its commands.
type world struct {
	*command.Table
	services  command.Services
	broker    *room.Broker
	directory *keys.Directory
	sessions  *live.Sessions
	owner     ssh.PublicKey
	log       bytes.Buffer
	dir       string // of the store's file
	rooms     data.Rooms
	blobs     *roomtest.Blobs

	accounts *accounts
}

// Accounts are a store of accounts in which something can happen between the
// acceptance of a command and what is done next.
type accounts struct {
	keys.Store
	after func(keys.Command) // nil: nothing happens
	fails error              // what every Do fails with; nil: they do not
	doubt error              // what Do fails with although it is done; nil: it does not
}

func (a *accounts) Do(ctx context.Context, c keys.Command) (keys.Outcome, error) {
	if a.fails != nil {
		return keys.Outcome{}, a.fails
	}
	o, err := a.Store.Do(ctx, c)
	if err == nil && a.after != nil {
		a.after(c)
	}
	if err == nil && a.doubt != nil {
		return keys.Outcome{}, a.doubt
	}
	return o, err
}

// newWorld makes a world in which everybody writes as fast as they like.
func newWorld(t testing.TB, more ...command.Spec) *world {
	t.Helper()
	return newWorldOver(t, roomtest.Unpaced, more...)
}

// newWorldOver lets a test stand between the broker and the store.
func newWorldOver(t testing.TB, between func(room.Store) room.Store, more ...command.Spec) *world {
	t.Helper()
	w := &world{owner: keystest.NewKey(t), sessions: live.New(), dir: t.TempDir(), blobs: roomtest.NewBlobs()}
	log := slog.New(slog.NewTextHandler(&w.log, nil))
	store, err := data.Open(w.dir, data.Options{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	if w.broker, err = room.NewBroker(between(store.Rooms()), log); err != nil {
		t.Fatal(err)
	}
	if err := w.broker.UseBlobs(w.blobs); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.broker.Close(context.Background()); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	w.rooms = store.Rooms()
	w.accounts = &accounts{Store: store.Accounts()}
	w.directory = keys.NewDirectory(w.accounts, []keys.Fingerprint{keys.FingerprintOf(w.owner)})
	w.services = command.Services{
		Broker: w.broker, Directory: w.directory, Sessions: w.sessions, Log: log,
		Version: "1.2.3", Name: "chat.example.com", HostKey: "SHA256:host", Connect: "ssh chat.example.com",
		Vitals: func() (command.Vitals, error) { return vitals, nil },
	}
	w.serve(t, more...)
	return w
}

// vitals are the figures of a server that is well.
var vitals = command.Vitals{
	Started: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC), StoreSize: 3 << 20, DiskFree: 9 << 30, Entries: 12,
	Commits: 345, Median: 1200 * time.Microsecond, Slowest: 9 * time.Millisecond, Waiting: 1,
	Panics: 2, Routines: 41,
	Files:   room.Usage{Files: 21, Bytes: 5 << 20},
	Refused: map[string]uint64{"messages": 7, "sessions": 0},
}

// serve makes the table of commands.
func (w *world) serve(t testing.TB, more ...command.Spec) {
	t.Helper()
	var err error
	if w.Table, err = command.New(w.services, append(command.Specs(), more...)...); err != nil {
		t.Fatal(err)
	}
}

// A person is somebody with a key.
type person struct {
	*world
	key  ssh.PublicKey
	who  keys.Identity
	lang lang.Lang

	session live.Session // that the lines come from
}

// guest returns somebody whose key has no account.
func (w *world) guest(t testing.TB) *person { return w.holder(t, keystest.NewKey(t)) }

func (w *world) holder(t testing.TB, k ssh.PublicKey) *person {
	t.Helper()
	p := &person{world: w, key: k}
	p.identify(t)
	return p
}

func (p *person) identify(t testing.TB) {
	t.Helper()
	var err error
	if p.who, err = p.directory.Identify(p.key); err != nil {
		t.Fatal(err)
	}
}

// member returns somebody who has signed up.
func (w *world) member(t testing.TB, name string) *person {
	t.Helper()
	return w.guest(t).signedUp(t, name)
}

func (p *person) signedUp(t testing.TB, name string) *person {
	t.Helper()
	p.must(t, "register "+name)
	p.identify(t)
	return p
}

// An answer is what a command gave.
type answer struct {
	status   int
	out, err string
}

// exec runs a command line with some input.
func (p *person) exec(line string, input ...string) answer {
	var out, err bytes.Buffer
	status := p.Run(context.Background(), command.Call{
		Line: line, Front: command.Exec, Who: p.who, Key: p.key, Session: p.session, Lang: p.lang,
		Stdin:  io.NopCloser(strings.NewReader(strings.Join(input, ""))),
		Stdout: &out, Stderr: &err,
	})
	return answer{status, out.String(), err.String()}
}

// An attempt is a line that somebody tries, and what becomes of it.
type attempt struct {
	name, line string
	by         *person
	status     command.Status
}

// put puts a file into a room and returns its number.
func (p *person) put(t testing.TB, in, name, bytes string) string {
	t.Helper()
	return strings.TrimSpace(p.must(t, "put "+in+" "+name, bytes))
}

// try tries one after the other.
func try(t *testing.T, all []attempt) {
	t.Helper()
	for _, tt := range all {
		t.Run(tt.name, func(t *testing.T) {
			if a := tt.by.exec(tt.line); a.status != int(tt.status) {
				t.Errorf("%s = %+v, want %d", tt.line, a, tt.status)
			}
		})
	}
}

// must runs a command line that has to work, and returns its data.
func (p *person) must(t testing.TB, line string, input ...string) string {
	t.Helper()
	a := p.exec(line, input...)
	if a.status != 0 {
		t.Fatalf("%s: status %d, %s", line, a.status, a.err)
	}
	return a.out
}

// slash runs a slash line in a room, and returns where it led.
func (p *person) slash(in room.ID, line string) (a answer, entered room.ID) {
	var out, err bytes.Buffer
	a.status = p.Run(context.Background(), command.Call{
		Line: line, Front: command.Slash, Who: p.who, Key: p.key, Session: p.session, Lang: p.lang,
		Stdout: &out, Stderr: &err, In: in,
		Enter: func(id room.ID) { entered = id },
	})
	a.out, a.err = out.String(), err.String()
	return a, entered
}

// room returns the number of a room.
func (p *person) room(t testing.TB, name string) room.ID {
	t.Helper()
	r, err := p.broker.Find(room.UserID(p.who.Account.ID), name)
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}

// patience is how long a test waits for what must happen.
const patience = 90 * time.Second
