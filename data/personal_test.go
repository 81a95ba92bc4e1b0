package data_test

import (
	"errors"
	"strings"
	"testing"

	"snug/keys"
	"snug/room"
)

func TestMentionsBehindTheMark(t *testing.T) {
	d := newDesk(t)
	shed := create(t, d.Store, d.ann, "shed")
	for seq := range uint64(1200) {
		var names []room.UserID
		if seq%2 == 0 {
			names = []room.UserID{d.bob, d.cid}
		}
		d.say(room.Message{Text: "psst", Mentions: names})
	}
	check := func(who room.UserID, n int, first, last uint64) {
		t.Helper()
		got, err := d.Rooms().Mentions(who)
		if err != nil || len(got[d.den]) != n || len(got) != min(n, 1) {
			t.Fatalf("%d mentions in %d rooms, %v; want %d", len(got[d.den]), len(got), err, n)
		}
		if n > 0 && (got[d.den][0] != first || got[d.den][n-1] != last) {
			t.Errorf("from %d to %d, want %d to %d", got[d.den][0], got[d.den][n-1], first, last)
		}
	}
	read := func(in room.ID, seq uint64) {
		do(t, d.Store, room.Read{Header: header(d.bob), Marks: []room.Mark{{User: d.bob, Room: in, Seq: seq}}})
	}
	check(d.ann, 0, 0, 0)
	check(d.bob, 600, 1, 1199)
	read(shed, 5)
	read(d.den, 1001)
	check(d.bob, 99, 1003, 1199)
	d.set(1199, func(m *room.Message) { m.Mentions = []room.UserID{d.ann, d.cid} })
	check(d.bob, 98, 1003, 1197)
	check(d.ann, 1, 1199, 1199)
	read(d.den, 1200)
	check(d.bob, 0, 0, 0)
	for range 1000 {
		d.say(room.Message{Text: "psst", Mentions: []room.UserID{d.cid}})
	}
	check(d.cid, room.MaxCalls, 1202, 2200)
	sound(t, d.Store)
}

func TestPersonalThings(t *testing.T) {
	d := newDesk(t)
	draft := room.Draft{Text: "I think", Reply: 3, Edit: 4}
	d.change(func(tx writeTx) error {
		return errors.Join(
			tx.SetDraft(d.ann, d.den, draft), tx.SetLevel(d.ann, d.den, room.All), tx.SetLevel(d.ann, 1, room.None),
			tx.SetIgnored(d.ann, d.cid, true), tx.SetIgnored(d.ann, d.bob, true), tx.SetIgnored(d.ann, d.bob, true),
			tx.SetSetting(keys.AccountID(d.ann), "theme", "dark"), tx.SetSetting(keys.AccountID(d.ann), "tz", "Asia/Shanghai"),
		)
	})
	var b strings.Builder
	personal(t, &b, d.Store, d.ann)
	const want = `has a draft in room 2: {Text:I think Reply:3 Edit:4}
of room 1 wants to be told as 2
of room 2 wants to be told as 1
has set theme to dark
has set tz to Asia/Shanghai
ignores 2
ignores 3
`
	if b.String() != want {
		t.Errorf("kept:\n%s\nwant:\n%s", b.String(), want)
	}
	sound(t, d.Store)
	d.change(func(tx writeTx) error {
		return errors.Join(
			tx.SetDraft(d.ann, d.den, room.Draft{}), tx.SetLevel(d.ann, d.den, room.Mentions), tx.SetLevel(d.ann, 1, room.Mentions),
			tx.SetIgnored(d.ann, d.cid, false), tx.SetIgnored(d.ann, d.bob, false),
			tx.SetSetting(keys.AccountID(d.ann), "theme", ""), tx.SetSetting(keys.AccountID(d.ann), "tz", ""),
		)
	})
	b.Reset()
	if personal(t, &b, d.Store, d.ann); b.Len() != 0 {
		t.Errorf("taken back, and still:\n%s", b.String())
	}
	sound(t, d.Store)
}
