package command

import (
	"context"
	"errors"
	"io"
	"sync"

	"snug/session/ndjson"
)

// An order is one line of a program, read and not run yet.
type order struct {
	id     string // empty: the line has none that could be read
	cmd    string
	object ndjson.Object
	wrong  error // why it cannot be run; nil: it can
	weight int   // of the line, in blocks
}

// An intake reads the lines of a program ahead of what is run: at most pipeAhead of
// them, and as many blocks of bytes.
type intake struct {
	orders chan order // closed at the end of the input

	lines *ndjson.Reader
	room  chan struct{} // a block that is taken has its place in it
	ended error         // why orders is closed; set before it is

	mu         sync.Mutex
	unanswered map[string]bool // ids
}

// pipeBlock is how many bytes of a line count as one block.
const pipeBlock = 4 << 10

func newIntake(r io.Reader) *intake {
	return &intake{
		orders: make(chan order, pipeAhead), room: make(chan struct{}, pipeAhead),
		lines: ndjson.NewReader(r, pipeLine, pipeFlood), unanswered: make(map[string]bool),
	}
}

// run reads until the input ends, breaks or ctx ends.
func (in *intake) run(ctx context.Context) error {
	defer close(in.orders)
	for {
		line, err := in.lines.Next()
		switch {
		case errors.Is(err, ndjson.ErrLong), errors.Is(err, ndjson.ErrHalf), errors.Is(err, ndjson.ErrFlood):
		case err != nil:
			in.ended = err
			return err
		case isBlank(line):
			continue
		}
		o := in.read(line, err)
		o.weight = len(line)/pipeBlock + 1
		for range min(o.weight, pipeAhead) {
			select {
			case in.room <- struct{}{}:
			case <-ctx.Done():
				in.ended = ctx.Err()
				return ctx.Err()
			}
		}
		in.orders <- o // has place, because every order weighs something
		if errors.Is(err, ndjson.ErrHalf) || errors.Is(err, ndjson.ErrFlood) {
			in.ended = err
			return err
		}
	}
}

func isBlank(line []byte) bool {
	for _, b := range line {
		if b != ' ' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}

// maxID is how many bytes the id of a command has at most.
const maxID = 64

// read makes an order of a line, or of what was wrong with it.
func (in *intake) read(line []byte, err error) (o order) {
	defer func() {
		if len(o.id) > maxID { // nothing that long is said back
			o.id, o.wrong = "", fail(Usage, "the id has %d bytes and the limit is %d", len(o.id), int(maxID))
		}
		if o.wrong == nil && !in.expect(o.id) {
			o.wrong = fail(Usage, "a command with the id %s has not been answered yet; give each its own", shorten(o.id))
		}
	}()
	if err == nil {
		o.object, err = ndjson.Parse(line, pipeDepth)
	}
	if err != nil {
		return order{id: ndjson.Peek(line, "id"), wrong: lineRefusal(err)}
	}
	if o.id, err = o.object.Text("id"); err != nil {
		return order{wrong: lineRefusal(err)}
	}
	if o.cmd, err = o.object.Text("cmd"); err != nil {
		o.wrong = lineRefusal(err)
	}
	if o.id == "" {
		o.wrong = fail(Usage, "the field %s is missing", "id")
	}
	return o
}

// expect notes that an order is to be answered; it is false while another one with
// its id is.
func (in *intake) expect(id string) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.unanswered[id] {
		return false
	}
	in.unanswered[id] = true
	return true
}

// answered lets the id of an order be used again.
func (in *intake) answered(o order) {
	if o.wrong != nil {
		return // it was not expected, or its id is another's
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	delete(in.unanswered, o.id)
}

// makeRoom makes room for what comes behind an order.
func (in *intake) makeRoom(o order) {
	for range min(o.weight, pipeAhead) {
		<-in.room
	}
}

// A halfLine is why a pipe ends whose last line had no end.
type halfLine struct{ *Failure }

// end returns what the end of the input comes to, when orders is closed. An input
// that breaks is somebody who has pressed ^C or gone, and no error.
func (in *intake) end() error {
	var f *Failure
	switch {
	case errors.Is(in.ended, ndjson.ErrHalf):
		errors.As(lineRefusal(in.ended), &f)
		return &halfLine{f}
	case errors.Is(in.ended, ndjson.ErrFlood):
		return lineRefusal(in.ended)
	}
	return nil
}
