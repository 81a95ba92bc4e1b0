package main

import (
	"cmp"
	"encoding"
	"fmt"
	"net/netip"
	"reflect"
	"strconv"
	"time"

	"snug/room"
	"snug/session"
	"snug/session/door"
)

// Limits are what clients are held to. Each field is the one of that name of
// [session.Limits], [door.Limits] or [room.Rates], which say what it bounds; zero is its
// default. docs/limits.md describes them for people.
type Limits struct {
	Waiting         Count    `toml:"limit_waiting" env:"LIMIT_WAITING"`
	WaitingFull     Count    `toml:"limit_waiting_full" env:"LIMIT_WAITING_FULL"`
	GiveWay         Span     `toml:"limit_give_way" env:"LIMIT_GIVE_WAY"`
	SourceWaiting   Count    `toml:"limit_source_waiting" env:"LIMIT_SOURCE_WAITING"`
	NetworkWaiting  Count    `toml:"limit_network_waiting" env:"LIMIT_NETWORK_WAITING"`
	SourceFailures  Count    `toml:"limit_source_failures" env:"LIMIT_SOURCE_FAILURES"`
	NetworkFailures Count    `toml:"limit_network_failures" env:"LIMIT_NETWORK_FAILURES"`
	GuestsOpen      Count    `toml:"limit_guests_open" env:"LIMIT_GUESTS_OPEN"`
	GuestsNew       Count    `toml:"limit_guests_new" env:"LIMIT_GUESTS_NEW"`
	AccountOpen     Count    `toml:"limit_account_open" env:"LIMIT_ACCOUNT_OPEN"`
	AccountNew      Count    `toml:"limit_account_new" env:"LIMIT_ACCOUNT_NEW"`
	PenaltyCrash    Span     `toml:"limit_penalty_crash" env:"LIMIT_PENALTY_CRASH"`
	PenaltySlow     Span     `toml:"limit_penalty_slow" env:"LIMIT_PENALTY_SLOW"`
	PenaltyAuth     Span     `toml:"limit_penalty_auth" env:"LIMIT_PENALTY_AUTH"`
	PenaltyEmpty    Span     `toml:"limit_penalty_empty" env:"LIMIT_PENALTY_EMPTY"`
	PenaltyFrom     Span     `toml:"limit_penalty_from" env:"LIMIT_PENALTY_FROM"`
	PenaltyMost     Span     `toml:"limit_penalty_most" env:"LIMIT_PENALTY_MOST"`
	PenaltyPass     Count    `toml:"limit_penalty_pass" env:"LIMIT_PENALTY_PASS"`
	Remembered      Count    `toml:"limit_remembered" env:"LIMIT_REMEMBERED"`
	Exempt          Networks `toml:"limit_exempt" env:"LIMIT_EXEMPT"`

	ProxyHeader    Span  `toml:"limit_proxy_header" env:"LIMIT_PROXY_HEADER"`
	Handshake      Span  `toml:"limit_handshake" env:"LIMIT_HANDSHAKE"`
	NoSession      Span  `toml:"limit_no_session" env:"LIMIT_NO_SESSION"`
	Keepalive      Span  `toml:"limit_keepalive" env:"LIMIT_KEEPALIVE"`
	KeepaliveLost  Count `toml:"limit_keepalive_lost" env:"LIMIT_KEEPALIVE_LOST"`
	Answer         Span  `toml:"limit_answer" env:"LIMIT_ANSWER"`
	WriteStall     Span  `toml:"limit_write_stall" env:"LIMIT_WRITE_STALL"`
	AuthTries      Count `toml:"limit_auth_tries" env:"LIMIT_AUTH_TRIES"`
	AuthOffers     Count `toml:"limit_auth_offers" env:"LIMIT_AUTH_OFFERS"`
	Sessions       Count `toml:"limit_sessions" env:"LIMIT_SESSIONS"`
	ChannelOpens   Count `toml:"limit_channel_opens" env:"LIMIT_CHANNEL_OPENS"`
	GlobalRequests Count `toml:"limit_global_requests" env:"LIMIT_GLOBAL_REQUESTS"`
	Requests       Count `toml:"limit_requests" env:"LIMIT_REQUESTS"`
	Env            Count `toml:"limit_env" env:"LIMIT_ENV"`
	Input          Count `toml:"limit_input" env:"LIMIT_INPUT"`
	InputBurst     Count `toml:"limit_input_burst" env:"LIMIT_INPUT_BURST"`
	Resizes        Count `toml:"limit_resizes" env:"LIMIT_RESIZES"`
	Rekeys         Count `toml:"limit_rekeys" env:"LIMIT_REKEYS"`

	Joins   Count `toml:"limit_joins" env:"LIMIT_JOINS"`
	Invites Count `toml:"limit_invites" env:"LIMIT_INVITES"`
	Drafts  Count `toml:"limit_drafts" env:"LIMIT_DRAFTS"`
}

// defaultLimits returns the limits of a server that was told nothing.
func defaultLimits() (l Limits) {
	into := reflect.ValueOf(&l).Elem()
	for _, from := range []any{session.DefaultLimits(), door.DefaultLimits(), room.DefaultRates()} {
		transfer(into, reflect.ValueOf(from))
	}
	return l
}

