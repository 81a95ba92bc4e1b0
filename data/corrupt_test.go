package data_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"snug/data"
	"snug/room"
)

func TestDamagedRecordIsNeverShown(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(value []byte) []byte
	}{
		{"a letter of the text", func(v []byte) []byte { v[len(v)-1] ^= 1; return v }},
		{"the checksum", func(v []byte) []byte { v[0] ^= 0x80; return v }},
		{"cut short", func(v []byte) []byte { return v[:len(v)-1] }},
		{"cut to nothing", func([]byte) []byte { return []byte{} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			damaged(t, dir, tt.change)
			s := open(t, dir, data.Options{})
			got, err := s.Rooms().History(1, room.Range{Limit: 10})
			if !errors.Is(err, data.ErrCorrupt) || len(got) != 0 {
				t.Errorf("History = %v, %v; want %q", got, err, data.ErrCorrupt)
			}
			if !strings.Contains(err.Error(), "bucket msgs, key 00000000000000010000000000000002") {
				t.Errorf("the error does not say where: %v", err)
			}
			if got, err := s.Rooms().History(1, room.Range{After: 2, Limit: 10}); err != nil || len(got) != 1 || got[0].Text != "third" {
				t.Errorf("history beside the damage = %v, %v; want the third message", got, err)
			}
			if err := s.Check(context.Background()); !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
			}
			if m := post(t, s, 1, 1, "fourth"); m.Seq != 4 {
				t.Errorf("the next message is number %d, want 4", m.Seq)
			}
		})
	}
}

// A post that is repeated reads the message it made.
func TestCommandThatMeetsDamage(t *testing.T) {
	dir := t.TempDir()
	second := damaged(t, dir, func(v []byte) []byte { v[5] ^= 4; return v })
	s := open(t, dir, data.Options{})
	_, err := s.Rooms().Do(context.Background(), second)
	if !errors.Is(err, room.ErrUnavailable) || !errors.Is(err, data.ErrCorrupt) {
		t.Errorf("Do: %v, want an error that wraps %q and %q", err, room.ErrUnavailable, data.ErrCorrupt)
	}
}

// damaged makes a store of three messages of account 1 in the lobby, changes the
// record of the second, and returns that one's command.
func damaged(t *testing.T, dir string, change func([]byte) []byte) room.Command {
	t.Helper()
	s := open(t, dir, data.Options{})
	ann := signUp(t, s, "ann")
	post(t, s, ann, 1, "first")
	c := room.Post{Header: header(ann), Room: 1, Text: "second"}
	do(t, s, c)
	post(t, s, ann, 1, "third")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := data.Damage(filepath.Join(dir, "snug.db"), 1, 2, change); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTruncatedFileIsRefusedWithAdvice(t *testing.T) {
	whole, _ := library(t)
	for _, size := range []int{0, 1, 4095, 8192, len(whole) / 2, len(whole) - 1} {
		t.Run(fmt.Sprintf("%d bytes", size), func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "snug.db"), whole[:size], 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := data.Open(dir, data.Options{})
			if !errors.Is(err, data.ErrCorrupt) || !strings.Contains(err.Error(), "newest backup") {
				t.Errorf("Open: %v, want %q and advice", err, data.ErrCorrupt)
			}
		})
	}
}

// Whatever single bit flips, a store shows a message as it was or not at all. The
// pages that list the buckets are left out: they hold small buckets whole, which
// bbolt v1.5.0 copies to the heap and, when damaged, reads beyond the copy, so
// that the garbage collector may end the program.
func TestFlippedBits(t *testing.T) {
	whole, written := library(t)
	const step = 1999 // bytes; coprime to the page size, so that every part of a page has its turn
	var refused, failed int
	for at := 0; at < len(whole); at += step {
		page := whole[at/4096*4096:][:4096]
		if data.ListsBuckets(page) {
			continue
		}
		flipped := bytes.Clone(whole)
		flipped[at] ^= 1 << (at % 8)
		dir := t.TempDir() // a new one: a damaged file may stay locked
		if err := os.WriteFile(filepath.Join(dir, "snug.db"), flipped, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := data.Open(dir, data.Options{})
		if err != nil {
			refused++
			continue
		}
		for id := room.ID(1); id <= 3; id++ {
			got, err := s.Rooms().History(id, room.Range{Limit: room.MaxPage})
			if err != nil {
				failed++
			}
			files, err := s.Rooms().Files(id, 0, room.MaxPage)
			if err != nil {
				failed++
			}
			for _, m := range append(got, files...) {
				if !written[line(m)] {
					t.Errorf("bit %d of byte %d flipped: a message that nobody wrote: %s", at%8, at, line(m))
				}
			}
		}
		_, _ = s.Rooms().Rooms() // must return
		_ = s.Check(context.Background())
		if err := s.Close(); err != nil {
			t.Errorf("bit %d of byte %d flipped: Close: %v", at%8, at, err)
		}
	}
	if failed == 0 {
		t.Error("no flipped bit was ever noticed")
	}
	t.Logf("%d files refused, %d reads refused", refused, failed)
}

// library returns the file of a store with messages and files in three rooms, and
// each message as [line] writes it.
func library(t *testing.T) (file []byte, written map[string]bool) {
	t.Helper()
	s := open(t, t.TempDir(), data.Options{})
	ann, bob := signUp(t, s, "ann"), signUp(t, s, "bob")
	in := []room.ID{1, create(t, s, ann, "den"), create(t, s, bob, "shed")}
	do(t, s, room.Join{Header: header(bob), Room: in[1]})
	do(t, s, room.Join{Header: header(ann), Room: in[2]})
	written = make(map[string]bool)
	for i := range 150 {
		who := []room.UserID{ann, bob}[i%2]
		written[line(post(t, s, who, in[i%3], fmt.Sprintf("message %d %s", i, strings.Repeat("x", i))))] = true
	}
	err := s.Change(func(tx data.WriteTx) error {
		for i := range 30 {
			m := room.Message{
				ID: room.NewCommandID(), Room: in[i%3], At: header(0).At, Author: room.Person{ID: ann},
				File: &room.File{Name: fmt.Sprint("file ", i), Content: bytesOf(fmt.Sprint("bytes ", i))},
			}
			said, err := tx.AddMessage(m)
			if err != nil {
				return err
			}
			written[line(said)] = true
			if err := tx.Record(m.ID, room.Outcome{Room: m.Room, Seq: said.Seq}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	var b bytes.Buffer
	if err := s.Snapshot(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), written
}
