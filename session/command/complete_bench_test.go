package command_test

import (
	"fmt"
	"sync"
	"testing"

	"snug/keys/keystest"
	"snug/room"
)

// BenchmarkComplete measures one Tab where there are 10,000 accounts and as many
// rooms, for a member and for the owner, who is offered all accounts.
func BenchmarkComplete(b *testing.B) {
	const owners, rooms = 200, 50
	w := newWorld(b)
	olga, alice := w.holder(b, w.owner).signedUp(b, "olga"), w.member(b, "alice")
	var making sync.WaitGroup
	for i := range owners {
		making.Go(func() {
			for j := range rooms {
				who, err := w.directory.SignUp(b.Context(), keystest.NewKey(b), fmt.Sprintf("user%dx%d", i, j), "")
				if err != nil {
					b.Error(err)
				}
				if j > 0 {
					continue
				}
				for n := range rooms {
					if _, err := w.broker.Create(b.Context(), room.UserID(who.Account.ID), fmt.Sprintf("room%dx%d", i, n), "", room.Settings{}); err != nil {
						b.Error(err)
					}
				}
			}
		})
	}
	making.Wait()
	for _, of := range []struct {
		name string
		by   *person
		line string
	}{
		{"a command", alice, "hist"},
		{"a room", alice, "history room199x"},
		{"any room", alice, "history "},
		{"somebody", alice, "whois user1"},
		{"somebody for an owner", olga, "user show user199x"},
		{"anybody for an owner", olga, "user show u"},
	} {
		b.Run(of.name, func(b *testing.B) {
			line := "complete -- " + quoted(of.line)
			b.ReportAllocs()
			for b.Loop() {
				if a := of.by.exec(line); a.status != 0 {
					b.Fatalf("%+v", a)
				}
			}
		})
	}
}
