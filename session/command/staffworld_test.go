package command_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
	"snug/session/live"
)

// A staff runs a server: one of each rank.
type staff struct{ owner, admin, mod *person }

// staff returns the people who run the server.
func (w *world) staff(t *testing.T) staff {
	t.Helper()
	s := staff{w.holder(t, w.owner).signedUp(t, "olga"), w.member(t, "adam-one"), w.member(t, "mod-one")}
	s.owner.must(t, "user role adam-one admin")
	s.owner.must(t, "user role mod-one moderator")
	s.admin.identify(t)
	s.mod.identify(t)
	return s
}

// said returns what the session was told of its account, oldest first.
func (o *open) said() string {
	var b strings.Builder
	for {
		select {
		case n := <-o.notices:
			if n.About == live.Said {
				fmt.Fprintln(&b, n.Text)
			}
		default:
			return b.String()
		}
	}
}

// has reports whether all of some words are in a text.
func has(text string, words ...string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// operator runs a line as whoever runs the server does, over the admin socket.
func (w *world) operator(line string) answer {
	var out, err strings.Builder
	status := w.Run(context.Background(), command.Call{
		Line: line, Front: command.Exec, Operator: true, Stdout: &out, Stderr: &err,
	})
	return answer{status, out.String(), err.String()}
}

// entries returns the newest entries of the audit log, as lines of who did what
// to whom, from what to what, why, and how it came out.
func (p *person) entries(t *testing.T, n int) []string {
	t.Helper()
	var page struct {
		Items []struct {
			Action, Object, Before, After, Reason, Result string
			By                                            struct{ User string }
		}
	}
	p.ask(t, fmt.Sprintf("audit list --limit %d", n), &page)
	var lines []string
	for _, e := range page.Items {
		lines = append(lines, fmt.Sprintf("%s: %s %s [%s>%s] (%s) %s", e.By.User, e.Action, e.Object, e.Before, e.After, e.Reason, e.Result))
	}
	return lines
}
