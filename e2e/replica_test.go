package e2e_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A record is a message with all that has happened to it, as the server's JSON
// has it.
type record struct {
	message
	Edited    bool `json:"edited"`
	Deleted   bool `json:"deleted"`
	Reactions []struct {
		Emoji string   `json:"emoji"`
		Users []string `json:"users"`
	} `json:"reactions"`
}

// state says what a message has become, for comparing.
func (r record) state() string {
	s := fmt.Sprintf("%s %d %s %q", r.ID, r.Seq, r.User, r.Text)
	if r.Edited {
		s += " edited"
	}
	if r.Deleted {
		s += " deleted"
	}
	for _, r := range r.Reactions {
		s += " " + r.Emoji + strings.Join(slices.Sorted(slices.Values(r.Users)), ",")
	}
	return s
}

// A replica is what a program knows of one room from the events alone.
type replica struct {
	room     string // name
	cursor   string // behind the newest event
	seq, rev uint64 // of the cursor
	states   map[uint64]record
	wrong    []string
}

// newReplica begins before the first message of a room, which is called r_ID.
func newReplica(room, id string) *replica {
	return &replica{room: room, cursor: id + ":0:0", states: make(map[uint64]record)}
}

func (r *replica) bad(format string, args ...any) {
	r.wrong = append(r.wrong, r.room+": "+fmt.Sprintf(format, args...))
}

// said takes a new message: the one behind the newest.
func (r *replica) said(m record, cursor string) {
	if m.Seq != r.seq+1 {
		r.bad("message %d came behind %d", m.Seq, r.seq)
	}
	r.states[m.Seq] = m
	r.advance(cursor, m.Seq)
}

// changed takes what has happened to a message that is known.
func (r *replica) changed(m record, cursor string) {
	if _, known := r.states[m.Seq]; !known {
		r.bad("something happened to %d, which has not come", m.Seq)
	}
	r.states[m.Seq] = m
	r.advance(cursor, r.seq)
}

// advance goes on to the cursor behind an event. It must be behind the last one,
// and cover the messages up to seq and no more.
func (r *replica) advance(cursor string, seq uint64) {
	parts := strings.Split(cursor, ":")
	if len(parts) != 3 {
		r.bad("%q is no cursor", cursor)
		return
	}
	at, err := strconv.ParseUint(parts[1], 10, 64)
	rev, err2 := strconv.ParseUint(parts[2], 10, 64)
	switch {
	case err != nil || err2 != nil:
		r.bad("%q is no cursor", cursor)
	case at != seq:
		r.bad("the cursor behind message %d is %s", seq, cursor)
	case rev < r.rev || at == r.seq && rev == r.rev:
		r.bad("the cursor went from %s to %s", r.cursor, cursor)
	}
	r.cursor, r.seq, r.rev = cursor, at, rev
}

// differs compares the replica with what the server keeps; empty: they are the
// same.
func (r *replica) differs(kept []record) string {
	return cmp.Diff(states(kept), states(slices.SortedFunc(maps.Values(r.states), func(a, b record) int { return int(a.Seq) - int(b.Seq) })))
}

func states(rs []record) []string {
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = r.state()
	}
	return out
}

func TestReplicaFindsEveryKindOfDamage(t *testing.T) {
	t.Parallel()
	m := func(seq uint64) record {
		return record{message: message{fmt.Sprintf("m_%d", seq), seq, "ana", fmt.Sprintf("number %d", seq)}}
	}
	edited := func(seq uint64) record {
		e := m(seq)
		e.Text, e.Edited = "other", true
		return e
	}
	tests := []struct {
		name string
		hear func(r *replica)
		kept []record
		want []string // what is wrong
		same bool
	}{
		{"nothing", func(*replica) {}, nil, nil, true},
		{"in order", func(r *replica) {
			r.said(m(1), "r_1:1:0")
			r.changed(edited(1), "r_1:1:1")
			r.said(m(2), "r_1:2:1")
		}, []record{edited(1), m(2)}, nil, true},
		{"an edit that never came", func(r *replica) { r.said(m(1), "r_1:1:0") }, []record{edited(1)}, nil, false},
		{"a message that never came", func(r *replica) { r.said(m(1), "r_1:1:0") }, []record{m(1), m(2)}, nil, false},
		{"twice", func(r *replica) {
			r.said(m(1), "r_1:1:0")
			r.said(m(1), "r_1:1:0")
		}, []record{m(1)}, []string{"ops: message 1 came behind 1", "ops: the cursor went from r_1:1:0 to r_1:1:0"}, true},
		{
			"a hole",
			func(r *replica) { r.said(m(2), "r_1:2:0") },
			[]record{m(2)},
			[]string{"ops: message 2 came behind 0"},
			true,
		},
		{
			"an edit of nothing",
			func(r *replica) { r.changed(edited(1), "r_1:0:1") },
			[]record{edited(1)},
			[]string{"ops: something happened to 1, which has not come"},
			true,
		},
		{"a cursor that goes back", func(r *replica) {
			r.said(m(1), "r_1:1:5")
			r.changed(edited(1), "r_1:1:4")
		}, []record{edited(1)}, []string{"ops: the cursor went from r_1:1:5 to r_1:1:4"}, true},
		{
			"a cursor that skips",
			func(r *replica) { r.said(m(1), "r_1:7:0") },
			[]record{m(1)},
			[]string{"ops: the cursor behind message 1 is r_1:7:0"},
			true,
		},
		{
			"no cursor",
			func(r *replica) { r.said(m(1), "") },
			[]record{m(1)},
			[]string{`ops: "" is no cursor`},
			true,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newReplica("ops", "r_1")
			tt.hear(r)
			if diff := cmp.Diff(tt.want, r.wrong); diff != "" {
				t.Errorf("what is wrong (-want +got):\n%s", diff)
			}
			if diff := r.differs(tt.kept); (diff == "") != tt.same {
				t.Errorf("differs: %s", diff)
			}
		})
	}
}
