package ui_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"snug/room"
	"snug/text"
	"snug/ui"
	"snug/ui/screen"
)

var (
	now   = time.Date(2026, 11, 22, 9, 35, 0, 0, time.UTC)
	caps  = screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true}
	lobby = room.ID(1)
)

// A session drives a model as its program would: commands run beside the loop
// and their messages come back. It must be used inside a synctest bubble.
type session struct {
	t    *testing.T
	m    *ui.Model
	msgs chan tea.Msg
	quit bool

	notices chan<- ui.Notice // what the server tells the person
	bell    func()           // rings for it

	effects []string // what the terminal was had to do besides showing frames
}

// inSession runs test with a model made from c, on a screen of this size, in a
// bubble of its own.
func inSession(t *testing.T, c ui.Config, cols, rows int, test func(*session)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer func() {
			cancel()
			synctest.Wait()
		}()
		c.Server, c.Zone = "chat.example.com", time.UTC
		if c.Now == nil {
			c.Now = func() time.Time { return now }
		}
		if c.Caps == (screen.Caps{}) {
			c.Caps = caps
		}
		notices := make(chan ui.Notice, 4) // of the bubble, which waits on it
		c.Notices = notices
		s := &session{t: t, m: ui.New(ctx, c), msgs: make(chan tea.Msg, 100), notices: notices}
		if seat, is := c.Chat.Seat.(*fakeSeat); is {
			s.bell = seat.ring
		}
		s.start(s.m.Init())
		s.send(tea.WindowSizeMsg{Width: cols, Height: rows})
		test(s)
	})
}

// inChat is inSession on the chat screen, in the first of the seat's rooms.
func inChat(t *testing.T, seat *fakeSeat, cols, rows int, test func(*session)) {
	t.Helper()
	chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: seat.rooms[0].ID}
	inSession(t, ui.Config{Chat: chat}, cols, rows, test)
}

func (s *session) start(cmd tea.Cmd) {
	if cmd != nil {
		go func() { s.msgs <- cmd() }()
	}
}

// send passes msg to the model and waits until nothing more happens.
func (s *session) send(msg tea.Msg) {
	s.t.Helper()
	s.update(msg)
	s.settle()
}

// update passes msg to the model and starts what it wants done.
func (s *session) update(msg tea.Msg) {
	if list := reflect.ValueOf(msg); list.IsValid() && list.Kind() == reflect.Slice && list.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range list.Len() {
			s.start(list.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	if e := reflect.ValueOf(msg); e.IsValid() && e.Kind() == reflect.Slice && e.Type().Elem().Kind() == reflect.Uint8 {
		s.effects = append(s.effects, string(e.Bytes()))
		return
	}
	switch msg.(type) {
	case nil:
	case tea.QuitMsg:
		s.quit = true
	default:
		_, cmd := s.m.Update(msg)
		s.start(cmd)
	}
}

// settle handles messages until no command has one, paced ones included.
func (s *session) settle() {
	for quiet := 0; quiet < 2; {
		synctest.Wait()
		select {
		case msg := <-s.msgs:
			s.update(msg)
			quiet = 0
		default:
			if s.m.Rung() {
				time.Sleep(40 * time.Millisecond) // of the bubble: a frame
				s.update(s.m.Pull())
				quiet = 0
				continue
			}
			time.Sleep(40 * time.Millisecond)
			quiet++
		}
	}
}

// notify has the server tell the person something.
func (s *session) notify(n ui.Notice) {
	s.t.Helper()
	s.notices <- n
	s.bell()
	s.settle()
}

// press presses keys by name, such as "enter", "ctrl+c" or "pgup".
func (s *session) press(names ...string) {
	s.t.Helper()
	for _, name := range names {
		s.send(key(name))
	}
}

// write types text, character by character.
func (s *session) write(text string) {
	s.t.Helper()
	for _, r := range text {
		s.update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	s.settle()
}

// say types a line and sends it.
func (s *session) say(line string) {
	s.t.Helper()
	s.write(line)
	s.press("enter")
}

var codes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace,
	"f1": tea.KeyF1, "f7": tea.KeyF7, "f8": tea.KeyF8, "delete": tea.KeyDelete, "tab": tea.KeyTab,
}

func key(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for {
		mod, rest, ok := strings.Cut(name, "+")
		if !ok || rest == "" {
			break
		}
		k.Mod |= map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[mod]
		name = rest
	}
	if code, ok := codes[name]; ok {
		k.Code = code
		return k
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}

// rows is the screen as text, a string a row.
func (s *session) rows() []string {
	s.t.Helper()
	f := s.m.Frame()
	out := make([]string, f.Height)
	for y, r := range f.Rows {
		for _, seg := range r {
			out[y] += strings.Repeat(" ", max(seg.Col-caps.Method.Width(out[y]), 0)) + ansi.Strip(seg.Text)
		}
		out[y] = strings.TrimRight(out[y], " ")
	}
	return out
}

func (s *session) text() string { return strings.Join(s.rows(), "\n") }

// shows fails the test unless each of the texts is on the screen.
func (s *session) shows(texts ...string) {
	s.t.Helper()
	for _, want := range texts {
		if got := s.text(); !strings.Contains(got, want) {
			s.t.Errorf("the screen does not show %q:\n%s", want, got)
		}
	}
}

// hides fails the test if one of the texts is on the screen.
func (s *session) hides(texts ...string) {
	s.t.Helper()
	for _, not := range texts {
		if got := s.text(); strings.Contains(got, not) {
			s.t.Errorf("the screen shows %q:\n%s", not, got)
		}
	}
}

// asText is a message in a form that can be compared.
func asText(msg tea.Msg) string { return fmt.Sprintf("%T %q", msg, msg) }
