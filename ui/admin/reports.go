package admin

import (
	"fmt"
	"slices"
	"strconv"
)

// reports are what people have told the staff.
var reports = Tab{
	Title: "Reports", List: "report list", After: "--before", None: "nothing is reported",
	Columns: []Column{
		{Title: "REPORT", Cols: 7},
		{Title: "STATE", Cols: 10},
		{Title: "ABOUT", Cols: 16},
		{Title: "WHEN", Cols: 16, Rank: 3},
		{Title: "BY", Cols: 16, Rank: 2},
		{Title: "MESSAGE", Cols: 12, Rank: 4},
		{Title: "REASON", Rank: 1},
	},
	read: reading(report.row),
	Actions: append([]Action{
		{Key: "i", Label: "show report %s and what was said", Path: "report show", Of: byID, Shows: true},
		{Key: "r", Label: "resolve report %s: something was done", Path: "report resolve", Of: byID, Asks: []Ask{answer, reason}, Only: with("open")},
		{Key: "d", Label: "dismiss report %s: nothing is to be done", Path: "report dismiss", Of: byID, Asks: []Ask{answer, reason}, Only: with("open")},
	}, slices.Concat([]Action{
		{Key: "o", Label: "show who it is about", Path: "user show", Of: byWho, Shows: true},
		{Key: "p", Label: "delete what they have said in that room", Path: "message purge", Of: theirs, Asks: []Ask{since, reason}, Sure: "--yes", Only: with("message")},
	}, onReported())...),
}

var answer = Ask{Label: "answer", Flag: "--answer"}

// onReported are the actions on whom a report is about.
func onReported() []Action {
	return []Action{
		{Key: "m", Label: "mute whom it is about, everywhere", Path: "user mute", Of: byWho, Asks: []Ask{hour, reason}},
		{Key: "s", Label: "suspend whom it is about", Path: "user suspend", Of: byWho, Asks: []Ask{week, reason}},
	}
}

// A report is one as "report list" has it.
type report struct {
	ID      uint64  `json:"id"`
	At      string  `json:"at"`
	By      string  `json:"by"`
	About   string  `json:"about"`
	Reason  string  `json:"reason"`
	Room    *string `json:"room_id"`
	Message *uint64 `json:"message"`
	State   string  `json:"state"`
}

func (r report) row() Row {
	id := strconv.FormatUint(r.ID, 10)
	out := Row{ID: id, Name: "#" + id, Who: r.About, State: r.State, Dim: r.State != "open"}
	message := ""
	if r.Room != nil && r.Message != nil {
		message = fmt.Sprintf("%s#%d", *r.Room, *r.Message)
		out.State += " message"
		out.In = *r.Room
	}
	out.Cells = []Cell{said("#" + id), state(r.State), said(r.About), when(r.At), said(r.By), said(message), said(r.Reason)}
	return out
}

func theirs(r Row) []string { return []string{r.In, "--user", r.Who} }

func state(name string) Cell {
	switch name {
	case "open":
		return words("open")
	case "resolved":
		return words("resolved")
	case "dismissed":
		return words("dismissed")
	}
	return said(name)
}
