package main

import (
	"runtime/debug"
	"testing"
)

func TestGarbageIsCollectedSoonerUnlessTheOperatorSaysOtherwise(t *testing.T) {
	before := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	collectSooner(map[string]string{"GOGC": "200"}) // the runtime has read it itself
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("with GOGC it is %d", got)
	}
	collectSooner(map[string]string{})
	if got := debug.SetGCPercent(100); got != garbage {
		t.Errorf("without GOGC it is %d, want %d", got, garbage)
	}
}
