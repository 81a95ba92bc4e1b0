package command_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
	"snug/session/command"
)

// talk has somebody say many long things in rooms at once.
func (p *person) talk(t *testing.T, each int, rooms ...room.ID) {
	t.Helper()
	long := strings.Repeat("long ", 400)
	var wg sync.WaitGroup
	for _, in := range rooms {
		for worker := range 10 {
			wg.Go(func() {
				for n := worker; n < each; n += 10 {
					if _, _, err := p.broker.Say(context.Background(), room.UserID(p.who.Account.ID), in, room.Saying{ID: room.NewCommandID(), Text: long}); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	wg.Wait()
}

// TestPipeThatIsReadSlowlyHasGapsAndThenAnEnd holds what comes from a pipe up, while
// more is said than a room keeps at hand.
func TestPipeThatIsReadSlowlyHasGapsAndThenAnEnd(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	p := bob.pipe(t, "--rooms lobby")
	p.next()
	heard, gaps := 0.0, 0
	for range 3 {
		p.gate.shut()
		alice.talk(t, 650, 1)
		p.gate.open()
		for s := p.next(); ; s = p.next() {
			if s["type"] == "message" {
				if s["seq"] != heard+1 {
					t.Fatalf("message %v came behind %v", s["seq"], heard)
				}
				heard++
				continue
			}
			if s.is("type", "from", "why", "since") != fmt.Sprintf("gap %v slow r_1:%v:0", heard+1, heard) {
				t.Fatalf("behind message %v comes %v", heard, s)
			}
			gaps++
			heard, _ = s["to"].(float64)
			if s["cursor"] != fmt.Sprintf("r_1:%v:0", heard) {
				t.Errorf("the cursor behind the gap is %v", s)
			}
			break
		}
		if gaps < 3 { // what came meanwhile
			bob.send(t, "lobby", "mark")
			mark := p.next()
			for mark["text"] != "mark" {
				mark = p.next()
			}
			heard, _ = mark["seq"].(float64)
		}
	}
	if s := p.next(); s.is("type", "code", "exit") != "bye limited 6" {
		t.Errorf("behind the third gap comes %v", s)
	}
	if status := p.status(); status != int(command.Limited) {
		t.Errorf("it ends with %d", status)
	}
}

// TestPipesWhereNobodyReadsCostLittle has programs write ten thousand commands with
// long lines and long answers, and read nothing, while all their rooms talk.
func TestPipesWhereNobodyReadsCostLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const pipes = 8
		w := newWorld(t)
		olga := w.holder(t, w.owner).signedUp(t, "olga")
		ann := w.member(t, "ann")
		names, rooms := []string{"lobby"}, []room.ID{1}
		for n := range room.MaxTapped - 1 {
			names = append(names, fmt.Sprintf("room-%d", n))
			[]*person{olga, ann}[n%2].must(t, "room create "+names[n+1])
			olga.must(t, "join "+names[n+1])
			rooms = append(rooms, olga.room(t, names[n+1]))
		}
		before := heap()
		olga.talk(t, 20, rooms...)
		alone := heap() - before

		before = heap()
		written := make([]int, pipes)
		for n := range pipes {
			p := olga.pipe(t, "--rooms "+strings.Join(names, ","))
			p.gate.shut()
			go func() {
				padding := strings.Repeat("x", 60<<10)
				for ; written[n] < 10_000; written[n]++ {
					if _, err := fmt.Fprintf(p.in, `{"id":"%d","cmd":"run","args":["help"],"stdin":"%s"}`+"\n", written[n], padding); err != nil {
						return
					}
				}
			}()
		}
		synctest.Wait() // until all of them are stuck
		olga.talk(t, 20, rooms...)
		synctest.Wait()
		for _, n := range written {
			if n == 0 || n == 10_000 {
				t.Errorf("%d commands were taken, of which no answer was", n)
			}
		}
		if growth := heap() - before - alone; growth > pipes<<20 {
			t.Errorf("%d pipes hold %d KiB, want 1 MiB each at most", pipes, growth>>10)
		} else {
			t.Logf("a pipe holds %d KiB", growth/pipes>>10)
		}
	})
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestPipeAnswersAThousandCommandsInOrder reads nothing until a thousand commands are
// written, and then has an answer to each, in order.
func TestPipeAnswersAThousandCommandsInOrder(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	p := alice.pipe(t, "")
	p.gate.shut()
	written := make(chan struct{})
	go func() {
		defer close(written)
		for n := range 1000 {
			fmt.Fprintf(p.in, `{"id":"%d","cmd":"history","room":"lobby"}`+"\n", n)
		}
		_ = p.in.Close()
	}()
	p.gate.open()
	p.next()
	for n := range 1000 {
		if s := p.next(); s.is("type", "re") != fmt.Sprintf("result %d", n) {
			t.Fatalf("answer %d is %v", n, s)
		}
	}
	<-written
	if status := p.status(); status != 0 {
		t.Errorf("it ends with %d", status)
	}
}

func TestPipeRefusesAnIDThatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newWorld(t).member(t, "alice").pipe(t, "")
		p.gate.shut()
		go func() {
			for range 20 { // their answers are more than is gathered
				fmt.Fprintln(p.in, `{"id":"same","cmd":"run","args":["help"]}`)
			}
			_ = p.in.Close()
		}()
		synctest.Wait()
		p.gate.open()
		if status := p.status(); status != 0 {
			t.Errorf("it ends with %d", status)
		}
		answers := ""
		for line := range p.lines {
			answers += line[:min(len(line), 40)] + "\n"
		}
		if !strings.Contains(answers, `"result","re":"same"`) || !strings.Contains(answers, `"error","re":"same"`) {
			t.Errorf("the answers are\n%s", answers)
		}
	})
}

func TestPipePingsWhenNothingComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		alice := w.member(t, "alice")
		p := alice.pipe(t, "--rooms lobby")
		p.next()
		began := time.Now()
		for n := range 2 {
			if s := <-p.lines; !strings.HasPrefix(s, `{"v":1,"type":"ping","ts":"`) {
				t.Errorf("%v comes", s)
			}
			if quiet := time.Since(began); quiet != time.Duration(n+1)*30*time.Second {
				t.Errorf("ping %d comes after %v", n+1, quiet)
			}
		}
		if status := p.end(); status != 0 {
			t.Errorf("it ends with %d", status)
		}
	})
}

func TestPipeSaysByeWhenTheServerEndsIt(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	ctx, end := context.WithCancelCause(t.Context())
	p := alice.pipeWithin(t, ctx, "--rooms lobby")
	p.next()
	end(&room.Refusal{Kind: room.ErrUnavailable})
	if s := p.next(); s.is("type", "code", "exit") != "bye unavailable 9" {
		t.Errorf("%v comes", s)
	}
	if status := p.status(); status != int(command.Unavailable) {
		t.Errorf("it ends with %d", status)
	}
}

// TestPipeEndsWithItsReader takes away whoever reads.
func TestPipeEndsWithItsReader(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	in, stdin := io.Pipe()
	defer stdin.Close()
	ended := make(chan int)
	go func() {
		var errs strings.Builder
		status := alice.Run(context.Background(), command.Call{
			Line: "pipe", Front: command.Exec, Who: alice.who, Key: alice.key, Stdin: in, Stdout: &head{100}, Stderr: &errs,
		})
		if errs.Len() > 0 {
			t.Errorf("it says %q to nobody", errs.String())
		}
		ended <- status
	}()
	go func() {
		for n := 0; ; n++ {
			if _, err := fmt.Fprintf(stdin, `{"id":"%d","cmd":"ping"}`+"\n", n); err != nil {
				return
			}
		}
	}()
	select {
	case status := <-ended:
		if status != 0 {
			t.Errorf("it ends with %d", status)
		}
	case <-time.After(patience):
		t.Fatal("it goes on")
	}
}

// TestPipeEndsInPeaceWithinACommand takes away whoever reads while a command tells
// what was missed.
func TestPipeEndsInPeaceWithinACommand(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.talk(t, 100, 1)
	var errs strings.Builder
	status := alice.Run(context.Background(), command.Call{
		Line: "pipe", Front: command.Exec, Who: alice.who, Key: alice.key,
		Stdin:  io.NopCloser(strings.NewReader(`{"id":"1","cmd":"subscribe","since":"r_1:0:0"}` + "\n")),
		Stdout: &head{10 << 10}, Stderr: &errs,
	})
	if status != 0 || errs.Len() > 0 || strings.Contains(w.log.String(), "failed") {
		t.Errorf("it ends with %d, %q, and the log has %s", status, errs.String(), w.log.String())
	}
}
