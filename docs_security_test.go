package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	testNamed    = regexp.MustCompile("`((?:Test|Fuzz)\\w+)`")
	storyNamed   = regexp.MustCompile(`\w+\.txtar`)
	testDeclared = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	testNumbered = regexp.MustCompile(`^Test(?:Trap|A)[0-9]`)
)

// TestSecurityDocumentNamesTests holds the tables to tests that there are, and to
// all that have the number of a case or of a trap.
func TestSecurityDocumentNamesTests(t *testing.T) {
	declared := make(map[string]bool)
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		for _, m := range testDeclared.FindAllSubmatch(b, -1) {
			declared[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := document(t, filepath.Join("docs", "security.md"))
	named := make(map[string]bool)
	for _, m := range testNamed.FindAllStringSubmatch(text, -1) {
		if named[m[1]] = true; !declared[m[1]] {
			t.Errorf("there is no test %s", m[1])
		}
	}
	for name := range declared {
		if testNumbered.MatchString(name) && !named[name] {
			t.Errorf("the document does not name %s", name)
		}
	}
	for _, story := range storyNamed.FindAllString(text, -1) {
		if _, err := os.Stat(filepath.Join("e2e", "testdata", story)); err != nil {
			t.Error(err)
		}
	}
	if len(named) < 50 {
		t.Errorf("%d tests are named", len(named))
	}
}
