package session

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/session/door"
	"snug/session/live"
)

// Config is what a [Server] is made of. HostKey, Directory, Broker, Sessions,
// Table and Log are required.
type Config struct {
	HostKey   gossh.Signer // an Ed25519 key
	Directory *keys.Directory
	Broker    *room.Broker
	Sessions  *live.Sessions // the same that the table has
	Table     *command.Table
	Log       *slog.Logger

	Name    string // of the server, in the header of the screen
	Connect string // how people connect; empty: "ssh " and Name
	Rules   string // lines that newcomers have to accept; empty: none
	Limits  Limits
	Door    door.Limits

	// ProxyNetworks are where proxies connect from. Theirs have to begin with a
	// header of the PROXY protocol, others must not.
	ProxyNetworks []netip.Prefix
}

// Limits bound what one connection may cost. A zero field takes its default.
type Limits struct {
	ProxyHeader   time.Duration // until a proxy has said who connects; 5 s
	Handshake     time.Duration // until somebody is authenticated; 20 s
	NoSession     time.Duration // a connection with no session running; 15 s
	Keepalive     time.Duration // between two questions whether a client lives; 15 s
	KeepaliveLost int           // that many intervals without an answer are death; 3
	Answer        time.Duration // to a question that has arrived at the client's machine; 12 s
	WriteStall    time.Duration // a write that nobody reads; 10 s

	AuthTries      int // failures to authenticate on a connection; 6
	AuthOffers     int // keys that a connection asks about; 20
	Sessions       int // open at once on a connection; 4
	ChannelOpens   int // at once, and one more each second; 20
	GlobalRequests int // at once, and one more each second; 32
	Requests       int // on one session, without window changes; 64
	Env            int // variables kept of a session's environment; 16
	Input          int // bytes a second that are read of what somebody types; 64 KiB
	InputBurst     int // bytes that are read at once before that counts; 256 KiB
	Resizes        int // changes of a window a second that anything is done about; 10
	Rekeys         int // key exchanges of a connection at once, and one more every 10 s; 10
}

// The sizes that are not configurable.
const (
	maxEnvValue = 1 << 10 // bytes
	maxTerm     = 64      // bytes
)

// DefaultLimits returns the limits of a server that was told nothing.
func DefaultLimits() Limits { return Limits{}.withDefaults() }

// withDefaults fills in what was left out.
func (l Limits) withDefaults() Limits {
	l.ProxyHeader = cmp.Or(l.ProxyHeader, 5*time.Second)
	l.Handshake = cmp.Or(l.Handshake, 20*time.Second)
	l.NoSession = cmp.Or(l.NoSession, 15*time.Second)
	l.Keepalive = cmp.Or(l.Keepalive, 15*time.Second)
	l.KeepaliveLost = cmp.Or(l.KeepaliveLost, 3)
	l.Answer = cmp.Or(l.Answer, 12*time.Second)
	l.WriteStall = cmp.Or(l.WriteStall, 10*time.Second)
	l.AuthTries = cmp.Or(l.AuthTries, 6)
	l.AuthOffers = cmp.Or(l.AuthOffers, 20)
	l.Sessions = cmp.Or(l.Sessions, 4)
	l.ChannelOpens = cmp.Or(l.ChannelOpens, 20)
	l.GlobalRequests = cmp.Or(l.GlobalRequests, 32)
	l.Requests = cmp.Or(l.Requests, 64)
	l.Env = cmp.Or(l.Env, 16)
	l.Input = cmp.Or(l.Input, 64<<10)
	l.InputBurst = cmp.Or(l.InputBurst, 256<<10)
	l.Resizes = cmp.Or(l.Resizes, 10)
	l.Rekeys = cmp.Or(l.Rekeys, 10)
	return l
}

// check finds what is missing. A host key in particular: the library would
// make a throw-away one, and every client would warn of an attack at the next
// start (charm.land/ssh v0.4.3).
func (c *Config) check() error {
	switch {
	case c.HostKey == nil:
		return errors.New("the host key is missing")
	case c.HostKey.PublicKey().Type() != gossh.KeyAlgoED25519:
		return fmt.Errorf("the host key is of type %s; it must be %s", c.HostKey.PublicKey().Type(), gossh.KeyAlgoED25519)
	case c.Directory == nil, c.Broker == nil, c.Sessions == nil, c.Table == nil, c.Log == nil:
		return errors.New("a part of the server is missing")
	}
	return nil
}

// withOption returns the command line for connecting with one more option.
func withOption(connect, option string) string {
	if rest, ok := strings.CutPrefix(connect, "ssh "); ok {
		return "ssh " + option + " " + rest
	}
	return connect + " " + option
}
