package session_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/room"
	"snug/session"
)

func TestScreenSpeaksTheLanguageOfTheTerminal(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	tests := []struct {
		environ map[string]string
		want    string
	}{
		{nil, "Enter send"},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, "回车 发送"},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "Enter send"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "回车 发送"},
		{map[string]string{"LANG": "tlh"}, "Enter send"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.environ), func(t *testing.T) {
			openWith(t, c, tt.environ).out.shows(t, tt.want)
		})
	}
}

func TestNoColorOfTheClientHolds(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	term := openWith(t, c, map[string]string{"NO_COLOR": "1"})
	term.out.shows(t, "Enter send")
	term.types(t, "/set colors 256\r")
	term.out.shows(t, "colors = 256")
	if out := term.out.String(); strings.Contains(out, "\x1b[38;5;") || strings.Contains(out, "38;5;81") {
		t.Errorf("there are colours in %q", out)
	}
}

func TestSettingsTakeEffectAndStay(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	c := w.as(t, key)
	term := open(t, c)
	term.out.shows(t, "Enter send")
	term.types(t, "/set lang zh\r")
	term.out.shows(t, "回车 发送")

	// The next session has it, and so has the command line.
	open(t, w.as(t, key)).out.shows(t, "回车 发送")
	if a := run(t, c, "rooms --nonsense"); a.status == 0 || !strings.ContainsAny(a.err, "没有") {
		t.Errorf("a refusal reads %q, want it in Chinese", a.err)
	}

	// Back to the default: the language of the terminal.
	term.types(t, "/set lang auto\r")
	term.out.shows(t, "lang = auto")
	openWith(t, c, map[string]string{"LC_ALL": "C.UTF-8"}).out.shows(t, "Enter send")
}

func TestSignUpStoresLanguageAndDisplayName(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := newSigner(t)
	term := open(t, w.as(t, key))
	term.out.shows(t, "username")
	term.types(t, "wangxm\t王小明")
	term.out.shows(t, "王小明")
	term.types(t, "\x1b[Z\x1b[Z\x1b[C") // up to the languages, and right
	term.out.shows(t, "创建账号")
	term.types(t, "\r\r")
	term.out.shows(t, "回车 发送")
	if a := run(t, w.as(t, key), "whoami --json"); !strings.Contains(a.out, "wangxm") || !strings.Contains(a.out, "王小明") {
		t.Errorf("whoami = %s%s", a.out, a.err)
	}
	open(t, w.as(t, key)).out.shows(t, "回车 发送")
}

func TestDraftOutlivesTheScreen(t *testing.T) {
	ends := []struct {
		name string
		end  func(t *testing.T, c *ssh.Client, term *terminal)
	}{
		{"input ends", func(t *testing.T, _ *ssh.Client, term *terminal) {
			if err := term.in.Close(); err != nil {
				t.Fatal(err)
			}
			_ = term.Wait() // however it ends
		}},
		{"connection is cut", func(t *testing.T, c *ssh.Client, _ *terminal) {
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
		}},
	}
	for _, tt := range ends {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, session.Limits{})
			key := w.member(t, "alice")
			c, err := w.dial("alice", ssh.PublicKeys(key))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			term := open(t, c)
			term.out.shows(t, "#lobby")
			term.types(t, "half a sentence")
			term.out.shows(t, "half a sentence")
			tt.end(t, c, term)
			if got := w.draft(t, key); got != "half a sentence" {
				t.Errorf("the draft is %q", got)
			}
		})
	}
}

// draft stops the server, which waits for its sessions, and returns what
// somebody has typed and not sent in the lobby.
func (w *world) draft(t *testing.T, key ssh.Signer) string {
	t.Helper()
	stop(t, w)
	who, err := w.Directory.Identify(key.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	person := room.Person{ID: room.UserID(who.Account.ID), Name: who.Account.Name}
	lobby, err := w.Broker.Find(person.ID, room.Lobby)
	if err != nil {
		t.Fatal(err)
	}
	seat, err := w.Broker.Sit(person, room.SitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer seat.Close()
	v, err := seat.Enter(t.Context(), lobby.ID)
	if err != nil {
		t.Fatal(err)
	}
	return v.Draft.Text
}

func TestDraftIsThereAgain(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	term := open(t, w.as(t, key))
	term.out.shows(t, "#lobby")
	term.types(t, "half a sentence")
	term.out.shows(t, "half a sentence")
	if err := term.in.Close(); err != nil {
		t.Fatal(err)
	}
	if s := status(t, term.Wait()); s != 0 {
		t.Errorf("status %d", s)
	}
	open(t, w.as(t, key)).out.shows(t, "half a sentence")
}

func TestRulesAreShownToNewcomersOnly(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.Rules = "Be kind."
	term := open(t, w.as(t, newSigner(t)))
	term.out.shows(t, "I have read the rules")
	term.types(t, "mallory\r")
	term.out.shows(t, "accept them with Space")
	if _, err := w.Directory.Account(1); err == nil {
		t.Error("there is an account of somebody who has not accepted the rules")
	}
	term.types(t, " \r")
	term.out.shows(t, "#lobby")
	open(t, w.as(t, w.member(t, "alice"))).out.shows(t, "#lobby")
}

func TestNewDisplayNameIsKnownAtOnce(t *testing.T) {
	w := newWorld(t, session.Limits{})
	term := open(t, w.as(t, w.member(t, "alice")))
	term.out.shows(t, "#lobby")
	term.types(t, "/nick 小明\r")
	term.out.shows(t, "You are called 小明.")
	term.types(t, "/whoami\r")
	term.out.shows(t, "called    小明")
}

func TestNextSessionBeginsWhereTheLastOneEnded(t *testing.T) {
	w := newWorld(t, session.Limits{})
	conn := w.as(t, w.member(t, "alice"))
	term := open(t, conn)
	term.out.shows(t, "#lobby")
	term.types(t, "/room create den\r")
	term.out.shows(t, "start of #den")
	term.types(t, "/quit\r")
	if err := term.Wait(); err != nil {
		t.Errorf("/quit: %v", err)
	}
	open(t, conn).out.shows(t, "start of #den")
}
