package keys_test

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"snug/keys"
	"snug/keys/sanction"
)

// fill has a memory keep bans of one address each.
func fill(m *memory, n int, s sanction.Sanction) {
	for i := range n {
		m.lastBan++
		addr := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		m.bans = append(m.bans, keys.Ban{ID: m.lastBan, Target: keys.Target{Net: netip.PrefixFrom(addr, 32)}, Sanction: s})
	}
}

func TestBansAreLimited(t *testing.T) {
	m := newMemory()
	d := keys.NewDirectory(m, nil)
	fill(m, keys.MaxBans-1, sanction.Sanction{At: time.Now()})
	ban := func(addr string) error {
		_, err := d.Ban(t.Context(), operator, keys.BanRequest{Target: keys.Target{Net: netip.MustParsePrefix(addr)}})
		return err
	}
	if err := ban("192.0.2.1/32"); err != nil {
		t.Fatal(err)
	}
	if err := ban("192.0.2.2/32"); !errors.Is(err, keys.ErrLimited) {
		t.Errorf("one too many: %v", err)
	}
	if err := ban("192.0.2.1/32"); err != nil {
		t.Errorf("in the place of another: %v", err)
	}
	if _, err := d.Unban(t.Context(), operator, keys.Target{Net: netip.MustParsePrefix("192.0.2.1/32")}, ""); err != nil {
		t.Fatal(err)
	}
	if err := ban("192.0.2.2/32"); err != nil {
		t.Errorf("after one was lifted: %v", err)
	}
}

// Whoever bans and lifts for ever does not fill the store.
func TestEndedBansAreLimited(t *testing.T) {
	m := newMemory()
	d := keys.NewDirectory(m, nil)
	fill(m, 2*keys.MaxBans, sanction.Sanction{At: time.Now().Add(-time.Hour), Until: time.Now().Add(-time.Minute)})
	for range 3 {
		if _, err := d.Ban(t.Context(), operator, keys.BanRequest{Target: keys.Target{Key: keys.Fingerprint{1}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Unban(t.Context(), operator, keys.Target{Key: keys.Fingerprint{1}}, ""); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := d.Bans(true); err != nil || len(all) > 2*keys.MaxBans {
		t.Errorf("%d bans are kept, %v", len(all), err)
	}
}
