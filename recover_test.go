package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unrecovered are the goroutines that recover nothing, by file and function,
// each with the reason why a panic there cannot happen or has to end the
// program.
var unrecovered = map[string]string{
	"adminsocket.go: stop":          "it only waits",
	"ctl.go: ask":                   "it closes a connection, in a program of one person's",
	"ctl.go: follow":                "it copies input, in a program of one person's",
	"main.go: main":                 "it waits for signals; without it nothing would end the program in order",
	"data/store.go: start":          "each batch recovers; a store without its writer would take commands and answer none",
	"room/paced.go: startPaced":     "the work that its loop runs recovers",
	"session/hold.go: start":        "what it is given recovers",
	"session/server.go: Serve":      "it cuts every connection, whose server is called off",
	"session/shutdown.go: Shutdown": "it only waits",
	"ui/search.go: step":            "it ends a context",
}

// TestEveryGoroutineRecovers looks at whatever begins a goroutine: a panic on
// one that recovers nothing is the end of everybody's session.
func TestEveryGoroutineRecovers(t *testing.T) {
	used := make(map[string]bool)
	begun := 0
	for dir, files := range sources(t, ".") {
		p := newRecovering(files)
		for path, file := range files {
			for _, decl := range file.Decls {
				in, ok := decl.(*ast.FuncDecl)
				if !ok {
					continue
				}
				for _, f := range goroutines(in) {
					begun++
					where := filepath.ToSlash(path) + ": " + in.Name.Name
					switch {
					case p.guards(f):
					case unrecovered[where] != "":
						used[where] = true
					default:
						t.Errorf("%s (%s) begins a goroutine that does not recover", where, dir)
					}
				}
			}
		}
	}
	for where := range unrecovered {
		if !used[where] {
			t.Errorf("%s is excused and needs no excuse", where)
		}
	}
	if begun < 30 {
		t.Errorf("%d goroutines were found, want those that there are", begun)
	}
}

// TestGoroutinesThatDoNotRecoverAreFound holds the test above to what it is for.
func TestGoroutinesThatDoNotRecoverAreFound(t *testing.T) {
	const declared = `package p
		func contain() { if recover() != nil { } }
		func safe() { defer contain(); work() }
		func wrapped(f func()) func() { return func() { defer contain(); f() } }
		func begin() { `
	for begun, want := range map[string]bool{
		"go safe()":                               true,
		"go work()":                               false,
		"go func() { safe() }()":                  true,
		"go func() { work(); safe() }()":          false,
		"go func() { defer contain(); work() }()": true,
		"go func() { defer func() { _ = recover() }(); work() }()": true,
		"go func() { if x { defer contain() }; work() }()":         false,
		"go func() { defer work() }()":                             false,
		"time.AfterFunc(d, s.safe)":                                true,
		"time.AfterFunc(d, work)":                                  false,
		"context.AfterFunc(ctx, wrapped(work))":                    true,
		"context.AfterFunc(ctx, func() { work() })":                false,
		"wg.Go(func() { out <- safe() })":                          true,
		"wg.Go(work)":                                              false,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "p.go", declared+begun+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		p := newRecovering(map[string]*ast.File{"p.go": file})
		found := goroutines(file.Decls[3].(*ast.FuncDecl))
		if len(found) != 1 || p.guards(found[0]) != want {
			t.Errorf("%s: %d goroutines, want one and that it recovers: %t", begun, len(found), want)
		}
	}
}

// sources parses what the program is made of, by folder and path.
func sources(t *testing.T, root string) map[string]map[string]*ast.File {
	t.Helper()
	all := make(map[string]map[string]*ast.File)
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && slices.Contains([]string{"bench", "e2e", "examples", "roomtest", "keystest", ".git"}, e.Name()):
			return filepath.SkipDir // no part of the program
		case e.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := filepath.Dir(path)
		if all[dir] == nil {
			all[dir] = make(map[string]*ast.File)
		}
		all[dir][path] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// goroutines returns what f runs on goroutines of their own.
func goroutines(f *ast.FuncDecl) (begun []ast.Expr) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			begun = append(begun, n.Call.Fun)
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "AfterFunc" || s.Sel.Name == "Go") && len(n.Args) > 0 {
				begun = append(begun, n.Args[len(n.Args)-1])
			}
		}
		return true
	})
	return begun
}

// A recovering knows the functions of one package by name; of several with one
// name, all have to do what is said of them.
type recovering struct {
	stops map[string]bool // call recover, and so stop a panic when they are deferred
	safe  map[string]bool // defer one of those
	wraps map[string]bool // return a function that is safe
}

func newRecovering(files map[string]*ast.File) recovering {
	p := recovering{make(map[string]bool), make(map[string]bool), make(map[string]bool)}
	each := func(names map[string]bool, is func(*ast.BlockStmt) bool) {
		for _, file := range files {
			for _, decl := range file.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok || f.Body == nil {
					continue
				}
				for _, name := range []string{f.Name.Name, signature(f)} {
					was, seen := names[name]
					names[name] = (was || !seen) && is(f.Body)
				}
			}
		}
	}
	each(p.stops, recovers)
	each(p.safe, p.isSafe)
	each(p.wraps, func(b *ast.BlockStmt) bool {
		if len(b.List) != 1 {
			return false
		}
		r, ok := b.List[0].(*ast.ReturnStmt)
		return ok && len(r.Results) == 1 && p.guards(r.Results[0])
	})
	return p
}

// recovers reports whether a function with this body stops a panic when it is
// deferred.
func recovers(body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && name(call.Fun) == "recover" {
			found = true
		}
		_, nested := n.(*ast.FuncLit) // where recover does nothing for this one
		return !nested
	})
	return found
}

// isSafe reports whether a body defers what stops a panic, in all cases.
func (p recovering) isSafe(body *ast.BlockStmt) bool {
	return slices.ContainsFunc(body.List, func(s ast.Stmt) bool {
		d, ok := s.(*ast.DeferStmt)
		if !ok {
			return false
		}
		if f, ok := d.Call.Fun.(*ast.FuncLit); ok {
			return recovers(f.Body)
		}
		return p.stops[name(d.Call.Fun)]
	})
}

// guards reports whether no panic gets out of a function.
func (p recovering) guards(f ast.Expr) bool {
	switch f := f.(type) {
	case *ast.FuncLit:
		return p.isSafe(f.Body) || len(f.Body.List) == 1 && p.only(f.Body.List[0])
	case *ast.CallExpr:
		return p.wraps[name(f.Fun)]
	}
	if safe, ok := p.safe[name(f)+"()"]; ok {
		return safe
	}
	return p.safe[name(f)]
}

// signature returns the name of a function with parentheses if it takes nothing and
// returns nothing, as what a timer runs.
func signature(f *ast.FuncDecl) string {
	if f.Type.Params.NumFields() == 0 && f.Type.Results.NumFields() == 0 {
		return f.Name.Name + "()"
	}
	return f.Name.Name
}

// only reports whether a statement is the call of something safe.
func (p recovering) only(s ast.Stmt) bool {
	var called ast.Expr
	switch s := s.(type) {
	case *ast.ExprStmt:
		called = s.X
	case *ast.SendStmt:
		called = s.Value
	}
	call, ok := called.(*ast.CallExpr)
	return ok && p.safe[name(call.Fun)]
}

// name returns the name of a function or of a method.
func name(f ast.Expr) string {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
