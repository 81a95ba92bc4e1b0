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

// commands runs what the model wants done beside the loop, and keeps what it
// came to until the loop takes it. Each command leaves one message at most and the
// loop alone begins others, so no more wait than were running.
type commands struct {
	ring func()      // tells the loop; never waits
	fail func(error) // may be called from any goroutine

	mu      sync.Mutex
	results []tea.Msg
	running int
	closed  bool
	idle    chan struct{} // nobody begins and nobody runs
}

func newCommands(ring func(), fail func(error)) *commands {
	return &commands{ring: ring, fail: fail, idle: make(chan struct{})}
}

// start runs cmd, which may be nil, on a goroutine of its own.
func (c *commands) start(cmd tea.Cmd) {
	if cmd == nil || !c.begin() {
		return
	}
	go func() {
		defer c.end()
		defer recoverTo(c.fail)
		c.settle(cmd())
	}()
}

// settle does what a command has come to: of a batch each at once, of a sequence
// one after the other, or a message for the loop.
func (c *commands) settle(msg tea.Msg) {
	list, ordered := listed(msg)
	switch {
	case msg == nil:
	case ordered:
		for _, cmd := range list {
			c.finish(cmd)
		}
	case list != nil:
		for _, cmd := range list {
			c.start(cmd)
		}
	default:
		c.put(msg)
	}
}

// finish runs one command of a sequence with all that it leads to.
func (c *commands) finish(cmd tea.Cmd) {
	if cmd == nil || !c.begin() {
		return
	}
	defer c.end()
	msg := cmd()
	list, ordered := listed(msg)
	if list == nil || ordered {
		c.settle(msg)
		return
	}
	var all sync.WaitGroup
	for _, cmd := range list {
		all.Go(func() {
			defer recoverTo(c.fail)
			c.finish(cmd)
		})
	}
	all.Wait()
}

// listed returns the commands of a message of tea.Batch or tea.Sequence, and
// whether their order counts. The type of the latter is not exported, hence the
// reflection.
func listed(msg tea.Msg) (cmds []tea.Cmd, ordered bool) {
	if batch, is := msg.(tea.BatchMsg); is {
		return batch, false
	}
	list := reflect.ValueOf(msg)
	if !list.IsValid() || list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	return list.Convert(reflect.TypeFor[[]tea.Cmd]()).Interface().([]tea.Cmd), true
}

func (c *commands) put(msg tea.Msg) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.results = append(c.results, msg)
		c.ring()
	}
}

// next takes the oldest result; nil when there is none.
func (c *commands) next() tea.Msg {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.results) == 0 {
		return nil
	}
	msg := c.results[0]
	if c.results = c.results[1:]; len(c.results) == 0 {
		c.results = nil
	}
	return msg
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
