package command_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/session/command"
	"snug/text"
	"snug/text/lang"
)

func TestManual(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for _, l := range lang.All {
		alice.lang = l
		t.Run(l.String(), func(t *testing.T) {
			golden.RequireEqual(t, alice.must(t, "man room create")+"----\n"+alice.must(t, "man audit")+"----\n"+alice.must(t, "man notify"))
		})
		t.Run("the whole one fits 80 columns in "+l.String(), func(t *testing.T) {
			all := alice.must(t, "man")
			for line := range strings.Lines(all) {
				if line = strings.TrimSuffix(line, "\n"); text.WcWidth.Width(line) > 80 {
					t.Errorf("%q has %d columns", line, text.WcWidth.Width(line))
				}
			}
			for _, want := range []string{"SNUG(1)", "snug 1.2.3", "register NAME", "ssh chat.example.com", "8  unconfirmed"} {
				if !strings.Contains(all, want) {
					t.Errorf("the manual lacks %q", want)
				}
			}
			if strings.Contains(all, "complete LINE") || strings.Contains(all, "audit verify") {
				t.Error("the manual has what is hidden or not for the reader")
			}
		})
	}
}

// TestManualHasEveryCommand asks for the page of each.
func TestManualHasEveryCommand(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	whole := olga.must(t, "man")
	for _, s := range command.Specs() {
		if s.Hidden {
			continue
		}
		for _, name := range append([]string{s.Path}, s.Aliases...) {
			if out := olga.must(t, "man "+name); !strings.Contains(strings.Join(strings.Fields(out), " "), s.Path+" - "+string(s.Help)) {
				t.Errorf("man %s = %q", name, out)
			}
		}
		if !strings.Contains(strings.Join(strings.Fields(whole), " "), string(s.Help)) {
			t.Errorf("the manual lacks %q", s.Help)
		}
	}
	if a := olga.exec("man frobnicate"); a.status != int(command.Usage) {
		t.Errorf("man frobnicate = %+v, want %d", a, command.Usage)
	}
	if out := olga.must(t, "man --json room create"); !strings.Contains(out, `"name":"room create"`) {
		t.Errorf("man --json = %s", out)
	}
}

var thDay = regexp.MustCompile(`(?m)^(\.TH \S+ 1) \d{4}-\d\d-\d\d `)

// overstruck is what makes a letter bold on paper.
var overstruck = regexp.MustCompile(`.\x08`)

// TestManualAsRoff holds the source of the pages to what mandoc finds.
func TestManualAsRoff(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	golden.RequireEqual(t, thDay.ReplaceAllString(olga.must(t, "man --roff mute"), "$1 DAY "))
	if _, err := exec.LookPath("mandoc"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	mandoc := func(source string, args ...string) string {
		t.Helper()
		cmd := exec.Command("mandoc", append([]string{"-K", "utf-8"}, args...)...)
		cmd.Stdin = strings.NewReader(source)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("mandoc %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	for _, l := range lang.All {
		olga.lang = l
		pages := []string{olga.must(t, "man --roff")}
		for _, s := range command.Specs() {
			pages = append(pages, olga.must(t, "man --roff "+s.Path))
		}
		for _, p := range pages {
			mandoc(p, "-T", "lint", "-W", "warning")
		}
		shown := strings.Join(strings.Fields(overstruck.ReplaceAllString(mandoc(pages[0], "-T", "utf8"), "")), "")
		for _, want := range []string{"8 unconfirmed", l.T("Make a room; you own it and are its first member."), "[--for TIME]"} {
			if !strings.Contains(shown, strings.ReplaceAll(want, " ", "")) {
				t.Errorf("mandoc shows no %q", want)
			}
		}
	}
}

func TestEscapedRoff(t *testing.T) {
	w := newWorld(t)
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	for line := range strings.Lines(olga.must(t, "man --roff")) {
		if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !regexp.MustCompile(`^\.(\\"|TH|SH|TP|PP|B|br)\b?`).MatchString(line) {
			t.Errorf("%q is a request that nobody wrote", line)
		}
	}
}
