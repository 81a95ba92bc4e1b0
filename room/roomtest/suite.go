// Package roomtest holds what every implementation of room.Store and keys.Store
// must do, as one suite of tests.
package roomtest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// TestStore runs the suite. Each test calls open once, for an empty store of
// rooms and the store of the accounts in them; open sees to closing both.
func TestStore(t *testing.T, open func(t *testing.T) (room.Store, keys.Store)) {
	for _, tt := range []struct {
		name string
		test func(*house)
	}{
		{"a new store has the lobby and nothing else", newStore},
		{"numbers are dense under parallel writers", denseNumbers},
		{"every event is delivered once, in order, before Do returns", delivery},
		{"a repeated command returns the first outcome", repeatedCommand},
		{"one command from many goroutines takes effect once", repeatedAtOnce},
		{"refusals leave no trace", refusals},
		{"an unknown kind of command is an error", unknownKind},
		{"a context that ended", endedContext},
		{"history ranges", historyRanges},
		{"history gives back what was said", historyContent},
		{"messages are found by ID", messageSeq},
		{"edits keep what was said", edits},
		{"deleted messages leave a tombstone", deletes},
		{"nobody deletes what people above them have said", deletesOf},
		{"reactions are sets", reactions},
		{"pins are counted", pins},
		{"a repeated change takes effect once", repeatedChange},
		{"what happens to messages is counted", revisions},
		{"what is gone leaves no number to be used twice", manyRevisions},
		{"a repeated message is one message", repeatedPost},
		{"outsiders can do nothing to messages", outsiders},
		{"replies make threads", threads},
		{"messages name members", mentions},
		{"the index of mentions follows the messages", mentionIndex},
		{"unread mentions are those of a naive count", mentionCounts},
		{"drafts", drafts},
		{"levels", levels},
		{"ignored people", ignoring},
		{"people are found by their names", persons},
		{"scans find what is said now", scans},
		{"messages are found by time", seqAt},
		{"marks only move forward", marks},
		{"memberships", memberships},
		{"room names are unique, and so are their looks", roomNames},
		{"private rooms are hidden from everybody outside", hiddenRooms},
		{"conversations are hidden from everybody else", hiddenConversations},
		{"deleted rooms are as if they had never been", deletedRooms},
		{"what the server does is nothing for people", serverOnly},
		{"who has no account can do nothing", strangers},
		{"refusals are sentences", sentences},
		{"each may do what their role allows", rights},
		{"rooms have one owner", ownership},
		{"the lobby stays everybody's", lobbyStays},
		{"only moderators write announcements", announcements},
		{"slow mode counts by the stamped times", slowMode},
		{"archived rooms are only read", archives},
		{"topics and descriptions", descriptions},
		{"of two owners neither undoes what the other did", twoOwners},
		{"some may call everybody who is there", callingEverybody},
		{"a conversation is the set of its people", conversations},
		{"a group has so many people at most", largeGroups},
		{"one conversation begun at once by many is one", oneConversation},
		{"blocked people cannot write in private", blocking},
		{"people choose who may write to them", policies},
		{"invitations let in once", invitations},
		{"invitations end", endedInvitations},
		{"full rooms take nobody in", fullRooms},
		{"rooms of one owner and invitations have a limit", limits},
		{"people have so much and no more", crowdedPeople},
		{"rooms are renamed", renames},
		{"names of private rooms are told to nobody", privateNames},
		{"what was said before is not for everybody", floors},
		{"retention by count", trims},
		{"retention by age", agedMessages},
		{"retention in slices", longTrim},
		{"deleted accounts leave their rooms", departures},
		{"deleted accounts can take with them what they have said", erasure},
		{"deleted accounts leave many rooms in slices", manyRooms},
		{"a repeated command about a room takes effect once", repeatedRoomCommand},
		{"the ID of somebody else's command opens nothing", borrowedIDs},

		{"each acts on those below them", ladder},
		{"people are kicked", kicks},
		{"people are banned from a room", bans},
		{"whoever is banned from a private room knows of none", hiddenBans},
		{"penalties that are refused", badPenalties},
		{"two moderators at once", rivals},
		{"penalties end", endedPenalties},
		{"the muted read and do not write", mutes},
		{"whoever is muted everywhere can ask the staff", silence},
		{"a lockdown lets few write", lockdowns},
		{"the new are on probation", probation},
		{"the operator of the server is in no room", theirRoom},
		{"many messages are deleted at once", purges},
		{"a purge goes in slices", longPurge},
		{"a purge leaves a hash of what is gone", purgeEntries},
		{"people and messages are reported", reports},
		{"reports that are refused", badReports},
		{"reports are decided by who is above", verdicts},
		{"nobody but the staff knows of its room", staffsRoom},
		{"what manages a room is in the audit log", audits},
		{"what is nobody's business is not in the audit log", unlogged},
		{"what somebody tried above their role is in the audit log", tried},

		{"files are put into rooms", filesInRooms},
		{"files that nobody could have", badFiles},
		{"a repeated file is one file", sameFile},
		{"who may put files where", fileRights},
		{"files are messages", filesAreMessages},
		{"files fit into quotas", fileQuotas},
		{"quotas hold when many come at once", quotasAtOnce},
		{"files end, and their messages stay", oldFiles},
		{"blobs that nothing refers to", unusedBlobs},
		{"files that are reported and deleted", reportedFiles},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.test(newHouse(t, open))
		})
	}
	t.Run("random commands lead to what a simple model says", func(t *testing.T) {
		randomCommands(t, func(t *testing.T) *house { return newHouse(t, open) })
	})
}

