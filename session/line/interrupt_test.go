package line_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"

	"snug/room"
	"snug/session/line"
	"snug/ui"
)

// A slowHost has a command that takes for ever.
type slowHost struct{ host }

func (h slowHost) Run(ctx context.Context, in room.ID, typed string) ui.Reply {
	if typed != "wait" {
		return h.host.Run(ctx, in, typed)
	}
	<-ctx.Done()
	return ui.Reply{Err: ctx.Err()}
}

func TestACommandIsInterrupted(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{echo: true, chat: ui.Chat{Host: slowHost{host{alice}}}})
		s.types("/wait\r")
		s.out.since()
		bob.say("lobby", "hello")
		s.hides("hello")
		s.types("\x03")
		s.shows("interrupted", "bob: hello")
		s.types("still here\r")
		w.wantSaid(bob, "lobby", "bob: hello", "alice: still here")
	})
}

func TestTheSessionEndsWhileACommandWaits(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{echo: true, chat: ui.Chat{Host: slowHost{host{alice}}}})
		s.types("/wait\r")
		stopped := errors.New("the server is stopping")
		s.stop(stopped)
		<-s.ended
		if !errors.Is(s.err, stopped) {
			t.Errorf("it ends with %v", s.err)
		}
	})
}

// An output that breaks ends the session, whatever waits.
type broken struct{ after int }

func (b *broken) Write(p []byte) (int, error) {
	if b.after--; b.after < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

func TestAnOutputThatBreaksEndsTheSession(t *testing.T) {
	for _, echo := range []bool{false, true} {
		for after := range 12 {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob := w.person("alice"), w.person("bob")
				in, typed := io.Pipe()
				out := &broken{after}
				ended := make(chan error, 1)
				seat := alice.sit()
				lobby, err := w.broker.Find(alice.id, room.Lobby)
				if err != nil {
					t.Fatal(err)
				}
				go func() {
					_, err := line.Run(t.Context(), line.Terminal{In: in, Out: out, Err: out, Echo: echo}, line.Config{
						Chat: ui.Chat{Seat: seat, Host: host{alice}, Room: lobby.ID},
					})
					ended <- err
				}()
				synctest.Wait()
				for range 20 {
					bob.say("lobby", "hi")
					_, _ = io.WriteString(typed, "/rooms\r\n") // fails when the session has ended
					synctest.Wait()
				}
				if err := <-ended; !errors.Is(err, io.ErrClosedPipe) {
					t.Errorf("after %d writes it ends with %v", after, err)
				}
			})
		}
	}
}

func TestSpoilersAreNotReadOut(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{})
		bob.say("lobby", "the end: ||he dies||")
		if got := s.out.since(); !strings.Contains(got, "bob: the end: [spoiler]") || strings.Contains(got, "dies") {
			t.Errorf("printed was %q", got)
		}
		if got := s.asks("/show 1"); !strings.Contains(strings.Join(got, "\n"), "he dies") {
			t.Errorf("/show says %q", got)
		}
	})
}
