package screen_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"snug/ui/screen"
)

func TestPaceLetsTheFirstChangePassAndGathersTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p screen.Pace
		start := time.Now()
		at := func(want time.Duration) {
			t.Helper()
			if err := p.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := time.Since(start); got != want {
				t.Errorf("passed after %v, want %v", got, want)
			}
		}
		at(0)
		time.Sleep(10 * time.Millisecond)
		at(33 * time.Millisecond)
		at(82500 * time.Microsecond) // the traffic lasts: less often
		for range 10 {
			_ = p.Wait(t.Context())
		}
		start = time.Now()
		at(100 * time.Millisecond)
		at(200 * time.Millisecond) // but ten times a second
		time.Sleep(800 * time.Millisecond)
		at(time.Second) // quiet again: at once
		at(1033 * time.Millisecond)
	})
}

func TestPaceReleasesAllWaitersWithOneFrame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p screen.Pace
		_ = p.Wait(t.Context())
		start := time.Now()
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { _ = p.Wait(t.Context()) })
		}
		wg.Wait()
		if got := time.Since(start); got != 33*time.Millisecond {
			t.Errorf("the last of three passed after %v", got)
		}
	})
}

func TestPaceEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p screen.Pace
		_ = p.Wait(t.Context())
		ctx, cancel := context.WithCancel(t.Context())
		start := time.Now()
		cancel()
		if err := p.Wait(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("Wait = %v", err)
		}
		if time.Since(start) != 0 {
			t.Error("it waited")
		}
	})
}
