package room

import (
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
)

// A CommandID names one intent, made by whoever submits it: a UUIDv7 (RFC
// 9562), so that IDs made later sort later. The same ID submitted twice is
// the same intent and takes effect once.
type CommandID [16]byte

// NewCommandID returns a fresh ID.
func NewCommandID() CommandID {
	return CommandID(uuid.Must(uuid.NewV7()))
}

// crockford is the base 32 of ULIDs: no I, L, O or U to misread.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// String returns the ID as people and scripts see it: "m_" and 26 characters.
func (id CommandID) String() string { return "m_" + crockford.EncodeToString(id[:]) }

// ParseCommandID reads what [CommandID.String] printed; letter case is ignored.
func ParseCommandID(s string) (CommandID, error) {
	var id CommandID
	rest, ok := strings.CutPrefix(strings.ToLower(s), "m_")
	b, err := crockford.DecodeString(strings.ToUpper(rest))
	if !ok || err != nil || len(b) != len(id) {
		return id, fmt.Errorf("%w: %q is no message id", ErrInvalid, s)
	}
	copy(id[:], b)
	return id, nil
}

// Style is how a message is meant.
type Style uint8

// The styles. Their values are stored: only ever append.
const (
	Plain  Style = iota
	Action       // "/me waves"
)

// Limits of a message's text, after cleaning.
const (
	MaxTextBytes = 4096
	MaxTextLines = 50
	MaxLineBytes = 2048
	MaxTopic     = 200 // bytes
)

// A Message is one message as stored. It is shared between sessions: nobody
// may change one.
type Message struct {
	ID     CommandID // of the [Post] that made it
	Room   ID
	Seq    uint64 // 1, 2, 3 … in its room, without a hole
	At     time.Time
	Author Person
	Style  Style
	Text   string // clean, possibly of several lines
}
