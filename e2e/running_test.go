package e2e_test

import (
	"errors"
	"io"

	"golang.org/x/crypto/ssh"
)

// A running is a command that goes on.
type running struct {
	stdin  io.WriteCloser
	stdout io.Reader
	stderr *buffer
	ended  chan error
	broken <-chan struct{}
}

// pipe starts a command and returns its ends. The connection is watched as in
// run.
func (c *client) pipe(command string) (*running, error) {
	type result struct {
		*running
		err error
	}
	started := make(chan result, 1)
	go func() {
		r, err := c.start(command)
		started <- result{r, err}
	}()
	select {
	case r := <-started:
		return r.running, r.err
	case <-c.ended:
		return nil, errors.New("the connection broke")
	}
}

func (c *client) start(command string) (*running, error) {
	s, err := c.NewSession()
	if err != nil {
		return nil, err
	}
	r := &running{stderr: &buffer{}, ended: make(chan error, 1), broken: c.ended}
	s.Stderr = r.stderr
	if r.stdin, err = s.StdinPipe(); err != nil {
		return nil, err
	}
	if r.stdout, err = s.StdoutPipe(); err != nil {
		return nil, err
	}
	if err := s.Start(command); err != nil {
		return nil, err
	}
	go func() { r.ended <- s.Wait() }()
	return r, nil
}

// wait returns the exit status, and -1 when the connection broke before.
func (r *running) wait() int {
	var err error
	select {
	case err = <-r.ended:
	case <-r.broken:
		select {
		case err = <-r.ended:
		default:
			return -1
		}
	}
	var exit *ssh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	return -1
}
