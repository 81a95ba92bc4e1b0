package e2e_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// A peer is a program at the end of a pipe that breaks again and again: it goes
// on where it was, and asks again for what was not answered, as the same.
type peer struct {
	name string
	key  ssh.Signer

	mu       sync.Mutex
	news     chan struct{} // closed and replaced when something has come
	rand     *rand.Rand
	rooms    map[string]*replica // by ID
	waiting  []*wish             // asked for and not answered, in order
	due      []*wish             // what to ask for next
	asked    int
	last     bool // nothing more is to be said
	receipts []receipt
	reacted  map[string]bool // messages, by ID
	again    int             // answers to what had been done before a cut
	updates  int             // messages that had changed while the peer was away
	wrong    []string
}

// A wish is a command in a pipe.
type wish struct {
	ID    string `json:"id"`
	Cmd   string `json:"cmd"`
	Room  string `json:"room,omitempty"`
	Text  string `json:"text,omitempty"`
	Idem  string `json:"idem,omitempty"`
	Msg   string `json:"msg,omitempty"`
	Emoji string `json:"emoji,omitempty"`

	receipt receipt // of a message to be sent
	tries   int
}

// inFlight is how many commands a peer leaves unanswered.
const inFlight = 12

// newPeer returns one that knows of nothing in rooms, which are names by ID.
func newPeer(name string, key ssh.Signer, rooms map[string]string, seed uint64) *peer {
	p := &peer{
		name: name, key: key, news: make(chan struct{}), rand: rand.New(rand.NewPCG(seed, 1)),
		rooms: make(map[string]*replica), reacted: make(map[string]bool),
	}
	for id, room := range rooms {
		p.rooms[id] = newReplica(room, id)
	}
	return p
}

// run connects until ctx ends.
func (p *peer) run(ctx context.Context, s *server) {
	for ctx.Err() == nil {
		p.connect(ctx, s)
		p.mu.Lock()
		away := time.Duration(p.rand.Int64N(int64(40 * time.Millisecond)))
		p.mu.Unlock()
		select {
		case <-time.After(away): // while others talk
		case <-ctx.Done():
		}
	}
}

// connect runs one pipe until it breaks.
func (p *peer) connect(ctx context.Context, s *server) {
	c, err := s.dial(p.name, p.key)
	if err != nil {
		return
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { c.Close() })()
	pipe, err := c.pipe("pipe --since " + p.cursors())
	if err != nil {
		return
	}
	lines := make(chan []byte, 4*inFlight) // more than there can be
	var writing sync.WaitGroup
	defer writing.Wait()
	defer close(lines)
	writing.Go(func() {
		for line := range lines {
			_, _ = pipe.stdin.Write(line) // it may be cut
		}
	})
	in := bufio.NewReader(pipe.stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			break // half a line is none
		}
		for _, w := range p.hear(line) {
			b, err := json.Marshal(w)
			if err != nil {
				panic(err) // strings only
			}
			lines <- append(b, '\n')
		}
	}
	c.Close()
	if status := pipe.wait(); status > 0 && status != statusUnavailable {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.bad("the pipe ended with status %d: %s", status, pipe.stderr.String())
	}
}

// cursors says where the peer is in its rooms.
func (p *peer) cursors() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []string
	for _, r := range p.rooms {
		all = append(all, r.cursor)
	}
	return strings.Join(all, ",")
}

// An occurrence is a line that a pipe gives.
type occurrence struct {
	Type   string `json:"type"`
	Cursor string `json:"cursor"`
	RoomID string `json:"room_id"`
	record
	Message *record `json:"message"` // as it has become

	Re        *string `json:"re"`
	Code      string  `json:"code"`
	Msg       string  `json:"msg"`
	Duplicate bool    `json:"duplicate"`
}