func newHouse(t *testing.T, open func(t *testing.T) (room.Store, keys.Store)) *house {
	h := &house{T: t}
	h.rooms, h.accounts = open(t)
	h.rooms.Subscribe(h.hear)
	return h
}

// at is when everything in the suite happens.
var at = time.Date(2026, 3, 14, 15, 9, 26, 535897000, time.UTC)

// A house is a store under test, with a subscriber that keeps all it hears.
type house struct {
	*testing.T
	rooms    room.Store
	accounts keys.Store
	boss     keys.AccountID // the owner of the server; zero: not made yet

	mu     sync.Mutex
	heard  []room.Event
	newest room.FileID // that was heard of
}

func (h *house) hear(e room.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.heard = append(h.heard, e)
	if p, ok := e.(room.Posted); ok && p.Message.File != nil {
		h.newest = p.Message.File.ID
	}
}

// events returns what the subscriber has heard so far.
func (h *house) events() []room.Event {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.heard)
}

// do submits a command that must be accepted.
func (h *house) do(c room.Command) room.Event {
	h.Helper()
	e, err := h.rooms.Do(context.Background(), c)
	if err != nil {
		h.Fatalf("Do(%T): %v", c, err)
	}
	return e
}

// person signs somebody up with a key of their own.
func (h *house) person(name string) room.Person {
	h.Helper()
	o, err := h.accounts.Do(context.Background(), signUp(name, name))
	if err != nil {
		h.Fatalf("sign-up of %s: %v", name, err)
	}
	return room.Person{ID: room.UserID(o.Account.ID), Name: o.Account.Name, Rank: room.Rank(o.Account.Role)}
}

// room makes a room.
func (h *house) room(by room.Person, name string) room.Room {
	h.Helper()
	return h.do(room.Create{Header: header(by), Name: name}).(room.Created).Room
}

// lobby returns the room that is there from the start.
func (h *house) lobby() room.Room {
	h.Helper()
	return h.all()[0]
}

func (h *house) all() []room.Room {
	h.Helper()
	all, err := h.rooms.Rooms()
	if err != nil || len(all) == 0 {
		h.Fatalf("Rooms() = %v, %v; want at least the lobby", all, err)
	}
	return all
}

// post says something that must be accepted.
func (h *house) post(by room.Person, in room.ID, text string) *room.Message {
	h.Helper()
	return h.do(room.Post{Header: header(by), Room: in, Text: text}).(room.Posted).Message
}

func (h *house) history(in room.ID, q room.Range) []*room.Message {
	h.Helper()
	found, err := h.rooms.History(in, q)
	if err != nil {
		h.Fatalf("History(%d, %+v): %v", in, q, err)
	}
	return found
}

// refused submits a command that must be refused with a sentence of this kind.
func (h *house) refused(c room.Command, kind error) {
	h.Helper()
	e, err := h.rooms.Do(context.Background(), c)
	var r *room.Refusal
	if e != nil || !errors.Is(err, kind) || !errors.As(err, &r) {
		h.Errorf("Do(%T) = %v, %v; want a refusal that wraps %q", c, e, err, kind)
	}
}

func header(by room.Person) room.Header {
	return room.Header{ID: room.NewCommandID(), At: at, By: by.ID}
}

func signUp(name, key string) keys.SignUp {
	return keys.SignUp{
		Header: keys.Header{ID: room.NewCommandID(), At: at},
		Key:    keys.Key{Fingerprint: sha256.Sum256([]byte(key))}, Name: name,
	}
}

// word spells a number in letters of which no two look alike.
func word(prefix string, n int) string {
	return prefix + strings.Map(func(digit rune) rune {
		return rune("abcdefghjk"[digit-'0'])
	}, fmt.Sprintf("%03d", n))
}

// seqs returns the numbers of messages.
func seqs(found []*room.Message) []uint64 {
	var all []uint64
	for _, m := range found {
		all = append(all, m.Seq)
	}
	return all
}
