package admin

// bans are what keeps accounts, keys and addresses off the server.
var bans = Tab{
	Title: "Bans", List: "ban list", None: "nobody is banned",
	Columns: []Column{
		{Title: "ID", Cols: 6},
		{Title: "TARGET", Cols: 36},
		{Title: "UNTIL", Cols: 24, Rank: 1},
		{Title: "BY", Cols: 16, Rank: 3},
		{Title: "REASON", Rank: 2},
	},
	read: reading(ban.row),
	Actions: []Action{
		{Key: "i", Label: "show the ban %s", Path: "ban show", Of: byID, Shows: true},
		{Key: "x", Label: "lift the ban %s", Path: "ban remove", Of: byID, Asks: []Ask{reason}},
		{Key: "o", Label: "show whom it is of", Path: "user show", Of: byWho, Shows: true, Only: about},
	},
	Own: []Action{
		{
			Key: "n", Label: "ban an account, a key, an address or a range", Path: "ban add",
			Asks: []Ask{{Label: "whom", Must: true}, week, reason},
		},
		{Key: "t", Label: "what a ban would hit", Path: "ban test", Asks: []Ask{{Label: "whom", Must: true}}, Shows: true},
	},
}

// A ban is one as "ban list" has it.
type ban struct {
	ID     string  `json:"id"`
	Target string  `json:"target"`
	User   *string `json:"user"`
	Until  *string `json:"until"`
	By     string  `json:"by"`
	Reason string  `json:"reason"`
	Guests bool    `json:"require_account"`
	Counts bool    `json:"in_effect"`
}

func (b ban) row() Row {
	r := Row{ID: b.ID, Name: b.ID, Dim: !b.Counts}
	target := b.Target
	if b.User != nil {
		r.Who, target = *b.User, *b.User
	}
	if b.Guests {
		target += " --require-account"
	}
	r.Cells = []Cell{said(b.ID), said(target), until(b.Until), said(b.By), said(b.Reason)}
	return r
}
