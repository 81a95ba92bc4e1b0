package main

import (
	"encoding"
	"fmt"
	"log/slog"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"

	"snug/keys"
	"snug/text"
)

// Config is what the server can be told. Its tags name each setting in the
// configuration file and, after [envPrefix], in the environment; default.toml
// describes them for people.
type Config struct {
	Data    string  `toml:"data" env:"DATA"`       // directory; empty means [stateDir]
	Listen  Address `toml:"listen" env:"LISTEN"`   // where SSH is served
	Name    Line    `toml:"name" env:"NAME"`       // empty means the machine's host name
	Connect Line    `toml:"connect" env:"CONNECT"` // empty means ssh to that host and the port in use
	Rules   Text    `toml:"rules" env:"RULES"`     // read at sign-up; empty means none
	Owners  Owners  `toml:"owners" env:"OWNERS"`

	// What the settings of the server are, whatever people set them to.
	SignUp         Fixed[signUp]         `toml:"sign_up" env:"SIGN_UP"`
	SendRate       Fixed[sendRate]       `toml:"send_rate" env:"SEND_RATE"`
	SendBurst      Fixed[sendBurst]      `toml:"send_burst" env:"SEND_BURST"`
	Probation      Fixed[probation]      `toml:"probation" env:"PROBATION"`
	ProbationRate  Fixed[probationRate]  `toml:"probation_rate" env:"PROBATION_RATE"`
	ProbationLinks Fixed[probationLinks] `toml:"probation_links" env:"PROBATION_LINKS"`
	Bots           Fixed[bots]           `toml:"bots" env:"BOTS"`
	Files          Fixed[files]          `toml:"files" env:"FILES"`
	FileSize       Fixed[fileSize]       `toml:"file_size" env:"FILE_SIZE"`
	FileQuota      Fixed[fileQuota]      `toml:"file_quota" env:"FILE_QUOTA"`
	FileRoomQuota  Fixed[fileRoomQuota]  `toml:"file_room_quota" env:"FILE_ROOM_QUOTA"`
	FileTotal      Fixed[fileTotal]      `toml:"file_total" env:"FILE_TOTAL"`
	FileKeep       Fixed[fileKeep]       `toml:"file_keep" env:"FILE_KEEP"`
	GuestFiles     Fixed[guestFiles]     `toml:"guest_files" env:"GUEST_FILES"`
	MOTD           Fixed[motd]           `toml:"motd" env:"MOTD"`
	Contact        Fixed[contact]        `toml:"contact" env:"CONTACT"`

	Limits // what clients are held to

	ProxyNetworks Networks `toml:"proxy_networks" env:"PROXY_NETWORKS"` // whose connections begin with a PROXY header

	Deleted   Fate       `toml:"accounts_deleted" env:"ACCOUNTS_DELETED"`
	LogLevel  slog.Level `toml:"log_level" env:"LOG_LEVEL"`
	LogFormat LogFormat  `toml:"log_format" env:"LOG_FORMAT"`
}

// defaultConfig returns the settings of a server that was told nothing.
func defaultConfig() Config {
	return Config{Listen: Address{":2222"}, Limits: defaultLimits()}
}

// An Address is a TCP address to listen on, "host:port" with either side
// possibly empty.
type Address struct{ hostPort string }

// String returns the address as net.Listen takes it.
func (a Address) String() string { return a.hostPort }

// MarshalText implements [encoding.TextMarshaler].
func (a Address) MarshalText() ([]byte, error) { return []byte(a.hostPort), nil }

// UnmarshalText accepts what net.Listen can take, without looking anything up.
func (a *Address) UnmarshalText(b []byte) error {
	_, port, err := net.SplitHostPort(string(b))
	if err != nil {
		return fmt.Errorf("%q is no address to listen on; write HOST:PORT, or :PORT for every interface", b)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("the port of %q is no number from 0 to 65535; write HOST:PORT, as in :2222", b)
	}
	a.hostPort = string(b)
	return nil
}

// A Line is a short text that people read as part of others.
type Line struct{ text string }

// maxLine is the longest line in bytes: a header has little room.
const maxLine = 100

// String returns the text, possibly empty.
func (l Line) String() string { return l.text }

// MarshalText implements [encoding.TextMarshaler].
func (l Line) MarshalText() ([]byte, error) { return []byte(l.text), nil }

// UnmarshalText accepts one line of printable text.
func (l *Line) UnmarshalText(b []byte) error {
	s := string(b)
	if clean, err := text.CleanLine(s); err != nil || clean != s || len(s) > maxLine {
		return fmt.Errorf("%q is too long or not plain text; write one line of at most %d bytes", s, maxLine)
	}
	l.text = s
	return nil
}

