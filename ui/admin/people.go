package admin

import (
	"slices"
	"strings"

	"snug/text/lang"
)

// people are the accounts.
var people = Tab{
	Title: "People", List: "user list", After: "--after", Match: "--match", Flags: []string{"suspended", "muted", "pending", "new"}, None: "no account fits that",
	Columns: []Column{
		{Title: "USERNAME", Cols: 20},
		{Title: "ROLE", Cols: 10, Rank: 2},
		{Title: "SESSIONS", Cols: 8, Rank: 3},
		{Title: "SINCE", Cols: 16, Rank: 4},
		{Title: "STATE", Cols: 30, Rank: 1},
		{Title: "NAME", Rank: 5},
	},
	read: reading(user.row),
	Actions: append([]Action{
		{Key: "i", Label: "show what is known of %s", Path: "user show", Of: byName, Shows: true},
	}, slices.Concat(onAccounts(byName), []Action{
		{Key: "b", Label: "what could keep %s out", Path: "ban suggest", Of: byName, Shows: true},
		{Key: "v", Label: "the sessions of %s", Path: "session list --user", Of: byName, Shows: true},
		{Key: "n", Label: "note something about %s for the staff", Path: "user note", Of: byName, Asks: []Ask{{Label: "note", Must: true, Text: true}}},
		{Key: "N", Label: "show the notes about %s", Path: "user notes", Of: byName, Shows: true},
		{Key: "t", Label: "trust %s: no probation, and writes in a lockdown", Path: "user trust", Of: byName, Asks: []Ask{reason}, Only: without("trusted")},
		{Key: "t", Label: "trust %s no longer", Path: "user untrust", Of: byName, Asks: []Ask{reason}, Only: with("trusted")},
		{Key: "R", Label: "give %s another role", Path: "user role", Of: byName, Asks: []Ask{{Label: "role", First: "member", Must: true}, reason}},
		{Key: "e", Label: "give %s another username", Path: "user rename", Of: byName, Asks: []Ask{{Label: "name", Must: true}, reason}},
		{Key: "D", Label: "delete the account %s", Path: "user delete", Of: byName, Asks: []Ask{reason}, Sure: "--yes"},
		{Key: "E", Label: "delete the account %s and all that it has said", Path: "user erase", Of: byName, Asks: []Ask{reason}, Sure: "--yes"},
	})...),
}

// onAccounts are the actions that keep an account from something.
func onAccounts(of func(Row) []string) []Action {
	return []Action{
		{Key: "m", Label: "mute %s everywhere", Path: "user mute", Of: of, Asks: []Ask{hour, reason}, Only: without("muted")},
		{Key: "m", Label: "let %s write again", Path: "user unmute", Of: of, Asks: []Ask{reason}, Only: with("muted")},
		{Key: "k", Label: "end the sessions of %s", Path: "user kick", Of: of, Asks: []Ask{reason}},
		{Key: "s", Label: "suspend %s", Path: "user suspend", Of: of, Asks: []Ask{week, reason}, Only: without("suspended")},
		{Key: "s", Label: "let %s come back", Path: "user resume", Of: of, Asks: []Ask{reason}, Only: with("suspended")},
		{Key: "B", Label: "ban %s and every key of the account", Path: "ban add", Of: of, Asks: []Ask{week, reason}},
	}
}

// with and without pick rows by a word of their state, where somebody is named.
func with(word string) func(Row) bool {
	return func(r Row) bool { return slices.Contains(strings.Fields(r.State), word) }
}

func without(word string) func(Row) bool {
	return func(r Row) bool { return !slices.Contains(strings.Fields(r.State), word) }
}

type sanctioned struct{}

// A user is an account as "user list" has it.
type user struct {
	User      string      `json:"user"`
	ID        string      `json:"user_id"`
	Name      string      `json:"name"`
	Role      string      `json:"role"`
	Created   string      `json:"created"`
	Suspended *sanctioned `json:"suspended"`
	Muted     *sanctioned `json:"muted"`
	Trusted   bool        `json:"trusted"`
	New       bool        `json:"new"`
	Pending   bool        `json:"pending"`
	Sessions  int         `json:"sessions"`
}

func (u user) row() Row {
	r := Row{ID: u.ID, Name: u.User, Who: u.User, Dim: u.Suspended != nil || u.Pending}
	var state []lang.Key
	for _, s := range []struct {
		is   bool
		name string
		word lang.Key
	}{
		{u.Suspended != nil, "suspended", "suspended"},
		{u.Muted != nil, "muted", "muted"},
		{u.Pending, "pending", "waits for approval"},
		{u.New, "new", "new"},
		{u.Trusted, "trusted", "trusted"},
	} {
		if s.is {
			state = append(state, s.word)
			r.State += s.name + " "
		}
	}
	name := u.Name
	if name == u.User {
		name = ""
	}
	r.Cells = []Cell{said(u.User), role(u.Role), number(u.Sessions), when(u.Created), words(state...), said(name)}
	return r
}

// role is what somebody is on the server. A role that is not known is said as it is
// called.
func role(name string) Cell {
	switch name {
	case "guest":
		return words("guest")
	case "member":
		return words("member")
	case "moderator":
		return words("moderator")
	case "admin":
		return words("admin")
	case "owner":
		return words("owner")
	}
	return said(name)
}
