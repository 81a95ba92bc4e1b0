package transfer_test

import (
	"io"
	"testing"

	"snug/keys"
)

// What a session of files moves, without SSH and without a disk. Allocations are those
// of the client, too.
func BenchmarkSFTP(b *testing.B) {
	const size = 64 << 20
	h := openHouse(b)
	for _, name := range []string{keys.HouseFileSize, keys.HouseFileQuota} {
		h.set(name, "1T")
	}
	h.set(keys.HouseFileRoomQuota, "1T")
	h.set(keys.HouseFileTotal, "1T")
	c := h.visit("ben").sftp()
	content := make([]byte, size)
	b.Run("put", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			upload(b, c, "/books/big.bin", content)
		}
	})
	b.Run("get", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			f, err := c.Open("/books/1")
			if err != nil {
				b.Fatal(err)
			}
			if _, err := f.WriteTo(struct{ io.Writer }{io.Discard}); err != nil {
				b.Fatal(err)
			}
			if err := f.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
