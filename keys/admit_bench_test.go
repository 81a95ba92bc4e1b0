package keys_test

import (
	"net/netip"
	"testing"

	"snug/data"
	"snug/keys"
	"snug/keys/keystest"
)

// BenchmarkAdmit is what every line costs of a member, with many bans.
func BenchmarkAdmit(b *testing.B) {
	store, err := data.Open(b.TempDir(), data.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	d := keys.NewDirectory(store.Accounts(), nil)
	who, err := d.SignUp(b.Context(), keystest.NewKey(b), "ann", "")
	if err != nil {
		b.Fatal(err)
	}
	for i := range 500 {
		addr := netip.AddrFrom4([4]byte{10, byte(i / 256), byte(i), 0})
		bits := 24 + i%9
		r := keys.BanRequest{Target: keys.Target{Net: netip.PrefixFrom(addr, bits).Masked()}}
		if _, err := d.Ban(b.Context(), operator, r); err != nil {
			b.Fatal(err)
		}
	}
	from := netip.MustParseAddr("192.0.2.7")
	b.ReportAllocs()
	for b.Loop() {
		if err := d.Admit(who, from, false); err != nil {
			b.Fatal(err)
		}
	}
}