// A Text is several lines that people read.
type Text struct{ text string }

// maxTextBytes is the longest text: the rules are to be read, after all.
const maxTextBytes = 8 << 10

// String returns the text, possibly empty.
func (t Text) String() string { return t.text }

// MarshalText implements [encoding.TextMarshaler].
func (t Text) MarshalText() ([]byte, error) { return []byte(t.text), nil }

// UnmarshalText accepts lines of printable text.
func (t *Text) UnmarshalText(b []byte) error {
	clean, err := text.Clean(string(b))
	if err != nil || len(clean) > maxTextBytes {
		return fmt.Errorf("the text is too long or not UTF-8; write at most %d bytes", maxTextBytes)
	}
	t.text = clean
	return nil
}

// LogFormat is how log lines are written.
type LogFormat int

// The log formats.
const (
	LogText LogFormat = iota // key=value
	LogJSON                  // one object a line
)

var logFormats = []string{LogText: "text", LogJSON: "json"}

// String returns the format's name.
func (f LogFormat) String() string { return logFormats[f] }

// MarshalText implements [encoding.TextMarshaler].
func (f LogFormat) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText accepts the name of a format.
func (f *LogFormat) UnmarshalText(b []byte) error {
	i := slices.Index(logFormats, string(b))
	if i < 0 {
		return fmt.Errorf("%q is no log format; write %s", b, strings.Join(logFormats, " or "))
	}
	*f = LogFormat(i)
	return nil
}

// A Fate is what becomes of what a deleted account has said.
type Fate int

// What becomes of it.
const (
	Anonymise Fate = iota // it stays, under a made-up name
	Erase                 // it goes, too
)

var fates = []string{Anonymise: "anonymise", Erase: "erase"}

// String returns the name of the choice.
func (f Fate) String() string { return fates[f] }

// MarshalText implements [encoding.TextMarshaler].
func (f Fate) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText accepts the name of a choice.
func (f *Fate) UnmarshalText(b []byte) error {
	i := slices.Index(fates, string(b))
	if i < 0 {
		return fmt.Errorf("%q is no choice; write %s", b, strings.Join(fates, " or "))
	}
	*f = Fate(i)
	return nil
}

// An Owner names the keys whose holders own the server: a file of public keys,
// a public key, or a fingerprint.
type Owner struct {
	source string // as written
	keys   []keys.Fingerprint
}

// UnmarshalText reads the key, or the file of that name.
func (o *Owner) UnmarshalText(b []byte) error {
	source := string(b)
	lines, err := os.ReadFile(source)
	switch {
	case err == nil:
	case strings.HasPrefix(source, "SHA256:"), strings.ContainsRune(source, ' '):
		lines = b
	default:
		return fmt.Errorf("owner %q is neither a public key nor a fingerprint, and as a file: %w", source, err)
	}
	prints, err := keys.ParseOwners(string(lines))
	switch {
	case err != nil:
		return fmt.Errorf("owner %q: %w", source, err)
	case len(prints) == 0:
		return fmt.Errorf("owner %q: there is no key in this file", source)
	}
	*o = Owner{source, prints}
	return nil
}

// Owners is a list of owners; as a flag it may be given again and again.
type Owners []Owner

// fingerprints returns the keys of all owners.
func (o Owners) fingerprints() []keys.Fingerprint {
	var all []keys.Fingerprint
	for _, owner := range o {
		all = append(all, owner.keys...)
	}
	return all
}

// String implements pflag.Value.
func (o *Owners) String() string {
	sources := make([]string, len(*o))
	for i, owner := range *o {
		sources[i] = owner.source
	}
	return strings.Join(sources, ",")
}

// Set implements pflag.Value: it adds an owner.
func (o *Owners) Set(s string) error {
	var owner Owner
	if err := owner.UnmarshalText([]byte(s)); err != nil {
		return err
	}
	*o = append(*o, owner)
	return nil
}

// Type implements pflag.Value.
func (o *Owners) Type() string { return "FILE-OR-KEY" }

var (
	_ encoding.TextUnmarshaler = (*Address)(nil)
	_ encoding.TextUnmarshaler = (*Line)(nil)
	_ encoding.TextUnmarshaler = (*Text)(nil)
	_ encoding.TextUnmarshaler = (*LogFormat)(nil)
	_ encoding.TextUnmarshaler = (*Fate)(nil)
	_ encoding.TextUnmarshaler = (*Owner)(nil)
)
