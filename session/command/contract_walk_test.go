package command_test

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"snug/session/command"
)

// TestEveryCommandAnswersInJSON runs every command once with --json. Each answers
// with a list, with one object or with one object a line, as the document's table
// has it, and with nothing else.
func TestEveryCommandAnswersInJSON(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "api.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range runnable() {
		if spec.Front == command.Talk {
			continue // where nobody asks for JSON
		}
		t.Run(spec.Path, func(t *testing.T) {
			t.Parallel()
			_, row, found := strings.Cut(string(doc), "\n| `"+spec.Path+"` | ")
			if !found {
				t.Fatalf("docs/api.md does not say what %q answers", spec.Path)
			}
			promised, _, _ := strings.Cut(row, " |\n")
			d := deeds[spec.Path]
			s := newScene(t, d)
			a := s.do(t, s.people[cmp.Or(d.by, "olga")], d, " --json")
			if a.status != 0 || a.out == "" {
				t.Fatalf("%s --json = %+v", d.line, a)
			}
			lines := slices.Collect(strings.Lines(a.out))
			for _, line := range lines {
				wantPromised(t, promised, line, len(lines))
			}
		})
	}
}

// wantPromised finds what is neither an object of the contract nor a list of them,
// or is not what the document says of the command.
func wantPromised(t *testing.T, promised, line string, lines int) {
	t.Helper()
	var o struct {
		V     int
		Type  string
		Items *[]struct {
			V    int
			Type string
		}
		Next *string
	}
	if err := json.Unmarshal([]byte(line), &o); err != nil {
		t.Fatalf("%q is no JSON: %v", line, err)
	}
	isLines, isList := strings.HasPrefix(promised, "lines of "), strings.HasPrefix(promised, "list of ")
	if o.V != 1 || (o.Type == "") == (o.Items == nil) || isList != (o.Items != nil) || lines > 1 && !isLines {
		t.Errorf("%s is not what is promised: %s", line, promised)
	}
	types := []string{o.Type}
	if o.Items != nil {
		types = nil
		for _, item := range *o.Items {
			if item.V != 1 {
				t.Errorf("%s has something else than objects in it", line)
			}
			types = append(types, item.Type)
		}
	}
	for _, is := range types {
		if !strings.Contains(promised, "["+is+"]") && !strings.Contains(promised, "[`"+is+"`]") {
			t.Errorf("there is a %q among what is promised to be: %s", is, promised)
		}
	}
}
