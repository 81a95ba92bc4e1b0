package session

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestAnAllowanceComesBackWithTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := allowanceEvery(3, 10*time.Second)
		for i, want := range []bool{true, true, true, false} {
			if got := a.take(); got != want {
				t.Errorf("take %d = %t", i, got)
			}
		}
		time.Sleep(10 * time.Second)
		if !a.take() || a.take() {
			t.Error("ten seconds later there is not one more")
		}
		time.Sleep(time.Hour)
		for range 3 {
			if !a.take() {
				t.Error("after an hour it is not whole")
			}
		}
		if a.take() {
			t.Error("it is more than whole")
		}
	})
}
