package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestSignUpInChinese lets somebody whose locale is Chinese sign up, with a
// name in Chinese. The cursor stands where an input method opens its window:
// in the form, in the composer and in the switcher.
func TestSignUpInChinese(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	w := d.open("wang", 120, 30, d.ssh("wangxm", d.key("wang"), "-o", "SetEnv=LC_ALL=zh_CN.UTF-8"))
	w.waitFor("欢迎来到", "用户名", "创建账号")
	w.cursorBehind("> wangxm") // a suggestion: it goes when one types
	w.send("xiaoming")
	w.waitFor("xiaoming", "可以使用")
	w.cursorBehind("> xiaoming")
	w.press("Tab")
	w.send("王小明")
	w.cursorBehind("> 王小明")
	w.send("Ａx")
	w.cursorBehind("> 王小明Ａx")
	w.press("Left")
	w.cursorBehind("> 王小明Ａ")
	w.press("Left")
	w.press("DC")
	w.press("DC")
	w.cursorBehind("> 王小明")
	w.gone("Ａ")
	w.press("Enter")
	w.waitFor(roomText, "回车 发送")

	w.send("你好abc")
	w.cursorBehind("> 你好abc")
	w.press("Left")
	w.press("Left")
	w.press("Left")
	w.press("Left")
	w.cursorBehind("> 你")
	w.press("End")
	w.press("Enter")
	w.waitFor("王小明 你好abc", "> 王小明") // said, and in the list of members

	w.press("C-k")
	w.send("去哪xyz")
	w.cursorBehind("去哪xyz")
	w.press("Escape")
	w.gone("去哪")
	if got := d.must(d.home+"/wang", "whoami --json"); !strings.Contains(got, `"user":"xiaoming"`) || !strings.Contains(got, `"name":"王小明"`) {
		t.Errorf("signed up as %s", got)
	}

	// A second person cannot look like the first.
	eve := d.open("eve", 80, 24, d.ssh("eve", d.key("eve"), "-o", "SetEnv=LC_ALL=en_US.UTF-8"))
	eve.waitFor("Welcome to")
	eve.press("Tab")
	eve.send("王小明")
	eve.cursorBehind("> 王小明")
	eve.press("Enter")
	eve.waitFor("✗")
	eve.gone(roomText)
}

// TestDraftFollowsThePerson kills the client in the middle of a sentence.
func TestDraftFollowsThePerson(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	key, other := d.register("ana"), d.register("bob")
	d.must(key, "create ops")
	bob := d.open("bob", 80, 24, d.ssh("bob", other))
	bob.waitFor(roomText)
	first := d.open("first", 80, 24, d.ssh("ana", key))
	first.waitFor(roomText)
	second := d.open("second", 80, 24, d.ssh("ana", key))
	second.waitFor(roomText)
	first.do("/go ops")
	first.waitFor("> 2 #ops")
	first.send("半句话 and a half")
	first.cursorBehind("半句话 and a half")
	first.hangUp()

	second.waitFor("draft") // the list of rooms knows
	second.do("/go ops")
	second.waitFor("> 2 #ops", "> 半句话 and a half")
	second.cursorBehind("半句话 and a half")

	again := d.open("again", 80, 24, d.ssh("ana", key))
	again.waitFor("> 2 #ops", "> 半句话 and a half") // where the first one ended
	again.press("Enter")
	again.waitFor("ana 半句话 and a half")

	// It was never anybody else's, and is now said once.
	if on := bob.text(); strings.Contains(on, "半句话") || strings.Contains(on, "draft") {
		t.Errorf("somebody else sees the draft:\n%s", on)
	}
	if n := strings.Count(d.must(key, "history ops"), "半句话"); n != 1 {
		t.Errorf("it was said %d times", n)
	}
}

// TestPasteAsks pastes more lines than anybody types.
func TestPasteAsks(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	key := d.register("ana")
	ana := d.open("ana", 80, 24, d.ssh("ana", key))
	ana.waitFor(roomText)
	var lines []string
	for i := range 8 {
		lines = append(lines, fmt.Sprintf("line %d", i+1))
	}
	ana.paste(strings.Join(lines, "\n") + "\n")
	ana.waitFor("a paste of 8 lines")
	ana.press("n")
	ana.gone("a paste of 8 lines")
	ana.paste(strings.Join(lines, "\n") + "\n")
	ana.waitFor("a paste of 8 lines")
	ana.press("t")
	ana.waitFor("line 1", "line 8")
	ana.cursorBehind("line 8")
	if got := d.must(key, "history lobby"); strings.Contains(got, "line") {
		t.Fatalf("the paste was sent:\n%s", got)
	}
	ana.press("Enter")
	ana.waitFor("ana line 1")
	if got := d.must(key, "history lobby --json"); strings.Count(got, `"type":"message"`) != 1 ||
		!strings.Contains(got, `"text":"`+strings.Join(lines, `\n`)+`"`) {
		t.Errorf("the paste became %s", got)
	}
}

