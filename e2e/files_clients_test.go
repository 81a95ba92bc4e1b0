package e2e_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copied are the sizes in bytes of the files that every program copies: around those of
// packets, and one that is bigger than what anybody holds in memory.
var copied = []int64{0, 1, 32<<10 - 1, 32 << 10, 32<<10 + 1, 100 << 20}

// TestEveryClientCopiesEveryByte puts files into a room and gets them back, with what
// people have for that.
func TestEveryClientCopiesEveryByte(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	for _, line := range []string{"file-size 200M", "file-quota 20G", "file-room-quota 1G", "file-total 20G"} {
		s.mustAsk(t, boss, "setting set "+line)
	}
	for _, program := range copiers {
		t.Run(program.name, func(t *testing.T) {
			d := newDesk(t, s, program.tools...)
			name := "copier-" + strings.ReplaceAll(program.name, " ", "-")
			key := d.register(name)
			d.must(key, "create "+name)
			files, want := d.furnish(copied)

			args, stdin := program.put(d, key, name, files)
			if a := d.runProgram(args, strings.NewReader(stdin)); a.status != 0 {
				t.Fatalf("%s: %d\n%s%s", strings.Join(args, " "), a.status, a.stdout, a.stderr)
			}
			there := d.filesIn(key, name)
			if !maps.Equal(there, want) {
				t.Fatalf("the room has %v, want %v", there, want)
			}

			if err := os.Mkdir(filepath.Join(d.home, "got"), 0o700); err != nil {
				t.Fatal(err)
			}
			args, stdin = program.get(d, key, name)
			if a := d.runProgram(args, strings.NewReader(stdin)); a.status != 0 {
				t.Fatalf("%s: %d\n%s%s", strings.Join(args, " "), a.status, a.stdout, a.stderr)
			}
			if got := d.sums("got"); !maps.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// furnish writes files of sizes in bytes, and returns their names and hashes.
func (d *desk) furnish(sizes []int64) (names []string, sums map[string]string) {
	d.t.Helper()
	sums = make(map[string]string)
	for _, size := range sizes {
		name := fmt.Sprintf("f%d.bin", size)
		f, err := os.Create(filepath.Join(d.home, name))
		if err != nil {
			d.t.Fatal(err)
		}
		h := sha256.New()
		seed := [32]byte{byte(size), byte(size >> 8)}
		if _, err := io.CopyN(io.MultiWriter(f, h), rand.NewChaCha8(seed), size); err != nil {
			d.t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			d.t.Fatal(err)
		}
		names, sums[name] = append(names, name), hex.EncodeToString(h.Sum(nil))
	}
	return names, sums
}

// filesIn returns the names and hashes of the files in a room.
func (d *desk) filesIn(key, room string) map[string]string {
	d.t.Helper()
	sums := make(map[string]string)
	for _, f := range d.list(key, room) {
		sums[f.Name] = f.SHA256
	}
	return sums
}

// numbersIn returns the names and numbers of the files in a room.
func (d *desk) numbersIn(key, room string) map[string]uint64 {
	d.t.Helper()
	numbers := make(map[string]uint64)
	for _, f := range d.list(key, room) {
		numbers[f.Name] = f.File
	}
	return numbers
}

// list returns the newest files of a room.
func (d *desk) list(key, room string) []keptFile {
	d.t.Helper()
	var list struct{ Items []keptFile }
	if err := json.Unmarshal([]byte(d.must(key, "file list "+room+" --json")), &list); err != nil {
		d.t.Fatal(err)
	}
	return list.Items
}

// sums returns the hashes of the files in a folder, by their names without the numbers
// before them.
func (d *desk) sums(folder string) map[string]string {
	d.t.Helper()
	sums := make(map[string]string)
	entries, err := os.ReadDir(filepath.Join(d.home, folder))
	if err != nil {
		d.t.Fatal(err)
	}
	for _, e := range entries {
		f, err := os.Open(filepath.Join(d.home, folder, e.Name()))
		if err != nil {
			d.t.Fatal(err)
		}
		h := sha256.New()
		_, err = io.Copy(h, f)
		f.Close()
		if err != nil {
			d.t.Fatal(err)
		}
		_, name, _ := strings.Cut(e.Name(), "-")
		sums[name] = hex.EncodeToString(h.Sum(nil))
	}
	return sums
}
