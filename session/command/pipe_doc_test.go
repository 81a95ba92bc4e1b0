package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"snug/room"
)

// A transcript compares lines whose ids and times are made up with lines that have
// come: equal ids have to stay equal.
type transcript struct{ ids map[string]string } // of the document, as they are here

var (
	anyID   = regexp.MustCompile(`m_[0-9A-Z]{26}`)
	anyTime = regexp.MustCompile(`"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"`)
)

// here writes a line of the document with the ids that are known here.
func (s transcript) here(line string) string {
	return anyID.ReplaceAllStringFunc(line, func(id string) string {
		if is, known := s.ids[id]; known {
			return is
		}
		return id
	})
}

// matches compares a line, and learns the ids that are new in it.
func (s transcript) matches(doc, came string) bool {
	theirs := anyID.FindAllString(came, -1)
	for i, id := range anyID.FindAllString(doc, -1) {
		if s.ids[id] == "" && i < len(theirs) {
			s.ids[id] = theirs[i]
		}
	}
	return anyTime.ReplaceAllString(s.here(doc), "TIME") == anyTime.ReplaceAllString(came, "TIME")
}

// TestTheDocumentsExampleIsTrue talks as the example of docs/pipe.md does.
func TestTheDocumentsExampleIsTrue(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "pipe.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(doc), "\n```pipe\n")
	example, _, _ = strings.Cut(example, "\n```\n")
	w := newWorldOver(t, func(s room.Store) room.Store { return s }) // with the rate that there is
	ann, deploy := w.member(t, "ann"), w.member(t, "deploy")
	ann.send(t, "lobby", "who builds?")
	p := deploy.pipe(t, "--rooms lobby")
	s := transcript{make(map[string]string)}
	lines := 0
	for line := range strings.Lines(example) {
		lines++
		line = strings.TrimSuffix(line, "\n")
		switch text := line[min(2, len(line)):]; line[0] {
		case '>':
			p.write(s.here(text))
		case '<':
			if !json.Valid([]byte(text)) {
				t.Errorf("%s is no JSON", text)
			}
			if came := p.line(); !s.matches(text, came) {
				t.Errorf("the document has\n%s\nand what comes is\n%s", s.here(text), came)
			}
		}
	}
	if status := p.status(); status != 0 || lines < 10 {
		t.Errorf("%d lines end with %d", lines, status)
	}
}
