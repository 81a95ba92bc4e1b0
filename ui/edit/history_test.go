package edit_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/text"
	"snug/ui/edit"
)

func TestHistoryFromTheKeys(t *testing.T) {
	tests := []struct {
		name string
		keys string
		want string
	}{
		{"the newest first", "up", "three\nlines\nlong|"},
		{"older", "up up up up", "two|"},
		{"no further than the oldest", "up up up up up up up", "one|"},
		{"back down", "up up up up up up down", "two|"},
		{"the draft comes back", "d r a f t up up up up down down", "draft|"},
		{"nothing below the draft", "d down", "d|"},
		{"rows before lines", "up up", "three\nline|s\nlong"},
		{"what was changed comes back", "up up up up x up down", "twox|"},
		{"by Ctrl-P and Ctrl-N", "d ctrl+p ctrl+n", "d|"},
		{"nothing of it in undo", "d up ctrl+_", "three\nlines\nlong|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := newEditor("", text.Grapheme, 40)
			for _, s := range []string{"one", "two", "three\nlines\nlong"} {
				e.Insert(s)
				if got := e.Take(); got != s || !e.Empty() {
					t.Fatalf("took %q and left %q", got, e.Text())
				}
			}
			press(e, tt.keys)
			if got := withCursor(e); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHistoryIsNotForFields(t *testing.T) {
	e := edit.New(edit.Options{Limit: 10})
	e.Insert("x")
	e.Take()
	if used, _ := e.Press(namedKey("up")); used || e.History() != nil {
		t.Error("a field without a history has one")
	}
}

func TestHistorySearch(t *testing.T) {
	h := edit.NewHistory(10)
	for _, s := range []string{"Deploy main", "hello", "你好", "deploy hotfix", ""} {
		h.Add(s)
	}
	tests := []struct {
		query  string
		before int
		want   int // -1: none
	}{
		{"deploy", h.Len(), 3},
		{"deploy", 3, 0},
		{"deploy", 0, -1},
		{"DEPLOY M", h.Len(), 0},
		{"好", h.Len(), 2},
		{"nothing", h.Len(), -1},
		{"", h.Len(), 3},
		{"", 100, 3},
		{"o", -5, -1},
	}
	for _, tt := range tests {
		i, ok := h.Search(tt.query, tt.before)
		if !ok {
			i = -1
		}
		if i != tt.want {
			t.Errorf("Search(%q, %d) = %d, want %d", tt.query, tt.before, i, tt.want)
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	h := edit.NewHistory(3)
	for i := range 10 {
		h.Add(fmt.Sprint(i))
		h.Add(fmt.Sprint(i)) // the same again is one
	}
	if h.Len() != 3 || h.Line(0) != "7" || h.Line(2) != "9" {
		t.Errorf("%d lines from %q", h.Len(), h.Line(0))
	}
	h = edit.NewHistory(1000)
	for i := range 100 {
		h.Add(fmt.Sprint(i) + strings.Repeat("x", 4000))
	}
	if h.Len() != 16 {
		t.Errorf("%d lines of 4000 bytes are kept, want 64 KiB of them", h.Len())
	}
	h.Add(strings.Repeat("y", 100_000))
	if h.Len() != 0 {
		t.Errorf("%d lines are kept with one that is too long", h.Len())
	}
	if _, ok := h.Prev(""); ok {
		t.Error("there is a line before none")
	}
}
