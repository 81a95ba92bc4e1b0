package data_test

import (
	"os"
	"path/filepath"
	"testing"

	"snug/data"
)

// The file was written by the first program of schema 1 and compacted. It must
// never be made again: that it still reads the same is the point.
func TestFrozenSchema1StillReads(t *testing.T) {
	const want = `room 1 lobby "" by 0 at 0001-01-01T00:00:00Z, last 2
1/1 m_06H0A1WK49T4ZDVAFS0QJWYE04 2026-09-21T14:13:20Z 1 Ann: (0) hello
1/2 m_06H0A1WK49YR93VFHZ6RB092W8 2026-09-21T14:13:20Z 2 bob: (1) waves
room 2 den "quiet, please" by 1 at 2026-09-21T14:13:20Z, last 1
2/1 m_06H0A1WK4HTB14W0V6ZMZTSZE8 2026-09-21T14:13:20Z 2 bob: (0) two
lines, 日本語
person 1 is in [2], has read room 1 to 2, has read room 2 to 1
`
	dir := t.TempDir()
	file, err := os.ReadFile(filepath.Join("testdata", "schema1.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "snug.db"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir, data.Options{})
	if got := state(t, s, 1); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	sound(t, s)
	if a, err := s.Accounts().AccountByName("bob"); err != nil || a.ID != 2 {
		t.Errorf("AccountByName(bob) = %+v, %v; want account 2", a, err)
	}
	if m := post(t, s, 1, 1, "written by this version"); m.Seq != 3 {
		t.Errorf("the next message has number %d, want 3", m.Seq)
	}
	sound(t, s)
}
