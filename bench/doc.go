// Package bench measures the real server from outside: the built binary in a
// process of its own, and real SSH clients on loopback. README.md says how to
// run what, and RESULTS.md what came of it last.
package bench
