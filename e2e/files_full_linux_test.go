package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestDiskThatTakesNoMore has files come in, by each way, until the disk takes no more
// in the middle of them: each is told so, nothing of it is left, and people go on
// talking all the time.
func TestDiskThatTakesNoMore(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		start func(t *testing.T, dir string) *server
		fill  func(t *testing.T, s *server) // before the large files
		free  func(t *testing.T, s *server) // behind them; nil: it stays as it is
		said  string
	}{
		{
			// Far more than the store has, and less than the file.
			"no file as large", func(t *testing.T, dir string) *server { return serve(t, dir) },
			func(t *testing.T, s *server) { s.limitFiles(t, 8<<20) },
			func(t *testing.T, s *server) { s.limitFiles(t, unix.RLIM_INFINITY) },
			"the disk of the server takes no file as large as this one",
		},
		{"full", serveOnSmallDisk, func(*testing.T, *server) {}, nil, "the disk of the server is full"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			s := tt.start(t, dir)
			d := newDesk(t, s, "scp")
			key := d.register("ana")
			names, sums := d.furnish([]int64{12 << 20})
			large := names[0]
			d.write("small.txt", "small", 0o600)
			tt.fill(t, s)
			talk := newTalk(t, s)
			ways := map[string][]string{
				"scp":        append(d.copying("scp", key), large, d.at("lobby/")),
				"scp of old": append(d.copying("scp", key, "-O"), large, d.at("lobby/")),
				"put":        append([]string{"ssh"}, d.ssh("somebody", key, "--", "put lobby "+large)...),
			}
			for way, args := range ways {
				before := talk.more()
				a := d.runFrom(args, large)
				if a.status == 0 || !strings.Contains(a.stderr, tt.said) {
					t.Errorf("%s: status %d, want another, and %q on standard error:\n%s%s", way, a.status, tt.said, a.stdout, a.stderr)
				}
				if after := talk.more(); after < before+2 {
					t.Errorf("%s: %d words were said before, and %d when it had ended", way, before, after)
				}
			}
			talk.end()
			// Seen as the server sees it, which may have the disk for itself.
			if left := filesBelow(t, filepath.Join("/proc", fmt.Sprint(s.cmd.Process.Pid), "root", dir, "files")); len(left) > 0 {
				t.Errorf("they left %q", left)
			}
			d.copies(append(d.copying("scp", key), "small.txt", d.at("lobby/")))
			if there := d.filesIn(key, "lobby"); len(there) != 1 || there["small.txt"] == "" {
				t.Errorf("the lobby has %v", there)
			}
			if tt.free != nil {
				tt.free(t, s)
				d.copies(ways["scp"])
				if there := d.filesIn(key, "lobby"); there[large] != sums[large] {
					t.Errorf("with room again the lobby has %v", there)
				}
			}
		})
	}
}

// limitFiles sets how many bytes a file may have that the server writes.
func (s *server) limitFiles(t *testing.T, size uint64) {
	t.Helper()
	limit := unix.Rlimit{Cur: size, Max: unix.RLIM_INFINITY}
	if err := unix.Prlimit(s.cmd.Process.Pid, unix.RLIMIT_FSIZE, &limit, nil); err != nil {
		t.Fatal(err)
	}
}

// serveOnSmallDisk starts a server on a disk of its own with 8 MiB for files, beside
// what is reserved for what people say. The test is skipped where the machine grants
// no such disk.
func serveOnSmallDisk(t *testing.T, dir string) *server {
	t.Helper()
	const mount = `mount -t tmpfs -o size=72m,mode=0700 small "$0"`
	alone := func(script string, args ...string) *exec.Cmd {
		return exec.Command("unshare", append([]string{"-rm", "sh", "-c", script, filepath.Dir(dir)}, args...)...)
	}
	if out, err := alone(mount).CombinedOutput(); err != nil {
		t.Skipf("the machine grants no disk of one's own: %v, %s", err, out)
	}
	s, err := startAs(alone(mount+` && exec "$@"`, snug, "--data", dir, "--listen", "127.0.0.1:0"))
	if err != nil {
		t.Fatal(err)
	}
	stopAfter(t, s)
	return s
}

// runFrom is runProgram with a file of the desk as standard input.
func (d *desk) runFrom(args []string, name string) answer {
	d.t.Helper()
	f, err := os.Open(filepath.Join(d.home, name))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	return d.runProgram(args, f)
}
