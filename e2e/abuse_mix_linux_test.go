package e2e_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// The sizes of the mix.
const (
	honest    = 200
	hostile   = 8
	perSecond = 20 // messages of all honest people together
	attackers = 6  // attacks at a time
	mixes     = 2
	mixFor    = 6 * time.Second // a round
)

// BenchmarkChatUnderAbuse prints how late the messages of 200 people on screens
// are before and during all attacks at once, which come from their address and
// from others, and how long it takes to join.
func BenchmarkChatUnderAbuse(b *testing.B) {
	for b.Loop() {
		m := chatUnderAbuse(b)
		b.ReportMetric(0, "ns/op") // it would contain the waiting
		for _, x := range []struct {
			unit  string
			times []time.Duration
		}{{"before", m.before}, {"during", m.during}, {"join", m.joins}} {
			b.ReportMetric(share(x.times, 0.5).Seconds()*1e3, x.unit+"-p50-ms")
			b.ReportMetric(share(x.times, 0.99).Seconds()*1e3, x.unit+"-p99-ms")
		}
		b.ReportMetric(float64(m.attacks), "attacks")
		b.ReportMetric(float64(m.left[0].rss-m.calm.rss)/(1<<20), "MiB-left")
		b.ReportMetric(float64(m.left[1].rss-m.left[0].rss)/(1<<20), "MiB-left-again")
	}
}

// TestChatUnderAbuse holds that 200 people say and see everything while all
// attacks go on at once, that newcomers get in, and that nothing is left.
func TestChatUnderAbuse(t *testing.T) {
	m := chatUnderAbuse(t)
	t.Logf("before: p50 %v, p99 %v", share(m.before, 0.5), share(m.before, 0.99))
	t.Logf("during %d attacks: p50 %v, p99 %v", m.attacks, share(m.during, 0.5), share(m.during, 0.99))
	t.Logf("%d joined meanwhile: p50 %v, most %v, after %d times at the door", len(m.joins), share(m.joins, 0.5), share(m.joins, 1), m.knocks)
	t.Logf("meanwhile the server took %v of the processors, and those who attack and chat %v", m.took, m.ours)
	t.Logf("before: %v\nafter: %v\nlimits: %v", m.calm, m.left, m.left[1].Refused)
}

// A mixture is what was measured.
type mixture struct {
	before, during []time.Duration // how late messages were, sorted
	joins          []time.Duration // how long newcomers took, sorted
	knocks         int             // how often they connected for that
	attacks        int64
	calm           figures
	left           [mixes]figures
	took, ours     time.Duration // of the processors, by the server and by this test, meanwhile
}

func chatUnderAbuse(t testing.TB) (m mixture) {
	boss := newKey()
	s, err := startServer(t.TempDir()+"/data", "--owner", ssh.FingerprintSHA256(boss.PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	stopAfter(t, s)
	if a, err := s.ask(boss, "register boss"); err != nil || a.status != 0 {
		t.Fatalf("%v %+v", err, a)
	}
	admin := stay(t, s, boss)
	keys := newHostiles(t, s, hostile)
	c := newCrowd(t, s, honest)
	m.before = c.chat(4*perSecond, perSecond)
	m.calm = s.figures(t, admin)

	for i := range m.left {
		m.round(t, s, c, keys)
		m.left[i] = s.calm(t, admin, m.calm)
		if m.left[i].Panics != 0 {
			t.Errorf("%d faults were contained", m.left[i].Panics)
		}
	}
	slices.Sort(m.during)
	slices.Sort(m.joins)
	m.took = m.left[mixes-1].cpu - m.calm.cpu
	// What the first mix leaves are buffers, which the second one uses again.
	if first, last := m.left[0].rss, m.left[mixes-1].rss; last > first+m.calm.rss/2 {
		t.Errorf("the same attacks again took %d MiB more", (last-first)>>20)
	}
	s.logIsFit(t)
	return m
}

// round has attackers, half of them behind the address of everybody, go through
// the attacks while the crowd talks and newcomers come.
func (m *mixture) round(t testing.TB, s *server, c *crowd, keys []ssh.Signer) {
	const self = "/proc/self/stat"
	m.ours -= processorTime(t, self)
	ctx, end := context.WithTimeout(context.Background(), mixFor)
	var mix sync.WaitGroup
	defer mix.Wait()
	defer end()
	var next atomic.Int64
	all := attacks()
	for i := range attackers {
		mix.Go(func() {
			for ctx.Err() == nil {
				n := next.Add(1) - 1
				one, over := context.WithTimeout(ctx, alone)
				a := &attacker{server: s, ctx: one, key: keys[n%hostile]}
				if i%2 == 0 {
					a.from = attacksFrom(int(n))
				}
				if err := all[n*37%int64(len(all))].run(a); err != nil {
					t.Error(err)
				}
				over()
			}
		})
	}
	mix.Go(func() { m.newcomers(ctx, t, s, c) })
	m.during = append(m.during, c.chat(int(mixFor/time.Second)*perSecond, perSecond)...)
	end()
	mix.Wait()
	m.attacks += next.Load()
	m.ours += processorTime(t, self)
}

// newcomers lets people join, one after the other, until ctx ends. Who is turned
// away at the door knocks again.
func (m *mixture) newcomers(ctx context.Context, t testing.TB, s *server, c *crowd) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for ctx.Err() == nil {
		began, name := time.Now(), fmt.Sprintf("newcomer%dx", len(m.joins))
		for {
			m.knocks++
			p, err := c.join(s, name, false)
			if err == nil {
				p.conn.Close()
				break
			}
			if time.Since(began) > patience {
				t.Errorf("%s did not get in within %v: %v", name, patience, err)
				return
			}
			<-tick.C
		}
		m.joins = append(m.joins, time.Since(began))
		<-tick.C
	}
}
