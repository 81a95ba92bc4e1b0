package lang

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// same are the keys whose Chinese is the English.
var same = map[string]bool{}

// TestEveryKeyIsTranslated finds every key in the source of the program and
// compares them with the catalogues.
func TestEveryKeyIsTranslated(t *testing.T) {
	used := findKeys(t)
	if len(used) < 100 {
		t.Errorf("found %d keys only; the search is broken", len(used))
	}
	zh := make(map[string]string)
	for _, part := range chinese {
		for key, said := range part {
			if before, ok := zh[key]; ok && before != said {
				t.Errorf("two parts of the Chinese catalogue differ: %q is %q and %q", key, before, said)
			}
			zh[key] = said
		}
	}
	for _, key := range slices.Sorted(maps.Keys(used)) {
		said, ok := zh[key]
		switch {
		case !ok:
			t.Errorf("%s: no Chinese for %q", used[key], key)
		case said == key && !same[key]:
			t.Errorf("%s: the Chinese for %q is the English", used[key], key)
		case !maps.Equal(verbs(said), verbs(key)):
			t.Errorf("%s: %q and %q do not have the same verbs", used[key], key, said)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(zh)) {
		if used[key] == "" {
			t.Errorf("nothing says %q, which has a Chinese text", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		c := counts[key]
		if used[key] == "" {
			t.Errorf("nothing says %q, which is counted", key)
		}
		if c.one == c.other {
			t.Errorf("%q is the same for one and for several", key)
		}
		want := verbs(key)
		one := verbs(c.one)
		if one[1] == "" { // "a message" needs no number
			one[1] = want[1]
		}
		if want[1] != "d" || !maps.Equal(one, want) || !maps.Equal(verbs(c.other), want) {
			t.Errorf("%q does not count its first argument with the verbs of %q and %q", key, c.one, c.other)
		}
	}
}

// TestEveryTextCanBeSaid says everything once.
func TestEveryTextCanBeSaid(t *testing.T) {
	var all []string
	for _, part := range chinese {
		all = slices.AppendSeq(all, maps.Keys(part))
	}
	for _, key := range slices.AppendSeq(all, maps.Keys(counts)) {
		v := verbs(key)
		args := make([]any, len(v))
		for i := range args {
			switch v[i+1] {
			case "d":
				args[i] = 1234
			case "c", "U":
				args[i] = 'x'
			default:
				args[i] = "x"
			}
		}
		for _, l := range All {
			if said := l.T(key, args...); strings.Contains(said, "%!") {
				t.Errorf("%s: %q says %q", l, key, said)
			}
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])`)

// verbs returns which argument a text shows how. The same argument shown twice
// in the same way counts once.
func verbs(s string) map[int]string {
	out := make(map[int]string)
	next := 1
	for _, m := range verb.FindAllStringSubmatch(s, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			fmt.Sscan(m[1], &next)
		}
		out[next] += strings.Replace(m[2], out[next], "", 1)
		next++
	}
	return out
}

func TestVerbs(t *testing.T) {
	tests := []struct {
		name, text string
		want       map[int]string
	}{
		{"none", "100 %%", map[int]string{}},
		{"in order", "%s has %d", map[int]string{1: "s", 2: "d"}},
		{"by number", "%[2]s有%[1]d", map[int]string{1: "d", 2: "s"}},
		{"one twice", "%[1]s, %[1]s", map[int]string{1: "s"}},
		{"with width", "%.40q %-3d", map[int]string{1: "q", 2: "d"}},
		{"behind a number", "%[2]d %s", map[int]string{2: "d", 3: "s"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := verbs(tt.text); !maps.Equal(got, tt.want) {
				t.Errorf("verbs(%q) = %v, want %v", tt.text, got, tt.want)
			}
		})
	}
}

// findKeys returns the keys in the source of the program and where each is. A
// key is a constant of type [Key]; a constant that is given to a parameter
// called key, before arguments of any kind; or the usage of a flag of the
// command table.
func findKeys(t *testing.T) map[string]string {
	t.Helper()
	packages := list(t)
	fset := token.NewFileSet()
	imp := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		p, ok := packages[path]
		if !ok || p.Export == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(p.Export)
	})
	s := search{t: t, fset: fset, keys: make(map[string]string)}
	for _, path := range slices.Sorted(maps.Keys(packages)) {
		p := packages[path]
		if !p.Module.Main {
			continue
		}
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		s.info = types.Info{Types: make(map[ast.Expr]types.TypeAndValue), Uses: make(map[*ast.Ident]types.Object)}
		config := types.Config{Importer: imp, Error: func(err error) { t.Error(err) }}
		_, _ = config.Check(path, fset, files, &s.info) // as far as it goes; Error has told why not
		s.lang = path == "snug/text/lang"
		for _, f := range files {
			ast.Inspect(f, s.visit)
		}
	}
	return s.keys
}

// A listed is a package as go list tells of it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	Module                  struct{ Main bool }
}

// list returns the packages of the program and all that they import.
func list(t *testing.T) map[string]listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Module", "./...")
	cmd.Dir = filepath.Join("..", "..")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	packages := make(map[string]listed)
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages
		case err != nil:
			t.Fatalf("decode go list: %v", err)
		}
		packages[p.ImportPath] = p
	}
}

// A search goes through the syntax of one package after another.
type search struct {
	t    *testing.T
	fset *token.FileSet
	info types.Info
	lang bool // this package, in which keys are handed on
	keys map[string]string
}

func (s *search) visit(n ast.Node) bool {
	e, ok := n.(ast.Expr)
	if !ok {
		return true
	}
	if tv := s.info.Types[e]; tv.Value != nil && isKey(tv.Type) {
		s.add(e)
		return false // its parts are no keys
	}
	if call, ok := e.(*ast.CallExpr); ok {
		s.visitCall(call)
	}
	return true
}

func (s *search) visitCall(call *ast.CallExpr) {
	sig, ok := s.info.Types[call.Fun].Type.(*types.Signature)
	if !ok {
		return
	}
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		if p.Type() != types.Typ[types.String] || i >= len(call.Args) {
			continue
		}
		switch arg := ast.Unparen(call.Args[i]); {
		case p.Name() == "usage" && p.Pkg().Name() == "pflag" && s.within("session/command"):
			s.add(arg)
		case p.Name() != "key" || !sig.Variadic() || i != sig.Params().Len()-2:
		case s.info.Types[arg].Value != nil:
			s.add(arg)
		case !s.lang && !s.handedOn(arg):
			s.t.Errorf("%s: the key is not a constant", s.fset.Position(arg.Pos()))
		}
	}
}

// within reports whether the package that is searched uses the flags of the
// command table: only those are shown to people in their language.
func (s *search) within(dir string) bool {
	for id := range s.info.Uses {
		return strings.Contains(filepath.ToSlash(s.fset.Position(id.Pos()).Filename), "/"+dir+"/")
	}
	return false
}

// handedOn reports whether an argument is a key that was found elsewhere: one
// of type Key, or what a helper was given as its key.
func (s *search) handedOn(arg ast.Expr) bool {
	switch arg := arg.(type) {
	case *ast.Ident:
		return arg.Name == "key"
	case *ast.CallExpr:
		return len(arg.Args) == 1 && isKey(s.info.Types[arg.Args[0]].Type)
	}
	return false
}

// add notes a key, unless there is nothing in it to translate.
func (s *search) add(e ast.Expr) {
	v := s.info.Types[e].Value
	if v == nil {
		s.t.Errorf("%s: the text is not a constant", s.fset.Position(e.Pos()))
		return
	}
	key := constant.StringVal(v)
	if strings.ContainsFunc(verb.ReplaceAllString(key, ""), func(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }) {
		at := s.fset.Position(e.Pos())
		s.keys[key] = fmt.Sprintf("%s:%d", filepath.Base(filepath.Dir(at.Filename))+"/"+filepath.Base(at.Filename), at.Line)
	}
}

func isKey(t types.Type) bool {
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == "Key" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "snug/text/lang"
}
