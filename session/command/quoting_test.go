package command_test

import (
	"encoding/json"
	"os/exec"
	"testing"
)

// TestQuoting follows what people type through three readers: their shell, ssh,
// which joins what is left with blanks, and the server. What PowerShell and cmd
// make of a line is written down; the other shells are asked.
func TestQuoting(t *testing.T) {
	both := []string{"sh", "bash"}
	tests := []struct {
		name   string
		shells []string
		typed  string // behind "ssh host"
		line   string // as it arrives
		said   string
	}{
		{"words", both, `send lobby Good morning`, `send lobby Good morning`, "Good morning"},
		{"blanks in quotes", both, `send lobby 'Good  morning'`, `send lobby Good  morning`, "Good  morning"},
		{"blanks without", both, `send lobby Good  morning`, `send lobby Good morning`, "Good morning"},
		{"an apostrophe", both, `send lobby it\'s fine`, `send lobby it's fine`, "it's fine"},
		{"an apostrophe in quotes", both, `send lobby "it's fine"`, `send lobby it's fine`, "it's fine"},
		{"a dollar", both, `"send lobby it's \$5"`, `send lobby it's $5`, "it's $5"},
		{"two apostrophes are quotes again", both, `send lobby "it's Ann's"`, `send lobby it's Ann's`, "its Anns"},
		{"two apostrophes, whole", both, `send lobby '"'"it's Ann's"'"'`, `send lobby "it's Ann's"`, "it's Ann's"},
		{"a backslash", both, `send lobby 'C:\temp'`, `send lobby C:\temp`, "C:temp"},
		{"a backslash, whole", both, `send lobby 'C:\\temp'`, `send lobby C:\\temp`, `C:\temp`},
		{"a flag that is text", both, `send lobby -- see --json`, `send lobby -- see --json`, "see --json"},
		{"all as it is", both, `"send lobby -- it's Ann's \"C:\temp\""`, `send lobby -- it's Ann's "C:\temp"`, `it's Ann's "C:\temp"`},
		{"lines", both, "send lobby 'one\ntwo'", "send lobby one\ntwo", "one\ntwo"},
		{"what another shell would run", both, `send lobby '$(reboot); rm *'`, `send lobby $(reboot); rm *`, "$(reboot); rm *"},
		{"a word that is empty", both, `send lobby "" hi`, `send lobby  hi`, "hi"},
		{"bash has another quote", []string{"bash"}, `send lobby $'it\'s fine'`, `send lobby it's fine`, "it's fine"},

		{"an apostrophe in PowerShell", nil, `send lobby 'it''s $5'`, `send lobby it's $5`, "it's $5"},
		{"quotes in quotes in PowerShell", nil, `send lobby '"it''s Ann''s"'`, `send lobby "it's Ann's"`, "it's Ann's"},
		{"a line end of PowerShell", nil, "send lobby one`r`ntwo", "send lobby one\r\ntwo", "one\ntwo"},
		{"quotes in cmd", nil, `send lobby "Good  morning"`, `send lobby Good  morning`, "Good  morning"},
		{"single quotes in cmd are not the shell's", nil, `send lobby 'Good  morning'`, `send lobby 'Good  morning'`, "Good  morning"},
	}
	alice := newWorld(t).member(t, "alice")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, shell := range tt.shells {
				// A function stands for ssh: it joins its arguments as ssh does.
				out, err := exec.CommandContext(t.Context(), shell, "-c", "ssh() { shift; printf %s \"$*\"; }\nssh host "+tt.typed).Output()
				if err != nil || string(out) != tt.line {
					t.Errorf("%s makes of %s the line %q, %v, want %q", shell, tt.typed, out, err, tt.line)
				}
			}
			alice.must(t, tt.line)
			var m said
			if err := json.Unmarshal([]byte(alice.must(t, "tail lobby -n 1 --json")), &m); err != nil || m.Text != tt.said {
				t.Errorf("%q says %q, want %q", tt.line, m.Text, tt.said)
			}
		})
	}
}
