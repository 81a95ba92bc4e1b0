// Package e2e_test drives the real program the way people do: it starts the
// binary, speaks SSH to it, and looks at what comes back. It knows nothing of
// the packages inside.
//
// The stories without a screen are the scripts in testdata; script_test.go
// explains their commands.
package e2e_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// patience is how long a test waits for something that must happen. It is no
// expectation of speed: a loaded machine with the race detector may need it.
const patience = 90 * time.Second

// snug is the path of the program under test.
var snug string

// together is how many tests run at a time, unless -parallel says otherwise: each
// has a server of its own, and most of them wait most of the time.
const together = "4"

func TestMain(m *testing.M) {
	if order := os.Getenv(mobVariable); order != "" {
		os.Exit(beMob(order))
	}
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "test.parallel" })
	os.Exit(func() int {
		// The race detector would have each process wait for a second at its end.
		err := os.Setenv("GORACE", "halt_on_error=1 atexit_sleep_ms=0")
		if err == nil && !asked {
			err = flag.Set("test.parallel", together)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		dir, err := os.MkdirTemp("", "snug-e2e-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		snug = filepath.Join(dir, "snug")
		if out, err := build().CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "build the program: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// build returns the command that builds the program, with the race detector
// if this test has it.
func build() *exec.Cmd {
	args := []string{"build", "-o", snug}
	if raceEnabled {
		args = append(args, "-race")
	}
	return exec.Command("go", append(args, "snug")...)
}
