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
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	notAnID = regexp.MustCompile(`[^\pL\pN_ -]`)
)

// TestLinksOfTheDocumentsLeadSomewhere follows every link from one document to
// another, and into it. Each document is linked from another.
func TestLinksOfTheDocumentsLeadSomewhere(t *testing.T) {
	reached := map[string]bool{"README.md": true}
	var documents []string
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".md" {
			documents = append(documents, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range documents {
		for _, m := range link.FindAllStringSubmatch(document(t, path), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			name, id, _ := strings.Cut(m[1], "#")
			to := path
			if name != "" {
				to = filepath.Join(filepath.Dir(path), name)
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s links to %s: %v", path, m[1], err)
			} else if id != "" && !sections(document(t, to))[id] {
				t.Errorf("%s links to %s, and there is no such section", path, m[1])
			}
			if to != path {
				reached[to] = true
				reached[filepath.Join(to, "README.md")] = true // of a directory
			}
		}
	}
	for _, path := range documents {
		if !reached[path] {
			t.Errorf("no document links to %s", path)
		}
	}
}

func document(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sections returns the names of a document's sections, as links have them.
func sections(text string) map[string]bool {
	all := make(map[string]bool)
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		all[strings.ReplaceAll(notAnID.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-")] = true
	}
	return all
}
