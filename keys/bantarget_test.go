package keys_test

import (
	"errors"
	"net/netip"
	"strings"
	"testing"

	"snug/keys"
	"snug/text"
)

const someKey = "SHA256:AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func TestParseTarget(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		want        string // what it is written as; empty: a refusal, or "-": a username
	}{
		{"key", someKey, "key:" + someKey},
		{"key with its word", "key:" + someKey, "key:" + someKey},
		{"words in capitals", "KEY:sha256:" + strings.TrimPrefix(someKey, "SHA256:"), "key:" + someKey},
		{"spaces around", "  " + someKey + "\n", "key:" + someKey},
		{"address", "192.0.2.7", "ip:192.0.2.7"},
		{"address with its word", "ip:192.0.2.7", "ip:192.0.2.7"},
		{"IPv6 address", "2001:DB8::1", "ip:2001:db8::1"},
		{"IPv6 address with its word", "ip:::1", "ip:::1"},
		{"mapped address", "::ffff:192.0.2.7", "ip:192.0.2.7"},
		{"address in a zone", "fe80::1%eth0", "ip:fe80::1"},
		{"range", "192.0.2.0/24", "cidr:192.0.2.0/24"},
		{"range with bits of a host", "192.0.2.77/24", "cidr:192.0.2.0/24"},
		{"range with its word", "cidr:2001:db8::/32", "cidr:2001:db8::/32"},
		{"range of one address", "192.0.2.7/32", "ip:192.0.2.7"},
		{"mapped range", "::ffff:192.0.2.0/120", "cidr:192.0.2.0/24"},
		{"the widest IPv4 range", "10.0.0.0/8", "cidr:10.0.0.0/8"},
		{"the widest IPv6 range", "2001:d00::/24", "cidr:2001:d00::/24"},
		{"account by its number", "account:12", "account:12"},
		{"too wide an IPv4 range", "10.0.0.0/7", ""},
		{"too wide an IPv6 range", "2001::/23", ""},
		{"everybody", "0.0.0.0/0", ""},
		{"everybody in IPv6", "::/0", ""},
		{"everybody, mapped", "::ffff:0.0.0.0/96", ""},
		{"more than all of IPv4, mapped", "::ffff:0.0.0.0/16", ""},
		{"range in a zone", "fe80::1%eth0/64", ""},
		{"no bits", "192.0.2.0/", ""},
		{"too many bits", "192.0.2.0/33", ""},
		{"range for an address", "ip:192.0.2.0/24", ""},
		{"address for a range", "cidr:192.0.2.0", ""},
		{"half an address", "192.0.2", ""},
		{"digits in octal", "192.0.2.010", ""},
		{"too large a number", "300.1.1.1", ""},
		{"short key", "SHA256:AQID", ""},
		{"key without its sum", "key:", ""},
		{"key of another sum", "key:MD5:00:01", ""},
		{"nobody's key", "SHA256:" + strings.Repeat("A", 43), ""},
		{"account zero", "account:0", ""},
		{"negative account", "account:-1", ""},
		{"hostile", "ip:\x1b[2J\u202e", ""},
		{"username", "mallory", "-"},
		{"username with digits", "user-192_0", "-"},
		{"nothing", "", "-"},
		{"a hostile word", "\x1b[2J", "-"},
		{"far too long", "ip:" + strings.Repeat("1", 1<<20), "-"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok, err := keys.ParseTarget(tt.typed)
			switch {
			case tt.want == "-":
				if ok || err != nil || got != (keys.Target{}) {
					t.Errorf("ParseTarget = %v, %v, %v; want no target", got, ok, err)
				}
			case tt.want == "":
				var r *keys.Refusal
				if !ok || !errors.Is(err, keys.ErrBadText) || !errors.As(err, &r) {
					t.Errorf("ParseTarget = %v, %v, %v; want a refusal", got, ok, err)
				} else if said := r.Error(); text.StripLine(said) != said {
					t.Errorf("the refusal %q is not fit for a screen", said)
				}
			case !ok || err != nil || got.String() != tt.want:
				t.Errorf("ParseTarget = %v, %v, %v; want %s", got, ok, err, tt.want)
			}
		})
	}
}

func FuzzParseTarget(f *testing.F) {
	for _, s := range []string{someKey, "ip:192.0.2.7", "cidr:2001:db8::/32", "::ffff:1.2.3.4/120", "fe80::1%x", "account:7", "mallory", "key:", "a/b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got, ok, err := keys.ParseTarget(typed)
		switch {
		case err != nil:
			var r *keys.Refusal
			if !ok || !errors.As(err, &r) || text.StripLine(r.Error()) != r.Error() {
				t.Fatalf("ParseTarget(%q) = %v, %q", typed, ok, err)
			}
		case !ok:
			if got != (keys.Target{}) {
				t.Fatalf("ParseTarget(%q) = %v, though it is none", typed, got)
			}
		default:
			again, ok, err := keys.ParseTarget(got.String())
			if !ok || err != nil || again != got {
				t.Fatalf("ParseTarget(%q) = %v, written out it is %v, %v, %v", typed, got, again, ok, err)
			}
			if got.Net != (netip.Prefix{}) && (got.Net != got.Net.Masked() || got.Net.Addr().Is4In6() || got.Net.Addr().Zone() != "") {
				t.Fatalf("ParseTarget(%q) has the range %v", typed, got.Net)
			}
		}
	})
}
