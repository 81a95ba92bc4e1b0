package session

import (
	"sync"
	"time"

	"snug/keys"
	"snug/session/command"
	"snug/session/live"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
)

var _ live.Holder = (*session)(nil)

// End implements [live.Holder]: the person is told why, and the session ends.
// The others of its connection go on, unless the client takes no more bytes:
// nothing less than the end of the connection wakes a write then.
func (s *session) End(why error) {
	s.endWithin(endPatience, why)
}

// endWithin is End with another time.
func (s *session) endWithin(patience time.Duration, why error) {
	s.ending.start(patience, s.server.contained(s.conn, "end", func() { s.conn.cut("it did not take the end of its session") }))
	s.end(why)
}

// endPatience is how long a session that was told to end may take to.
const endPatience = 2 * time.Second

// An ending is the clock of a session that was told to end. Its zero value is
// ready for use.
type ending struct {
	mu    sync.Mutex
	timer *time.Timer
	over  bool
}

// start has late called when it has taken too long. It runs on a goroutine of its
// own and contains its panics.
func (e *ending) start(d time.Duration, late func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.over {
		e.timer = time.AfterFunc(d, late)
	}
}

func (e *ending) stop() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.over = true
	if e.timer != nil {
		e.timer.Stop()
	}
}

// maxNotices is how many notices wait until a screen shows them. What comes
// after them is left out: the commands show it as well.
const maxNotices = 4

// Tell implements [live.Holder]: a screen shows what happened to its account.
func (s *session) Tell(n live.Notice) {
	switch n.About {
	case live.Changed:
		switch h := s.host.Load(); {
		case h == nil:
			s.approved(n.Account)
		case h.changed(n.Account):
			s.notify("Your role on this server is %s now.", command.RoleName(n.Account.Role))
		}
	case live.Joined:
		s.notify("A key has joined your account: %[1]s %[2]s. If that was not you, take it out with: /key remove %[2]s",
			keyType(n.Key.Type), n.Key.Fingerprint.String())
	case live.Asked:
		s.notify("Somebody who says that they have lost your keys asks the moderators to join the key %s to your account. If that was not you, turn it down with: /recovery refuse %d",
			n.Key.Fingerprint.String(), n.Request)
	case live.Said:
		s.hear(ui.Notice{Text: n.Text})
	case live.Announced:
		s.hear(ui.Notice{Text: n.Text, Tone: tones[n.Tone]})
	case live.Uploading:
		s.watch(ui.Upload(n.Upload))
	}
}

// approved ends the screen of somebody who has waited to be let in and was: all
// that it says is that they wait.
func (s *session) approved(a keys.Account) {
	if who := s.who.Load(); who != nil && who.Account.Pending && !a.Pending {
		s.End(&command.Failure{Status: command.OK, Text: lang.S("a moderator has let you in, %s; connect again", a.Name)})
	}
}

// notify has the screen show a sentence. It never waits.
func (s *session) notify(key string, args ...any) { s.hear(ui.Notice{Text: lang.S(key, args...)}) }

// hear is notify for a notice. A command that runs is told only what everybody
// has to know by all means: its standard error belongs to a script.
func (s *session) hear(n ui.Notice) {
	switch {
	case !s.isExec:
		select {
		case s.notices <- n:
			s.bell.Ring()
		default:
		}
	case n.Tone == ui.Critical && s.server.hold(s.conn):
		go func() { // a client may be slow to take it
			defer s.server.running.Done()
			defer s.server.contain(s.conn, "notice")
			s.tell(text.Strip(s.speech.lang().Say(n.Text)) + "\n")
		}()
	}
}

// watch has the screen show how far a file is. Another word of it follows: it never
// takes the place that is left for a notice which comes once.
func (s *session) watch(u ui.Upload) {
	if len(s.notices) < maxNotices/2 {
		s.hear(ui.Notice{Upload: &u})
	}
}

// changed takes over what the account is now, with its bots, and reports whether it
// has another role: other commands, too.
func (h *host) changed(a keys.Account) bool {
	h.mu.Lock()
	moved := h.who.Role != a.Role
	h.who.Account, h.who.Role = a, a.Role
	h.mu.Unlock()
	h.findBots()
	return moved
}
