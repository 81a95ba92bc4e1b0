package keys

import "time"

// An InviteCode lets people sign up. Its secret is not kept.
type InviteCode struct {
	Place  string   // the part of the code that finds it; people name the invitation by it
	Secret [32]byte // SHA-256 of the other part
	By     AccountID
	ByName string
	At     time.Time
	Until  time.Time
	Uses   int // how often it can still be used, at least 1
	Used   int // how often it was
	Tries  int // wrong secrets that it still survives, at least 1
	Role   Role
	Room   uint64 // room.ID that whoever signs up with it joins; zero: none
}

// InviteTerms is what an invitation is to be.
type InviteTerms struct {
	Uses int           // 1 to MaxUses
	For  time.Duration // until it ends
	Role Role          // Member or more, below that of who invites; owners give all but Owner
	Room uint64        // room.ID; the caller has checked that who invites may invite to it
}

// An Application is what somebody signs up with.
type Application struct {
	Name    string // the username, as typed
	Display string // possibly empty
	Code    string // an invitation, as typed; possibly empty
	Note    string // for who approves: clean, possibly empty
}

// over reports whether an invitation will never open anything again: it has ended,
// or who made it may invite nobody any more.
func (i InviteCode) over(r Reader, now time.Time) (bool, error) {
	if !now.Before(i.Until) {
		return true, nil
	}
	if i.By == 0 { // the operator's
		return false, nil
	}
	by, err := r.AccountRecord(i.By)
	return by.role() < Moderator, err
}

// most returns the highest role that an invitation gives now: one below what who
// made it is now. Guest: it opens nothing, for the time being if they are shut out.
func (i InviteCode) most(r Reader, now time.Time) (Role, error) {
	if over, err := i.over(r, now); over || err != nil {
		return Guest, err
	}
	if i.By == 0 {
		return Admin, nil
	}
	by, err := r.AccountRecord(i.By)
	if err != nil {
		return Guest, err
	}
	if out, err := shutOut(r, by.Account(), now); out || err != nil {
		return Guest, err
	}
	return by.role() - 1, nil
}
