package e2e_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// A botHouse is a server with a bot, which reaches it through a cutter, and the
// bot's keeper, who asks it things.
type botHouse struct {
	t      *testing.T
	desk   *desk // the bot's machine
	dir    string
	server *server
	cutter *cutter
	cuts   atomic.Int64 // connections that are to be cut from now on
	keeper ssh.Signer
	key    string // path of the bot's
	log    buffer // what the bot says itself

	asked []question
}

// A question is a message that the bot has to answer.
type question struct {
	room string
	seq  uint64
}

// botRooms are the rooms of the bot.
var botRooms = []string{"lobby", "books"}

// newBotHouse begins with a bot in two rooms that does not run yet.
func newBotHouse(t *testing.T, tools ...string) *botHouse {
	t.Helper()
	b := &botHouse{t: t, desk: newDesk(t, nil, tools...), dir: filepath.Join(t.TempDir(), "data")}
	b.cutter = newCutter(t, b.next, func(int) {})
	b.start()
	t.Cleanup(func() { b.server.kill() }) // whichever runs then
	b.keeper = b.server.signUp(t, "ana")
	b.server.mustAsk(t, b.keeper, "create books")
	b.key = b.desk.key("pinger")
	public, err := os.ReadFile(b.key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	b.server.mustAsk(t, b.keeper, "bot create pinger "+strings.TrimSpace(string(public))+" --rooms "+strings.Join(botRooms, ","))
	return b
}

// next cuts the connections that are to be: while they are made, or while things
// are said over them.
func (b *botHouse) next() cut {
	if b.cuts.Add(-1) < 0 {
		return uncut
	}
	return cut{up: -1, down: 2500 + rand.Int64N(2500), hard: true}
}

// start starts the server, again after it has ended.
func (b *botHouse) start() {
	b.t.Helper()
	var err error
	if b.server, err = startServer(b.dir); err != nil {
		b.t.Fatal(err)
	}
	b.desk.server = b.cutter.before(b.server)
}

// stop ends the server in good order.
func (b *botHouse) stop() {
	b.t.Helper()
	if err := b.server.stop(); err != nil {
		b.t.Fatal(err)
	}
}

// run runs the bot until the test or the function that it returns ends it.
func (b *botHouse) run(program string) (end func()) {
	b.t.Helper()
	args := append([]string{strings.Join(botRooms, ",")}, b.desk.ssh("pinger", b.key)...)
	bot := exec.Command(program, args...)
	bot.Dir, bot.Stderr = b.desk.home, &b.log
	bot.Env = []string{"HOME=" + b.desk.home, "PATH=" + os.Getenv("PATH"), "STATE=" + filepath.Join(b.desk.home, "cursors")}
	bot.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := bot.Start(); err != nil {
		b.t.Fatal(err)
	}
	ended := false
	end = func() {
		if !ended {
			ended = true
			_ = syscall.Kill(-bot.Process.Pid, syscall.SIGTERM) // with all that it has started
			_ = bot.Wait()                                      // it was killed
		}
	}
	b.t.Cleanup(end)
	return end
}

// say says something in a room and returns its number.
func (b *botHouse) say(room, text string) uint64 {
	b.t.Helper()
	var said struct {
		Seq uint64 `json:"seq"`
	}
	if err := json.Unmarshal([]byte(b.server.mustAsk(b.t, b.keeper, "send "+room+" --json "+text)), &said); err != nil || said.Seq == 0 {
		b.t.Fatalf("%+v, %v", said, err)
	}
	return said.Seq
}

// ask says something that the bot has to answer.
func (b *botHouse) ask(room, text string) {
	b.t.Helper()
	b.asked = append(b.asked, question{room, b.say(room, text)})
}

// wake asks until the bot answers for the first time: what was said before it came
// for the first time it does not hear.
func (b *botHouse) wake(room string) {
	b.t.Helper()
	deadline := time.Now().Add(patience)
	for len(b.answers()) == 0 {
		if time.Now().After(deadline) {
			b.t.Fatalf("the bot does not answer:\n%s", b.log.String())
		}
		b.ask(room, "!ping")
		b.until(time.Second, func(answers map[question]int) bool { return len(answers) > 0 })
	}
	// It may yet answer the one before the last as well.
	answers := b.answers()
	for len(b.asked) > 1 && answers[b.asked[0]] == 0 {
		b.asked = b.asked[1:]
	}
}

// allAnswered waits until every question has its answer, and holds that none has
// two and that nothing else was answered.
func (b *botHouse) allAnswered() {
	b.t.Helper()
	if !b.until(patience, func(answers map[question]int) bool { return len(answers) >= len(b.asked) }) {
		b.t.Errorf("not everything is answered:\n%s", b.log.String())
	}
	answers := b.answers()
	for _, q := range b.asked {
		if answers[q] != 1 {
			b.t.Errorf("%s#%d was answered %d times", q.room, q.seq, answers[q])
		}
		delete(answers, q)
	}
	for q := range answers {
		b.t.Errorf("%s#%d was answered and is no question", q.room, q.seq)
	}
}

// until looks at the answers again and again until a condition is met, or reports
// that it was not in time.
func (b *botHouse) until(limit time.Duration, met func(map[question]int) bool) bool {
	b.t.Helper()
	deadline := time.After(limit)
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for !met(b.answers()) {
		select {
		case <-look.C:
		case <-deadline:
			return false
		}
	}
	return true
}

// answers counts what the bot has said in answer to each message.
func (b *botHouse) answers() map[question]int {
	b.t.Helper()
	n := make(map[question]int)
	for _, room := range botRooms {
		for _, r := range everything[reply](b.t, b.server, b.keeper, room) {
			if r.User != "pinger" {
				continue
			}
			if r.ReplyTo == nil || r.Text != "pong" {
				b.t.Errorf("the bot says %+v", r)
				continue
			}
			n[question{room, *r.ReplyTo}]++
		}
	}
	return n
}

// A reply is a message with the number of the one that it answers.
type reply struct {
	message
	ReplyTo *uint64 `json:"reply_to"`
}
