package data_test

import (
	"errors"
	"net/netip"
	"reflect"
	"slices"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/keys/sanction"
)

// since is a sanction that began when the tests did.
func since(until time.Duration) sanction.Sanction {
	s := sanction.Sanction{At: header(0).At, By: 1, ByName: "ann", Reason: "noise"}
	if until != 0 {
		s.Until = s.At.Add(until)
	}
	return s
}

func network(prefix string) keys.Target { return keys.Target{Net: netip.MustParsePrefix(prefix)} }

// ban adds a ban of a target.
func (d *desk) ban(target keys.Target) keys.Ban {
	d.Helper()
	b := keys.Ban{Target: target, Name: "bob", Sanction: since(time.Hour), Guests: target.Net.IsValid()}
	d.change(func(tx writeTx) (err error) {
		b, err = tx.AddBan(b)
		return err
	})
	return b
}

func (d *desk) bans() []keys.Ban {
	d.Helper()
	var all []keys.Ban
	d.read(func(r keys.Reader) (err error) {
		all, err = r.Bans()
		return err
	})
	return all
}

// read runs one read of the accounts that must succeed.
func (d *desk) read(f func(keys.Reader) error) {
	d.Helper()
	if err := d.Accounts().View(f); err != nil {
		d.Fatal(err)
	}
}

func TestBansAreKept(t *testing.T) {
	d := newDesk(t)
	account := d.ban(keys.Target{Account: keys.AccountID(d.bob)})
	key := d.ban(keys.Target{Key: keys.Fingerprint{1, 2, 3}})
	net := d.ban(network("2001:db8::/32"))
	one := d.ban(network("192.0.2.7/32"))
	if want := []keys.Ban{account, key, net, one}; !reflect.DeepEqual(d.bans(), want) || one.ID != 4 {
		t.Errorf("bans %+v, want %+v", d.bans(), want)
	}
	d.read(func(r keys.Reader) error {
		for _, b := range []keys.Ban{account, key, net, one} {
			if got, err := r.Ban(b.Target); err != nil || got != b {
				t.Errorf("ban of %+v: %+v, %v", b.Target, got, err)
			}
			if got, err := r.BanNumbered(b.ID); err != nil || got != b {
				t.Errorf("ban %d: %+v, %v", b.ID, got, err)
			}
		}
		for _, none := range []keys.Target{{Account: 1}, {Key: keys.Fingerprint{1, 2}}, network("2001:db8::/33"), {}} {
			if got, err := r.Ban(none); !errors.Is(err, keys.ErrNotFound) {
				t.Errorf("ban of %+v: %+v, %v", none, got, err)
			}
		}
		return nil
	})

	net.Reason, net.Until = "less of it", time.Time{}
	d.change(func(tx writeTx) error { return tx.SetBan(net) })
	again := d.ban(key.Target) // takes the place of the other
	d.change(func(tx writeTx) error { return tx.RemoveBan(account.Target) })
	d.change(func(tx writeTx) error { return tx.RemoveBan(account.Target) })
	if want := []keys.Ban{net, one, again}; !reflect.DeepEqual(d.bans(), want) || again.ID != 5 {
		t.Errorf("bans %+v, want %+v", d.bans(), want)
	}
	for name, b := range map[string]keys.Ban{"removed": account, "replaced": key} {
		err := d.Change(func(tx writeTx) error { return tx.SetBan(b) })
		if !errors.Is(err, keys.ErrNotFound) {
			t.Errorf("SetBan of the %s one: %v, want %q", name, err, keys.ErrNotFound)
		}
	}
	sound(t, d.Store)
}

