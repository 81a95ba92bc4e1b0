//go:build linux

package bench

import (
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkCopy has OpenSSH's sftp copy a file of 100 MB to this server and to OpenSSH's
// own, and back from both, one after another. An operation is the four of them. Only
// the copy is timed, and not how they come to be connected.
//
// What is put in is on the disk when a copy to this server ends. OpenSSH's leaves that
// to the system.
func BenchmarkCopy(b *testing.B) { copying(100 * MB).run(b) }

func copying(size int64) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		p := newPerson(tb, "copier")
		ours, theirs := startFileServer(tb, p), startOpenSSH(tb, p)
		big, there, back := bigFile(tb, size), filepath.Join(tb.TempDir(), "there"), filepath.Join(memoryDir(tb), "back")

		var ourPut, ourGet, theirPut, theirGet pace
		for more() {
			ourPut.measure(tb, p, ours.addr, ours.cpu, "put "+big+" lobby/big.bin")
			theirPut.measure(tb, p, theirs.addr, theirs.cpu, "put "+big+" "+there)
			ourGet.measure(tb, p, ours.addr, ours.cpu, "get lobby/1-big.bin "+back)
			theirGet.measure(tb, p, theirs.addr, theirs.cpu, "get "+there+" "+back)
		}
		measured := map[string]float64{
			"put-%-of-openssh": 100 * theirPut.took.Seconds() / ourPut.took.Seconds(),
			"get-%-of-openssh": 100 * theirGet.took.Seconds() / ourGet.took.Seconds(),
		}
		for name, p := range map[string]pace{"put": ourPut, "get": ourGet, "openssh-put": theirPut, "openssh-get": theirGet} {
			copied := float64(p.copies) * float64(size) / MB
			measured[name+"-MB/s"] = copied / p.took.Seconds()
			measured[name+"-cpu-ms/MB"] = ms(p.cpu) / copied
		}
		return measured
	}
}

// A pace is what some equal copies took.
type pace struct {
	copies    int
	took, cpu time.Duration
}

// measure runs one copy more, with a connection of its own.
func (c *pace) measure(tb testing.TB, p person, addr string, cpu func(testing.TB) time.Duration, line string) {
	tb.Helper()
	one := copierTo(tb, p, addr)
	defer one.close()
	used, began := cpu(tb), time.Now()
	one.must(tb, line)
	c.took += time.Since(began)
	c.cpu += cpu(tb) - used
	c.copies++
}
