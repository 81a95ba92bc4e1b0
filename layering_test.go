package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// layers says which packages of ours each package may import outside its
// tests. A new package adds its line here; package main may import everything.
var layers = map[string][]string{
	"snug/text":                {"snug/text/lang"},
	"snug/text/emoji":          {},
	"snug/text/lang":           {},
	"snug/text/texttest":       {},
	"snug/keys":                {"snug/keys/audit", "snug/keys/sanction", "snug/text", "snug/text/lang"},
	"snug/keys/audit":          {},
	"snug/keys/sanction":       {},
	"snug/keys/keystest":       {"snug/keys", "snug/keys/audit", "snug/keys/sanction", "snug/text"},
	"snug/room":                {"snug/keys/audit", "snug/keys/sanction", "snug/text", "snug/text/emoji", "snug/text/lang"},
	"snug/room/roomtest":       {"snug/keys", "snug/keys/audit", "snug/keys/sanction", "snug/room", "snug/text"},
	"snug/data/blob":           {"snug/room", "snug/text/lang"},
	"snug/data":                {"snug/keys", "snug/keys/audit", "snug/keys/sanction", "snug/room", "snug/text"},
	"snug/ui/screen":           {"snug/text"},
	"snug/ui/theme":            {"snug/ui/screen"},
	"snug/ui/edit":             {"snug/text"},
	"snug/ui/rich":             {"snug/text", "snug/text/emoji", "snug/text/lang", "snug/ui/theme"},
	"snug/ui/pick":             {"snug/text", "snug/text/emoji"},
	"snug/ui/picture":          {"snug/ui/theme"},
	"snug/ui/admin":            {"snug/text", "snug/text/lang"},
	"snug/ui":                  {"snug/keys/sanction", "snug/room", "snug/text", "snug/text/emoji", "snug/text/lang", "snug/ui/admin", "snug/ui/edit", "snug/ui/pick", "snug/ui/picture", "snug/ui/rich", "snug/ui/screen", "snug/ui/theme"},
	"snug/session/door":        {},
	"snug/session/live":        {"snug/keys", "snug/text/lang"},
	"snug/session/command":     {"snug/keys", "snug/keys/audit", "snug/keys/sanction", "snug/room", "snug/session/live", "snug/session/ndjson", "snug/text", "snug/text/emoji", "snug/text/lang"},
	"snug/session/ndjson":      {},
	"snug/session/line/editor": {"snug/text"},
	"snug/session/line":        {"snug/room", "snug/session/line/editor", "snug/text", "snug/text/lang", "snug/ui", "snug/ui/pick", "snug/ui/screen"},
	"snug/session/transfer":    {"snug/keys", "snug/room", "snug/text", "snug/text/lang"},
	"snug/session":             {"snug/keys", "snug/keys/audit", "snug/keys/sanction", "snug/room", "snug/session/command", "snug/session/door", "snug/session/line", "snug/session/live", "snug/session/transfer", "snug/text", "snug/text/lang", "snug/ui", "snug/ui/pick", "snug/ui/screen"},
	"snug/bench":               {}, // as the next: only tests, which speak SSH to the program
	"snug/e2e":                 {},
	"snug/examples/go-bot":     {}, // as a program of somebody else's
}

// confined says which packages of ours may know a library: these and no
// others. A library is matched with everything below its path.
var confined = map[string][]string{
	"go.etcd.io/bbolt":                      {"snug/data"},
	"charm.land/bubbletea/v2":               {"snug/ui", "snug/ui/edit", "snug/ui/screen"},
	"github.com/charmbracelet/ultraviolet":  {"snug/ui", "snug/ui/screen"},
	"github.com/mozillazg/go-pinyin":        {"snug/ui/pick"},
	"github.com/yuin/goldmark-emoji":        {"snug/text/emoji"},
	"charm.land/ssh":                        {"snug/session"},
	"github.com/pires/go-proxyproto":        {"snug/session"},
	"github.com/pkg/sftp":                   {"snug/session/transfer"},
	"github.com/gabriel-vasile/mimetype":    {"snug/data/blob"},
	"golang.org/x/image":                    {"snug/ui/picture"},
	"charm.land/wish/v2":                    {"snug/session"},
	"github.com/spf13/cobra":                {"snug"},
	"github.com/pelletier/go-toml/v2":       {"snug"},
	"github.com/caarlos0/env/v11":           {"snug"},
	"github.com/rogpeppe/go-internal":       {},
	"github.com/charmbracelet/x/vt":         {},
	"github.com/charmbracelet/x/exp/golden": {},
	"github.com/google/go-cmp":              {},
	"github.com/fxamacker/cbor/v2":          {"snug/data"},
}

