package screen

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// names is what was decoded, in words.
func names(msgs []tea.Msg) []string {
	var list []string
	for _, msg := range msgs {
		switch msg := msg.(type) {
		case tea.KeyPressMsg:
			list = append(list, msg.String())
		case Paste:
			list = append(list, fmt.Sprintf("paste %q %v", msg.Text, msg.Cut))
		default:
			list = append(list, strings.TrimPrefix(fmt.Sprintf("%T %v", msg, msg), "tea."))
		}
	}
	return list
}

// merged is names with neighbouring text joined: how a text was cut into keys
// depends on how it was cut into reads.
func merged(msgs []tea.Msg) []string {
	var list []string
	text := ""
	for _, msg := range append(msgs, nil) {
		if k, ok := msg.(tea.KeyPressMsg); ok && k.Text != "" {
			text += k.Text
			continue
		}
		if text != "" {
			list = append(list, "text "+text)
			text = ""
		}
		if msg != nil {
			list = append(list, names([]tea.Msg{msg})...)
		}
	}
	return list
}

// decodeBytes feeds b one byte at a time.
func decodeBytes(b []byte) []tea.Msg {
	d := decoder{brackets: true}
	var all []tea.Msg
	for i := range b {
		all = append(all, d.feed(b[i:i+1])...)
	}
	return append(all, d.expire()...)
}

func decodeAll(b []byte) []tea.Msg {
	d := decoder{brackets: true}
	return append(d.feed(b), d.expire()...)
}