// hear takes a line and returns what to ask for then.
func (p *peer) hear(line []byte) []*wish {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer func() {
		close(p.news)
		p.news = make(chan struct{})
	}()
	var e occurrence
	if err := json.Unmarshal(line, &e); err != nil && e.Type != "error" {
		p.bad("%q: %v", line, err)
		return nil
	}
	switch e.Type {
	case "hello":
		for _, w := range p.waiting {
			w.tries++
		}
		return append(slices.Clone(p.waiting), p.more()...)
	case "message":
		p.said(e)
	case "edit", "delete", "reaction", "pin", "update":
		p.happened(e, line)
	case "ack", "error":
		p.answered(e, line)
	case "gap":
		p.bad("there is a gap: %s", line)
	}
	return p.more()
}

func (p *peer) said(e occurrence) {
	r := p.rooms[e.RoomID]
	if r == nil {
		p.bad("%s was said in a room that nobody asked for", e.Text)
		return
	}
	r.said(e.record, e.Cursor)
	if numberOf(e.Text)%5 == 2 && !p.last && p.rand.IntN(3) == 0 {
		p.due = append(p.due, &wish{Cmd: "react", Msg: e.ID, Emoji: "+1"})
	}
}

func (p *peer) happened(e occurrence, line []byte) {
	m := e.Message
	if m == nil {
		p.bad("it is not said what became of the message: %s", line)
		return
	}
	if r := p.rooms[e.RoomID]; r != nil {
		r.changed(*m, e.Cursor)
	}
	if e.Type == "update" {
		p.updates++
	}
}

// answered takes the answer to a command: to the one that was asked for first of
// those that have none.
func (p *peer) answered(e occurrence, line []byte) {
	if e.Re == nil || len(p.waiting) == 0 || p.waiting[0].ID != *e.Re {
		p.bad("an answer out of turn: %s", line)
		return
	}
	w := p.waiting[0]
	switch {
	case e.Type == "ack":
		if e.Duplicate {
			p.again++
		}
	case w.Cmd != "send" && w.tries > 0 && e.Code == "conflict":
		// It was done before the cut: there is nothing left to do.
	default:
		p.bad("%+v was refused: %s", *w, line)
	}
	p.waiting = p.waiting[1:]
	switch w.Cmd {
	case "send":
		w.receipt.id = e.Msg
		p.receipts = append(p.receipts, w.receipt)
		switch w.receipt.number % 5 {
		case 0:
			p.due = append(p.due, &wish{Cmd: "delete", Msg: e.Msg})
		case 1:
			p.due = append(p.due, &wish{Cmd: "edit", Msg: e.Msg, Text: w.receipt.text() + ", or so"})
		}
	case "react":
		p.reacted[w.Msg] = true
	}
}

// more returns what to ask for now, and counts it as asked.
func (p *peer) more() []*wish {
	var now []*wish
	for len(p.waiting) < inFlight {
		var w *wish
		switch {
		case len(p.due) > 0:
			w, p.due = p.due[0], p.due[1:]
		case p.last:
			return now
		default:
			ids := slices.Sorted(maps.Keys(p.rooms))
			r := receipt{writer: p.name, number: p.asked + 1}
			w = &wish{Cmd: "send", Room: ids[p.rand.IntN(len(ids))], Text: r.text(), receipt: r}
			w.Idem = fmt.Sprint("say ", r.number)
		}
		p.asked++
		w.ID = fmt.Sprint("c", p.asked)
		p.waiting = append(p.waiting, w)
		now = append(now, w)
	}
	return now
}

func (p *peer) bad(format string, args ...any) {
	p.wrong = append(p.wrong, p.name+": "+fmt.Sprintf(format, args...))
}

// until waits for a condition, which is looked at after every line.
func (p *peer) until(t *testing.T, what string, condition func() bool) {
	t.Helper()
	deadline := time.After(patience)
	for {
		p.mu.Lock()
		met, news := condition(), p.news
		p.mu.Unlock()
		if met {
			return
		}
		select {
		case <-news:
		case <-deadline:
			p.mu.Lock()
			defer p.mu.Unlock()
			t.Errorf("%s: no %s after %v; %d commands are not answered", p.name, what, patience, len(p.waiting))
			return
		}
	}
}

// numberOf returns the number in the text of a receipt.
func numberOf(text string) (n int) {
	var who string
	_, _ = fmt.Sscanf(text, "%s says number %d", &who, &n) // else it is none, and 0
	return n
}
