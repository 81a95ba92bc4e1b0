package editor_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"snug/session/line/editor"
	"snug/text"
)

// A model is the row as one would write it down if nothing had to be quick: the
// text as a whole, and its window drawn anew from all of it.
type model struct {
	method         text.Method
	prompt         string
	before, behind string
	waits          string // joiners that were typed last
	entered        []string
	back           int
	begun          string
}

func clusters(s string) []string {
	var all []string
	for c := range text.Grapheme.Clusters(s) {
		all = append(all, c)
	}
	return all
}

// put makes s the text, with the cursor at the first edge from a place on.
func (m *model) put(s string, behind string) {
	s = text.StripLine(s)
	at := len(s)
	if strings.HasSuffix(s, behind) {
		at -= len(behind)
	}
	n := 0
	for _, c := range clusters(s) {
		if n >= at {
			break
		}
		n += len(c)
	}
	m.before, m.behind = s[:n], s[n:]
}

// sides are the clusters before the cursor and behind it.
func (m *model) sides() (before, behind []string) { return clusters(m.before), clusters(m.behind) }

// keep keeps the first n clusters before the cursor, and those behind from m on.
func (m *model) keep(n, from int) {
	before, behind := m.sides()
	rest := strings.Join(behind[from:], "")
	m.put(strings.Join(before[:n], "")+rest, rest)
}

func (m *model) goTo(n int) {
	before, behind := m.sides()
	all := append(before, behind...)
	n = max(min(n, len(all)), 0)
	m.before, m.behind = strings.Join(all[:n], ""), strings.Join(all[n:], "")
}

// word is how many clusters, from the first on, a key about words means.
func word(c []string) int {
	is := func(i int) bool {
		r := []rune(c[i])[0]
		return unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("_'’", r)
	}
	n := 0
	for n < len(c) && !is(n) {
		n++
	}
	for from := n; n < len(c) && is(n); n++ {
		if unicode.In([]rune(c[n])[0], unicode.Han, unicode.Hiragana) {
			if n == from {
				n++
			}
			break
		}
	}
	return n
}

func reversed(c []string) []string {
	var all []string
	for i := len(c) - 1; i >= 0; i-- {
		all = append(all, c[i])
	}
	return all
}

// press does what a key means, by what a terminal sends for it.
func (m *model) press(key string) {
	if key == "\u200c" || key == "\u200d" {
		m.waits += key
		return
	}
	if key[0] >= ' ' && key[0] != 0x7f {
		key = m.waits + key
	} else {
		m.put(m.before+m.waits+m.behind, m.behind)
	}
	m.waits = ""
	before, behind := m.sides()
	switch key {
	case "\x1b[D", "\x02":
		m.goTo(len(before) - 1)
	case "\x1b[C", "\x06":
		m.goTo(len(before) + 1)
	case "\x01", "\x1b[H":
		m.goTo(0)
	case "\x05", "\x1bOF":
		m.goTo(len(before) + len(behind))
	case "\x1bb":
		m.goTo(len(before) - word(reversed(before)))
	case "\x1b[1;5C":
		m.goTo(len(before) + word(behind))
	case "\x7f":
		m.keep(max(len(before)-1, 0), 0)
	case "\x1b[3~":
		m.keep(len(before), min(1, len(behind)))
	case "\x17":
		m.keep(len(before)-word(reversed(before)), 0)
	case "\x1bd":
		m.keep(len(before), word(behind))
	case "\x15":
		m.keep(0, 0)
	case "\x0b":
		m.keep(len(before), len(behind))
	case "\x1b[A":
		m.turn(+1)
	case "\x0e":
		m.turn(-1)
	case "\r":
		if s := m.before + m.behind; s != "" && (len(m.entered) == 0 || m.entered[len(m.entered)-1] != s) {
			m.entered = append(m.entered, s)
		}
		m.before, m.behind, m.back = "", "", 0
	default:
		m.put(m.before+key+m.behind, m.behind)
	}
}

func (m *model) turn(by int) {
	to := m.back + by
	if to < 0 || to > len(m.entered) {
		return
	}
	if m.back == 0 {
		m.begun = m.before + m.behind
	}
	if m.back = to; to == 0 {
		m.put(m.begun, "")
	} else {
		m.put(m.entered[len(m.entered)-to], "")
	}
}

