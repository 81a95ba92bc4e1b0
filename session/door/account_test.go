package door_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"snug/session/door"
)

// ann's keys.
var laptop, phone = door.Key{1}, door.Key{2}

func TestAnAccountHasSoManyConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		var open []*door.Visit
		for range 16 {
			v := comes(t, d, here)
			if err := v.Member(1, laptop); err != nil {
				t.Fatal(err)
			}
			open = append(open, v)
		}
		if err := comes(t, d, here).Member(1, laptop); !errors.Is(err, door.ErrAccountOpen) {
			t.Errorf("one more = %v, want %v", err, door.ErrAccountOpen)
		}
		if err := comes(t, d, here).Member(2, laptop); err != nil {
			t.Errorf("somebody else's = %v", err)
		}
		// Somebody with a stolen key cannot keep out the one of the owner.
		owner := comes(t, d, here)
		if err := owner.Member(1, phone); err != nil {
			t.Errorf("the first one of another key = %v", err)
		}
		if err := comes(t, d, here).Member(1, phone); !errors.Is(err, door.ErrAccountOpen) {
			t.Errorf("a second one of it = %v, want %v", err, door.ErrAccountOpen)
		}
		open[0].Leave(door.Good)
		owner.Leave(door.Good)
		if err := comes(t, d, here).Member(1, laptop); err != nil {
			t.Errorf("after the end of two = %v", err)
		}
	})
}

func TestAScriptInALoopIsNoFlood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		command := func() error {
			v := comes(t, d, here)
			defer v.Leave(door.Good)
			return v.Member(1, laptop)
		}
		for range 1000 { // two a second for as long as one likes
			if err := command(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(500 * time.Millisecond)
		}
		time.Sleep(time.Minute)
		for range 120 {
			if err := command(); err != nil {
				t.Fatal(err)
			}
		}
		if err := command(); !errors.Is(err, door.ErrAccountNew) {
			t.Errorf("one more at once = %v, want %v", err, door.ErrAccountNew)
		}
		time.Sleep(500 * time.Millisecond)
		if err := command(); err != nil {
			t.Errorf("half a second later = %v", err)
		}
	})
}

func TestThirtyPeopleShareAnAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{})
		var all []*door.Visit
		for range 30 { // all at once
			all = append(all, comes(t, d, here))
		}
		for round := range 40 {
			for i, v := range all {
				if err := v.Member(uint64(i), laptop); err != nil {
					t.Fatal(err)
				}
				v.Leave(door.Good)
				all[i] = comes(t, d, here)
			}
			if round%4 == 3 {
				time.Sleep(2 * time.Second)
			}
		}
	})
}

func TestGuestsAreChargedToTheirSource(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{GuestsOpen: 3, GuestsNew: 5})
		var open []*door.Visit
		for range 3 {
			v := comes(t, d, here)
			if err := v.Guest(); err != nil {
				t.Fatal(err)
			}
			if err := v.Guest(); err != nil {
				t.Errorf("said twice: %v", err)
			}
			open = append(open, v)
		}
		if err := comes(t, d, here).Guest(); !errors.Is(err, door.ErrGuestsOpen) {
			t.Errorf("a fourth one = %v, want %v", err, door.ErrGuestsOpen)
		}
		if err := comes(t, d, here).Member(1, laptop); err != nil {
			t.Errorf("a member = %v", err)
		}
		// Whoever signs up is a guest no more, and was none.
		for i, v := range open {
			if err := v.Member(uint64(i+2), laptop); err != nil {
				t.Fatal(err)
			}
		}
		for range 5 {
			v := comes(t, d, here)
			if err := v.Guest(); err != nil {
				t.Fatal(err)
			}
			v.Leave(door.Good)
		}
		if err := comes(t, d, here).Guest(); !errors.Is(err, door.ErrGuestsNew) {
			t.Errorf("a sixth one in a minute = %v, want %v", err, door.ErrGuestsNew)
		}
	})
}

// A guest becomes a member, and a key another account's, without a refusal: they
// are here already.
func TestWhoeverIsHereStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := door.New(door.Limits{AccountOpen: 1})
		if err := comes(t, d, here).Member(1, laptop); err != nil {
			t.Fatal(err)
		}
		v := comes(t, d, here)
		if err := v.Guest(); err != nil {
			t.Fatal(err)
		}
		if err := v.Member(1, laptop); err != nil {
			t.Errorf("a guest who joins a full account: %v", err)
		}
		if err := v.Member(2, laptop); err != nil {
			t.Errorf("with a key that moved: %v", err)
		}
		if err := comes(t, d, here).Member(2, laptop); !errors.Is(err, door.ErrAccountOpen) {
			t.Errorf("the other account's next = %v, want %v", err, door.ErrAccountOpen)
		}
	})
}
