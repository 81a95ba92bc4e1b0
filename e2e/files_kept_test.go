package e2e_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestBytesAreOnDiskAsLongAsAMessageHasThem puts the same bytes in twice and deletes
// one message after the other.
func TestBytesAreOnDiskAsLongAsAMessageHasThem(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	files := filepath.Join(dir, "files")
	s := serve(t, dir)
	d := newDesk(t, s, "scp")
	key := d.register("ana")
	d.write("a.txt", "the same bytes", 0o600)
	d.write("b.txt", "the same bytes", 0o600)
	d.write("c.txt", "other bytes", 0o600)
	d.copies(append(d.copying("scp", key), "a.txt", "b.txt", "c.txt", d.at("lobby/")))
	if got := filesBelow(t, files); len(got) != 2 {
		t.Fatalf("of two with the same bytes and one with others there are %q", got)
	}
	all := s.filesKept(t, s.signUp(t, "reader"))
	first, second, other := fileNamed(t, all, "a.txt"), fileNamed(t, all, "b.txt"), fileNamed(t, all, "c.txt")
	d.must(key, fmt.Sprintf("file delete %d --yes", first.File))
	d.must(key, fmt.Sprintf("file delete %d --yes", other.File))
	d.until("the bytes of what was deleted are gone", func() bool { return !slices.Contains(filesBelow(t, files), other.SHA256) })
	if got := filesBelow(t, files); !slices.Equal(got, []string{second.SHA256}) {
		t.Errorf("there are %q, want what b.txt has", got)
	}
	if got := d.must(key, fmt.Sprint("get ", second.File)); got != "the same bytes" {
		t.Errorf("b.txt has %q", got)
	}
	d.must(key, "message delete lobby#2 --yes") // as any other message
	d.until("no bytes are left", func() bool { return len(filesBelow(t, files)) == 0 })
}

// fileNamed returns the newest file of a name in the lobby.
func fileNamed(t *testing.T, all []keptFile, name string) keptFile {
	t.Helper()
	for _, f := range all {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no file %s", name)
	return keptFile{}
}

// TestOneNameComesFromEverywhereAtOnce has several people put in a file of one name,
// each with bytes of their own and by a way of their own.
func TestOneNameComesFromEverywhereAtOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir)
	d := newDesk(t, s, "scp", "sftp")
	content := strings.Repeat("0123456789abcdef", 1<<16)
	ways := []func(key, name string) (args []string, stdin string){
		func(key, name string) ([]string, string) {
			return append(d.copying("scp", key), name, d.at("lobby/same.bin")), ""
		},
		func(key, name string) ([]string, string) {
			return append(d.copying("scp", key, "-O"), name, d.at("lobby/same.bin")), ""
		},
		func(key, name string) ([]string, string) {
			return append(d.copying("sftp", key, "-b", "-"), d.at("")), "put " + name + " lobby/same.bin\n"
		},
		func(key, name string) ([]string, string) {
			return append([]string{"ssh"}, d.ssh("somebody", key, "--", "put lobby same.bin")...), name + content
		},
	}
	var all sync.WaitGroup
	for i := range 2 * len(ways) {
		key, name := d.register(fmt.Sprint("person-", i)), fmt.Sprintf("from-%d", i)
		d.write(name, name+content, 0o600)
		args, stdin := ways[i%len(ways)](key, name)
		all.Go(func() {
			if a := d.runProgram(args, strings.NewReader(stdin)); a.status != 0 {
				t.Errorf("%s: %d\n%s%s", strings.Join(args, " "), a.status, a.stdout, a.stderr)
			}
		})
	}
	all.Wait()
	key := s.signUp(t, "reader")
	kept := s.filesKept(t, key)
	for _, f := range kept {
		if got := s.mustAsk(t, key, fmt.Sprint("get ", f.File)); len(got) != len("from-0")+len(content) || f.Name != "same.bin" {
			t.Errorf("file %d is %s with %d bytes", f.File, f.Name, len(got))
		}
	}
	if sums := sumsOf(kept); len(kept) != 2*len(ways) || !slices.Equal(sums, filesBelow(t, filepath.Join(dir, "files"))) || len(sums) != len(kept) {
		t.Errorf("there are %d files with %d contents, want %d of each", len(kept), len(sums), 2*len(ways))
	}
}
