package line_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"snug/keys"
)

var (
	docWord    = regexp.MustCompile("`/([a-z-]+)")
	docSetting = regexp.MustCompile("(?m)^\\| `/set ([a-z]+)` \\| (.*) \\|$")
)

// What docs/lines.md names is there: each command, and each value of a setting.
func TestTheDocumentIsTrue(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "docs", "lines.md"))
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	inWorld(t, func(t *testing.T, w *world) {
		s := w.person("alice").enter(entry{})
		words := docWord.FindAllStringSubmatch(doc, -1)
		if len(words) < 20 {
			t.Fatalf("%d commands are named", len(words))
		}
		for _, word := range words {
			s.out.since()
			s.types("/help " + word[1] + "\n")
			if got := s.out.since(); strings.Contains(got, "unknown command") || !strings.Contains(got, "/"+word[1]) {
				t.Errorf("/%s: %s", word[1], got)
			}
		}
	})
	settings := make(map[string]string)
	for _, row := range docSetting.FindAllStringSubmatch(doc, -1) {
		settings[row[1]] = row[2]
	}
	for _, s := range keys.SettingList() {
		said, is := settings[s.Name]
		delete(settings, s.Name)
		if !is || s.Name == "bell" { // of which line mode knows off alone
			continue
		}
		for _, value := range s.Values {
			if !strings.Contains(said, "`"+value+"`") {
				t.Errorf("the value %s of %s is not told", value, s.Name)
			}
		}
	}
	for name := range settings {
		t.Errorf("there is no setting %s", name)
	}
}
