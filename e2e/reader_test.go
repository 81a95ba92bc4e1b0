package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestReadersThatLeave ends commands by reading one line of what they print, as
// "| head -1" does: each ends with status 0 and without a word, and nothing of it
// goes on in the server.
func TestReadersThatLeave(t *testing.T) {
	t.Parallel()
	g := openGuide(t, "boss", "api.md", 1)
	for range 300 { // more than a pipe and a channel hold
		g.server.mustAsk(t, g.boss, "send lobby "+strings.Repeat("many words ", 180))
	}
	for _, line := range []string{"history lobby --limit 1000", "history lobby --limit 1000 --json", "tail lobby -n 1000", "tail lobby -n 9 -f --json --count 9", "me export"} {
		status := filepath.Join(t.TempDir(), "status")
		cmd := g.desk.command("sh", "-c", `{ ssh chat.example.com `+line+`; echo $? >"$STATUS"; } | head -1 | wc -l`)
		cmd.Env = append(cmd.Env, "STATUS="+status, "PATH="+filepath.Join(g.desk.home, "bin")+":"+os.Getenv("PATH"))
		out, err := cmd.CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != "1" {
			t.Errorf("%s | head -1 prints %q, %v, want one line and no noise", line, out, err)
		}
		left, err := os.ReadFile(status)
		if err != nil || strings.TrimSpace(string(left)) != "0" {
			t.Errorf("%s | head -1 ends ssh with %q, %v, want 0", line, left, err)
		}
	}
	wantAlone(t, g)
}

// wantAlone waits until the one who asks has no other session.
func wantAlone(t *testing.T, g *guide) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		var list struct{ Items []struct{ Current bool } }
		if err := json.Unmarshal([]byte(g.server.mustAsk(t, g.boss, "session list --json")), &list); err != nil {
			t.Fatal(err)
		}
		if len(list.Items) == 1 && list.Items[0].Current {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("these sessions go on: %+v", list.Items)
		}
	}
}