// Whichever bans there are, those of an address are found that a look at all of
// them finds.
func TestBansOfAddresses(t *testing.T) {
	d := newDesk(t)
	for _, prefix := range []string{
		"0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.1.2.3/32", "10.1.2.4/32", "192.0.2.128/25", "255.255.255.255/32",
		"::/0", "2001:db8::/32", "2001:db8::/33", "2001:db8:8000::/33", "2001:db8::1/128", "ffff::/16",
	} {
		d.ban(network(prefix))
	}
	d.ban(keys.Target{Account: keys.AccountID(d.bob)})
	d.ban(keys.Target{Key: keys.Fingerprint{0: 255, 31: 255}})
	check := func(from netip.Addr) {
		t.Helper()
		var want []uint64
		for _, b := range d.bans() {
			if b.Target.Net.IsValid() && b.Target.Net.Contains(from.Unmap().WithZone("")) {
				want = append(want, b.ID)
			}
		}
		var got []uint64
		d.read(func(r keys.Reader) error {
			hits, err := r.BansOf(from)
			for _, b := range hits {
				got = append(got, b.ID)
			}
			return err
		})
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("bans of %s: %v, want %v", from, got, want)
		}
	}
	from := []netip.Addr{{}}
	for _, typed := range []string{
		"10.1.2.3", "10.1.2.4", "10.1.2.5", "10.1.3.3", "10.2.2.3", "11.1.2.3", "192.0.2.127", "192.0.2.128", "255.255.255.255", "0.0.0.0",
		"::ffff:10.1.2.3", "2001:db8::1", "2001:db8::2", "2001:db8:8000::1", "2001:db9::1", "ffff::1", "fe80::1%eth0", "::", "ff::1",
	} {
		from = append(from, netip.MustParseAddr(typed))
	}
	for _, from := range from {
		check(from)
	}
	for _, prefix := range []string{"0.0.0.0/0", "::/0"} {
		d.change(func(tx writeTx) error { return tx.RemoveBan(network(prefix)) })
	}
	for _, from := range from {
		check(from)
	}
	sound(t, d.Store)
}

func TestBansAfterARestart(t *testing.T) {
	d := newDesk(t)
	b := d.ban(network("192.0.2.0/24"))
	d.reopen()
	if got := d.bans(); len(got) != 1 || got[0] != b {
		t.Errorf("bans %+v, want %+v", got, b)
	}
	d.change(func(tx writeTx) error { return tx.RemoveBan(b.Target) })
	d.reopen()
	if next := d.ban(b.Target); next.ID != 2 {
		t.Errorf("the number %d is given out again", next.ID)
	}
}

// BenchmarkBansOf asks, beside 10 000 bans of every length of a prefix, which ones
// hold an address.
func BenchmarkBansOf(b *testing.B) {
	for _, from := range []string{"192.0.2.7", "2001:db8::1"} {
		b.Run(from, func(b *testing.B) {
			s := tenThousandBans(b)
			addr := netip.MustParseAddr(from)
			b.ReportAllocs()
			for b.Loop() {
				err := s.Accounts().View(func(r keys.Reader) error {
					_, err := r.BansOf(addr)
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBan asks, beside 10 000 bans, for that of a key.
func BenchmarkBan(b *testing.B) {
	s := tenThousandBans(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		err := s.Accounts().View(func(r keys.Reader) error {
			_, err := r.Ban(keys.Target{Key: keys.Fingerprint{0: byte(i), 1: byte(i >> 8), 31: 1}})
			return err
		})
		if err != nil && !errors.Is(err, keys.ErrNotFound) {
			b.Fatal(err)
		}
	}
}

func tenThousandBans(b *testing.B) *data.Store {
	b.Helper()
	s := open(b, b.TempDir(), data.Options{})
	err := s.Change(func(tx data.WriteTx) error {
		for i := range keys.MaxBans {
			target := keys.Target{Key: keys.Fingerprint{0: byte(i), 1: byte(i >> 8), 31: 1}}
			switch i % 3 {
			case 0:
				bits := keys.MinBits4 + i%(33-keys.MinBits4)
				target = keys.Target{Net: netip.PrefixFrom(netip.AddrFrom4([4]byte{byte(i >> 8), byte(i), 3, 4}), bits).Masked()}
			case 1:
				bits := keys.MinBits6 + i%(129-keys.MinBits6)
				target = keys.Target{Net: netip.PrefixFrom(netip.AddrFrom16([16]byte{0x20, 1, byte(i >> 8), byte(i), 15: 1}), bits).Masked()}
			}
			if _, err := tx.AddBan(keys.Ban{Target: target, Sanction: since(time.Hour)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}
