package e2e_test

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

const (
	hostile   = 8 // accounts of attackers
	attackers = 6 // attacks at a time
)

// A mob is attackers in a process of their own, which takes what the machine has left
// over: that they, too, have to compute is no fault of the server.
type mob struct {
	cmd *exec.Cmd
	in  io.WriteCloser // at its end they stop
	out io.Reader
}

// A mobOrder is what a mob is told.
type mobOrder struct {
	Addr, HostKey string
	First         int64 // attack
}

// A mobReport is what a mob has done.
type mobReport struct {
	Attacks  int64
	Breaches []string
}

// mobVariable tells this test to be a mob.
const mobVariable = "SNUG_TEST_MOB"

// hostileKey is the key of an attacker with an account, the same in all mobs.
func hostileKey(i int) ssh.Signer {
	seed := sha256.Sum256(fmt.Append(nil, "hostile", i))
	s, err := ssh.NewSignerFromKey(ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		panic(err)
	}
	return s
}

// newMob lets attackers loose.
func newMob(t testing.TB, s *server, first int64) *mob {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	order, err := json.Marshal(mobOrder{s.addr, s.hostKey, first})
	if err != nil {
		t.Fatal(err)
	}
	m := &mob{cmd: exec.Command("nice", "-n", "19", self)}
	m.cmd.Env = append(os.Environ(), mobVariable+"="+string(order))
	m.cmd.Stderr = os.Stderr
	if m.in, err = m.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if m.out, err = m.cmd.StdoutPipe(); err != nil {
		t.Fatal(err)
	}
	if err := m.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return m
}

// disperse ends the attacks, and returns how many there were and what of the
// processors they took.
func (m *mob) disperse(t testing.TB) (attacks int64, took time.Duration) {
	t.Helper()
	m.in.Close()
	var is mobReport
	err := json.NewDecoder(m.out).Decode(&is)
	if err2 := m.cmd.Wait(); err != nil || err2 != nil {
		t.Fatalf("attackers: %v, %v", err, err2)
	}
	for _, b := range is.Breaches {
		t.Error(b)
	}
	return is.Attacks, m.cmd.ProcessState.UserTime() + m.cmd.ProcessState.SystemTime()
}

// beMob goes through the attacks, so many at a time, half of them behind the address
// of everybody, until the end of standard input. It returns the status to exit with.
func beMob(order string) int {
	var o mobOrder
	if err := json.Unmarshal([]byte(order), &o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	s := &server{addr: o.Addr, hostKey: o.HostKey}
	ctx, end := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // however it ends
		end()
	}()
	var (
		mix  sync.WaitGroup
		next atomic.Int64
		mu   sync.Mutex
		is   mobReport
	)
	next.Store(o.First)
	all := attacks()
	for i := range attackers {
		mix.Go(func() {
			for ctx.Err() == nil {
				n := next.Add(1) - 1
				one, over := context.WithTimeout(ctx, alone)
				a := &attacker{server: s, ctx: one, key: hostileKey(int(n % hostile))}
				if i%2 == 0 {
					a.from = attacksFrom(int(n))
				}
				if err := all[n*37%int64(len(all))].run(a); err != nil {
					mu.Lock()
					is.Breaches = append(is.Breaches, err.Error())
					mu.Unlock()
				}
				over()
			}
		})
	}
	mix.Wait()
	is.Attacks = next.Load() - o.First
	if err := json.NewEncoder(os.Stdout).Encode(is); err != nil {
		return 1
	}
	return 0
}
