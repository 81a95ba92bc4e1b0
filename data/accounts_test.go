package data_test

import (
	"context"
	"errors"
	"testing"

	"snug/data"
	"snug/keys"
	"snug/room"
	"snug/text"
)

// directory returns a directory over a store without owners by configuration.
func directory(s *data.Store) *keys.Directory { return keys.NewDirectory(s.Accounts(), nil) }

func byName(s *data.Store, folded string) (a keys.Account, err error) {
	err = s.Accounts().View(func(r keys.Reader) error {
		a, err = r.AccountByName(folded)
		return err
	})
	return a, err
}

// account begins a command of an account.
func account() keys.Header { return keys.Header{ID: room.NewCommandID(), At: header(0).At} }

func TestDisplayNames(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann, bob := signUp(t, s, "ann"), signUp(t, s, "bob")
	post(t, s, ann, 1, "hello")
	for _, step := range []struct {
		name    string
		who     room.UserID
		display string
		taken   bool
	}{
		{"one of one's own", ann, "小红", false},
		{"the same again", ann, "小红", false},
		{"somebody else's", bob, "小红", true},
		{"somebody else's username", bob, "Ann", true},
		{"what looks like somebody else's username", bob, "аnn", true}, // a Cyrillic letter
		{"one's own username", bob, "BOB", false},
		{"another one", ann, "Lu", false},
		{"what somebody has given up", bob, "小红", false},
		{"none", bob, "", false},
		{"what has become free again", ann, "小红", false},
	} {
		o, err := s.Accounts().Do(context.Background(), keys.SetDisplay{
			Header: account(), Account: keys.AccountID(step.who), Display: step.display,
		})
		if errors.Is(err, keys.ErrNameTaken) != step.taken || err != nil != step.taken {
			t.Errorf("%s: %v", step.name, err)
		}
		if stored, findErr := directory(s).Account(keys.AccountID(step.who)); err == nil && (stored != o.Account || stored.Display != step.display) {
			t.Errorf("%s: %+v, stored %+v, %v; want %q", step.name, o.Account, stored, findErr, step.display)
		}
		sound(t, s)
	}
	want := room.Person{ID: ann, Name: "ann", Display: "小红", Rank: room.Rank(keys.Member)}
	for _, name := range []string{"ANN", "小红"} {
		if p, err := s.Rooms().PersonNamed(text.Fold(name)); err != nil || p != want {
			t.Errorf("PersonNamed(%s) = %+v, %v; want %+v", name, p, err, want)
		}
	}
	if p, err := s.Rooms().Person(ann); err != nil || p != want {
		t.Errorf("Person = %+v, %v; want %+v", p, err, want)
	}
	if p, err := s.Rooms().PersonNamed("lu"); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("a name that was given up leads to %+v, %v", p, err)
	}
	if p, err := s.Rooms().Person(77); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("Person(77) = %+v, %v", p, err)
	}
	if got, err := s.Rooms().History(1, room.Range{Limit: 1}); err != nil || got[0].Author != want {
		t.Errorf("what was said before is by %+v, %v; want %+v", got[0].Author, err, want)
	}
}

// Inside one transaction a person must not be remembered by their old name.
func TestDisplayNameInTheSameTransaction(t *testing.T) {
	d := newDesk(t)
	d.change(func(tx data.WriteTx) error {
		if _, err := tx.Person(d.ann); err != nil {
			return err
		}
		r, err := tx.AccountRecord(keys.AccountID(d.ann))
		if err != nil {
			return err
		}
		r.Display, r.DisplayForm = "Lu", keys.Form{Folded: "lu", Skeleton: "lu"}
		if err := tx.SetAccount(r); err != nil {
			return err
		}
		p, err := tx.Person(d.ann)
		if p.Display != "Lu" {
			t.Errorf("the person is %+v", p)
		}
		return err
	})
}

func TestSettings(t *testing.T) {
	s := open(t, t.TempDir(), data.Options{})
	ann := keys.AccountID(signUp(t, s, "ann"))
	set := func(of keys.AccountID, value string) error {
		_, err := s.Accounts().Do(context.Background(), keys.Set{Header: account(), Account: of, Setting: keys.SetTheme, Value: value})
		return err
	}
	for _, value := range []string{"dark", "light", "", "dark"} {
		if err := set(ann, value); err != nil {
			t.Fatal(err)
		}
		if got, err := directory(s).Settings(ann); err != nil || got[keys.SetTheme] != value {
			t.Errorf("after %q: %v, %v", value, got, err)
		}
	}
	if err := set(ann+1, "dark"); !errors.Is(err, keys.ErrNotFound) {
		t.Errorf("a setting of nobody: %v", err)
	}
	sound(t, s)
}
