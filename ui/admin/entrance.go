package admin

// invites are the invitations to the server that are open.
var invites = Tab{
	Title: "Invites", List: "invite list", None: "no invitation is open; n makes one",
	Columns: []Column{
		{Title: "INVITATION", Cols: 12},
		{Title: "LEFT", Cols: 6},
		{Title: "USED", Cols: 6, Rank: 2},
		{Title: "UNTIL", Cols: 16, Rank: 1},
		{Title: "ROLE", Cols: 10, Rank: 3},
		{Title: "ROOM", Cols: 10, Rank: 4},
		{Title: "BY", Rank: 5},
	},
	read: reading(invite.row),
	Actions: []Action{
		{Key: "x", Label: "end the invitation %s", Path: "invite revoke", Of: byID, Asks: []Ask{reason}},
	},
	Own: []Action{
		{
			Key: "n", Label: "invite people to this server", Path: "invite create", Shows: true,
			Asks: []Ask{{Label: "uses", Flag: "--uses", First: "1"}, {Label: "for", Flag: "--expires", First: "7d"}, {Label: "room", Flag: "--room"}},
		},
	},
}

// An invite is one as "invite list" has it.
type invite struct {
	Place string  `json:"place"`
	By    string  `json:"by"`
	Until string  `json:"until"`
	Uses  int     `json:"uses"`
	Used  int     `json:"used"`
	Role  string  `json:"role"`
	Room  *string `json:"room_id"`
}

func (i invite) row() Row {
	in := ""
	if i.Room != nil {
		in = *i.Room
	}
	return Row{ID: i.Place, Name: i.Place, Who: i.By, Cells: []Cell{
		said(i.Place), number(i.Uses), number(i.Used), when(i.Until), role(i.Role), said(in), said(i.By),
	}}
}

// Approvals is the tab of those who wait to be let in.
var Approvals = Tab{
	Title: "Approvals", List: "approve list", Hidden: true, None: "nobody waits to be let in",
	Columns: []Column{
		{Title: "USER", Cols: 20},
		{Title: "NAME", Cols: 20, Rank: 2},
		{Title: "SINCE", Cols: 16, Rank: 1},
		{Title: "KEY", Cols: 24, Rank: 3},
		{Title: "NOTE"},
	},
	read: reading(applicant.row),
	Actions: []Action{
		{Key: "a", Label: "let %s in", Path: "approve accept", Of: byName, Asks: []Ask{reason}},
		{Key: "x", Label: "send %s away; name and key are free again", Path: "approve reject", Of: byName, Asks: []Ask{reason}},
	},
}

// An applicant is one as "approve list" has it.
type applicant struct {
	User        string `json:"user"`
	ID          string `json:"user_id"`
	Name        string `json:"name"`
	At          string `json:"at"`
	Note        string `json:"note"`
	Fingerprint string `json:"fingerprint"`
}

func (a applicant) row() Row {
	name := a.Name
	if name == a.User {
		name = ""
	}
	return Row{ID: a.ID, Name: a.User, Who: a.User, Cells: []Cell{said(a.User), said(name), when(a.At), said(a.Fingerprint), said(a.Note)}}
}
