package e2e_test

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// The sizes of the mix.
const (
	honest    = 200
	perSecond = 20 // messages of all honest people together
)

// BenchmarkChatUnderAbuse compares how late the messages of 200 people on screens are
// with and without all attacks at once, which come from their address and from others;
// newcomers come all the time. An operation is one turn of ten seconds each. The
// machine has quiet and busy minutes: so what is measured with attacks takes turns with
// what is measured without, and all turns are pooled.
func BenchmarkChatUnderAbuse(b *testing.B) {
	m := newMixture(b)
	for b.Loop() {
		m.turn(b, 10*time.Second)
	}
	b.ReportMetric(0, "ns/op") // it would contain the waiting
	for _, q := range []struct {
		unit string
		of   float64
	}{{"p50", 0.5}, {"p99", 0.99}} {
		alone, attacked := share(m.calm.late, q.of), share(m.attacked.late, q.of)
		b.ReportMetric(alone.Seconds()*1e3, "alone-"+q.unit+"-ms")
		b.ReportMetric(attacked.Seconds()*1e3, "attacked-"+q.unit+"-ms")
		b.ReportMetric(attacked.Seconds()/alone.Seconds(), q.unit+"-attacked/alone")
	}
	for name, p := range map[string]*phase{"alone": &m.calm, "attacked": &m.attacked} {
		b.ReportMetric(share(p.joins, 0.5).Seconds()*1e3, name+"-join-p50-ms")
		b.ReportMetric(share(p.joins, 1).Seconds()*1e3, name+"-join-worst-ms")
		b.ReportMetric(100*p.server.Seconds()/p.lasted.Seconds(), name+"-server-%cpu")
	}
	b.ReportMetric(100*m.mob.Seconds()/m.attacked.lasted.Seconds(), "attackers-%cpu")
	b.ReportMetric(float64(m.attacks), "attacks")
	m.end(b)
	last := m.left[len(m.left)-1]
	b.ReportMetric(float64(last.rss-m.before.rss)/(1<<20), "MiB-left")
}

// TestChatUnderAbuse holds that 200 people say and see everything while all
// attacks go on at once, that newcomers get in, and that nothing is left.
func TestChatUnderAbuse(t *testing.T) {
	m := newMixture(t)
	for range 2 {
		m.turn(t, 5*time.Second)
	}
	m.end(t)
	// What the first mix leaves are buffers, which the second one uses again.
	if first, last := m.left[0].rss, m.left[1].rss; last > first+m.before.rss/2 {
		t.Errorf("the same attacks again took %d MiB more", (last-first)>>20)
	}
}

// A mixture is a server with a crowd on it, which is attacked now and then.
type mixture struct {
	server *server
	admin  *client
	crowd  *crowd

	came           int // newcomers
	calm, attacked phase
	attacks        int64
	mob            time.Duration // of the processors, that attackers took
	before         figures       // what the server holds on to
	left           []figures     // after the attacks of each turn
}

// A phase is what was measured at times that were alike.
type phase struct {
	late   []time.Duration // messages
	joins  []time.Duration // how long newcomers took
	knocks int             // how often they connected for that
	server time.Duration   // of the processors, that it took
	lasted time.Duration
}

// newMixture starts a server that holds everybody to its limits, and lets the crowd in.
func newMixture(t testing.TB) *mixture {
	t.Helper()
	boss := newKey()
	s, err := startAs(exec.Command("env", "SNUG_SEND_RATE=2", "SNUG_SEND_BURST=5", "SNUG_LIMIT_ACCOUNT_NEW=120",
		snug, "--data", t.TempDir()+"/data", "--listen", "127.0.0.1:0", "--owner", ssh.FingerprintSHA256(boss.PublicKey())))
	if err != nil {
		t.Fatal(err)
	}
	stopAfter(t, s)
	if a, err := s.ask(boss, "register boss"); err != nil || a.status != 0 {
		t.Fatalf("%v %+v", err, a)
	}
	m := &mixture{server: s, admin: stay(t, s, boss)}
	for i := range hostile {
		if a, err := s.ask(hostileKey(i), fmt.Sprintf("register hostile%dx", i)); err != nil || a.status != 0 {
			t.Fatalf("%v %+v", err, a)
		}
	}
	m.crowd = newCrowd(t, s, honest)
	m.crowd.chat(perSecond, perSecond) // until they have settled
	m.before = s.figures(t, m.admin)
	return m
}

// turn measures for a time without attacks, and for as long with them.
func (m *mixture) turn(t testing.TB, long time.Duration) {
	t.Helper()
	m.measure(t, &m.calm, long)
	mob := newMob(t, m.server, m.attacks)
	m.measure(t, &m.attacked, long)
	n, took := mob.disperse(t)
	m.attacks, m.mob = m.attacks+n, m.mob+took
	left := m.server.calm(t, m.admin, m.before)
	if m.left = append(m.left, left); left.Panics != 0 {
		t.Errorf("%d faults were contained", left.Panics)
	}
}

// measure has the crowd talk and newcomers come for a time.
func (m *mixture) measure(t testing.TB, p *phase, long time.Duration) {
	t.Helper()
	stat := fmt.Sprintf("/proc/%d/stat", m.server.cmd.Process.Pid)
	began, cpu := time.Now(), processorTime(t, stat)
	ctx, end := context.WithTimeout(t.Context(), long)
	var coming sync.WaitGroup
	coming.Go(func() { m.newcomers(ctx, t, p) })
	late := m.crowd.chat(int(long.Seconds()*perSecond), perSecond)
	end()
	coming.Wait()
	p.server, p.lasted = p.server+processorTime(t, stat)-cpu, p.lasted+time.Since(began)
	t.Logf("%d times late: p50 %v, p99 %v, worst %v", len(late), share(late, 0.5), share(late, 0.99), share(late, 1))
	p.late = append(p.late, late...)
	slices.Sort(p.late)
	slices.Sort(p.joins)
}

// newcomers lets people join, one after the other, until ctx ends. Who is turned
// away at the door knocks again.
func (m *mixture) newcomers(ctx context.Context, t testing.TB, p *phase) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for ctx.Err() == nil {
		began, name := time.Now(), fmt.Sprintf("newcomer%dx", m.came)
		m.came++
		for {
			p.knocks++
			one, err := m.crowd.join(m.server, name, false)
			if err == nil {
				one.conn.Close()
				break
			}
			if time.Since(began) > patience {
				t.Errorf("%s did not get in within %v: %v", name, patience, err)
				return
			}
			<-tick.C
		}
		p.joins = append(p.joins, time.Since(began))
		<-tick.C
	}
}

// end tells what was measured, and holds the log to what it may have.
func (m *mixture) end(t testing.TB) {
	t.Helper()
	for name, p := range map[string]*phase{"alone": &m.calm, "attacked": &m.attacked} {
		t.Logf("%s: p50 %v, p99 %v; %d joined: p50 %v, most %v, after %d times at the door; the server took %v of the processors in %v",
			name, share(p.late, 0.5), share(p.late, 0.99), len(p.joins), share(p.joins, 0.5), share(p.joins, 1), p.knocks, p.server, p.lasted.Round(time.Second))
	}
	t.Logf("%d attacks took the attackers %v of them", m.attacks, m.mob)
	t.Logf("before: %v\nafter: %v\nlimits: %v", m.before, m.left, m.left[len(m.left)-1].Refused)
	m.server.logIsFit(t)
}