// TestKeysOfTheKeyMap has every key of the key map, as a plain terminal and as
// kitty and xterm in their better keyboard modes send it.
func TestKeysOfTheKeyMap(t *testing.T) {
	tests := map[string][]string{
		"enter":         {"\r", "\x1bOM", "\x1b[57414u"},
		"ctrl+j":        {"\n", "\x1b[106;5u", "\x1b[27;5;106~"},
		"alt+enter":     {"\x1b\r", "\x1b[13;3u", "\x1b[27;3;13~"},
		"shift+enter":   {"\x1b[13;2u", "\x1b[27;2;13~"},
		"ctrl+enter":    {"\x1b[13;5u", "\x1b[27;5;13~"},
		"tab":           {"\t", "\x1b[105;5u", "\x1b[9u"},
		"shift+tab":     {"\x1b[Z", "\x1b[9;2u", "\x1b[27;2;9~"},
		"esc":           {"\x1b", "\x1b[27u", "\x1b[91;5u", "\x1b[27;5;91~", "\x1b\x1b"},
		"ctrl+k":        {"\x0b", "\x1b[107;5u", "\x1b[27;5;107~", "\x1b[107;133u"},
		"alt+k":         {"\x1bk", "\x1b[107;3u"},
		"alt+1":         {"\x1b1", "\x1b[49;3u"},
		"alt+0":         {"\x1b0", "\x1b[48;3u"},
		"alt+up":        {"\x1b[1;3A", "\x1b\x1b[A", "\x1b\x1bOA"},
		"alt+down":      {"\x1b[1;3B", "\x1b\x1b[B"},
		"ctrl+pgup":     {"\x1b[5;5~", "\x1b[5^"},
		"ctrl+pgdown":   {"\x1b[6;5~", "\x1b[6^"},
		"alt+a":         {"\x1ba", "\x1b[97;3u"},
		"alt+/":         {"\x1b/", "\x1b[47;3u"},
		"alt+u":         {"\x1bu", "\x1b[117;3u"},
		"pgup":          {"\x1b[5~"},
		"pgdown":        {"\x1b[6~"},
		"end":           {"\x1b[F", "\x1b[4~", "\x1bOF", "\x1b[8~"},
		"home":          {"\x1b[H", "\x1b[1~", "\x1bOH", "\x1b[7~"},
		"alt+end":       {"\x1b[1;3F"},
		"up":            {"\x1b[A", "\x1bOA"},
		"down":          {"\x1b[B", "\x1bOB"},
		"left":          {"\x1b[D", "\x1bOD"},
		"right":         {"\x1b[C", "\x1bOC"},
		"ctrl+g":        {"\x07", "\x1b[103;5u"},
		"ctrl+c":        {"\x03", "\x1b[99;5u", "\x1b[27;5;99~"},
		"ctrl+d":        {"\x04"},
		"ctrl+a":        {"\x01"},
		"ctrl+b":        {"\x02"},
		"ctrl+e":        {"\x05"},
		"ctrl+w":        {"\x17"},
		"backspace":     {"\x7f", "\x08", "\x1b[127u"},
		"alt+backspace": {"\x1b\x7f", "\x1b[127;3u"},
		"delete":        {"\x1b[3~"},
		"ctrl+u":        {"\x15"},
		"alt+d":         {"\x1bd"},
		"ctrl+left":     {"\x1b[1;5D", "\x1bOd"},
		"ctrl+right":    {"\x1b[1;5C", "\x1bOc"},
		"alt+b":         {"\x1bb"},
		"alt+f":         {"\x1bf"},
		"ctrl+_":        {"\x1f", "\x1b[47;5u", "\x1b[45;6u"},
		"ctrl+y":        {"\x19"},
		"ctrl+r":        {"\x12"},
		"ctrl+f":        {"\x06"},
		"ctrl+o":        {"\x0f"},
		"ctrl+l":        {"\x0c"},
		"ctrl+n":        {"\x0e"},
		"ctrl+p":        {"\x10"},
		"alt+l":         {"\x1bl"},
		"alt+r":         {"\x1br"},
		"alt+m":         {"\x1bm"},
		"alt+é":         {"\x1bé"},
		"alt+[":         {"\x1b["},
		"alt+]":         {"\x1b]"},
		"f1":            {"\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[P"},
		"f4":            {"\x1bOS", "\x1b[14~", "\x1b[[D"},
		"f5":            {"\x1b[15~", "\x1b[[E"},
		"f7":            {"\x1b[18~"},
		"f8":            {"\x1b[19~"},
		"?":             {"?", "\x1b[63u"},
		"？":             {"？"},
		"/":             {"/"},
		"space":         {" "},
		"A":             {"A"},
		"大":             {"大"},
		"👨‍👩‍👧":         {"👨‍👩‍👧"},
	}
	for want, encodings := range tests {
		for _, in := range encodings {
			t.Run(fmt.Sprintf("%s %q", want, in), func(t *testing.T) {
				if diff := cmp.Diff([]string{want}, names(decodeAll([]byte(in)))); diff != "" {
					t.Errorf("at once (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(merged(decodeAll([]byte(in))), merged(decodeBytes([]byte(in)))); diff != "" {
					t.Errorf("byte by byte (-at once +got):\n%s", diff)
				}
			})
		}
	}
}

func TestDecode(t *testing.T) {
	big := strings.Repeat("x", pasteCap)
	tests := []struct {
		name string
		in   string
		want []string
	}{
		{"a line", "hi\r", []string{"text hi", "enter"}},
		{"two lines at once", "one\rtwo\r", []string{`paste "one\ntwo\n" false`}},
		{"lines with tabs and wide text", "\t你\r\nb\r\n", []string{`paste "\t你\nb\n" false`}},
		{"a held Enter key", "\r\r\r", []string{"enter", "enter", "enter"}},
		{"a line and a held Enter key", "hi\r\r", []string{"text hi", "enter", "enter"}},
		{"lines with a control key", "one\rtwo\x15\r", []string{"text one", "enter", "text two", "ctrl+u", "enter"}},
		{"paste", "\x1b[200~a\rb\r\nc\x1b[201~d", []string{`paste "a\nb\nc" false`, "text d"}},
		{"paste with escapes", "\x1b[200~a\x1b[2Jb\x1b\x1b[201~", []string{`paste "a\x1b[2Jb\x1b" false`}},
		{"empty paste", "\x1b[200~\x1b[201~", []string{`paste "" false`}},
		{"full paste", "\x1b[200~" + big + "\x1b[201~", []string{fmt.Sprintf("paste %q false", big)}},
		{"too long a paste", "\x1b[200~" + big + "y\x1b[201~z", []string{fmt.Sprintf("paste %q true", big), "text z"}},
		{"paste cut inside a character", "\x1b[200~" + big[1:] + "你\x1b[201~", []string{fmt.Sprintf("paste %q true", big[1:])}},
		{"paste that never ends", "\x1b[200~abc", []string{`paste "abc" true`}},
		{"paste that is not UTF-8", "\x1b[200~a\xffb\x1b[201~", []string{"screen.BadInput {}", `paste "ab" false`}},
		{"end of no paste", "\x1b[201~a", []string{"text a"}},
		{"GBK", "\xc4\xe3\xba\xc3a", []string{"screen.BadInput {}", "text a"}},
		{"reported once", "\xffa\xffb", []string{"screen.BadInput {}", "text ab"}},
		{"character that breaks off", "\xe4\xbda", []string{"screen.BadInput {}", "text a"}},
		{"character that never ends", "a\xe4\xbd", []string{"text a", "screen.BadInput {}"}},
		{"replacement character", "\ufffd", []string{"text \ufffd"}},
		{"C1 controls", "\u0085a\u009b2J", []string{"text a2J"}},
		{"focus", "\x1b[I\x1b[O", []string{"FocusMsg {}", "BlurMsg {}"}},
		{"click", "\x1b[<0;3;4Ma", []string{"MouseClickMsg left", "text a"}},
		{"click with a modifier", "\x1b[<16;3;4Ma", []string{"MouseClickMsg ctrl+left", "text a"}},
		{"release", "\x1b[<0;3;4ma", []string{"text a"}},
		{"wheel", "\x1b[<64;3;4M\x1b[<65;3;4M", []string{"MouseWheelMsg wheelup", "MouseWheelMsg wheeldown"}},
		{"motion", "\x1b[<35;3;4Ma", []string{"text a"}},
		{"click of an old terminal", "\x1b[M #$a", []string{"MouseClickMsg left", "text a"}},
		{"click beyond column 95", "\x1b[M \xe5\x21a", []string{"MouseClickMsg left", "text a"}},
		{"click broken off", "\x1b[M #\ra", []string{"enter", "text a"}},
		{"click that never ends", "\x1b[M #", nil},
		{"mouse without figures", "\x1b[<;;M\x1b[<Ma", []string{"MouseClickMsg left", "text a"}},
		{"cursor report", "\x1b[3;7Ra", []string{"CursorPositionMsg {6 2}", "text a"}},
		{"F3 with Shift, or a cursor report of the first row", "\x1b[1;2R", []string{"shift+f3"}},
		{"dark and light", "\x1b[?997;1n\x1b[?997;2n", []string{"screen.schemeMsg {true}", "screen.schemeMsg {false}"}},
		{"no such scheme", "\x1b[?997;3n\x1b[?996;1na", []string{"text a"}},
		{"no true colour", "\x1bP0+r524742\x1b\\\x1bP0+r\x1b\\a", []string{"text a"}},
		{"clipboard", "\x1b]52;c;aGk=\x07a", []string{"text a"}},
		{"unknown sequence", "\x1b[99;99xa", []string{"text a"}},
		{"sequence broken off by another", "\x1b[12\x1b[A", []string{"up"}},
		{"string broken off by a key", "\x1b]11;rgb\x1b[A", []string{"up"}},
		{"string given up", "\x1bPabc\x18d", []string{"text d"}},
		{"Esc before a sequence", "\x1b\x1b[I", []string{"esc", "FocusMsg {}"}},
		{"Esc pressed three times", "\x1b\x1b\x1b", []string{"esc", "esc"}},
		{"too long a sequence", "\x1b[" + strings.Repeat("1", 3*seqCap) + "Aa", []string{"text a"}},
		{"too long a sequence broken off", "\x1b[" + strings.Repeat("1", 3*seqCap) + "\ra", []string{"enter", "text a"}},
		{"too long a string", "\x1b]2;" + strings.Repeat("1", 3*seqCap) + "\x1b\\a", []string{"text a"}},
		{"too long a string with BEL", "\x1b]2;" + strings.Repeat("1", 3*seqCap) + "\x07a", []string{"text a"}},
		{"reply with UTF-8 that holds ST", "\x1b]2;\u671c x\x07a", []string{"text a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var d decoder
			got := merged(append(d.feed([]byte(tt.in)), d.expire()...))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("decoded (-want +got):\n%s", diff)
			}
			if d.state != ground || d.wait() != 0 {
				t.Errorf("state %d after expire", d.state)
			}
		})
	}
}

