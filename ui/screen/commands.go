package screen

import (
	"reflect"
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"
)

type redrawMsg struct{}

// Redraw is a command: the next paint clears the screen and draws everything.
func Redraw() tea.Msg { return redrawMsg{} }

// commands counts the commands that run, so that the end of a program can be
// told from the end of its loop: Bubble Tea itself does not wait for them.
type commands struct {
	fail func(error) // may be called from any goroutine

	mu      sync.Mutex
	running int
	closed  bool
	idle    chan struct{}
}

func newCommands(fail func(error)) *commands {
	return &commands{fail: fail, idle: make(chan struct{})}
}

// wrap makes cmd, and those it returns to be run, countable and its panic an
// error of this program alone.
func (c *commands) wrap(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		if !c.begin() {
			return nil
		}
		defer c.end()
		defer recoverTo(c.fail)
		return c.wrapAll(cmd())
	}
}

// wrapAll wraps the commands inside a message of tea.Batch or tea.Sequence.
// The type of the latter is not exported, hence the reflection.
func (c *commands) wrapAll(msg tea.Msg) tea.Msg {
	list := reflect.ValueOf(msg)
	if !list.IsValid() || list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	wrapped := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
	for i := range list.Len() {
		cmd, _ := list.Index(i).Interface().(tea.Cmd)
		wrapped.Index(i).Set(reflect.ValueOf(c.wrap(cmd)))
	}
	return wrapped.Interface()
}

func (c *commands) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	c.running++
	return true
}

func (c *commands) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running--; c.closed && c.running == 0 {
		close(c.idle)
	}
}

// close lets no further command begin. The channel it returns is closed when
// those that run have ended.
func (c *commands) close() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.closed = true
		if c.running == 0 {
			close(c.idle)
		}
	}
	return c.idle
}

// recoverTo is deferred: it turns a panic into an error.
func recoverTo(fail func(error)) {
	if r := recover(); r != nil {
		fail(&PanicError{Value: r, Stack: debug.Stack()})
	}
}
