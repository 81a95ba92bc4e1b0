// Package keystest holds what every implementation of keys.Store must do, as one
// suite of tests.
package keystest

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/keys/audit"
	"snug/text"
)

// A check is one test of the suite.
type check struct {
	name string
	test func(*house)
}

var aboutAccounts = []check{
	{"accounts are found by key and by name", found},
	{"one of many sign-ups for a name wins", oneName},
	{"one of many sign-ups for a key wins", oneKey},
	{"a command that is repeated takes effect once", repeated},
	{"a key joins when its holder accepts", offers},
	{"nobody takes in somebody else's key", squatters},
	{"an account has a limit of keys", manyKeys},
	{"keys are removed, but not the last", removal},
	{"a session whose key was removed does nothing more", removedKey},
	{"a code joins another key", links},
	{"a code is used once, by one of many", oneLink},
	{"a code survives four wrong ones", guesses},
	{"a code ends", endedLinks},
	{"a code is not found where another one is", linkPlaces},
	{"a username that was given up is held", heldNames},
	{"a username changes three times in ninety days", renames},
	{"what people say about themselves", bios},
	{"roles are bounded by ranks", roles},
	{"the last owner stays", lastOwner},
	{"the configuration makes owners", configured},
	{"a lost account is recovered", recovery},
	{"who may decide about a recovery", deciders},
	{"requests are few, and end", requests},
	{"a deleted account is nobody's", deletion},
	{"who may delete an account", deleters},
	{"when somebody was last there", lastSeen},
	{"the revision changes with what is found", revision},
	{"the type of a key is kept when it was not", untypedKeys},
	{"the audit log is read in pages", auditPages},
	{"the audit log has what was done and what was denied", auditEntries},
}

// TestStore runs the suite. Each test calls open once, for an empty store; open
// sees to closing it.
func TestStore(t *testing.T, open func(t *testing.T) keys.Store) {
	for _, tt := range slices.Concat(aboutAccounts, aboutPeople, aboutServer, aboutBots) {
		t.Run(tt.name, func(t *testing.T) {
			h := &house{T: t, store: open(t)}
			boss := NewKey(t)
			h.dir = keys.NewDirectory(h.store, []keys.Fingerprint{keys.FingerprintOf(boss)})
			h.boss = h.signUp(boss, "boss")
			tt.test(h)
			h.sound()
		})
	}
}

// A house is a store under test with a directory over it.
type house struct {
	*testing.T
	store keys.Store
	dir   *keys.Directory
	boss  person // owner by the configuration, account 1
}

// A person is an account with the key of its session.
type person struct {
	id  keys.AccountID
	key ssh.PublicKey
}

// NewKey makes a key that nobody else has.
func NewKey(t testing.TB) ssh.PublicKey {
	t.Helper()
	pub, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ssh.NewPublicKey(pub)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (h *house) signUp(k ssh.PublicKey, name string) person {
	h.Helper()
	id, err := h.dir.SignUp(h.Context(), k, name, "")
	if err != nil {
		h.Fatalf("sign-up of %s: %v", name, err)
	}
	return person{id.Account.ID, k}
}

// person signs somebody up with a key of their own.
func (h *house) person(name string) person {
	h.Helper()
	return h.signUp(NewKey(h.T), name)
}

// staff signs somebody up who is given a role.
func (h *house) staff(name string, role keys.Role) person {
	h.Helper()
	p := h.person(name)
	if role > keys.Member {
		h.ok(h.dir.SetRole(h.Context(), h.boss.actor(), p.id, role, ""))
	}
	return p
}

// from is where guests come from.
var from = audit.Actor{Session: "s1", Address: "192.0.2.7", Via: "exec"}

// actor is a session of the person.
func (p person) actor() audit.Actor {
	by := from
	by.Account, by.Key = uint64(p.id), p.print().String()
	return by
}

func (p person) print() keys.Fingerprint { return keys.FingerprintOf(p.key) }

// line is a key as a file has it.
func line(k ssh.PublicKey) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))) + " ann@laptop"
}

// header begins a command of a person at a time.
func header(p person, at time.Time) keys.Header {
	return keys.Header{ID: uuid.Must(uuid.NewV7()), At: at, By: p.actor()}
}

func (h *house) do(c keys.Command) (keys.Outcome, error) {
	o, err := h.store.Do(context.Background(), c)
	if err == nil {
		err = o.Refusal
	}
	return o, err
}

// ok fails the test unless something was done.
func (h *house) ok(done any, err error) {
	h.Helper()
	if err != nil {
		h.Fatalf("%+v, %v; want it to be done", done, err)
	}
}

// refused fails the test unless something was refused with a sentence of this
// kind, fit for a screen.
func (h *house) refused(what string, err, kind error) {
	h.Helper()
	var r *keys.Refusal
	if !errors.Is(err, kind) || !errors.As(err, &r) || errors.Is(err, keys.ErrUnavailable) { // which it is after a write
		h.Errorf("%s: %v; want a refusal that wraps %q", what, err, kind)
	} else if said := r.Error(); text.StripLine(said) != said || len(said) > 300 {
		h.Errorf("%s: %q is not fit for a screen", what, said)
	}
}

func (h *house) account(p person) keys.Account {
	h.Helper()
	a, err := h.dir.Account(p.id)
	if err != nil {
		h.Fatal(err)
	}
	return a
}

// holder checks whose a key is; account zero is nobody.
func (h *house) holder(k ssh.PublicKey, want keys.AccountID) {
	h.Helper()
	if id, err := h.dir.Identify(k); err != nil || id.Account.ID != want || id.Role != id.Account.Role {
		h.Errorf("the key belongs to %+v, %v; want account %d", id, err, want)
	}
}

// entries returns the whole audit log, the oldest first.
func (h *house) entries() []audit.Entry {
	h.Helper()
	var all []audit.Entry
	err := h.store.View(func(r keys.Reader) (err error) {
		all, err = r.Entries(0, 1<<20)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	return all
}

// sound checks what holds after any test: the audit log is whole.
func (h *house) sound() {
	h.Helper()
	_, err := audit.Verify(func(yield func(audit.Entry, error) bool) {
		for _, e := range h.entries() {
			if !yield(e, nil) {
				return
			}
		}
	})
	if err != nil {
		h.Error(err)
	}
}
