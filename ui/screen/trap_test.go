package screen_test

import (
	"errors"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

func TestTrap2WindowSizeIsBounded(t *testing.T) {
	tests := []struct{ asked, want screen.Size }{
		{screen.Size{Cols: 0, Rows: 0}, screen.Size{Cols: 80, Rows: 24}},
		{screen.Size{Cols: -5, Rows: 10}, screen.Size{Cols: 80, Rows: 24}},
		{screen.Size{Cols: 1, Rows: 1}, screen.Size{Cols: 1, Rows: 1}},
		{screen.Size{Cols: 4000, Rows: 3000}, screen.Size{Cols: 500, Rows: 200}},
	}
	for _, tt := range tests {
		bubble(t, func(t *testing.T) {
			m := &fake{}
			s := run(t, m, func(term *screen.Terminal, _ *screen.Options) { term.Size = tt.asked })
			if got := (screen.Size{Cols: m.size.Width, Rows: m.size.Height}); got != tt.want {
				t.Errorf("pty-req %v gives %v, want %v", tt.asked, got, tt.want)
			}
			s.resize.Set(screen.Size{Cols: 33, Rows: 3})
			s.resize.Set(tt.asked)
			synctest.Wait()
			if got := (screen.Size{Cols: m.size.Width, Rows: m.size.Height}); got != tt.want {
				t.Errorf("window-change %v gives %v, want %v", tt.asked, got, tt.want)
			}
			s.cancel(nil)
			_ = s.end(t)
		})
	}
}

// While a write is stuck sizes are still taken, so that whoever sends them is
// never stuck too, and the newest one counts in the end.
func TestTrap4ResizesAreDrainedWhileAWriteIsStuck(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		release := s.block()
		s.key("x")
		for i := range 1000 {
			s.resize.Set(screen.Size{Cols: 10 + i%20, Rows: 5})
		}
		s.resize.Set(screen.Size{Cols: 77, Rows: 7})
		release()
		synctest.Wait()
		if m.size.Width != 77 {
			t.Errorf("the size is %v", m.size)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

// Cancelling does not end a stuck write; breaking the connection does.
func TestTrap4CancelWaitsForAStuckWrite(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{}, nil)
		s.block()
		s.key("x")
		s.cancel(nil)
		synctest.Wait()
		select {
		case <-s.done:
			t.Fatal("Run returned while a write was stuck")
		default:
		}
		s.hangUp()
		<-s.done
	})
}

func TestTrap8ProgramIgnoresServerSignals(t *testing.T) {
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, syscall.SIGTERM)
	defer signal.Stop(caught)

	w := newWire()
	defer w.hangUp()
	keys := make(chan struct{}, 1)
	m := &fake{on: onKey(func() tea.Msg { keys <- struct{}{}; return nil })}
	done := make(chan error, 1)
	go func() {
		done <- screen.New(t.Context(), m, screen.Terminal{In: w, Out: w, OnStall: w.hangUp}, screen.Options{Term: "xterm"}).Run()
	}()
	press := func() {
		w.in <- []byte("x")
		select {
		case <-keys:
		case err := <-done:
			t.Fatalf("the program took the signal for its own: Run = %v", err)
		}
	}
	press()
	if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-caught // the server's own handler has it
	for range 50 {
		press()
	}
	w.in <- []byte("\x03")
	if err := <-done; err != nil {
		t.Errorf("Run = %v", err)
	}
}

func TestTrap9ViewBeforeFirstSize(t *testing.T) {
	m := &fake{}
	if f := m.Frame(); f.View(0).Content != "" || screen.NewPainter(screen.Caps{}).Paint(f) != nil {
		t.Error("a frame of 0x0 shows something")
	}
}

func TestTrap14WriterThatNeverReadsIsCut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{}, nil)
		s.block()
		start := time.Now()
		s.key("x")
		<-s.done
		if !errors.Is(s.err, screen.ErrStalled) || time.Since(start) != 10*second {
			t.Errorf("Run = %v after %v", s.err, time.Since(start))
		}
	})
}

func TestTrap14WriterThatReadsSlowlyIsNotCut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{}, nil)
		for range 10 {
			release := s.block()
			s.key("x")
			time.Sleep(9 * second)
			release()
			synctest.Wait()
		}
		s.in <- []byte("\x03")
		if err := s.end(t); err != nil {
			t.Errorf("Run = %v", err)
		}
	})
}

// A client that never reads and hangs the end of the program up as well: the
// terminal cannot be restored, but Run returns.
func TestTrap14TerminalThatCannotBeRestored(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{}, nil)
		s.block()
		start := time.Now()
		s.cancel(nil)
		<-s.done
		if time.Since(start) != 10*second {
			t.Errorf("Run = %v after %v", s.err, time.Since(start))
		}
	})
}

func TestTrap16NoReplyIsNeverWaitedFor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		start := time.Now()
		s := run(t, &fake{typed: "welcome"}, nil)
		out, _ := s.taken()
		if time.Since(start) != 0 || !strings.Contains(show(t, out).shot(), "w|e|l|c|o|m|e") {
			t.Errorf("after %v the terminal has %q", time.Since(start), out)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}

// Sizes may come before the program listens and after it has ended.
func TestSizesThatComeEarlyAndLate(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		var sizes screen.Sizes
		sizes.Set(screen.Size{Cols: 50, Rows: 9})
		sizes.Set(screen.Size{Cols: 51, Rows: 9})
		s := run(t, m, func(term *screen.Terminal, _ *screen.Options) { term.Resize = &sizes })
		if m.size.Width != 51 {
			t.Errorf("the size is %v", m.size)
		}
		s.cancel(nil)
		_ = s.end(t)
		seen := len(m.seen)
		sizes.Set(screen.Size{Cols: 52, Rows: 9})
		synctest.Wait()
		if len(m.seen) != seen {
			t.Errorf("after its end the program saw %v", m.seen[seen:])
		}
	})
}

func TestSuspendDoesNotStopTheServer(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{on: onKey(tea.Suspend)}
		s := run(t, m, nil)
		s.key("x")
		s.in <- []byte("\x03")
		if err := s.end(t); err != nil {
			t.Errorf("Run = %v", err)
		}
	})
}
