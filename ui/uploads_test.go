package ui_test

import (
	"testing"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// tells tells the screen how far an upload is.
func (s *session) tells(u ui.Upload) {
	s.t.Helper()
	s.notify(ui.Notice{Upload: &u})
}

func TestAnUploadHasOneRow(t *testing.T) {
	full := &room.Refusal{Kind: room.ErrLimited, Text: lang.S("%s is not connected.", "the room")}
	tests := []struct {
		name         string
		cols         int
		told         []ui.Upload
		shows, hides []string
	}{
		{"its start", 80, []ui.Upload{{ID: 1, Name: "report.pdf", Size: 25 << 20}}, []string{" uploading report.pdf [----------] 0 B of 25 MB"}, nil},
		{"its middle", 80, []ui.Upload{{ID: 1, Name: "report.pdf", Done: 12 << 20, Size: 25 << 20}}, []string{" uploading report.pdf [####------] 12 of 25 MB"}, nil},
		{"all but the announcement", 80, []ui.Upload{{ID: 1, Name: "report.pdf", Done: 25 << 20, Size: 25 << 20}}, []string{"[##########] 25 of 25 MB"}, nil},
		{"of no known size", 80, []ui.Upload{{ID: 1, Name: "a", Done: 1, Size: -1}, {ID: 1, Name: "a", Done: 2048, Size: -1}}, []string{"uploading a [-###------] 2 KB"}, []string{"KB of"}},
		{"of a size that is wrong", 80, []ui.Upload{{ID: 1, Name: "a", Done: 2048, Size: 1024}}, []string{"uploading a [###-------] 2 KB"}, []string{"KB of"}},
		{"two", 80, []ui.Upload{{ID: 1, Name: "a", Size: 9}, {ID: 2, Name: "b", Size: 9}}, []string{"uploading a [----------] 0 of 9 B (and 1 more)"}, nil},
		{"on a narrow screen", 30, []ui.Upload{{ID: 1, Name: "report.pdf", Done: 12 << 20, Size: 25 << 20}}, []string{"uploading rep~.pdf 12 of 25 MB"}, []string{"["}},
		{"a long name", 50, []ui.Upload{{ID: 1, Name: "the report of the last quarter.pdf", Done: 12 << 20, Size: 25 << 20}}, []string{"uploading the report~.pdf [####------] 12 of 25 MB"}, nil},
		{"its end", 80, []ui.Upload{{ID: 1, Name: "a", Size: 9}, {ID: 1, Name: "a", Done: 9, Size: 9, Ended: true}}, nil, []string{"uploading"}},
		{"the end of one of two", 80, []ui.Upload{{ID: 1, Name: "a", Size: 9}, {ID: 2, Name: "b", Size: 9}, {ID: 1, Name: "a", Ended: true}}, []string{"uploading b"}, []string{"more"}},
		{"an end of which the beginning was missed", 80, []ui.Upload{{ID: 1, Name: "a", Ended: true}}, nil, []string{"uploading"}},
		{"a refusal", 80, []ui.Upload{{ID: 1, Name: "a", Size: 9}, {ID: 1, Name: "a", Room: "#lobby", Ended: true, Err: full}}, []string{"! a was not put into #lobby: the room is not connected."}, []string{"uploading"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inSession(t, ui.Config{Chat: ui.Chat{Seat: newFakeSeat(newLobby()), Host: &fakeHost{}, Room: lobby}, Now: time.Now}, tt.cols, 24, func(s *session) {
				for _, u := range tt.told {
					s.tells(u)
				}
				s.shows(tt.shows...)
				s.hides(tt.hides...)
				s.say("still here")
				s.shows("still here")
			})
		})
	}
}

func TestAnUploadThatNothingIsHeardOfIsNotShown(t *testing.T) {
	inSession(t, ui.Config{Chat: ui.Chat{Seat: newFakeSeat(newLobby()), Host: &fakeHost{}, Room: lobby}, Now: time.Now}, 80, 24, func(s *session) {
		s.tells(ui.Upload{ID: 1, Name: "a", Size: 9})
		s.tells(ui.Upload{ID: 2, Name: "b", Size: 9})
		for range 10 {
			s.wait(3 * time.Second)
			s.tells(ui.Upload{ID: 2, Name: "b", Size: 9})
		}
		s.shows("uploading b")
		s.hides("more")
		s.wait(11 * time.Second)
		s.hides("uploading")
		s.tells(ui.Upload{ID: 2, Name: "b", Done: 1, Size: 9})
		s.shows("uploading b")
	})
}

// TestWhatWentWrongIsSaidBeforeAnUpload has the row for what somebody has to do.
func TestWhatWentWrongIsSaidBeforeAnUpload(t *testing.T) {
	inChat(t, newFakeSeat(newLobby()), 80, 24, func(s *session) {
		s.tells(ui.Upload{ID: 1, Name: "a", Size: 9})
		s.say("/jump 99")
		s.shows("✗")
		s.hides("uploading")
		s.press("ctrl+u")
		s.shows("uploading a")
	})
}
