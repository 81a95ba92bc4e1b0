package admin

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"snug/text/lang"
)

// A Tab is one part of the staff's screen: a table, or without columns the
// overview.
type Tab struct {
	Title lang.Key
	List  string   // the command whose answer it shows
	After string   // the flag that takes the cursor of the next page; empty: the list is whole
	Match string   // the flag that filters; empty: only what was read is filtered
	Flags []string // words of a filter that are flags of their own
	None  lang.Key

	Columns []Column
	Actions []Action // on a row
	Own     []Action // on no row

	// Hidden says that the tab is there only when its list is not empty.
	Hidden bool

	read func(json.RawMessage) (Row, error)
}

// A Column is a column of a table.
type Column struct {
	Title lang.Key
	Cols  int // the most columns that it takes; zero: what the others leave
	Rank  int // where there is no room, the highest go first; zero: never
}

// PageRows is how many rows a page of a table has at most.
const PageRows = 100

// Query returns the line to ask for a page, with the cursor of the page before
// it and a filter; both may be empty.
func (t *Tab) Query(cursor, filter string) string {
	line := t.List
	if t.After != "" {
		line += " --limit " + strconv.Itoa(PageRows)
	}
	var match []string
	for _, w := range strings.Fields(filter) {
		switch {
		case t.Match == "":
		case slices.Contains(t.Flags, strings.ToLower(w)):
			line += " --" + strings.ToLower(w)
		default:
			match = append(match, w)
		}
	}
	if match != nil {
		line += " " + t.Match + " " + quoted(strings.Join(match, " "))
	}
	if cursor != "" {
		line += " " + t.After + " " + quoted(cursor)
	}
	return line
}

// Overview is the tab without a table; see [ReadStats].
var Overview = Tab{Title: "Overview", List: "server stats", Own: houseActions}

// Tabs returns all tabs, in their order.
func Tabs() []*Tab {
	return []*Tab{&Overview, &people, &rooms, &reports, &invites, &Approvals, &bans, &log}
}

// What actions ask for.
var (
	reason = Ask{Label: "why", Flag: "--reason"}
	hour   = Ask{Label: "for", Flag: "--for", First: "1h", Must: true}
	week   = Ask{Label: "for", Flag: "--for", First: "7d", Must: true}
)

// What actions are about.
func byName(r Row) []string { return []string{r.Name} }
func byID(r Row) []string   { return []string{r.ID} }
func byWho(r Row) []string  { return []string{r.Who} }

func about(r Row) bool { return r.Who != "" }
