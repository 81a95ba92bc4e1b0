package e2e_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestBytesAreOnDiskAsLongAsAMessageHasThem puts the same bytes in twice and deletes
// one message after the other.
func TestBytesAreOnDiskAsLongAsAMessageHasThem(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir)
	d := newDesk(t, s, "scp")
	key := d.register("ana")
	d.write("a.txt", "the same bytes", 0o600)
	d.write("b.txt", "the same bytes", 0o600)
	d.write("c.txt", "other bytes", 0o600)
	d.copies(append(d.copying("scp", key), "a.txt", "b.txt", "c.txt", d.at("lobby/")))
	if got := blobsIn(t, dir); len(got) != 2 {
		t.Fatalf("of two with the same bytes and one with others there are %q", got)
	}
	both, other := d.fileOf(key, "a.txt"), d.fileOf(key, "c.txt")
	d.must(key, "file delete "+both.number()+" --yes")
	// What has no other message goes; behind it in the queue stays what has one.
	d.must(key, "file delete "+other.number()+" --yes")
	d.until("the bytes of what was deleted are gone", func() bool { return !slices.Contains(blobsIn(t, dir), other.SHA256) })
	if got := blobsIn(t, dir); !slices.Equal(got, []string{both.SHA256}) {
		t.Errorf("there are %q, want what b.txt has", got)
	}
	if got := d.must(key, "get "+d.fileOf(key, "b.txt").number()); got != "the same bytes" {
		t.Errorf("b.txt has %q", got)
	}
	d.must(key, "message delete lobby#2 --yes")
	d.until("no bytes are left", func() bool { return len(blobsIn(t, dir)) == 0 })
}

// A fileOf is a file as file list tells of it.
type fileOf struct {
	File         json.Number
	Name, SHA256 string
}

func (f fileOf) number() string { return f.File.String() }

// fileOf returns the newest file of a name in the lobby.
func (d *desk) fileOf(key, name string) fileOf {
	d.t.Helper()
	for _, f := range d.list(key, "lobby") {
		if f.Name == name {
			return f
		}
	}
	d.t.Fatalf("there is no file %s", name)
	return fileOf{}
}

// list returns the files of a room, the newest first.
func (d *desk) list(key, room string) []fileOf {
	d.t.Helper()
	var list struct{ Items []fileOf }
	if err := json.Unmarshal([]byte(d.must(key, "file list "+room+" --json")), &list); err != nil {
		d.t.Fatal(err)
	}
	return list.Items
}

// blobsIn returns the hashes of the files that a server keeps on disk.
func blobsIn(t *testing.T, dir string) (sums []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(dir, "files"), func(_ string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			sums = append(sums, e.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// TestOneNameComesFromEverywhereAtOnce has several people put in a file of one name,
// each with bytes of their own and by a way of their own.
func TestOneNameComesFromEverywhereAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	d := newDesk(t, serve(t, dir), "scp", "sftp")
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
	key := d.register("reader")
	sums, numbers := make(map[string]bool), make(map[string]bool)
	for _, f := range d.list(key, "lobby") {
		if got := d.must(key, "get "+f.number()); len(got) != len("from-0")+len(content) || f.Name != "same.bin" {
			t.Errorf("file %s is %s with %d bytes", f.number(), f.Name, len(got))
		}
		sums[f.SHA256], numbers[f.number()] = true, true
	}
	if len(sums) != 2*len(ways) || len(numbers) != len(sums) || len(blobsIn(t, dir)) != len(sums) {
		t.Errorf("there are %d files with %d contents, want %d of each", len(numbers), len(sums), 2*len(ways))
	}
}
