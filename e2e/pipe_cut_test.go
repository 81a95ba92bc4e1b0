package e2e_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

var (
	cutsWanted = flag.Int("cuts", 200, "how often the test of pipes cuts them")
	cutSeed    = flag.Uint64("cut-seed", 0, "where it cuts; 0: somewhere else each time")
)

// TestPipesThatAreCutMissNothing lets programs talk over pipes that are cut 200
// times at any byte, the server killed in between, and holds what each of them
// has heard against what the server keeps: everything once, in order, with all
// that happened to it later; and what they said was said once.
func TestPipesThatAreCutMissNothing(t *testing.T) {
	t.Parallel()
	seed := *cutSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("run it again with -cut-seed %d", seed)
	dir := filepath.Join(t.TempDir(), "data")
	s, err := startServer(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() }) // whichever runs then
	reader := s.signUp(t, "reader")
	rooms := make(map[string]string)
	for _, name := range []string{"red", "blue"} {
		s.mustAsk(t, reader, "room create "+name)
		rooms[s.roomID(t, reader, name)] = name
	}
	peers := make([]*peer, 4)
	for i := range peers {
		name := fmt.Sprintf("peer-%d-x", i)
		key := s.signUp(t, name)
		for _, room := range rooms {
			s.mustAsk(t, key, "join "+room)
		}
		peers[i] = newPeer(name, key, rooms, seed+uint64(i))
	}

	plan := &cutPlan{rand: rand.New(rand.NewPCG(seed, 0))}
	kills, enough := make(chan struct{}, 3), make(chan struct{})
	c := newCutter(t, plan.next, func(cut int) {
		switch {
		case cut == *cutsWanted:
			plan.over.Store(true)
			close(enough)
		case cut < *cutsWanted && cut%(*cutsWanted/4) == 0:
			kills <- struct{}{}
		}
	})
	through := c.before(s)
	ctx, end := context.WithCancel(t.Context())
	var talking sync.WaitGroup
	t.Cleanup(talking.Wait)
	t.Cleanup(end)
	for _, p := range peers {
		talking.Go(func() { p.run(ctx, through) })
	}
	stuck := time.NewTicker(patience)
	defer stuck.Stop()
	for going, before := true, int64(0); going; {
		select {
		case <-kills:
			s.kill()
			if s, err = startServer(dir); err != nil {
				t.Fatal(err)
			}
			c.before(s)
		case <-enough:
			going = false
		case <-stuck.C:
			cuts := c.cuts.Load()
			if cuts == before {
				t.Fatalf("nothing has come through for %v, after %d cuts", patience, cuts)
			}
			before = cuts
		}
	}
	for _, p := range peers {
		p.finish()
		p.until(t, "answer to everything", func() bool { return len(p.waiting)+len(p.due) == 0 })
	}
	kept := make(map[string][]record)
	for id, name := range rooms {
		kept[id] = everything[record](t, s, reader, name)
		for _, p := range peers {
			p.until(t, "end of "+name, func() bool { return p.rooms[id].differs(kept[id]) == "" })
		}
		t.Logf("%s: %d messages", name, len(kept[id]))
	}
	end()
	talking.Wait()
	for _, wrong := range owed(peers, kept) {
		t.Error(wrong)
	}
	again, updates := 0, 0
	for _, p := range peers {
		again, updates = again+p.again, updates+p.updates
	}
	t.Logf("%d messages were sent once more, and %d had changed while nobody listened", again, updates)
	if again == 0 || updates == 0 {
		t.Error("no cut was where it matters")
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	mustPass(t, "db", "check", "--data", dir)
}

// A cutPlan says where connections are cut, until there were enough.
type cutPlan struct {
	rand *rand.Rand // of the one goroutine that asks
	over atomic.Bool
}

// next says where the next one breaks. Some connections break while they are being
// made, most after a while, and some of those with a reset.
func (p *cutPlan) next() cut {
	if p.over.Load() {
		return uncut
	}
	at := cut{up: -1, down: -1, hard: p.rand.IntN(2) == 0}
	bytes := p.rand.Int64N(3000)
	if p.rand.IntN(5) > 0 {
		bytes += 2000 + p.rand.Int64N(20_000)
	}
	if p.rand.IntN(2) == 0 {
		at.up = bytes / 3 // more comes than goes
	} else {
		at.down = bytes
	}
	return at
}

// finish says that the peer is to ask for nothing new.
func (p *peer) finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = true
}

// owed compares what programs were told with what the server keeps, and returns
// what is wrong.
func owed(peers []*peer, kept map[string][]record) []string {
	var wrong []string
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	byID := make(map[string]record)
	newest := make(map[string]int) // number, by room and writer
	for room, records := range kept {
		for i, r := range records {
			if r.Seq != uint64(i+1) {
				bad("number %d is at place %d", r.Seq, i+1)
			}
			byID[r.ID] = r
			if n := numberOf(r.Text); !r.Deleted {
				if n <= newest[room+r.User] {
					bad("%q is kept behind number %d", r.Text, newest[room+r.User])
				}
				newest[room+r.User] = n
			}
		}
	}
	total := 0
	for _, p := range peers {
		wrong = append(wrong, p.wrong...)
		total += len(p.receipts)
		for _, r := range p.receipts {
			m, ok := byID[r.id]
			want := r.text()
			switch r.number % 5 {
			case 0:
				want = ""
			case 1:
				want += ", or so"
			}
			if !ok || m.User != p.name || m.Text != want || m.Deleted != (want == "") || m.Edited != (r.number%5 == 1) {
				bad("%q was acknowledged as %s and is kept as: %s", r.text(), r.id, m.state())
			}
		}
		for id := range p.reacted {
			if !strings.Contains(byID[id].state(), p.name) {
				bad("%s has put an emoji on what is kept as: %s", p.name, byID[id].state())
			}
		}
		for _, r := range p.rooms {
			for _, w := range r.wrong {
				bad("%s: %s", p.name, w)
			}
		}
	}
	if total != len(byID) {
		bad("%d messages are kept, and %d were acknowledged", len(byID), total)
	}
	return wrong
}

// roomID returns the ID of a room, such as r_12.
func (s *server) roomID(t *testing.T, key ssh.Signer, name string) string {
	t.Helper()
	var room struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal([]byte(s.mustAsk(t, key, "room show "+name+" --json")), &room); err != nil {
		t.Fatal(err)
	}
	return room.ID
}
