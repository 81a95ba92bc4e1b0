package main

import (
	"context"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestHeadroomFollowsThePaceOfGarbage(t *testing.T) {
	const kb, mb = 1 << 10, 1 << 20
	tests := []struct {
		name       string
		scanned    uint64
		pace, want float64 // bytes a second; bytes
		come       bool
	}{
		{"a small heap at rest", 3 * mb, 0, leastBytes, false},
		{"a large heap at rest", 400 * mb, 0, 40 * mb, false},
		{"a small heap to which people come", 20 * mb, 2 * mb, mostBytes, true},
		{"a small heap that talks", 20 * mb, 2 * mb, talkBytes, false},
		{"one that talks a little", 20 * mb, 300 * kb, 8.8 * mb, false},
		{"a smaller one that talks", 10 * mb, 2 * mb, 15 * mb, false},
		{"a large heap that talks", 400 * mb, 2 * mb, 160 * mb, false},
		{"a small heap that copies files", 3 * mb, 400 * mb, mostBytes, false},
		{"a large heap where everybody talks", 400 * mb, 100 * mb, 160 * mb, false},
		{"nothing was collected yet", 0, 0, leastBytes, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := float64(headroom(tt.scanned, tt.pace, tt.come))
			if diff := got - tt.want; diff < -200*kb-tt.want/10 || diff > 200*kb+tt.want/10 {
				t.Errorf("headroom is %.1f MB, want %.1f", got/mb, tt.want/mb)
			}
		})
	}
}

// A pretended heap is one whose garbage the test makes. It is collected when
// somebody asks for it, and never by itself.
type pretended struct {
	mu       sync.Mutex
	use      usage
	percent  int
	settings int
	looks    int
	collects int
}

func (p *pretended) usage() usage {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.looks++
	return p.use
}

func (p *pretended) setPercent(percent int) { p.percent, p.settings = percent, p.settings+1 }

func (p *pretended) collect() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.collects++
	p.use.stacks = max(p.use.stacks/2, 10<<20)
	p.use.objects = p.use.live
}

// seen returns how often it was looked at and collected.
func (p *pretended) seen() (looks, collects int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.looks, p.collects
}

func (p *pretended) allocate(bytes uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.use.allocated += bytes
	p.use.objects += bytes
}

func (p *pretended) end(routines uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.use.routines -= routines
}

// paced runs a collector over a pretended heap of 100 MB in use.
func paced(t *testing.T) (*pretended, *collector) {
	t.Helper()
	p := &pretended{use: usage{live: 90 << 20, objects: 90 << 20, roots: 10 << 20, stacks: 40 << 20, routines: 8040}}
	c := &collector{heap: p, ended: make(chan struct{}, 1)}
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() { defer close(over); c.run(ctx) }()
	t.Cleanup(func() { cancel(); <-over })
	return p, c
}

func TestMuchMayGatherWhileMuchIsMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, c := paced(t)
		synctest.Wait()
		p.allocate(60 << 20)
		c.ended <- struct{}{}
		synctest.Wait()
		if p.percent != mostPercent {
			t.Errorf("after a burst %d per cent may gather, want %d", p.percent, mostPercent)
		}
		for range 20 {
			p.allocate(40 << 20)
			time.Sleep(lookEvery)
			synctest.Wait()
		}
		if p.percent != mostPercent || p.settings != 1 {
			t.Errorf("with a steady pace %d per cent may gather, told %d times; want %d, once", p.percent, p.settings, mostPercent)
		}
		if p.collects != 0 {
			t.Errorf("it was collected %d times, though much was being made", p.collects)
		}
	})
}

// What people come with is garbage soon, and what they stay with lies between it.
func TestLessMayGatherWhilePeopleCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := paced(t)
		synctest.Wait()
		after := func(comers uint64) int {
			for range 5 {
				p.mu.Lock()
				p.use.live, p.use.roots = 14<<20, 2<<20
				p.use.allocated += 20 << 20
				p.use.routines += comers
				p.mu.Unlock()
				time.Sleep(lookEvery)
				synctest.Wait()
			}
			return p.percent
		}
		if got := after(500); got != 50 {
			t.Errorf("while people come %d per cent may gather, want 50, which is 8 MiB", got)
		}
		if got := after(3); got != 150 {
			t.Errorf("while they talk %d per cent may gather, want 150, which is 24 MiB", got)
		}
	})
}

func TestRestGivesMemoryBackOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, c := paced(t)
		synctest.Wait()
		p.allocate(60 << 20)
		time.Sleep(calm - lookEvery)
		synctest.Wait()
		if _, n := p.seen(); n != 0 {
			t.Errorf("it was collected %d times before it had come to rest", n)
		}
		time.Sleep(5 * lookEvery)
		synctest.Wait()
		if p.percent != leastPercent {
			t.Errorf("at rest %d per cent may gather, want %d", p.percent, leastPercent)
		}
		if _, n := p.seen(); n != 3 { // the stacks shrink twice, and then no more
			t.Errorf("it was collected %d times, want 3", n)
		}
		before, _ := p.seen()
		time.Sleep(time.Hour)
		synctest.Wait()
		looks, collects := p.seen()
		if seldom := int(time.Hour/restEvery) + 1; looks > before+seldom || collects != 3 {
			t.Errorf("within an hour of rest it was looked at %d times and collected %d times", looks-before, collects-3)
		}
		p.allocate(restPace / 2)
		c.ended <- struct{}{}
		time.Sleep(time.Minute)
		synctest.Wait()
		if _, n := p.seen(); n != 3 {
			t.Error("it was collected again for next to nothing")
		}
		p.allocate(10 << 20)
		c.ended <- struct{}{}
		time.Sleep(time.Minute)
		synctest.Wait()
		if _, n := p.seen(); n != 3 {
			t.Error("it was collected again for what is little beside the rest")
		}
	})
}

func TestWhatThoseWhoLeftHadIsGivenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := paced(t)
		time.Sleep(time.Minute)
		synctest.Wait()
		before := p.collects
		p.end(8000)
		time.Sleep(2 * restEvery)
		synctest.Wait()
		if p.collects == before {
			t.Error("nothing was collected")
		}
		before = p.collects
		time.Sleep(time.Hour)
		synctest.Wait()
		if p.collects != before {
			t.Errorf("it was collected %d times more", p.collects-before)
		}
	})
}

// A message now and then is a burst each time, and rest each time.
func TestSettlingTakesNoMoreThanItsShare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, c := paced(t)
		synctest.Wait()
		began := time.Now()
		for range 100 {
			p.allocate(20 << 20)
			select {
			case c.ended <- struct{}{}:
			default:
			}
			time.Sleep(8 * lookEvery)
		}
		synctest.Wait()
		spent := float64(p.collects) * costOf(p.use.live+p.use.roots)
		if most := time.Since(began).Seconds() * settling * 1.1; spent > most || p.collects < 10 {
			t.Errorf("%d collections took %.1f s in %s, want at most %.1f", p.collects, spent, time.Since(began), most)
		}
	})
}

func TestABurstAfterRestIsTakenForOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, c := paced(t)
		time.Sleep(time.Hour)
		synctest.Wait()
		p.allocate(10 << 20) // what led to the collection, over an hour or in a moment
		c.ended <- struct{}{}
		synctest.Wait()
		if p.percent != mostPercent {
			t.Errorf("%d per cent may gather, want %d", p.percent, mostPercent)
		}
	})
}

func TestTheOperatorsGOGCStays(t *testing.T) {
	before := debug.SetGCPercent(123)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	paceCollector(t.Context(), slog.New(slog.DiscardHandler), map[string]string{"GOGC": "123"})()
	if got := debug.SetGCPercent(100); got != 123 {
		t.Errorf("with GOGC it is %d", got)
	}
}

func TestACollectionIsNoticed(t *testing.T) {
	before := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	stop := paceCollector(t.Context(), slog.New(slog.DiscardHandler), nil)
	defer stop()
	for deadline := time.Now().Add(90 * time.Second); ; {
		runtime.GC()
		got := debug.SetGCPercent(100)
		if got != 100 {
			break // it was set anew
		}
		if time.Now().After(deadline) {
			t.Fatal("the collector has set nothing, whatever was collected")
		}
		runtime.Gosched()
	}
	u := goHeap{}.usage()
	if u.live == 0 || u.roots == 0 || u.stacks == 0 || u.routines == 0 || u.allocated < u.live {
		t.Errorf("the heap of this process is %+v", u)
	}
}