// TestFindingTheWay completes, switches, answers and changes.
func TestFindingTheWay(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	anaKey, bobKey := d.register("ana"), d.register("bob")
	d.must(anaKey, "create gardening")
	d.must(bobKey, "join gardening")
	ana := d.open("ana", 80, 24, d.ssh("ana", anaKey))
	bob := d.open("bob", 120, 30, d.ssh("bob", bobKey))
	ana.waitFor(roomText, "2 on")
	bob.waitFor(roomText, "2 online")

	for _, tt := range []struct{ typed, want string }{
		{"/whoa", "> /whoami "},
		{"hello @bo", "> hello @bob "},
		{"in #gard", "> in #gardening "},
		{"done :tada", "> done :tada: "},
	} {
		ana.send(tt.typed)
		ana.waitFor("> " + tt.typed)
		ana.press("Tab")
		ana.cursorBehind(tt.want)
		ana.press("C-u")
		ana.gone(tt.want)
	}

	// Three letters of another room's name.
	ana.press("C-k")
	ana.send("den")
	ana.cursorBehind("den")
	ana.press("Enter")
	ana.waitFor("> 2 #gardening", "start of #gardening")
	ana.until("title of the room", func() bool { return strings.HasPrefix(ana.ask("#{pane_title}"), "#gardening") })
	ana.do("@bob the roses need water")

	// Bob is told where he is: in the list, in the sum and in the title.
	bob.waitFor("@ 2 #gardening", "1/1", "MENTION 1")
	bob.until("title with the count", func() bool { return strings.HasPrefix(bob.ask("#{pane_title}"), "(1!) #lobby") })
	ana.do("and the tulips")
	bob.waitFor("1/2")
	bob.until("title with the count", func() bool { return strings.HasPrefix(bob.ask("#{pane_title}"), "(2!) #lobby") })
	bob.press("M-a")
	bob.waitFor("> 2 #gardening", "= 2 new ", "the roses need water")
	bob.until("title without a count", func() bool { return strings.HasPrefix(bob.ask("#{pane_title}"), "#gardening") })

	bob.do("/reply they got sone")
	ana.waitFor("they got sone")
	ana.do("thank you")
	bob.waitFor("thank you") // so what bob said is not on its way any more
	bob.send("/edit")
	bob.waitFor("> /edit")
	bob.press("Enter")
	bob.cursorBehind("> they got sone")
	for range 2 {
		bob.press("BSpace")
	}
	bob.send("me")
	bob.cursorBehind("> they got some")
	bob.press("Enter")
	ana.waitFor("bob > ana: and the tulips", "they got some (edited)")
	ana.gone("they got sone")
	if got := d.must(anaKey, "history gardening --json"); !strings.Contains(got, `"text":"they got some","reply_to":2`) ||
		strings.Count(got, `"type":"message"`) != 4 {
		t.Errorf("history: %s", got)
	}
}

// colour finds what sets a colour of text or ground, in what tmux shows.
var colour = regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`)

// TestTerminalsOfOldAndWithoutColour talk on terminals that can little.
func TestTerminalsOfOldAndWithoutColour(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	bob := d.register("bob")
	for _, tt := range []struct {
		name, term string
		options    []string
		colours    bool
	}{
		{"xterm", "xterm-256color", nil, true},
		{"screen", "screen-256color", nil, true},
		{"vt100", "vt100", nil, false},
		{"nocolor", "xterm-256color", []string{"-o", "SetEnv=NO_COLOR=1"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			key := d.register(tt.name)
			w := d.open(tt.name, 80, 24, d.ssh(tt.name, key, tt.options...), "TERM="+tt.term)
			w.waitFor(roomText)
			d.must(bob, "send lobby '"+`"@`+tt.name+` 你好 are you there?"`+"'")
			w.waitFor("你好 are you there?")
			w.send("我在abc")
			w.cursorBehind("> 我在abc")
			w.press("Enter")
			w.waitFor(tt.name + " 我在abc")
			w.press("F1")
			w.waitFor("find:")
			w.press("Escape")
			w.gone("find:")
			if got := colour.FindString(w.tmux("capture-pane", "-e", "-p", "-t", w.name)); (got != "") != tt.colours {
				t.Errorf("the first colour on the screen is %q, want one: %v", got, tt.colours)
			}
			w.do("/quit")
			w.waitFor("ssh ended with 0")
		})
	}
}

// TestResizeStorm changes the size of a window faster than it can be drawn.
func TestResizeStorm(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	key := d.register("ana")
	ana := d.open("ana", 80, 24, d.ssh("ana", key))
	ana.waitFor(roomText)
	for _, said := range []string{"部署推迟到周一，大家周末愉快！", "👍 great", "at https://example.com/a/b"} {
		d.must(key, `send lobby "`+said+`"`)
		ana.waitFor(said)
	}
	ana.send("你好abc")
	random := rand.New(rand.NewPCG(3, 4))
	var storm []string
	for range 60 {
		storm = append(storm, "resize-window", "-t", "ana",
			"-x", strconv.Itoa(1+random.IntN(150)), "-y", strconv.Itoa(1+random.IntN(50)), ";")
	}
	ana.tmux(append(storm, "resize-window", "-t", "ana", "-x", "80", "-y", "24")...)
	ana.waitFor(roomText, "部署推迟到周一", "? help", "F1 help")
	ana.cursorBehind("> 你好abc")
	after := ana.text()

	// Drawn from the ground up, it looks the same.
	ana.press("C-l")
	ana.send("d")
	ana.cursorBehind("> 你好abcd")
	ana.press("BSpace")
	ana.gone("abcd")
	ana.until("same screen after a redraw", func() bool { return ana.text() == after })
}
