package main

import "runtime/debug"

// garbage is how much of it may gather before it is collected, in per cent of
// what is in use. Most of the server's memory is sessions at rest, so that Go's
// own 100 makes it nearly twice as large as it needs to be; half of that saves
// 15 KiB a session and costs a twentieth of a delivery's processor time at most.
const garbage = 50

// collectSooner sets that, unless the operator has set GOGC.
func collectSooner(environ map[string]string) {
	if environ["GOGC"] == "" {
		debug.SetGCPercent(garbage)
	}
}
