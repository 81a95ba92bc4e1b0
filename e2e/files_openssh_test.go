package e2e_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// TestOpenSSHCopiesFolders copies one with folders in it into a room, and the room back,
// by both protocols.
func TestOpenSSHCopiesFolders(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	for name, flags := range map[string][]string{"over sftp": {"-r"}, "of old": {"-r", "-O"}} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, s, "scp")
			room := strings.ReplaceAll(name, " ", "-")
			key := d.register(room)
			d.must(key, "create "+room)
			if err := os.MkdirAll(filepath.Join(d.home, "trip", "old"), 0o700); err != nil {
				t.Fatal(err)
			}
			d.write("trip/a b.txt", "one", 0o600)
			d.write("trip/old/c.txt", "two", 0o600)
			d.copies(append(d.copying("scp", key, flags...), "trip", d.at(room+"/")))
			var names []string
			for name := range d.filesIn(key, room) {
				names = append(names, name)
			}
			slices.Sort(names)
			if want := []string{"trip/a b.txt", "trip/old/c.txt"}; !slices.Equal(names, want) {
				t.Errorf("the room has %q, want %q", names, want)
			}
			d.copies(append(d.copying("scp", key, flags...), d.at(room), "back"))
			if got := d.sums("back"); len(got) != 2 || got["a b.txt"] == "" || got["c.txt"] == "" {
				t.Errorf("what came back is %v", got)
			}
		})
	}
}

// copies runs what has to copy something.
func (d *desk) copies(args []string) {
	d.t.Helper()
	if a := d.runProgram(args, nil); a.status != 0 {
		d.t.Fatalf("%s: %d\n%s%s", strings.Join(args, " "), a.status, a.stdout, a.stderr)
	}
}

// TestOpenSSHGoesOnWithACopy has the first part of a file, and fetches the rest.
func TestOpenSSHGoesOnWithACopy(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")), "sftp", "scp")
	key := d.register("ana")
	names, want := d.furnish([]int64{5 << 20})
	d.copies(append(d.copying("scp", key), names[0], d.at("lobby/")))
	b, err := os.ReadFile(filepath.Join(d.home, names[0]))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(d.home, "got"), 0o700); err != nil {
		t.Fatal(err)
	}
	d.write("got/1-"+names[0], string(b[:3<<20+7]), 0o600)
	a := d.runProgram(append(d.copying("sftp", key, "-b", "-"), d.at("lobby")), strings.NewReader("lcd got\nreget 1-"+names[0]+"\n"))
	if got := d.sums("got"); a.status != 0 || got[names[0]] != want[names[0]] {
		t.Errorf("status %d, got %v, want %v\n%s%s", a.status, got, want, a.stdout, a.stderr)
	}
}

