package admin

import "snug/text/lang"

// rooms are those that the person may know of.
var rooms = Tab{
	Title: "Rooms", List: "room list", None: "there is no room",
	Columns: []Column{
		{Title: "ROOM", Cols: 24},
		{Title: "ID", Cols: 8, Rank: 3},
		{Title: "HERE", Cols: 6, Rank: 1},
		{Title: "MEMBERS", Cols: 8, Rank: 4},
		{Title: "KIND", Cols: 28, Rank: 2},
		{Title: "OWNER", Cols: 16, Rank: 5},
		{Title: "TOPIC", Rank: 6},
	},
	read: reading(place.row),
	Actions: []Action{
		{Key: "i", Label: "show what is known of %s", Path: "room show", Of: byID, Shows: true},
		{Key: "p", Label: "who is muted or banned in %s", Path: "room penalties", Of: byID, Shows: true},
		{Key: "w", Label: "only moderators write in %s", Path: "room set", Of: setting("write", "moderators"), Only: without("announce")},
		{Key: "w", Label: "all members write in %s", Path: "room set", Of: setting("write", "members"), Only: with("announce")},
		{Key: "s", Label: "slow mode in %s", Path: "room slow", Of: byID, Asks: []Ask{{Label: "for", First: "10s", Must: true}}},
		{Key: "P", Label: "delete many messages of %s", Path: "message purge", Of: byID, Asks: []Ask{since, whose, reason}, Sure: "--yes"},
		{Key: "a", Label: "archive %s", Path: "room archive", Of: byID, Asks: []Ask{reason}, Only: without("archived")},
		{Key: "a", Label: "take %s into use again", Path: "room unarchive", Of: byID, Asks: []Ask{reason}, Only: with("archived")},
		{Key: "D", Label: "delete the room %s", Path: "room delete", Of: byID, Asks: []Ask{reason}, Sure: "--yes"},
	},
}

var (
	since = Ask{Label: "last", Flag: "--since", First: "10m"}
	whose = Ask{Label: "only of", Flag: "--user"}
)

func setting(key, value string) func(Row) []string {
	return func(r Row) []string { return []string{r.ID, key, value} }
}

// A place is a room as "room list" has it.
type place struct {
	ID         string  `json:"id"`
	Name       string  `json:"name"`
	Topic      string  `json:"topic"`
	Present    int     `json:"present"`
	Private    bool    `json:"private"`
	InviteOnly bool    `json:"invite_only"`
	Announce   bool    `json:"announce"`
	Archived   bool    `json:"archived"`
	Owner      *string `json:"owner"`
	Members    int     `json:"members"`
}

func (p place) row() Row {
	r := Row{ID: p.ID, Name: p.Name, Dim: p.Archived}
	var kind []lang.Key
	for _, k := range []struct {
		is   bool
		name string
		word lang.Key
	}{
		{p.Private, "private", "private"},
		{p.InviteOnly, "invited", "by invitation"},
		{p.Announce, "announce", "announcements"},
		{p.Archived, "archived", "archived"},
	} {
		if k.is {
			kind = append(kind, k.word)
			r.State += k.name + " "
		}
	}
	if kind == nil {
		kind = []lang.Key{"public"}
	}
	owner := ""
	if p.Owner != nil {
		owner = *p.Owner
	}
	members := Cell{} // everybody is in the lobby
	if p.Members > 0 {
		members = number(p.Members)
	}
	r.Cells = []Cell{said("#" + p.Name), said(p.ID), number(p.Present), members, words(kind...), said(owner), said(p.Topic)}
	return r
}