// view is the row that is to be seen, and what of it stands before the cursor.
func (m *model) view(cols int) (row, before string) {
	var shown []string
	pos := []int{0}
	for _, c := range append(clusters(m.prompt), append(clusters(m.before), clusters(m.behind)...)...) {
		d := text.Safe(c, m.method)
		if len(clusters(" "+d)) == 1 || len(clusters(d+" ")) == 1 || m.method.Width(d) == 0 || m.method.Width(string([]rune(d)[:1])) == 0 {
			d = "?"
		}
		shown = append(shown, d)
		pos = append(pos, pos[len(pos)-1]+m.method.Width(d))
	}
	room := cols - 1
	if room == 0 {
		return "", ""
	}
	cursor, from, need, marks := len(clusters(m.prompt))+len(clusters(m.before)), 0, 0, 0
	switch {
	case cursor < len(shown) && room < 6:
		need = 1
	case cursor < len(shown):
		need = min(pos[cursor+1]-pos[cursor], 2) + min(len(shown)-cursor-1, 1)
	}
	lead := func() int { return min(from, marks) }
	if room >= 6 {
		marks = 1
	}
	for lead()+pos[cursor]-pos[from]+need > room {
		start := from
		for pos[from]-pos[start] < max(room/2, 1) {
			from++
		}
	}
	row = strings.Repeat("<", lead())
	to, end := from, lead()
	for to < len(shown) && end+pos[to+1]-pos[from] <= room {
		to++
	}
	if to < len(shown) && marks > 0 {
		for end+pos[to]-pos[from]+1 > room {
			to--
		}
	}
	before = row + strings.Join(shown[from:min(cursor, to)], "")
	row += strings.Join(shown[from:to], "")
	if to < len(shown) && marks > 0 {
		row += ">"
	}
	return strings.TrimRight(row, " "), before
}

const family = "👨\u200d👩\u200d👧\u200d👦"

var modelKeys = []string{
	"\x1b[D", "\x02", "\x1b[C", "\x06", "\x01", "\x1b[H", "\x05", "\x1bOF", "\x1bb", "\x1b[1;5C", "\x7f", "\x7f", "\x1b[3~", "\x17", "\x1bd", "\x15", "\x0b",
	"\x1b[A", "\x0e", "\r",
}

var modelTexts = []string{
	"a", "b ", "word", " ", "don't ", "你好", "世", "，", "カタカナ", family, "🇨", "🇨🇳", "👍🏽", "👍", "\u0301", "e\u0301", "\u0307", "x\u0332", "한국", "\u1161", "\u093f", "\u0600",
	"❤️", "1️⃣", "क्षि", "ｗ", "\u200d", "\u200c", "می\u200cخ", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "<", ">", "a long piece of English text, ", "很长的一段中文文字。",
}

func TestRowShowsWhatTheModelSays(t *testing.T) {
	prompts := []string{"", "> ", "#lobby> ", "#综合讨论> ", "a prompt that is wider than most terminals of this test> "}
	for _, method := range []text.Method{text.WcWidth, text.Grapheme} {
		for seed := range uint64(60) {
			rnd := rand.New(rand.NewPCG(seed, uint64(method)))
			run(t, fmt.Sprintf("method %d, seed %d", method, seed), method, rnd, prompts[rnd.IntN(len(prompts))])
		}
	}
}

func run(t *testing.T, name string, method text.Method, rnd *rand.Rand, prompt string) {
	t.Helper()
	term := &terminal{cols: 1 + rnd.IntN(40), method: method}
	m := &model{method: method, prompt: prompt}
	e := editor.New(term, editor.Options{Cols: term.cols, Method: method})
	if err := e.Prompt(prompt); err != nil {
		t.Fatal(err)
	}
	var done []string
	check := func() {
		t.Helper()
		row, before := m.view(term.cols)
		if term.row() != row || strings.TrimRight(term.before(), " ") != strings.TrimRight(before, " ") || len(term.wrong) > 0 {
			t.Fatalf("%s, %d columns, after %q:\nrow    %+q\nwant   %+q\nbefore %+q\nwant   %+q\nwrong  %q\ntext   %+q",
				name, term.cols, done[max(len(done)-8, 0):], term.row(), row, term.before(), before, term.wrong, clusters(m.before+m.behind))
		}
	}
	check()
	for range 120 {
		key := modelTexts[rnd.IntN(len(modelTexts))]
		switch rnd.IntN(20) {
		case 0, 1, 2, 3, 4, 5, 6, 7, 8:
			key = modelKeys[rnd.IntN(len(modelKeys))]
		case 9:
			term.resize(1 + rnd.IntN(40))
			done = append(done, fmt.Sprint(term.cols, " columns"))
			if err := e.Resize(term.cols); err != nil {
				t.Fatal(err)
			}
			check()
			continue
		case 10:
			term.wraps = true
			done = append(done, "print")
			if err := e.Print("bob: hi", "大家好"); err != nil {
				t.Fatal(err)
			}
			term.wraps = false
			if n := len(term.above); n < 2 || term.above[n-2] != "bob: hi" || term.above[n-1] != "大家好" {
				t.Fatalf("%s: above the row: %q", name, term.above)
			}
			check()
			continue
		}
		done = append(done, key)
		events, err := e.Feed([]byte(key))
		if err != nil {
			t.Fatal(err)
		}
		before := len(m.entered)
		m.press(key)
		if key == "\r" && (len(events) != 1 || len(m.entered) > before && events[0].Text != m.entered[before]) {
			t.Fatalf("%s after %q: %+v, want %q", name, done, events, m.entered)
		}
		if len(events) > 0 {
			if err := e.Prompt(prompt); err != nil {
				t.Fatal(err)
			}
		}
		check()
	}
}
