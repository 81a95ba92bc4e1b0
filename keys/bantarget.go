package keys

import (
	"net/netip"
	"strconv"
	"strings"
)

// Words that begin a target when it is written out.
const (
	accountWord = "account:"
	keyWord     = "key:"
	ipWord      = "ip:"
	cidrWord    = "cidr:"

	maxTarget = 200 // bytes of what somebody gives for a target
)

// ParseTarget reads a target: "key:SHA256:…" or "SHA256:…", "ip:192.0.2.7" or
// "192.0.2.7", "cidr:192.0.2.0/24" or "192.0.2.0/24", "account:12"; ok is false
// for anything else, which can only be a username. The error is a *Refusal
// (ErrBadText).
func ParseTarget(typed string) (t Target, ok bool, err error) {
	typed = strings.TrimSpace(typed)
	if len(typed) > maxTarget || !strings.ContainsAny(typed, ".:/") {
		return Target{}, false, nil
	}
	t, sound := parseTarget(typed)
	if !sound {
		return Target{}, true, refuse(ErrBadText, "%q is no target of a ban; give a username, or a key, an address or a range such as SHA256:…, 192.0.2.7 or 192.0.2.0/24", shorten(typed))
	}
	if err := t.check(); err != nil {
		return Target{}, true, err
	}
	return t, true, nil
}

// parseTarget reports whether it could make something of what was typed.
func parseTarget(typed string) (t Target, ok bool) {
	if digits, is := cutWord(typed, accountWord); is {
		id, err := strconv.ParseUint(digits, 10, 64)
		return Target{Account: AccountID(id)}, err == nil && id > 0
	}
	if s, is := cutWord(typed, ipWord); is {
		return parseAddr(s)
	}
	if s, is := cutWord(typed, cidrWord); is {
		return parseRange(s)
	}
	named, is := cutWord(typed, keyWord)
	if sum, begins := cutWord(named, printPrefix); is || begins {
		f, err := parseFingerprint(printPrefix + sum)
		return Target{Key: f}, err == nil && begins && f != Fingerprint{}
	}
	if strings.Contains(typed, "/") {
		return parseRange(typed)
	}
	return parseAddr(typed)
}

// cutWord cuts a word off the beginning, whose letter case does not count.
func cutWord(s, word string) (rest string, ok bool) {
	if len(s) < len(word) || !strings.EqualFold(s[:len(word)], word) {
		return s, false
	}
	return s[len(word):], true
}

func parseAddr(s string) (Target, bool) {
	addr, err := netip.ParseAddr(s)
	if err != nil {
		return Target{}, false
	}
	addr = plainAddr(addr)
	return Target{Net: netip.PrefixFrom(addr, addr.BitLen())}, true
}

func parseRange(s string) (Target, bool) {
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return Target{}, false
	}
	const mapped = 96 // bits before an IPv4 address in IPv6
	if p.Addr().Is4In6() && p.Bits() >= mapped {
		p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-mapped)
	}
	return Target{Net: p.Masked()}, true
}

// plainAddr returns an address in the form in which addresses are compared.
func plainAddr(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

// check holds a target to its form and to the widest ranges that can be banned.
func (t Target) check() error {
	fields := 0
	for _, set := range []bool{t.Account != 0, t.Key != Fingerprint{}, t.Net != netip.Prefix{}} {
		if set {
			fields++
		}
	}
	least := MinBits6
	if t.Net.Addr().Is4() {
		least = MinBits4
	}
	switch {
	case fields != 1, t.Net != netip.Prefix{} && (!t.Net.IsValid() || t.Net != t.Net.Masked() || t.Net.Addr() != plainAddr(t.Net.Addr())):
		return refuse(ErrBadText, "a ban is of just one account, key, address or range; name one")
	case t.Net.IsValid() && t.Net.Bits() < least:
		return refuse(ErrBadText, "the range %s is too wide for a ban; to keep nearly everybody out, use the command lockdown", t.Net)
	}
	return nil
}

// String returns the target as [ParseTarget] reads it.
func (t Target) String() string {
	switch {
	case t.Account != 0:
		return accountWord + strconv.FormatUint(uint64(t.Account), 10)
	case t.Net.IsValid() && t.Net.IsSingleIP():
		return ipWord + t.Net.Addr().String()
	case t.Net.IsValid():
		return cidrWord + t.Net.String()
	}
	return keyWord + t.Key.String()
}

// holds reports whether an address is one of a target's.
func (t Target) holds(from netip.Addr) bool {
	return t.Net.IsValid() && from.IsValid() && t.Net.Contains(plainAddr(from))
}