func TestRepliesBecomeMessages(t *testing.T) {
	in := "\x1b[?2026;2$y\x1b[?2027;1$y\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1bP1+r524742=38\x1b\\\x1b[?1u"
	for _, msgs := range [][]tea.Msg{decodeAll([]byte(in)), decodeBytes([]byte(in))} {
		if len(msgs) != 5 {
			t.Fatalf("decoded %v", names(msgs))
		}
		if m := msgs[0].(tea.ModeReportMsg); m.Mode != ansi.ModeSynchronizedOutput || m.Value != ansi.ModeReset {
			t.Errorf("first reply %v", m)
		}
		if m := msgs[1].(tea.ModeReportMsg); m.Mode != ansi.ModeUnicodeCore || m.Value != ansi.ModeSet {
			t.Errorf("second reply %v", m)
		}
		if m := msgs[2].(tea.BackgroundColorMsg); m.IsDark() {
			t.Errorf("background %v is dark", m)
		}
		if m := msgs[3].(tea.CapabilityMsg); m.Content != "RGB=8" {
			t.Errorf("capability %v", m)
		}
		if _, ok := msgs[4].(tea.KeyboardEnhancementsMsg); !ok {
			t.Errorf("last reply %v", msgs[4])
		}
	}
}

// A key that waits is told from a reply that is late: half a reply must not be
// typed into the composer because the network was slow.
func TestPatience(t *testing.T) {
	tests := []struct {
		in   string
		want any
	}{
		{"a", 0 * escPatience},
		{"\x1b", escPatience},
		{"\x1b\x1b", escPatience},
		{"\x1b[", escPatience},
		{"\x1bO", escPatience},
		{"\x1b]11;rgb:00", replyPatience},
		{"\x1b[?2026", replyPatience},
		{"\xe4\xbd", replyPatience},
		{"\x1b[200~abc", pastePatience},
	}
	for _, tt := range tests {
		var d decoder
		d.feed([]byte(tt.in))
		if got := d.wait(); got != tt.want {
			t.Errorf("%q may wait %v, want %v", tt.in, got, tt.want)
		}
	}
}

func TestBurstAfterBracketsIsTyped(t *testing.T) {
	for _, proof := range []string{"\x1b[200~x\x1b[201~", "\x1b[?2004;1$y"} {
		var d decoder
		d.feed([]byte(proof))
		want := []string{"text a", "enter", "text b", "enter"}
		if diff := cmp.Diff(want, merged(d.feed([]byte("a\rb\r")))); diff != "" {
			t.Errorf("after %q (-want +got):\n%s", proof, diff)
		}
	}
}
