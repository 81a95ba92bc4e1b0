package screen_test

import (
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
)

// told is a message of a command.
type told string

func tell(s string, after time.Duration) tea.Cmd {
	return func() tea.Msg {
		time.Sleep(after)
		return told(s)
	}
}

func TestCommandsAreRunAsBubbleTeaRunsThem(t *testing.T) {
	tests := []struct {
		name string
		cmd  tea.Cmd
		want []told
	}{
		{"one", tell("a", 0), []told{"a"}},
		{"one that says nothing", idle, nil},
		{"a batch is run at once", tea.Batch(tell("late", second), idle, tell("soon", 0)), []told{"soon", "late"}},
		{"a sequence in its order", tea.Sequence(tell("late", second), nil, idle, tell("soon", 0)), []told{"late", "soon"}},
		{"a batch in a sequence is waited for", tea.Sequence(tea.Batch(tell("late", 2*second), tell("soon", second)), tell("last", 0)), []told{"soon", "late", "last"}},
		{"a sequence in a sequence", tea.Sequence(tea.Sequence(tell("a", second), tell("b", 0)), tell("c", 0)), []told{"a", "b", "c"}},
		{"sequences in a batch", tea.Batch(tea.Sequence(tell("b", second), tell("c", second)), tea.Sequence(tell("a", 0), tell("d", 3*second))), []told{"a", "b", "c", "d"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				var got []told
				m := &fake{init: tt.cmd, on: func(msg tea.Msg) tea.Cmd {
					if s, is := msg.(told); is {
						got = append(got, s)
					}
					return nil
				}}
				s := run(t, m, nil)
				time.Sleep(5 * second)
				synctest.Wait()
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("the model was told (-want +got):\n%s", diff)
				}
				s.in <- []byte("\x03")
				if err := s.end(t); err != nil {
					t.Errorf("Run = %v", err)
				}
			})
		})
	}
}

// A sequence does not go on when the program has ended: nobody would hear of it.
func TestASequenceEndsWithTheProgram(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var after []string
		note := func(s string) tea.Cmd {
			return func() tea.Msg { after = append(after, s); return nil }
		}
		s := run(t, &fake{init: tea.Sequence(note("first"), tell("a", second/2), note("second"))}, nil)
		s.in <- []byte("\x03")
		if err := s.end(t); err != nil {
			t.Errorf("Run = %v", err)
		}
		synctest.Wait()
		if diff := cmp.Diff([]string{"first"}, after); diff != "" {
			t.Errorf("it ran (-want +got):\n%s", diff)
		}
	})
}

func TestAPanicOfThePullEndsTheProgram(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{on: func(msg tea.Msg) tea.Cmd {
			if _, is := msg.(pulledMsg); is {
				panic("boom")
			}
			return nil
		}}
		s := run(t, m, nil)
		m.ring()
		if err := s.end(t); err == nil || err.Error() != "screen: panic: boom" {
			t.Errorf("Run = %v", err)
		}
	})
}
