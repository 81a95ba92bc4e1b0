package main

import (
	"context"
	"log/slog"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"
)

// A collector decides how much garbage may gather before it is collected. Most
// of the server's memory is sessions at rest, and Go's own answer, as much
// again as is in use, would nearly double it for nothing: where little garbage
// is made, little needs to gather. Where much is made the same amount would have
// the collector run all the time, and over a small heap most of all.
//
// So the garbage that may gather follows the pace at which it is made, see
// headroom. The collector looks once a second until the process has come to rest, and
// from then on when a collection has ended, and every ten seconds whether many have
// left: that makes next to no garbage, and much of what was in use into some.
type collector struct {
	heap  heap
	ended chan struct{} // capacity 1: a collection has

	last    usage
	when    time.Time // of last
	pace    float64   // bytes allocated in a second, lately
	percent int       // as set
	stirred bool      // something has happened since it was settled
	busy    time.Time // when that was seen last
	due     time.Time // when it may be settled again
	stacks  uint64    // usage.stacks when it was settled
	resting bool      // nothing happens
	most    uint64    // goroutines that there were since it was settled
}

// A heap is the memory of the process. Go's runtime is one.
type heap interface {
	usage() usage
	setPercent(percent int) // as [debug.SetGCPercent]
	collect()               // now, gives free memory back, and returns then
}

// A usage is what a heap holds, in bytes.
type usage struct {
	live      uint64 // what the last collection has found in use
	objects   uint64 // the same with what was made since, and with garbage
	roots     uint64 // what it has looked at besides: stacks and globals
	stacks    uint64 // what is set aside for stacks
	routines  uint64 // how many goroutines there are
	allocated uint64 // since the process began
}

// What headroom goes by.
const (
	// share is how much of one processor collections may take. 2000 deliveries a
	// second are a twentieth of one, and make what 1 ms of collecting should do for.
	share = 0.0007
	// settling is the same for those that give memory back when the process has come
	// to rest, which nobody waits for; and worth is how much they should be able to
	// give back, in per cent of what they look at.
	settling = 0.01
	worth    = 15
	// scanning is how many bytes a collection looks at in a second, and
	// turning over what it takes if there are none. Measured on a heap of
	// sessions, on the kind of small machine that the server is meant for.
	scanning    = 1 << 30
	turningOver = time.Millisecond

	// However slowly or fast garbage is made, this much may gather: in per cent
	// of what a collection looks at, and at least in bytes.
	leastPercent, leastBytes = 10, 2 << 20
	mostPercent, mostBytes   = 40, 8 << 20
	// While a few hundred talk and nobody comes, so much of it, and in bytes at most.
	// What those who come stay with would else lie scattered among the garbage of
	// their coming, which could then not be given back.
	talkPercent, talkBytes = 150, 24 << 20
)

// lookEvery is how often the pace is looked at while garbage is made, and restEvery while
// none is. The process has come to rest after calm: when a hundred or two have come, those
// who are there are told so two seconds later, and all their stacks grow once more.
const (
	lookEvery = time.Second
	restEvery = 10 * time.Second
	calm      = 3 * time.Second
)

// restPace is how many bytes a second are as good as none, and restEach how many more
// for each goroutine: 500 deliveries make as much, and the questions whether those who
// rest are there. A room in which people talk must not be taken for one at rest: it
// would be collected twice every few seconds, and a fifth of what it costs is that.
const restPace, restEach = 64 << 10, 32

// comers is how many goroutines there are to each that has come since the last look, when
// people come. A few at a time are always beginning something.
const comers = 50

// costOf is how many seconds of a processor a collection takes that looks at so many
// bytes.
func costOf(scanned uint64) float64 { return float64(scanned)/scanning + turningOver.Seconds() }

// headroom is how many bytes may be allocated between two collections that look
// at scanned bytes each, when so many are allocated in a second: so many that
// collections take their share of a processor and no more. Come tells that people
// come.
func headroom(scanned uint64, pace float64, come bool) uint64 {
	least := max(scanned*leastPercent/100, leastBytes)
	most := max(scanned*mostPercent/100, mostBytes)
	if !come {
		most = max(most, min(scanned*talkPercent/100, talkBytes))
	}
	return uint64(min(max(pace*costOf(scanned)/share, float64(least)), float64(most)))
}

// run sets the pace until ctx ends.
func (c *collector) run(ctx context.Context) {
	c.last, c.when = c.heap.usage(), time.Now()
	look := time.NewTimer(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.ended:
		case <-look.C:
		}
		c.look(time.Now())
		if look.Reset(lookEvery); c.resting {
			look.Reset(restEvery)
		}
	}
}

