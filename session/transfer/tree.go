package transfer

import (
	"context"
	"errors"
	"path"
	"strings"
	"sync"
	"time"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// A tree is the files that there are for one session, as folders. Its methods may be
// called from several goroutines. Their errors are what package room or [Config.Who]
// refuses with, or of the kinds of package room.
type tree struct {
	Config
	ctx   context.Context // of the session: handlers of requests are given none that ends with it
	since time.Time       // when the session began, for what has no time of its own

	renames bool // its protocol can give files other names

	mu       sync.Mutex // guards what follows
	account  keys.AccountID
	folders  map[place]bool        // made in this session, and nowhere else
	incoming map[place][]*incoming // what is being put in, of one name the youngest last
	arrived  []arrival             // what was put in last, oldest first
	reading  map[place][]*download // what is open under a name
}

// A place is where something is that only this session knows by its name.
type place struct {
	in   room.ID
	name string // as of [room.File]
}

// An arrival is a file that was put in under a name.
type arrival struct {
	place
	file room.FileID
}

// Limits of what a tree remembers of its session. A file that is not remembered any
// more is found by what it is called.
const (
	maxFolders  = 256
	maxArrivals = 256
	maxPath     = 4096 // bytes
)

func newTree(ctx context.Context, c Config) *tree {
	return &tree{
		Config: c, ctx: ctx, since: time.Now(),
		folders: make(map[place]bool), incoming: make(map[place][]*incoming), reading: make(map[place][]*download),
	}
}

// A kind is what a node is.
type kind uint8

const (
	theRoot    kind = iota // the rooms
	theInbox               // what others have given this person
	aRoom                  // the files of a room
	aBeginning             // a conversation that there is not yet; what is put in begins it
	aFolder                // one that was made in this session, which holds nothing
	aFile
	anUpload // a file that this session is putting in
)

// A node is what a path means.
type node struct {
	kind kind
	room room.Room // but of theRoot, theInbox and aBeginning

	name    string        // of aFolder and anUpload: as of [room.File], in the room
	message *room.Message // of aFile; its File is not nil
	upload  *incoming     // of anUpload
	alone   bool          // of anUpload: there is no other of that name
}

// folder reports whether there may be something in it.
func (n node) folder() bool { return n.kind < aFile }

// inbox is what the folder of received files is called.
const inbox = "inbox"

// who returns who asks now; zero is a guest.
func (t *tree) who() (room.UserID, error) {
	who, err := t.Who()
	if err != nil {
		return 0, shutOut{err}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.account == 0 {
		t.account = who.Account.ID
	}
	if who.Account.ID != t.account {
		return 0, shutOut{refuse(room.ErrDenied, lang.S("the key of this session belongs to another account now; connect again"))}
	}
	return room.UserID(who.Account.ID), nil
}

// A shutOut is why somebody may not be here any more.
type shutOut struct{ error }

func (s shutOut) Unwrap() error { return s.error }

func refuse(kind error, said lang.Sentence) error { return &room.Refusal{Kind: kind, Text: said} }

// split returns the parts of a path, which is taken for one from the root.
func split(p string) ([]string, error) {
	if len(p) > maxPath {
		return nil, refuse(room.ErrInvalid, lang.S("the path has %d bytes and the limit is %d; shorten it", len(p), maxPath))
	}
	p = strings.Trim(path.Clean("/"+p), "/")
	if p == "" {
		return nil, nil
	}
	return strings.Split(p, "/"), nil
}

// resolve returns what a path means for reading. Of the files of a room it is the one
// whose number and name it gives; or else the newest of that name, or the one whose
// number it gives.
func (t *tree) resolve(p string) (node, error) {
	by, err := t.who()
	if err != nil {
		return node{}, err
	}
	parts, err := split(p)
	switch {
	case err != nil:
		return node{}, err
	case len(parts) == 0:
		return node{kind: theRoot}, nil
	case parts[0] == inbox && by != 0 && len(parts) == 1:
		return node{kind: theInbox}, nil
	case parts[0] == inbox && by != 0:
		return t.received(by, parts[1:])
	case len(parts) == 1:
		return t.top(by, parts[0])
	}
	in, err := t.room(by, parts[0])
	if err != nil {
		return node{}, err
	}
	return t.within(by, in, parts[1:])
}

// top returns what a name at the root means: a room, or the number of a file.
func (t *tree) top(by room.UserID, name string) (node, error) {
	in, err := t.room(by, name)
	if err == nil {
		if by != 0 { // a guest was shown it because its files are read
			_, err = t.Broker.Files(t.ctx, by, in.ID, 0, 1)
		}
		return node{kind: aRoom, room: in}, err
	}
	if t.begins(by, name) && errors.Is(err, room.ErrNotFound) {
		return node{kind: aBeginning}, nil
	}
	if id, leaf := numbered(name); id != 0 && leaf == "" {
		in, m, err := t.Broker.File(t.ctx, by, id)
		return node{kind: aFile, room: in, message: m}, err
	}
	return node{}, err
}

// begins reports whether a name is that of people, with whom a conversation may be
// begun.
func (t *tree) begins(by room.UserID, name string) bool {
	others := people(name)
	if by == 0 || !strings.HasPrefix(name, "@") || len(others) == 0 || len(others) >= room.MaxGroup {
		return false
	}
	for _, one := range others {
		if _, err := t.Broker.FindPerson(by, one); err != nil {
			return false
		}
	}
	return true
}

// room returns the room that is called a name. That its files may be read is asked of
// whatever is read there.
func (t *tree) room(by room.UserID, name string) (room.Room, error) {
	if by == 0 {
		return t.Broker.FindOpen(name)
	}
	return t.Broker.Find(by, conversing(name))
}

// conversing returns a name as [room.Broker.Find] takes it, with the mark before each
// of the people of "@ann,bob".
func conversing(name string) string {
	if !strings.HasPrefix(name, "@") {
		return name
	}
	return "@" + strings.Join(people(name), ",@")
}

// people returns the names of "@ann,bob", without marks.
func people(name string) []string {
	var names []string
	for one := range strings.SplitSeq(name, ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "@"); one != "" {
			names = append(names, one)
		}
	}
	return names
}
