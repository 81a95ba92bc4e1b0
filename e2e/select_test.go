package e2e_test

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	arrowUp = "\x1b[A"
	escKey  = "\x1b"
)

// TestChosenMessages does all that one can do with a message on the screen, and
// looks at it from the other side.
func TestChosenMessages(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	ana, key := s.enter(t, "ana", 100, 30)
	bob, _ := s.enter(t, "bob", 100, 30)
	ana.say("the bridge is clsed")
	bob.waitFor("the bridge is clsed")
	bob.say("which bridge")
	ana.waitFor("which bridge")

	// Arrow up in an empty line is at one's own last message; e edits it.
	ana.send(arrowUp)
	ana.waitFor("Enter menu")
	ana.send("e")
	ana.waitFor("> the bridge is clsed")
	ana.send("\x7f\x7f\x7f" + "osed\r")
	bob.waitFor("the bridge is closed", "(edited)")

	// Esc is at the last message; + and the emoji picker react.
	ana.send(escKey)
	ana.waitFor("Enter menu")
	ana.send("+")
	bob.waitFor("which bridge", ":+1: 1")
	ana.send(":")
	ana.waitFor("react to the message")
	ana.send("tada\r")
	ana.until("two reactions", func() bool {
		return strings.Contains(s.mustAsk(t, key, "message show lobby#2 --json"), `[{"emoji":"+1","users":["ana"]},{"emoji":"tada","users":["ana"]}]`)
	})
	ana.send("r")
	ana.waitFor("reply to bob")
	ana.send("the old one\r")
	bob.waitFor("the old one", "> bob: which bridge")

	// What is somebody else's stays theirs.
	bob.send(arrowUp)
	bob.waitFor("Enter menu")
	bob.send(arrowUp + "e")
	bob.waitFor("✗ only what you said yourself in the last 15 minutes can be changed")
	bob.send("d")
	bob.waitFor("✗ only what you said yourself can be deleted")
	bob.send("p")
	bob.waitFor("✗ only the moderators of #lobby can pin messages there")
	s.mustAsk(t, boss, "user role bob moderator")
	bob.send("p")
	ana.waitFor("pins 1", "(pinned)")
	bob.send("y")
	copied := base64.StdEncoding.EncodeToString([]byte("the bridge is closed"))
	bob.until("copy of the text", func() bool { return strings.Contains(bob.raw.String(), "\x1b]52;c;"+copied) })
	if strings.Contains(ana.raw.String(), "\x1b]52") {
		t.Error("what bob copies is put on ana's clipboard")
	}
	bob.send("x") // letters that mean nothing go into the line
	bob.waitFor("> x")
	bob.send("\x15")

	// One's own is deleted after a question, for everybody.
	ana.send(arrowUp)
	ana.waitFor("Enter menu")
	ana.send("d")
	ana.waitFor("delete this message? y/N")
	ana.send("n")
	ana.waitFor("nothing was done")
	ana.send("d")
	ana.waitFor("delete this message? y/N")
	ana.send("y")
	bob.waitFor("(deleted)")
	if on := bob.shown(); strings.Contains(on, "the old one") {
		t.Errorf("what was deleted is on the screen:\n%s", on)
	}
	if got := s.mustAsk(t, key, "history lobby --json"); strings.Contains(got, "the old one") || strings.Count(got, `"type":"message"`) != 3 {
		t.Errorf("history: %s", got)
	}
}

// TestIgnoredPeopleAreNotShown hides what they say, and that they call.
func TestIgnoredPeopleAreNotShown(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	eve := s.signUp(t, "eve")
	ana, key := s.enter(t, "ana", 120, 30)
	bob, _ := s.enter(t, "bob", 120, 30)
	ana.send("/ignore eve\r")
	ana.until("eve ignored", func() bool { return strings.Contains(s.mustAsk(t, key, "ignored"), "eve") })
	s.mustAsk(t, eve, `send lobby "buy my @ana things"`)
	bob.waitFor("buy my")
	bob.say("hello all")
	ana.waitFor("hello all")
	if on := ana.shown(); strings.Contains(on, "buy my") {
		t.Errorf("what an ignored person says is shown:\n%s", on)
	}
	ana.send("/unignore eve\r")
	ana.waitFor("buy my")
}

// TestLinksArriveWhole follows the hyperlinks into the terminal's cells: each
// leads to what stands on it, however it was wrapped, and whatever somebody
// has put into a message to have it otherwise.
func TestLinksArriveWhole(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	key, eve := s.signUp(t, "ana"), s.signUp(t, "eve")
	long := "https://example.com/" + strings.Repeat("abcdefghi/", 14) + "end?q=1&r=2#s"
	want := []string{"https://short.example/x", long, "https://a.example/b"}
	conn, err := s.dial("eve", eve)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, text := range []string{
		"see " + want[0] + " and " + want[1] + " 吧",
		"中文" + want[2] + "，好",
		"\x1b]8;;https://evil.example\x1b\\the bank\x1b]8;;\x1b\\ \u009d8;;https://evil.example\u009cthe bank",
		"[the bank](https://evil.example/a) [https://bank.example](https://evil.example/b)",
		"the last one",
	} {
		if a, err := conn.ask("send lobby -", strings.NewReader(text)); err != nil || a.status != 0 {
			t.Fatalf("%v %+v", err, a)
		}
	}
	for _, size := range [][2]int{{120, 40}, {80, 24}, {50, 20}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			x := s.open(t, "ana", key, size[0], size[1])
			x.waitFor("the last one")
			links := linksOn(x)
			for _, l := range links {
				if l.text != l.url {
					t.Errorf("on %q there is a link to %q", l.text, l.url)
				}
			}
			for _, w := range want {
				if !slices.ContainsFunc(links, func(l link) bool { return l.text == w }) {
					t.Errorf("%q is no link; there are %+v", w, links)
				}
			}
			x.send(redraw + "zz")
			x.waitFor("> zz")
			if again := linksOn(x); !slices.Equal(again, links) {
				t.Errorf("after a redraw the links are %+v, before they were %+v", again, links)
			}
		})
	}
}

// A link is a hyperlink with what stands on its cells.
type link struct{ url, text string }

// linksOn returns the hyperlinks on a screen, in the order of their beginnings.
// The emulator calls the target parameters and the other way round (x/vt
// 2026-08-23, handleHyperlink).
func linksOn(x *screen) []link {
	var links []link
	at := map[string]int{}
	for _, row := range x.cells() {
		for _, c := range row {
			id, target := c.Link.URL, c.Link.Params
			if target == "" {
				continue
			}
			if _, seen := at[id+" "+target]; !seen {
				at[id+" "+target] = len(links)
				links = append(links, link{url: target})
			}
			links[at[id+" "+target]].text += c.Content
		}
	}
	return links
}