// look sets how much garbage may gather from now on. When the process has come to
// rest what has gathered is collected: nothing else would do it then.
func (c *collector) look(now time.Time) {
	u := c.heap.usage()
	took := now.Sub(c.when)
	if c.resting { // a burst may be over in much less
		took = min(took, lookEvery)
	}
	pace := float64(u.allocated-c.last.allocated) / max(took, lookEvery/10).Seconds()
	quiet := took >= lookEvery && pace < float64(restPace+restEach*u.routines)
	if !quiet { // it follows a rise at once, and a fall in a while
		pace = max(pace, c.pace/2)
		c.stirred, c.busy = true, now
	}
	come := u.routines > c.last.routines+c.last.routines/comers
	c.last, c.when, c.pace = u, now, pace
	c.most = max(c.most, u.routines)
	left := u.routines < c.most-c.most/10
	c.stirred = c.stirred || left
	scanned := u.live + u.roots
	c.set(int(headroom(scanned, pace, come) * 100 / max(scanned, 1)))
	if c.stirred && now.Sub(c.busy) >= calm && now.After(c.due) {
		if left || c.isWorth(u) {
			c.settle(u, left)
		}
		c.stirred = false
	}
	c.resting = quiet && !c.stirred
}

// set tells the heap, if it makes a difference: it stops the process for a
// moment.
func (c *collector) set(percent int) {
	if diff := percent - c.percent; diff*diff*100 > c.percent*c.percent {
		c.percent = percent
		c.heap.setPercent(percent)
	}
}

// isWorth reports whether settling could give much back: what was made since the last
// collection, and half of the stacks that have grown.
func (c *collector) isWorth(u usage) bool {
	made := u.objects - min(u.live, u.objects)
	grown := u.stacks - min(c.stacks, u.stacks)
	return (made+grown/2)*100 >= (u.live+u.roots)*worth
}

// settle collects, and again while that gives back a tenth of the stacks: each time
// halves those that are too large for what they hold. When many have left it collects
// twice at least, because what waits in pools goes with the second time. It is not due
// again before this, too, has taken no more than settling allows.
func (c *collector) settle(u usage, left bool) {
	const most = 4
	spent := 0.0
	for range most {
		before := u.stacks
		c.heap.collect()
		u = c.heap.usage()
		if spent += costOf(u.live + u.roots); !left && u.stacks > before-before/10 {
			break
		}
		left = false
	}
	c.last, c.when, c.most, c.stacks = u, time.Now(), u.routines, u.stacks
	c.due = c.when.Add(time.Duration(spent / settling * float64(time.Second)))
	select {
	case <-c.ended: // these are no news
	default:
	}
}

// paceCollector runs a collector until it is stopped, unless the operator has set
// GOGC.
func paceCollector(ctx context.Context, log *slog.Logger, environ map[string]string) (stop func()) {
	if environ["GOGC"] != "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	c := &collector{heap: goHeap{}, ended: make(chan struct{}, 1)}
	var over atomic.Bool
	watchCollections(&over, c.ended)
	var running sync.WaitGroup
	running.Go(func() {
		defer func() {
			if p := recover(); p != nil { // memory is still collected, as was set last
				log.Error("the pace of collections is lost", "err", p, "stack", string(debug.Stack()))
			}
		}()
		c.run(ctx)
	})
	return func() {
		over.Store(true)
		cancel()
		running.Wait()
	}
}

// A sentinel is found unused by each collection. It has a pointer, so that it does not
// share its place with something that is in use.
type sentinel struct{ _ *sentinel }

// watchCollections rings the bell when a collection has ended, until it is over.
func watchCollections(over *atomic.Bool, bell chan<- struct{}) {
	runtime.AddCleanup(&sentinel{}, func(bell chan<- struct{}) {
		select {
		case bell <- struct{}{}:
		default: // it has rung already
		}
		if !over.Load() {
			watchCollections(over, bell)
		}
	}, bell)
}

// goHeap is Go's.
type goHeap struct{}

func (goHeap) setPercent(percent int) { debug.SetGCPercent(percent) }

func (goHeap) collect() { debug.FreeOSMemory() }

func (goHeap) usage() usage {
	s := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/gc/scan/stack:bytes"},
		{Name: "/gc/scan/globals:bytes"},
		{Name: "/memory/classes/heap/stacks:bytes"},
		{Name: "/sched/goroutines:goroutines"},
		{Name: "/gc/heap/allocs:bytes"},
	}
	metrics.Read(s)
	of := func(i int) uint64 { return s[i].Value.Uint64() }
	return usage{live: of(0), objects: of(1), roots: of(2) + of(3), stacks: of(4), routines: of(5), allocated: of(6)}
}