// TestOpenSSHSaysWhyACopyIsRefused looks for our sentence beside what the programs say
// themselves.
func TestOpenSSHSaysWhyACopyIsRefused(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	s.mustAsk(t, boss, "setting set file-size 100k")
	d := newDesk(t, s, "sftp", "scp")
	key := d.register("ana")
	d.write("small.txt", "small", 0o600)
	d.write("big.txt", strings.Repeat("x", 200<<10), 0o600)
	batch := func(line string) ([]string, string) {
		return append(d.copying("sftp", key, "-b", "-"), d.at("")), line + "\n"
	}
	tests := []struct {
		name  string
		args  []string
		stdin string
		said  string
	}{
		{"too big", append(d.copying("scp", key), "big.txt", d.at("lobby/")), "", "more than 100 KB"},
		{"too big, of old", append(d.copying("scp", key, "-O"), "big.txt", d.at("lobby/")), "", "more than 100 KB"},
		{"no room", append(d.copying("scp", key), "small.txt", d.at("nowhere/")), "", "nowhere"},
		{"no room, of old", append(d.copying("scp", key, "-O"), "small.txt", d.at("nowhere/")), "", "nowhere"},
		{"the root", append(d.copying("scp", key), "small.txt", d.at("")), "", "nothing is put there"},
		{"the root, of old", append(d.copying("scp", key, "-O"), "small.txt", d.at("")), "", "nothing is put there"},
	}
	for _, line := range []string{"symlink lobby/1-small.txt lobby/x", "ln lobby/1-small.txt lobby/x", "rename lobby/1-small.txt lobby/x", "chmod 777 lobby/1-small.txt", "mkdir books", "rmdir lobby"} {
		tests = append(tests, struct {
			name  string
			args  []string
			stdin string
			said  string
		}{name: line, said: "; "})
		one := &tests[len(tests)-1]
		one.args, one.stdin = batch(line)
	}
	d.copies(append(d.copying("scp", key), "small.txt", d.at("lobby/")))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := d.runProgram(tt.args, strings.NewReader(tt.stdin))
			if a.status == 0 || !strings.Contains(a.stderr, tt.said) {
				t.Errorf("status %d, want another, and %q on standard error:\n%s%s", a.status, tt.said, a.stdout, a.stderr)
			}
		})
	}
	if got := d.filesIn(key, "lobby"); len(got) != 1 {
		t.Errorf("the lobby has %v", got)
	}
}

// TestABanEndsACopyByOpenSSH bans somebody who copies slowly, in and out, by both
// protocols.
func TestABanEndsACopyByOpenSSH(t *testing.T) {
	t.Parallel()
	boss := newKey()
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir, "--owner", ssh.FingerprintSHA256(boss.PublicKey()))
	s.mustAsk(t, boss, "register boss")
	for name, flags := range map[string][]string{"over sftp": nil, "of old": {"-O"}} {
		for _, way := range []string{"in", "out"} {
			t.Run(way+" "+name, func(t *testing.T) {
				d := newDesk(t, s, "scp")
				who := way + "-" + strings.ReplaceAll(name, " ", "-")
				key := d.register(who)
				d.must(key, "create "+who)
				names, _ := d.furnish([]int64{20 << 20})
				args := append(d.copying("scp", key, append(flags, "-l", "8000")...), names[0], d.at(who+"/new.bin")) // 1 MB a second
				if way == "out" {
					d.copies(append(d.copying("scp", key), names[0], d.at(who+"/")))
					args = append(d.copying("scp", key, append(flags, "-l", "8000")...), d.at(who+"/"+names[0]), "got.bin")
				}
				cmd := d.command(args[0], args[1:]...)
				var said buffer
				cmd.Stderr = &said
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				d.until("the copy is under way", func() bool {
					if way == "out" {
						info, err := os.Stat(filepath.Join(d.home, "got.bin"))
						return err == nil && info.Size() > 0
					}
					coming, err := os.ReadDir(filepath.Join(dir, "files", "incoming"))
					return err == nil && len(coming) > 0
				})
				s.mustAsk(t, boss, "ban add "+who+" --for 1h --reason spam")
				err := cmd.Wait()
				if err == nil || !strings.Contains(said.String(), "this account is banned from the server") || !strings.Contains(said.String(), "because: spam") {
					t.Errorf("scp ends with %v and says:\n%s", err, said.String())
				}
				s.mustAsk(t, boss, "join "+who)
				if list := s.mustAsk(t, boss, "file list "+who); strings.Contains(list, "new.bin") {
					t.Errorf("the room has %s", list)
				}
				d.until("nothing is coming in any more", func() bool {
					coming, err := os.ReadDir(filepath.Join(dir, "files", "incoming"))
					return err == nil && len(coming) == 0
				})
			})
		}
	}
}

// until looks again and again until a condition is met on the disk, which tells
// nobody when it is.
func (d *desk) until(what string, condition func() bool) {
	d.t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !condition() {
		select {
		case <-look.C:
		case <-deadline:
			d.t.Fatalf("it does not come to pass that %s", what)
		}
	}
}
