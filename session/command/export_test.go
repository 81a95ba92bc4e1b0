package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"snug/room"
	"snug/session/command"
)

func TestExportHasEverythingOfMine(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "display 爱丽丝")
	alice.must(t, "bio I read.")
	alice.must(t, "set clock 12h")
	alice.must(t, "key add "+w.guest(t).line("phone"))
	alice.must(t, "room create books")
	alice.must(t, "bot create builder --rooms books "+w.guest(t).line("rig"))
	bob.must(t, "bot create other "+w.guest(t).line("other"))
	alice.must(t, "notify books all")
	alice.must(t, "ignore bob")
	alice.must(t, "dm block bob")
	alice.send(t, "lobby", "first")
	bob.send(t, "lobby", "not hers")
	alice.send(t, "books", "second")
	alice.must(t, "room create den")
	alice.send(t, "den", "in a room that she leaves")
	alice.must(t, "leave den")
	err := w.broker.SaveDraft(t.Context(), room.UserID(alice.who.Account.ID), alice.room(t, "books"), room.Draft{Text: "half a sen"})
	if err != nil {
		t.Fatal(err)
	}

	out := alice.must(t, "me export")
	counts := make(map[string]int)
	for l := range strings.Lines(out) {
		var o struct{ Type string }
		if err := json.Unmarshal([]byte(l), &o); err != nil {
			t.Errorf("%q is no JSON: %v", l, err)
		}
		counts[o.Type]++
	}
	want := map[string]int{"account": 1, "key": 2, "bot": 1, "membership": 2, "draft": 1, "ignored": 1, "blocked": 1, "message": 3}
	if fmt.Sprint(counts) != fmt.Sprint(want) {
		t.Errorf("the export has %v, want %v:\n%s", counts, want, out)
	}
	for _, want := range []string{
		"爱丽丝", "I read.", `"clock":"12h"`, "phone", `"notify":"all"`, `"role":"owner"`, "half a sen",
		`"first"`, `"second"`, `"user":"builder"`, "in a room that she leaves",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the export lacks %s", want)
		}
	}
	if strings.Contains(out, "not hers") {
		t.Error("the export has what somebody else said")
	}
	if a, _ := alice.slash(1, "export"); a.status != int(command.Usage) {
		t.Errorf("/export = %+v, want it to be unknown", a)
	}
}

// A head takes some bytes and is gone, as head(1) is.
type head struct{ left int }

func (h *head) Write(p []byte) (int, error) {
	if h.left -= len(p); h.left < 0 {
		return 0, errors.New("nobody reads")
	}
	return len(p), nil
}

func TestExportEndsWithItsReader(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for range 30 {
		alice.must(t, "send lobby", strings.Repeat("long ", 400))
	}
	var errs bytes.Buffer
	status := alice.Run(context.Background(), command.Call{
		Line: "me export", Front: command.Exec, Who: alice.who, Key: alice.key,
		Stdin: io.NopCloser(strings.NewReader("")), Stdout: &head{40 << 10}, Stderr: &errs,
	})
	if status != 0 || errs.Len() > 0 {
		t.Errorf("export | head = %d %q, want it to end in peace", status, errs.String())
	}
}

// TestExportIsStreamed looks at how much comes in one write.
func TestExportIsStreamed(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	for range 30 {
		alice.must(t, "send lobby", strings.Repeat("long ", 400))
	}
	var out largest
	status := alice.Run(context.Background(), command.Call{
		Line: "me export", Front: command.Exec, Who: alice.who, Key: alice.key,
		Stdin: io.NopCloser(strings.NewReader("")), Stdout: &out, Stderr: &out,
	})
	if status != 0 || out.all < 30*1900 || out.most > 40<<10 {
		t.Errorf("export = %d with %d bytes, %d of them in one write", status, out.all, out.most)
	}
}

// A largest counts bytes, and those of the largest write.
type largest struct{ all, most int }

func (l *largest) Write(p []byte) (int, error) {
	l.all += len(p)
	l.most = max(l.most, len(p))
	return len(p), nil
}
