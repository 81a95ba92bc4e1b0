package command_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// FuzzPipe writes anything into a pipe. Each line gets one answer, until the pipe is
// ended, and nothing comes that is no object.
func FuzzPipe(f *testing.F) {
	for _, s := range []string{
		`{"id":"1","cmd":"send","room":"lobby","text":"a"}` + "\n" + `{"id":"2","cmd":"quit"}` + "\n\n{}\n",
		`{"id":"1","cmd":"edit","room":"lobby","seq":1,"text":"b"}` + "\r\n" + `{"id":"1","cmd":"subscribe","room":"lobby","since":"r_1:0:0"}` + "\n",
		`{"id":"1","cmd":"run","args":["history","lobby","--limit","5"]}` + "\n" + `{"id":"1","cmd":"history","room":"lobby","before":"3"}` + "\n",
		`{"id":"1","cmd":"react","msg":"m_06H0EX5VF1Z5D8ARVBNJS3R4XC","emoji":"+1","on":false}` + "\n", "\xff\n[1]\n\x00\n{\"id\":\"\\ud800\"}\nhalf",
	} {
		f.Add(s)
	}
	w := newWorld(f)
	alice := w.member(f, "alice")
	f.Fuzz(func(t *testing.T, in string) {
		a := alice.exec("pipe", in)
		if a.status > 2 && strings.Contains(in, "run") || a.status == 3 {
			t.Skip() // it has deleted the account
		}
		asked := 0
		for line := range strings.Lines(in) {
			if strings.Trim(line, " \t\r\n") != "" || !strings.HasSuffix(line, "\n") {
				asked++
			}
		}
		answered, quit := 0, false
		for line := range strings.Lines(a.out) {
			var o struct {
				V       int
				Type    string
				Re, Cmd *string
				Code    string
			}
			if err := json.Unmarshal([]byte(line), &o); err != nil || o.V != 1 || o.Type == "" || o.Code == "internal" {
				t.Errorf("%q has come: %v", line, err)
			}
			switch o.Type {
			case "ack", "result", "error":
				answered++
				quit = quit || o.Type == "ack" && *o.Cmd == "quit"
			}
		}
		if half := in != "" && !strings.HasSuffix(in, "\n"); a.status != 0 && a.status != 2 || (a.status == 2) != (half && !quit) {
			t.Errorf("%q ends with %d", in, a.status)
		}
		if answered != asked && !quit {
			t.Errorf("%q has %d commands and %d answers:\n%s", in, asked, answered, a.out)
		}
	})
}
