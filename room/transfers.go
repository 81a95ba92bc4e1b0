package room

import (
	"errors"
	"runtime/debug"
	"sync"
	"time"
)

// Limits of uploads that no setting changes.
const (
	maxUploads    = 4  // under way at once, of a person
	maxUploadsAll = 32 // and on the server
	uploadStall   = time.Minute
	uploadPace    = 1 << 10 // bytes a second, on average, after the first uploadStall
)

// transfers are the files that come in: who has which under way, and what their
// bytes take of the quotas before the rules know of them.
type transfers struct {
	waits sync.WaitGroup // timers and contexts that may end an upload; grows under mu until closed
	reads chan struct{}  // one in it while somebody reads many files from the store

	mu        sync.Mutex
	blobs     Blobs // nil: there are no files
	closed    bool
	last      uint64               // ID of the newest upload
	under     map[*Upload]struct{} // those that have begun
	announced uint64               // uploads that were announced
	all       tally
	people    map[UserID]*tally
	rooms     map[ID]*tally
}

// A tally is what files of one person, of one room, or of all take up.
type tally struct {
	uploads int   // under way
	coming  int64 // bytes that those have brought
	stored  int64 // bytes of what is announced, as it was when an upload began last, or more
}

func newTransfers() transfers {
	return transfers{
		reads: make(chan struct{}, 1),
		under: make(map[*Upload]struct{}), people: make(map[UserID]*tally), rooms: make(map[ID]*tally),
	}
}

// UseBlobs gives the broker where the bytes of files are. It is called once, which is
// all that it fails for, before anybody asks for a file; without it there are no files,
// and whoever sends one is refused with [ErrUnavailable]. From then on the janitor
// removes what no message refers to, and what a room's retention takes.
func (b *Broker) UseBlobs(blobs Blobs) error {
	t := &b.transfers
	t.mu.Lock()
	was := t.blobs
	if was == nil {
		t.blobs = blobs
	}
	t.mu.Unlock()
	if was != nil {
		return errors.New("the broker has its blobs already")
	}
	b.chores.wasted.Store(true)
	b.janitor.kick()
	return nil
}

// disk returns where the bytes of files are, or refuses.
func (t *transfers) disk() (Blobs, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.blobs == nil {
		return nil, refuse(ErrUnavailable, "this server keeps no files; ask the people who run it")
	}
	return t.blobs, nil
}

// enter counts an upload that begins, or refuses one too many. It returns how many
// were announced before, for [transfers.reckon].
func (t *transfers) enter(u *Upload) (announced uint64, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	of, in := entry(t.people, u.by), entry(t.rooms, u.in)
	switch {
	case t.closed:
		err = serverStops()
	case of.uploads >= maxUploads:
		err = refuse(ErrLimited, "you have %d uploads under way and that is the limit; wait for one of them and try again", of.uploads)
	case t.all.uploads >= maxUploadsAll/2 && of.uploads > 0: // so that a few cannot keep all others out
		err = refuse(ErrLimited, "the server is busy with %d uploads, so everybody has one at a time now; wait for yours and try again", t.all.uploads)
	case t.all.uploads >= maxUploadsAll:
		err = refuse(ErrLimited, "the server is busy with %d uploads; try again in a moment", t.all.uploads)
	}
	if err != nil {
		t.forget(u)
		return 0, err
	}
	t.last++
	u.id = t.last
	for _, one := range []*tally{of, in, &t.all} {
		one.uploads++
	}
	return t.announced, nil
}

// start notes that an upload that was entered has begun, and that a timer and a context
// may end it; not when the server stops.
func (t *transfers) start(u *Upload) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return serverStops()
	}
	t.under[u] = struct{}{}
	t.waits.Add(2)
	return nil
}

// reckon takes over what files take up as it was read, when so many uploads had been
// announced. If more have been since, what was read may be without them.
func (t *transfers) reckon(u *Upload, announced uint64, of, in, all Usage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for one, read := range map[*tally]Usage{t.people[u.by]: of, t.rooms[u.in]: in, &t.all: all} {
		if announced == t.announced || one.stored < read.Bytes {
			one.stored = read.Bytes
		}
	}
}

// grow counts that an upload has size bytes, or refuses what is beyond a bound.
func (t *transfers) grow(u *Upload, size int64, q Quota) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.bound(u, size, q); err != nil || size <= u.counted || size <= u.already {
		return err
	}
	for _, one := range []*tally{t.people[u.by], t.rooms[u.in], &t.all} {
		one.coming += size - u.counted
	}
	u.counted = size
	return nil
}

// fits refuses what is beyond a bound, and counts nothing.
func (t *transfers) fits(u *Upload, size int64, q Quota) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.bound(u, size, q)
}

// bound refuses what is beyond a bound. The caller holds the lock.
func (t *transfers) bound(u *Upload, size int64, q Quota) error {
	if size <= u.counted || size <= u.already {
		return nil
	}
	of, in := t.people[u.by], t.rooms[u.in]
	q.Person.Bytes = of.stored + of.coming - u.counted
	q.Room.Bytes = in.stored + in.coming - u.counted
	q.Server.Bytes = t.all.stored + t.all.coming - u.counted
	return q.admits(u.offer.Name, u.room.Label(), size, size)
}

// leave ends what enter began. Size is what was announced, in bytes; negative: nothing
// was.
func (t *transfers) leave(u *Upload, size int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if size >= 0 {
		t.announced++
	}
	for _, one := range []*tally{t.people[u.by], t.rooms[u.in], &t.all} {
		one.uploads--
		one.coming -= u.counted
		one.stored += max(0, size)
	}
	delete(t.under, u)
	t.forget(u)
}

// forget drops tallies that nothing under way needs. The caller holds the lock.
func (t *transfers) forget(u *Upload) {
	if t.people[u.by].uploads == 0 {
		delete(t.people, u.by)
	}
	if t.rooms[u.in].uploads == 0 {
		delete(t.rooms, u.in)
	}
}

// entry returns the tally of a key, which is made if there is none.
func entry[K comparable](m map[K]*tally, key K) *tally {
	if m[key] == nil {
		m[key] = new(tally)
	}
	return m[key]
}

// close ends what is under way, and waits for it.
func (t *transfers) close() {
	t.mu.Lock()
	t.closed = true
	under := make([]*Upload, 0, len(t.under))
	for u := range t.under {
		under = append(under, u)
	}
	t.mu.Unlock()
	for _, u := range under {
		u.Abort(serverStops())
	}
	t.waits.Wait()
}

func serverStops() error {
	return refuse(ErrUnavailable, "the server stops, so nothing of the file was kept; send it again later")
}

// recovered logs a panic on a goroutine that only ends an upload.
func (b *Broker) recovered() {
	if p := recover(); p != nil {
		b.panics.Add(1)
		b.log.Error("panic at the end of an upload", "panic", p, "stack", string(debug.Stack()))
	}
}
