package e2e_test

import (
	"errors"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

func cmdCtl(ts *testscript.TestScript, neg bool, args []string) {
	input := ""
	if len(args) > 2 && args[0] == "-in" {
		input, args = ts.ReadFile(args[1]), args[2:]
	}
	if len(args) == 0 {
		ts.Fatalf("usage: ctl [-in FILE] COMMAND")
	}
	cmd := exec.Command(snug, append([]string{"ctl", "--data", ts.Getenv("DATA")}, args...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), ts.Stdout(), ts.Stderr()
	err := cmd.Run()
	s, exit := storyOf(ts), (*exec.ExitError)(nil)
	switch {
	case err == nil:
		s.status = 0
	case errors.As(err, &exit):
		s.status = exit.ExitCode()
	default:
		ts.Check(err)
	}
	switch {
	case s.status != 0 && !neg:
		ts.Fatalf("exit status %d", s.status)
	case s.status == 0 && neg:
		ts.Fatalf("exit status 0")
	}
}
