package ui_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/room"
	"snug/ui"
	"snug/ui/screen"
)

var _ ui.Seat = (*room.Seat)(nil)

// terminal keeps what is written to it and lets a test wait for a text.
type terminal struct {
	mu   sync.Mutex
	more *sync.Cond
	buf  bytes.Buffer
}

func newTerminal() *terminal {
	t := &terminal{}
	t.more = sync.NewCond(&t.mu)
	return t
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.more.Broadcast()
	return t.buf.Write(p)
}

// await waits until s was written, or the context has ended.
func (t *terminal) await(ctx context.Context, s string) bool {
	defer context.AfterFunc(ctx, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.more.Broadcast()
	})()
	t.mu.Lock()
	defer t.mu.Unlock()
	for !strings.Contains(t.buf.String(), s) {
		if ctx.Err() != nil {
			return false
		}
		t.more.Wait()
	}
	return true
}

// TestInARealProgram signs up, says something and leaves, over bytes alone.
func TestInARealProgram(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second) // it ends long before
	defer cancel()
	seat := newFakeSeat(newLobby().fill(3, now))
	keys, typist := io.Pipe()
	out := newTerminal()
	m := ui.New(ctx, ui.Config{Server: "chat.example.com", SignUp: newSignUp(seat), Zone: time.UTC})
	ended := make(chan error, 1)
	go func() {
		ended <- screen.New(ctx, m, screen.Terminal{In: keys, Out: out, Size: screen.Size{Cols: 80, Rows: 24}}, screen.Options{Term: "xterm-256color", Ended: cancel}).Run()
	}()
	for _, step := range []struct{ see, typed string }{
		{"username", "wangxm\r"},
		{"message 3", "hello from the other side\r"},
		{"hello from the other side", "/quit\r"},
	} {
		if !out.await(ctx, step.see) {
			t.Fatalf("%q was never shown:\n%q", step.see, out.buf.String())
		}
		if _, err := typist.Write([]byte(step.typed)); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-ended; err != nil {
		t.Errorf("the program ended with %v", err)
	}
	if !strings.Contains(out.buf.String(), "\x1b[?1049l") {
		t.Error("the terminal was not given back")
	}
	if got := seat.rooms[0].msgs; got[len(got)-1].Text != "hello from the other side" {
		t.Errorf("the last message is %q", got[len(got)-1].Text)
	}
}