func TestImportsPointDown(t *testing.T) {
	graph, err := importGraph()
	if err != nil {
		t.Fatal(err)
	}
	if len(graph) < len(layers) {
		t.Errorf("go list found %d packages, want the %d of layers at least", len(graph), len(layers))
	}
	for _, v := range violations(graph) {
		t.Error(v)
	}
}

func TestLayeringCheckerFindsBadImports(t *testing.T) {
	tests := []struct {
		name  string
		graph map[string][]string
		want  []string
	}{
		{"allowed imports", map[string][]string{
			"snug":      {"snug/data", "snug/session", "github.com/spf13/cobra/doc"},
			"snug/data": {"snug/room", "go.etcd.io/bbolt", "fmt"},
		}, nil},
		{"import pointing up", map[string][]string{
			"snug/room": {"snug/text", "snug/session"},
		}, []string{"snug/room must not import snug/session"}},
		{"import of package main", map[string][]string{
			"snug/text": {"snug"},
		}, []string{"snug/text must not import snug"}},
		{"package without a line", map[string][]string{
			"snug/util": {"fmt"},
		}, []string{"snug/util has no line in layers"}},
		{"confined library", map[string][]string{
			"snug/session": {"go.etcd.io/bbolt"},
		}, []string{"snug/session must not import go.etcd.io/bbolt"}},
		{"part of a confined library", map[string][]string{
			"snug/ui/screen": {"charm.land/wish/v2/testsession"},
		}, []string{"snug/ui/screen must not import charm.land/wish/v2/testsession"}},
		{"library with a similar name", map[string][]string{
			"snug/ui": {"charm.land/sshd"},
		}, nil},
		{"test library in main", map[string][]string{
			"snug": {"github.com/google/go-cmp/cmp"},
		}, []string{"snug must not import github.com/google/go-cmp/cmp"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, violations(tt.graph)); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
		})
	}
}

// violations returns a sentence for each import of graph that layers and
// confined do not allow.
func violations(graph map[string][]string) []string {
	var bad []string
	for pkg, imports := range graph {
		allowed, known := layers[pkg]
		if !known && pkg != "snug" {
			bad = append(bad, pkg+" has no line in layers")
			continue
		}
		for _, imp := range imports {
			ours := within("snug", imp)
			if ours && pkg != "snug" && !slices.Contains(allowed, imp) || !ours && !mayKnow(pkg, imp) {
				bad = append(bad, fmt.Sprintf("%s must not import %s", pkg, imp))
			}
		}
	}
	slices.Sort(bad)
	return bad
}

// mayKnow reports whether pkg may import a package of another module.
func mayKnow(pkg, imp string) bool {
	for library, allowed := range confined {
		if within(library, imp) && !slices.Contains(allowed, pkg) {
			return false
		}
	}
	return true
}

// within reports whether a package is parent or lies below it.
func within(parent, pkg string) bool {
	return pkg == parent || strings.HasPrefix(pkg, parent+"/")
}

// importGraph returns the imports of every package of ours, without tests.
func importGraph() (map[string][]string, error) {
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	graph := make(map[string][]string)
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return graph, nil
		case err != nil:
			return nil, fmt.Errorf("decode go list: %w", err)
		}
		graph[p.ImportPath] = p.Imports
	}
}
