package e2e_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A receipt is the server's word that it has taken a message.
type receipt struct {
	writer string
	number int    // counts up from 1 for each writer
	id     string // what the server called the message
}

// text is what the writer said.
func (r receipt) text() string { return fmt.Sprintf("%s says number %d", r.writer, r.number) }

// A message is one as the server's JSON has it.
type message struct {
	ID   string `json:"id"`
	Seq  uint64 `json:"seq"`
	User string `json:"user"`
	Text string `json:"text"`
}

func (m message) id() string { return m.ID }

// judge compares what the server kept of a room, in its order, with what it
// has said: acked are its receipts, in the order of each writer, and shown is
// what a reader was given before the crash. It returns what is wrong.
//
// A message without a receipt may be kept or not: its writer knows neither.
func judge(acked []receipt, shown, kept []message) []string {
	var wrong []string
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }

	place := make(map[string]message) // by text
	for i, m := range kept {
		if m.Seq != uint64(i+1) {
			bad("number %d is at place %d", m.Seq, i+1)
		}
		if other, twice := place[m.Text]; twice {
			bad("%q is kept twice, as %d and %d", m.Text, other.Seq, m.Seq)
		}
		place[m.Text] = m
	}
	newest := make(map[string]message) // by writer
	for _, r := range acked {
		m, ok := place[r.text()]
		switch {
		case !ok:
			bad("%q was acknowledged and is lost", r.text())
			continue
		case m.ID != r.id:
			bad("%q was acknowledged as %s and is kept as %s", r.text(), r.id, m.ID)
		case m.User != r.writer:
			bad("%q is kept as said by %s", r.text(), m.User)
		}
		if before := newest[r.writer]; m.Seq < before.Seq {
			bad("%q is kept before %q", m.Text, before.Text)
		}
		newest[r.writer] = m
	}
	var last uint64
	for _, m := range shown {
		switch {
		case m.Seq <= last:
			bad("number %d was shown after number %d", m.Seq, last)
		case last > 0 && m.Seq != last+1:
			bad("number %d was shown right after number %d", m.Seq, last)
		case m.Seq > uint64(len(kept)):
			bad("%q was shown and is lost", m.Text)
		case kept[m.Seq-1] != m:
			bad("%q was shown as number %d, which is kept as %q", m.Text, m.Seq, kept[m.Seq-1].Text)
		}
		last = m.Seq
	}
	return wrong
}

func TestJudgeFindsEveryKindOfDamage(t *testing.T) {
	t.Parallel()
	ana1, ana2, bob1 := receipt{"ana", 1, "m_1"}, receipt{"ana", 2, "m_2"}, receipt{"bob", 1, "m_3"}
	kept := func(seq uint64, r receipt) message { return message{r.id, seq, r.writer, r.text()} }
	tests := []struct {
		name  string
		acked []receipt
		shown []message
		kept  []message
		want  []string
	}{
		{"nothing at all", nil, nil, nil, nil},
		{
			"everything in order",
			[]receipt{ana1, bob1, ana2},
			[]message{kept(2, ana1), kept(3, ana2)},
			[]message{kept(1, bob1), kept(2, ana1), kept(3, ana2)},
			nil,
		},
		{
			"kept without a receipt",
			[]receipt{ana1},
			nil,
			[]message{kept(1, ana1), kept(2, ana2)},
			nil,
		},
		{
			"acknowledged and lost",
			[]receipt{ana1, ana2},
			nil,
			[]message{kept(1, ana1)},
			[]string{`"ana says number 2" was acknowledged and is lost`},
		},
		{
			"twice",
			[]receipt{ana1},
			nil,
			[]message{kept(1, ana1), kept(2, ana1)},
			[]string{`"ana says number 1" is kept twice, as 1 and 2`},
		},
		{
			"twice without a receipt", nil, nil,
			[]message{kept(1, ana1), kept(2, ana1)},
			[]string{`"ana says number 1" is kept twice, as 1 and 2`},
		},
		{
			"one writer's order",
			[]receipt{ana1, ana2},
			nil,
			[]message{kept(1, ana2), kept(2, ana1)},
			[]string{`"ana says number 2" is kept before "ana says number 1"`},
		},
		{
			"hole",
			[]receipt{ana1, bob1},
			nil,
			[]message{kept(1, ana1), kept(3, bob1)},
			[]string{"number 3 is at place 2"},
		},
		{
			"another id",
			[]receipt{ana1},
			nil,
			[]message{{"m_9", 1, "ana", ana1.text()}},
			[]string{`"ana says number 1" was acknowledged as m_1 and is kept as m_9`},
		},
		{
			"another author",
			[]receipt{ana1},
			nil,
			[]message{{"m_1", 1, "bob", ana1.text()}},
			[]string{`"ana says number 1" is kept as said by bob`},
		},
		{
			"shown and lost", nil,
			[]message{kept(1, ana1), kept(2, ana2)},
			[]message{kept(1, ana1)},
			[]string{`"ana says number 2" was shown and is lost`},
		},
		{
			"shown as something else", nil,
			[]message{kept(1, ana1)},
			[]message{kept(1, bob1)},
			[]string{`"ana says number 1" was shown as number 1, which is kept as "bob says number 1"`},
		},
		{
			"shown out of order", nil,
			[]message{kept(2, ana2), kept(1, ana1)},
			[]message{kept(1, ana1), kept(2, ana2)},
			[]string{"number 1 was shown after number 2"},
		},
		{
			"shown with a gap", nil,
			[]message{kept(1, ana1), kept(3, bob1)},
			[]message{kept(1, ana1), kept(2, ana2), kept(3, bob1)},
			[]string{"number 3 was shown right after number 1"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, judge(tt.acked, tt.shown, tt.kept)); diff != "" {
				t.Errorf("judgement (-want +got):\n%s", diff)
			}
		})
	}
}
