package admin

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"snug/text"
	"snug/text/lang"
)

// A Row is one thing of a table.
type Row struct {
	ID    string // tells it from all others, and commands take it
	Name  string // what it is called; who confirms something about it types that
	Who   string // the username that it is about; empty: nobody's
	In    string // the ID of the room that it is about; empty: none
	State string // such as "open" or "suspended", for the actions
	Cells []Cell // as many as the tab has columns
	Dim   bool   // it is over, or not in use
}

// A Page is a part of a table.
type Page struct {
	Rows []Row
	Next string // the cursor of the page behind it; empty: there is none
}

// ErrAnswer is what came of a query when it is no answer to it.
var ErrAnswer = errors.New("admin: no such answer")

// Page reads the answer to the tab's query. Fields that it does not know, and
// times that are none, are left out.
func (t *Tab) Page(answer []byte) (Page, error) {
	var list struct {
		Items []json.RawMessage `json:"items"`
		Next  *string           `json:"next"`
	}
	if err := json.Unmarshal(answer, &list); err != nil || t.read == nil {
		return Page{}, fmt.Errorf("%w to %q: %w", ErrAnswer, t.List, err)
	}
	p := Page{Rows: make([]Row, 0, len(list.Items))}
	if list.Next != nil {
		p.Next = *list.Next
	}
	for _, item := range list.Items {
		r, err := t.read(item)
		if err != nil {
			return Page{}, fmt.Errorf("%w to %q: %w", ErrAnswer, t.List, err)
		}
		p.Rows = append(p.Rows, r)
	}
	return p, nil
}

// reading makes a reader of one kind of objects.
func reading[T any](row func(T) Row) func(json.RawMessage) (Row, error) {
	return func(item json.RawMessage) (Row, error) {
		var o T
		err := json.Unmarshal(item, &o)
		return row(o), err
	}
}

// Pick returns the places of the rows that have every word of a filter in one
// of their cells, sorted by a column; below zero, in their own order. Rows that
// are equal there stay in it.
func (p Page) Pick(filter string, column int, down bool, l lang.Lang, zone *time.Location) []int {
	words := strings.Fields(text.Fold(filter))
	found := make([]int, 0, len(p.Rows))
	for i := range p.Rows {
		if p.Rows[i].holds(words, l, zone) {
			found = append(found, i)
		}
	}
	if column < 0 {
		return found
	}
	slices.SortStableFunc(found, func(a, b int) int {
		n := p.Rows[a].Cells[column].compare(p.Rows[b].Cells[column])
		if down {
			return -n
		}
		return n
	})
	return found
}

func (r *Row) holds(words []string, l lang.Lang, zone *time.Location) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc(r.Cells, func(c Cell) bool { return strings.Contains(text.Fold(c.Say(l, zone)), w) })
	})
}
