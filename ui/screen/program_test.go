package screen_test

import (
	"bytes"
	"context"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/text"
	"snug/ui/screen"
)

// wire is both ends of a terminal's connection.
type wire struct {
	in     chan []byte // what the person types; close hangs up
	gone   chan struct{}
	once   sync.Once
	resize screen.Sizes

	left []byte // of what was typed; Read's

	mu    sync.Mutex
	out   bytes.Buffer
	paint int           // writes so far
	stuck chan struct{} // not nil: writes wait until it or gone is closed
}

func newWire() *wire {
	return &wire{in: make(chan []byte), gone: make(chan struct{})}
}

func (w *wire) Read(b []byte) (int, error) {
	if len(w.left) == 0 {
		select {
		case s, ok := <-w.in:
			if !ok {
				return 0, io.EOF
			}
			w.left = s
		case <-w.gone:
			return 0, io.EOF
		}
	}
	n := copy(b, w.left)
	w.left = w.left[n:]
	return n, nil
}

func (w *wire) Write(b []byte) (int, error) {
	w.mu.Lock()
	stuck := w.stuck
	w.mu.Unlock()
	if stuck != nil {
		select {
		case <-stuck:
		case <-w.gone:
			return 0, io.ErrClosedPipe
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.paint++
	return w.out.Write(b)
}

func (w *wire) hangUp() { w.once.Do(func() { close(w.gone) }) }

func (w *wire) block() (release func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	stuck := make(chan struct{})
	w.stuck = stuck
	return func() { w.mu.Lock(); w.stuck = nil; w.mu.Unlock(); close(stuck) }
}

// taken returns what was written since the last call, and in how many writes.
func (w *wire) taken() (string, int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, n := w.out.String(), w.paint
	w.out.Reset()
	w.paint = 0
	return s, n
}

// fake is a model that shows what it was told and runs what the test asks.
type fake struct {
	size   tea.WindowSizeMsg
	caps   screen.Caps
	typed  string
	seen   []tea.Msg
	init   tea.Cmd
	on     func(tea.Msg) tea.Cmd
	frames int
	mouse  bool
	image  *screen.Image
	rung   atomic.Bool   // there is something to pull
	deaf   bool          // nothing is heard now
	wake   chan struct{} // of the program
	pulled []time.Time
	crash  string // Frame panics when this was typed; empty: never
}

// pulledMsg is what the fake pulls.
type pulledMsg struct{}

func (m *fake) Init() tea.Cmd  { return m.init }
func (m *fake) View() tea.View { return m.Frame().View(m.caps.Method) }

func (m *fake) Rung() bool { return !m.deaf && m.rung.Load() }

// ring has something happen elsewhere.
func (m *fake) ring() {
	m.rung.Store(true)
	select {
	case m.wake <- struct{}{}:
	default:
	}
	synctest.Wait()
}

func (m *fake) Pull() tea.Msg {
	m.rung.Store(false)
	m.pulled = append(m.pulled, time.Now())
	return pulledMsg{}
}

func (m *fake) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.seen = append(m.seen, msg)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = msg
	case screen.CapsMsg:
		m.caps = msg.Caps
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+c" {
			return m, tea.Quit
		}
		m.typed += msg.Text
	case screen.Typed:
		for _, k := range msg.Keys {
			m.typed += k.(tea.KeyPressMsg).Text
		}
	case screen.Paste:
		m.typed += msg.Text
	}
	if m.on != nil {
		return m, m.on(msg)
	}
	return m, nil
}

func (m *fake) Frame() *screen.Frame {
	m.frames++
	if m.crash != "" && m.typed == m.crash {
		panic("boom")
	}
	f := &screen.Frame{
		Width: m.size.Width, Height: m.size.Height,
		Rows: []screen.Row{{{Col: 0, Room: m.size.Width, Text: m.typed}}},
	}
	f.Mouse, f.Image = m.mouse, m.image
	f.Cursor.Col = m.caps.Method.Width(m.typed)
	return f
}

// session is a program that runs in a synctest bubble.
type session struct {
	*wire
	model   *fake
	cancel  context.CancelCauseFunc
	done    chan struct{}
	err     error
	reading sync.WaitGroup
}

func run(t *testing.T, m *fake, change func(*screen.Terminal, *screen.Options)) *session {
	t.Helper()
	s := &session{wire: newWire(), model: m, done: make(chan struct{})}
	term := screen.Terminal{
		In: s.wire, Out: s.wire, Size: screen.Size{Cols: 40, Rows: 6}, Resize: &s.resize,
		OnStall: s.hangUp, Reading: &s.reading,
	}
	m.wake = make(chan struct{}, 1)
	opts := screen.Options{Environ: []string{"LANG=C"}, Term: "xterm-256color", Wake: m.wake}
	if change != nil {
		change(&term, &opts)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	s.cancel = cancel
	go func() {
		defer close(s.done)
		s.err = screen.New(ctx, m, term, opts).Run()
	}()
	synctest.Wait()
	return s
}

// end waits for the program and returns why it ended. The terminal must have
// been restored, and everything Run started must end with the connection:
// synctest fails a bubble in which a goroutine is left.
func (s *session) end(t *testing.T) error {
	t.Helper()
	<-s.done
	out, _ := s.taken()
	if want := string(screen.Leave(false)); !bytes.HasSuffix([]byte(out), []byte(want)) {
		t.Errorf("the terminal was left with %q, want it to end in %q", out, want)
	}
	s.hangUp()
	s.reading.Wait()
	return s.err
}

func (s *session) key(b string) {
	s.in <- []byte(b)
	synctest.Wait()
}

// bubble runs a test with its own clock.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, f)
}

// show is what a terminal shows after out.
func show(t *testing.T, out string) *terminal {
	t.Helper()
	term := newTerminal(t, 40, 6, text.WcWidth)
	_, _ = term.Write([]byte(out))
	return term
}

const second = time.Second
