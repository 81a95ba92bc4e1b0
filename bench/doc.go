// Package bench measures the real server from outside: the built binary in a
// process of its own, and real SSH clients on loopback.
//
//	go test ./bench -run '^$' -bench .
//	go test ./bench -run '^$' -bench KeyEcho -args -binary /path/to/older/snug
//
// Each benchmark takes about ten seconds, those with a million messages besides
// some to write them, once. Wall-clock figures contain the clients, which share
// the machine. CPU per delivery is the server's alone and by far the steadiest.
// Three runs and their median are worth quoting.
package bench
