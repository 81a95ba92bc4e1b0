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
	"slices"
	"strings"
	"testing"
)

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
