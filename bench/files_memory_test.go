//go:build linux

package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"
)

// BenchmarkCopyMemory has several copy a file of 30 MB at once, in and then out, each
// over a connection of their own, and tells what the server's memory grows by at most, for
// each of them beyond what their session takes at rest.
func BenchmarkCopyMemory(b *testing.B) {
	for _, n := range []int{1, 8, 32} {
		b.Run(fmt.Sprintf("copies=%d", n), memoryOf(n, 30*MB).run)
	}
}

func memoryOf(n int, size int64) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		people := make([]person, n) // the server takes one upload of each when it is busy
		for i := range people {
			people[i] = newPerson(tb, fmt.Sprintf("copier%02dx", i))
		}
		s := startFileServer(tb, people...)
		big, back := bigFile(tb, size), memoryDir(tb)
		copierTo(tb, people[0], s.addr).must(tb, "put "+big+" lobby/big.bin")
		copiers := make([]*copier, n)
		empty := s.rss(tb)
		for i := range copiers {
			copiers[i] = copierTo(tb, people[i], s.addr)
		}
		rest := s.rss(tb)
		all := func(line func(i int) string) (peak int) {
			s.forgetPeak(tb)
			var g errgroup.Group
			for i, c := range copiers {
				g.Go(func() error { return c.do(line(i)) })
			}
			if err := g.Wait(); err != nil {
				tb.Fatal(err)
			}
			return s.peak(tb)
		}
		put, get := 0, 0
		for more() {
			put = max(put, all(func(int) string { return "put " + big + " lobby/big.bin" }))
			get = max(get, all(func(i int) string { return "get lobby/1-big.bin " + filepath.Join(back, strconv.Itoa(i)) }))
		}
		each := func(bytes int) float64 { return float64(bytes) / 1024 / float64(n) }
		return map[string]float64{
			"KiB/session-at-rest": each(rest - empty),
			"KiB/put":             each(put - rest),
			"KiB/get":             each(get - rest),
			"MB-server-at-rest":   float64(rest) / MB,
		}
	}
}

// forgetPeak has the kernel count the greatest memory of the server anew.
func (s *server) forgetPeak(tb testing.TB) {
	tb.Helper()
	const peak = "5" // of clear_refs in proc(5)
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.cmd.Process.Pid), []byte(peak), 0); err != nil {
		tb.Fatal(err)
	}
}

// peak returns the greatest resident memory since then, in bytes.
func (s *server) peak(tb testing.TB) int {
	tb.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		tb.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	line, _, _ := strings.Cut(after, " kB")
	n, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		tb.Fatalf("VmHWM: %v", err)
	}
	return n << 10
}
