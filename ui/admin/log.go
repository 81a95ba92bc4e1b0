package admin

import "strconv"

// log is the audit log.
var log = Tab{
	Title: "Audit", List: "audit list", After: "--before", None: "nothing was done yet",
	Columns: []Column{
		{Title: "NUMBER", Cols: 8, Rank: 4},
		{Title: "WHEN", Cols: 16, Rank: 2},
		{Title: "BY", Cols: 16},
		{Title: "VIA", Cols: 7, Rank: 5},
		{Title: "WHAT", Cols: 18},
		{Title: "OBJECT", Cols: 18, Rank: 1},
		{Title: "RESULT", Rank: 3},
	},
	read: reading(deed.row),
	Actions: []Action{
		{Key: "o", Label: "show who did it", Path: "user show", Of: byWho, Shows: true, Only: about},
		{Key: "a", Label: "all that %s did", Path: "audit list --actor", Of: byWho, Shows: true, Only: about},
	},
	Own: []Action{
		{Key: "v", Label: "look whether the log is whole", Path: "audit verify", Shows: true},
		{
			Key: "n", Label: "look for entries", Path: "audit list", Shows: true,
			Asks: []Ask{{Label: "who", Flag: "--actor"}, {Label: "command", Flag: "--action"}, {Label: "object", Flag: "--object"}, {Label: "last", Flag: "--since"}},
		},
	},
}

// A deed is an entry as "audit list" has it.
type deed struct {
	Seq uint64 `json:"seq"`
	At  string `json:"at"`
	By  struct {
		User    string `json:"user"`
		UserID  string `json:"user_id"`
		Address string `json:"address"`
		Via     string `json:"via"`
	} `json:"by"`
	Action string `json:"action"`
	Object string `json:"object"`
	Before string `json:"before"`
	After  string `json:"after"`
	Reason string `json:"reason"`
	Result string `json:"result"`
}

func (d deed) row() Row {
	outcome := d.Result
	if d.Before != "" || d.After != "" {
		outcome += "  " + d.Before + " -> " + d.After
	}
	if d.Reason != "" {
		outcome += "  (" + d.Reason + ")"
	}
	r := Row{ID: strconv.FormatUint(d.Seq, 10), Name: d.By.User, Dim: d.Result != "ok"}
	if d.By.UserID != "" { // else it was no account
		r.Who = d.By.User
	}
	by := d.By.User
	if by == "" {
		by = "-"
	}
	r.Cells = []Cell{said("#" + r.ID), when(d.At), said(by), said(d.By.Via), said(d.Action), said(d.Object), said(outcome)}
	return r
}
