// Command snug is a chat room server that people enter with ssh.
//
// This package starts it: it reads the configuration, holds the host key,
// wires the other packages to each other, and turns signals into an orderly
// end. Only it knows all of them. Its subcommands are what an operator does at
// the machine itself; what people do over SSH is in session/command.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // people choose time zones that the machine may not know
)

func main() {
	// Whatever is written below is for the server's user alone.
	syscall.Umask(0o077)

	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		cancel()
		again := <-signals
		fmt.Fprintf(os.Stderr, "snug: %v for the second time; ending at once\n", again)
		os.Exit(exitFailure)
	}()
	os.Exit(run(ctx, os.Args[1:], environ(os.Environ()), os.Stdout, os.Stderr))
}

// run carries out one command line and returns the exit status.
func run(ctx context.Context, args []string, environ map[string]string, stdout, stderr io.Writer) int {
	err := newCommand(environ, stdout, stderr, args).ExecuteContext(ctx)
	if err != nil {
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintf(stderr, "snug: %s\n", strings.TrimSuffix(line, "\n"))
		}
	}
	return exitStatus(err)
}

// environ turns "key=value" lines into a map.
func environ(lines []string) map[string]string {
	m := make(map[string]string, len(lines))
	for _, l := range lines {
		if k, v, ok := strings.Cut(l, "="); ok {
			m[k] = v
		}
	}
	return m
}
