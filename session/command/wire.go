package command

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"snug/keys"
	"snug/room"
)

// The objects of --json. Their field names are a contract: fields are added,
// never renamed. V is the contract's version.

// A roomObject is a room or a conversation as the caller sees it. What somebody
// who is only invited must not know of a private room is left empty.
type roomObject struct {
	V        int    `json:"v"`
	Type     string `json:"type"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	Topic    string `json:"topic"`
	Joined   bool   `json:"joined"`
	Present  int    `json:"present"`
	Unread   uint64 `json:"unread"`
	Mentions uint64 `json:"mentions"` // of the unread ones, those that name the caller
	Notify   string `json:"notify"`   // "all", "mentions" or "none"
	Draft    bool   `json:"draft"`    // the caller has typed something there and not sent it
	Pins     int    `json:"pins"`
	Last     uint64 `json:"last"`              // number of the newest message
	Created  string `json:"created,omitempty"` // the lobby was always there

	Kind       string            `json:"kind"` // "room", "direct" or "group"
	Private    bool              `json:"private"`
	InviteOnly bool              `json:"invite_only"`
	Announce   bool              `json:"announce"` // only moderators write
	Archived   bool              `json:"archived"` // it is only read
	Owner      *string           `json:"owner"`    // username; null: nobody, or the caller is only invited
	Members    int               `json:"members"`  // zero for the lobby, where everybody is
	With       []string          `json:"with"`     // usernames of the others in a conversation
	Role       *string           `json:"role"`     // the caller's rights in it: "member", "moderator" or "owner"; null: not in it
	Invited    *invitedObject    `json:"invited"`  // null: the caller is not
	Settings   map[string]string `json:"settings"` // of the command room set; of a conversation none
}

// An invitedObject tells what lets somebody in.
type invitedObject struct {
	By    string `json:"by"`    // username
	Until string `json:"until"` // it counts for nothing from then on
}

// roomKinds are the kinds of rooms in JSON, and roomRoles what members are.
var (
	roomKinds = [...]string{room.Common: "room", room.Direct: "direct", room.Group: "group"}
	roomRoles = [...]string{room.Member: "member", room.Moderator: "moderator", room.Owner: "owner"}
)

func (c *Invocation) roomObject(l room.Listing) (roomObject, error) {
	r := l.Room
	o := roomObject{
		V: 1, Type: "room", ID: roomID(r.ID), Name: r.Name, Topic: r.Topic,
		Joined: l.Joined, Present: l.Present, Unread: l.Unread,
		Mentions: l.Mentions, Notify: levels[l.Level], Draft: l.Draft, Pins: r.Pins, Last: r.Last,
		Kind: roomKinds[r.Kind], Private: r.Private, InviteOnly: r.InviteOnly, Announce: r.Announce, Archived: !r.Archived.IsZero(),
		Members: r.Members, With: usernames(l.With), Settings: settingValues(r),
	}
	if r.Open() { // where everybody is; what is counted are the bots
		o.Members = 0
	}
	if !r.Created.IsZero() {
		o.Created = stamp(r.Created)
	}
	if l.Standing.In {
		o.Role = &roomRoles[l.Standing.Role]
	}
	if l.Invitation != nil {
		o.Invited = &invitedObject{l.InvitedBy.Name, stamp(l.Invitation.Until)}
	}
	owner, err := c.owner(r)
	if owner != "" {
		o.Owner = &owner
	}
	return o, err
}

// owner returns the username of a room's owner, empty for nobody.
func (c *Invocation) owner(r room.Room) (string, error) {
	if r.Owner == 0 {
		return "", nil
	}
	names, err := c.usernames([]room.UserID{r.Owner})
	return strings.Join(names, ""), err
}

// roomObjects makes objects of rooms.
func (c *Invocation) roomObjects(all []room.Listing) ([]any, error) {
	out := make([]any, len(all))
	for i, l := range all {
		o, err := c.roomObject(l)
		if err != nil {
			return nil, err
		}
		out[i] = o
	}
	return out, nil
}

type personObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"`
	User   string `json:"user"`
	UserID string `json:"user_id"`
	Name   string `json:"name"` // what the person is called
	Bot    bool   `json:"bot"`  // a program's account
}

func newPersonObject(p room.Person) personObject {
	return personObject{1, "person", p.Name, userID(p.ID), p.Called(), p.Bot}
}

// A presentObject is a person who is connected.
type presentObject struct {
	personObject
	Away bool   `json:"away"`
	Why  string `json:"why"`  // what the person wrote when they went away
	Idle bool   `json:"idle"` // no key for a while
}

func newPresentObject(p room.Presence) presentObject {
	return presentObject{newPersonObject(p.Person), p.Away, p.Why, p.Idle}
}

type identityObject struct {
	V           int     `json:"v"`
	Type        string  `json:"type"`
	User        *string `json:"user"` // null without an account
	UserID      *string `json:"user_id"`
	Name        *string `json:"name"`
	Role        string  `json:"role"`
	KeyType     string  `json:"key_type"`
	Fingerprint string  `json:"fingerprint"`
	Bot         bool    `json:"bot"` // the account is a program's
}

func newIdentityObject(id keys.Identity) identityObject {
	o := identityObject{
		V: 1, Type: "identity", Role: id.Role.String(),
		KeyType: id.KeyType, Bot: id.Account.Bot(),
	}
	if id.Fingerprint != (keys.Fingerprint{}) {
		o.Fingerprint = id.Fingerprint.String()
	}
	if id.SignedUp() {
		name, uid, display := id.Account.Name, userID(room.UserID(id.Account.ID)), called(id.Account)
		o.User, o.UserID, o.Name = &name, &uid, &display
	}
	return o
}

// called returns what somebody is called on screens.
func called(a keys.Account) string { return cmp.Or(a.Display, a.Name) }

func roomID(id room.ID) string { return fmt.Sprintf("r_%d", id) }

func userID(id room.UserID) string { return fmt.Sprintf("u_%d", id) }

// stamp writes a time as RFC 3339 in UTC, to the millisecond.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
