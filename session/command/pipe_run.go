package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"snug/text"
)

type runOrder struct {
	orderHead
	Args  []string `json:"args"`
	Stdin string   `json:"stdin"`
}

// like is empty: what is run passes the gate itself.
func (*runOrder) like() string { return "" }

// pipeAnswer is how many bytes a command that is run may print.
const pipeAnswer = 1 << 20

func (o *runOrder) run(ctx context.Context, p *pipe, c *Invocation) (any, error) {
	if len(o.Args) == 0 {
		return nil, fail(Usage, "the field %s is missing", "args")
	}
	out, notes := &bounded{limit: pipeAnswer}, &bounded{limit: pipeAnswer}
	call := c.Call
	call.Line, call.Words, call.Bounded = strings.Join(o.Args, " "), o.Args, true
	call.Stdin, call.Stdout, call.Stderr = io.NopCloser(strings.NewReader(o.Stdin)), out, notes
	_, failed := p.c.table.do(ctx, call)
	if out.full || notes.full {
		return nil, fail(Limited, "the answer has more than %d bytes and was cut off; what was asked for may be done", int(pipeAnswer))
	}
	answer := ranObject{V: 1, Type: "result", Re: o.ID, Cmd: o.Cmd, Exit: int(OK), Output: []any{}, Notes: nonBlank(notes.String())}
	if objects, whole := jsonLines(out.Bytes()); whole {
		answer.Output = append(answer.Output, objects...)
	} else {
		answer.Text = text.Strip(out.String())
	}
	return answer, failed
}

// nonBlank returns the lines of a text.
func nonBlank(s string) []string {
	lines := []string{}
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(text.StripLine(l)); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// jsonLines takes lines of JSON apart, and is false when one is none.
func jsonLines(b []byte) (all []any, ok bool) {
	for line := range bytes.Lines(b) {
		if line = bytes.TrimSpace(line); !bytes.HasPrefix(line, []byte("{")) || !json.Valid(line) {
			return nil, false
		}
		all = append(all, json.RawMessage(line))
	}
	return all, true
}

// bounded keeps what is written to it, and is closed when that is too much.
type bounded struct {
	bytes.Buffer
	limit int
	full  bool
}

var errFull = errors.New("command: the answer is too long")

// Write implements [io.Writer].
func (b *bounded) Write(p []byte) (int, error) {
	if b.full = b.full || b.Len()+len(p) > b.limit; b.full {
		return 0, errFull
	}
	return b.Buffer.Write(p)
}
