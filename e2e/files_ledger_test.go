package e2e_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/crypto/ssh"
)

// A keptFile is a file as the server's JSON has it.
type keptFile struct {
	File   uint64
	User   string
	Name   string
	Size   int64
	SHA256 string
}

// judgeFiles compares what the server kept with what it has said, and returns what is
// wrong. A file without a receipt may be kept or not, but never a part of it.
func judgeFiles(givers []*giver, kept []keptFile) (wrong []string) {
	there := make(map[string]keptFile)
	tried := make(map[string]*giver)
	for _, g := range givers {
		for name := range g.tried {
			tried[name] = g
		}
	}
	last := ^uint64(0)
	for _, f := range kept {
		g := tried[f.Name]
		switch {
		case g == nil:
			wrong = append(wrong, fmt.Sprintf("nobody has put in %s", f.Name))
			continue
		case g.name != f.User:
			wrong = append(wrong, fmt.Sprintf("%s is kept as put in by %s", f.Name, f.User))
		case g.tried[f.Name] != f.SHA256:
			wrong = append(wrong, fmt.Sprintf("%s is kept with other bytes", f.Name))
		case there[f.Name].File != 0:
			wrong = append(wrong, fmt.Sprintf("%s is kept twice", f.Name))
		case f.File >= last:
			wrong = append(wrong, fmt.Sprintf("%s has a number that another one has, or is out of order", f.Name))
		}
		there[f.Name], last = f, f.File
	}
	for _, g := range givers {
		for _, name := range g.acked {
			if there[name].File == 0 {
				wrong = append(wrong, fmt.Sprintf("%s was acknowledged and is lost", name))
			}
		}
	}
	return wrong
}

func TestJudgeOfFilesFindsEveryKindOfDamage(t *testing.T) {
	t.Parallel()
	ana := &giver{name: "ana", tried: map[string]string{"a": "1", "b": "2"}, acked: []string{"a"}}
	a, b := keptFile{File: 1, User: "ana", Name: "a", SHA256: "1"}, keptFile{File: 2, User: "ana", Name: "b", SHA256: "2"}
	tests := []struct {
		name string
		kept []keptFile // the newest first
		want []string
	}{
		{"what was acknowledged", []keptFile{a}, nil},
		{"another one, too", []keptFile{b, a}, nil},
		{"lost", []keptFile{b}, []string{"a was acknowledged and is lost"}},
		{"cut off", []keptFile{{File: 1, User: "ana", Name: "a", SHA256: "3"}}, []string{"a is kept with other bytes"}},
		{"somebody else's", []keptFile{{File: 1, User: "bob", Name: "a", SHA256: "1"}}, []string{"a is kept as put in by bob"}},
		{"twice", []keptFile{{File: 2, User: "ana", Name: "a", SHA256: "1"}, a}, []string{"a is kept twice"}},
		{"one number", []keptFile{{File: 1, User: "ana", Name: "b", SHA256: "2"}, a}, []string{"a has a number that another one has, or is out of order"}},
		{"from nowhere", []keptFile{{File: 2, User: "ana", Name: "c", SHA256: "1"}, a}, []string{"nobody has put in c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, judgeFiles([]*giver{ana}, tt.kept)); diff != "" {
				t.Errorf("judgement (-want +got):\n%s", diff)
			}
		})
	}
}

// filesKept returns all files of the lobby, the newest first.
func (s *server) filesKept(t *testing.T, key ssh.Signer) (all []keptFile) {
	t.Helper()
	for next := ""; ; {
		var page struct {
			Items []keptFile
			Next  string
		}
		if err := json.Unmarshal([]byte(s.mustAsk(t, key, "file list lobby --json --limit 1000"+next)), &page); err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Items...)
		if page.Next == "" {
			return all
		}
		next = " --before " + page.Next
	}
}

// sumsOf returns the sums of files, each once and in order.
func sumsOf(kept []keptFile) []string {
	var sums []string
	for _, f := range kept {
		sums = append(sums, f.SHA256)
	}
	slices.Sort(sums)
	return slices.Compact(sums)
}

// filesBelow lists the names of the files in a folder and below it, in order.
func filesBelow(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, e.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names
}
