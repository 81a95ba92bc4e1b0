package room

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

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

// CommandIDOf returns the ID of what an account calls key, which is any text: the
// same for the same account and key, and another account's never. It is a UUIDv8
// (RFC 9562, 5.8) of the SHA-256 of both.
func CommandIDOf(by UserID, key string) CommandID {
	h := sha256.New()
	_ = binary.Write(h, binary.BigEndian, uint64(by)) // a hash never fails
	_, _ = io.WriteString(h, key)
	id := CommandID(h.Sum(nil))
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
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

// EditWindow is how long its author may edit a message.
const EditWindow = 15 * time.Minute

// Limits of what happens to messages.
const (
	MaxMentions  = 20   // people whom one message names
	MaxHere      = 1000 // people whom one message names with "@here"
	MaxReactions = 20   // different emoji on one message
	MaxPins      = 50   // messages pinned in one room
	MaxVersions  = 50   // edits of one message
	MaxEmoji     = 40   // bytes of an emoji's name
	QuoteBytes   = 200
)

// Limits of a message's text, after cleaning.
const (
	MaxTextBytes = 4096
	MaxTextLines = 50
	MaxLineBytes = 2048
	MaxTopic     = 200 // bytes
)

// A Message is one message as it is stored now. It is shared between sessions:
// nobody may change one; what happens to it later makes another with the same
// number.
type Message struct {
	ID     CommandID // of the [Post] that made it
	Room   ID
	Seq    uint64 // 1, 2, 3 … in its room, without a hole
	At     time.Time
	Author Person
	Style  Style
	Text   string // clean, possibly of several lines; empty when deleted

	Edited  time.Time // of the newest edit; zero: never
	Deleted time.Time // zero: it stands; else a tombstone is left
	Removed bool      // somebody else than its author deleted it
	Pinned  bool

	// Rev is the room's revision in which something happened to it last, zero
	// when nothing has: see [Room].Rev.
	Rev uint64

	// File is what it brings into the room; nil: nothing, or it was deleted. Then Text
	// may be empty.
	File *File

	Reply  *Quote // what it answers; nil: nothing
	Root   uint64 // number of the message that its thread starts with, or did before that was trimmed; zero: it answers nothing
	Thread Thread // what answers it, when a thread starts with it

	Mentions  []UserID   // members whom it names with "@", its author left out; at most MaxMentions, and MaxHere with "@here"
	Reactions []Reaction // in the order in which the emoji came first
}

// A Quote is what a reply shows of the message that it answers, as that is
// stored now.
type Quote struct {
	Seq     uint64
	Author  Person
	Text    string // the first bytes of its text, at most QuoteBytes; empty when deleted
	File    string // the last part of the name of its file; empty: it has none, or is deleted
	Deleted bool   // or trimmed, or not for the one who looks; Author may be nobody then
}

// QuoteOf returns what a reply to a message shows of it.
func QuoteOf(m *Message) Quote {
	said := m.Text
	if len(said) > QuoteBytes {
		end := QuoteBytes
		for end > 0 && !utf8.RuneStart(said[end]) {
			end--
		}
		said = said[:end]
	}
	q := Quote{Seq: m.Seq, Author: m.Author, Text: said, Deleted: !m.Deleted.IsZero()}
	if m.File != nil {
		q.File = m.File.Leaf()
	}
	return q
}

// A Thread is the replies to a message and to its replies.
type Thread struct {
	Replies int // deleted ones too
	Last    time.Time
}

// A Reaction is one emoji on a message.
type Reaction struct {
	Emoji string   // its name, such as "+1", without colons
	By    []UserID // each once, in the order of reacting
}

// A Version is what a message said before it was edited.
type Version struct {
	Text string
	At   time.Time // when it was said, or edited to this
}