// parts returns the limits as those want them who hold clients to them.
func (l Limits) parts() (s session.Limits, d door.Limits, r room.Rates) {
	from := reflect.ValueOf(l)
	transfer(reflect.ValueOf(&s).Elem(), from)
	transfer(reflect.ValueOf(&d).Elem(), from)
	transfer(reflect.ValueOf(&r).Elem(), from)
	d.Exempt = l.Exempt.prefixes()
	return s, d, r
}

// transfer sets the numbers and times of a struct to those of the same name of
// another.
func transfer(into, from reflect.Value) {
	for i := range into.NumField() {
		field, value := into.Field(i), from.FieldByName(into.Type().Field(i).Name)
		if field.CanInt() && value.IsValid() {
			field.SetInt(value.Int())
		}
	}
}

// check finds limits that are none, and those that contradict each other. The
// decoder of the file sets numbers without asking [Count] and [Span].
func (l Limits) check() error {
	all := reflect.ValueOf(l)
	for i := range all.NumField() {
		if one, ok := all.Field(i).Interface().(interface{ check() error }); ok {
			if err := one.check(); err != nil {
				return usagef("%s: %w", all.Type().Field(i).Tag.Get("toml"), err)
			}
		}
	}
	d := defaultLimits()
	for _, pair := range []struct {
		low, high     int64
		name, another string
	}{
		{int64(cmp.Or(l.Waiting, d.Waiting)), int64(cmp.Or(l.WaitingFull, d.WaitingFull)), "limit_waiting", "limit_waiting_full"},
		{int64(cmp.Or(l.SourceWaiting, d.SourceWaiting)), int64(cmp.Or(l.NetworkWaiting, d.NetworkWaiting)), "limit_source_waiting", "limit_network_waiting"},
		{int64(cmp.Or(l.SourceFailures, d.SourceFailures)), int64(cmp.Or(l.NetworkFailures, d.NetworkFailures)), "limit_source_failures", "limit_network_failures"},
		{int64(cmp.Or(l.PenaltyFrom, d.PenaltyFrom)), int64(cmp.Or(l.PenaltyMost, d.PenaltyMost)), "limit_penalty_from", "limit_penalty_most"},
	} {
		if pair.low > pair.high {
			return usagef("%s is more than %s; make it the same or less", pair.name, pair.another)
		}
	}
	return nil
}

// A Count is how often something may happen, or how much there may be of it;
// zero is its default.
type Count int

const maxCount = 1_000_000

// MarshalText implements [encoding.TextMarshaler].
func (c Count) MarshalText() ([]byte, error) { return strconv.AppendInt(nil, int64(c), 10), nil }

// UnmarshalText accepts a number that is not negative.
func (c *Count) UnmarshalText(b []byte) error {
	n, err := strconv.Atoi(string(b))
	if err != nil {
		return notCount(string(b))
	}
	*c = Count(n)
	return c.check()
}

func (c Count) check() error {
	if c < 0 || c > maxCount {
		return notCount(strconv.Itoa(int(c)))
	}
	return nil
}

func notCount(s string) error {
	return fmt.Errorf("%q is no limit; write a number from 1 to %d, or 0 for the default", s, maxCount)
}

// A Span is how long something may take; zero is its default.
type Span time.Duration

// Nobody means a limit outside of these.
const (
	leastSpan = Span(time.Millisecond)
	maxSpan   = Span(24 * time.Hour)
)

// MarshalText implements [encoding.TextMarshaler].
func (s Span) MarshalText() ([]byte, error) { return []byte(time.Duration(s).String()), nil }

// UnmarshalText accepts a time that is not negative: "20s", "10m".
func (s *Span) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	if err != nil {
		return notSpan(string(b))
	}
	*s = Span(d)
	return s.check()
}

func (s Span) check() error {
	if s < 0 || s > maxSpan || s > 0 && s < leastSpan {
		return notSpan(time.Duration(s).String())
	}
	return nil
}

func notSpan(s string) error {
	return fmt.Errorf("%q is no time; write one as in 20s or 10m, of 24h at most, or 0s for the default", s)
}

// A Network is a range of addresses.
type Network struct{ prefix netip.Prefix }

// UnmarshalText accepts a network, or one address.
func (n *Network) UnmarshalText(b []byte) error {
	prefix, err := netip.ParsePrefix(string(b))
	if addr, wrong := netip.ParseAddr(string(b)); wrong == nil && addr.Zone() == "" {
		prefix, err = addr.Prefix(addr.BitLen())
	}
	if err != nil || prefix.Addr().Is4In6() {
		return fmt.Errorf("%q is no network; write one as in 10.0.0.0/8 or fd00::/8", b)
	}
	n.prefix = prefix.Masked()
	return nil
}

// Networks is a list of networks.
type Networks []Network

func (n Networks) prefixes() []netip.Prefix {
	var all []netip.Prefix
	for _, one := range n {
		all = append(all, one.prefix)
	}
	return all
}

var (
	_ encoding.TextUnmarshaler = (*Count)(nil)
	_ encoding.TextUnmarshaler = (*Span)(nil)
	_ encoding.TextUnmarshaler = (*Network)(nil)
)
