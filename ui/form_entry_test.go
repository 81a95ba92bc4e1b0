package ui_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// entryStates are the looks of the form by who may sign up.
var entryStates = []struct {
	name, mode string
	act        func(*session)
}{
	{"invite", "invite", func(s *session) { s.write("wang"); s.press("enter") }},
	{"approval", "approval", func(s *session) { s.write("wang"); s.press("tab", "tab"); s.write("a friend of Ann") }},
	{"closed", "closed", func(*session) {}},
	{"waiting", "approval", func(s *session) { s.write("wang"); s.press("enter") }},
	{"wrong code", "invite", func(s *session) { s.write("wang"); s.press("enter"); s.write("ABC"); s.press("enter") }},
}

// doorOf is the other side of a form of a mode, and what it was asked.
func doorOf(mode string, asked *[]ui.Application) *ui.SignUp {
	f := newSignUp(newFakeSeat(newLobby()))
	f.Mode, f.Contact = mode, "admin@example.com"
	create := f.Create
	f.Create = func(ctx context.Context, a ui.Application) (ui.Chat, error) {
		*asked = append(*asked, a)
		switch {
		case a.Code != "" && a.Code != goodCode:
			return ui.Chat{}, errors.New("this code lets nobody in; ask for another one")
		case mode == "approval" && a.Code == "":
			return ui.Chat{}, &ui.Waiting{Name: a.Name}
		}
		return create(ctx, a)
	}
	return f
}

func TestGoldenEntry(t *testing.T) {
	for _, st := range entryStates {
		for _, size := range [][2]int{{80, 24}, {30, 10}} {
			for _, in := range lang.All {
				t.Run(fmt.Sprintf("%s %dx%d %v", st.name, size[0], size[1], in), func(t *testing.T) {
					var asked []ui.Application
					inSession(t, ui.Config{SignUp: doorOf(st.mode, &asked), Lang: in}, size[0], size[1], func(s *session) {
						st.act(s)
						checkFrame(t, s.m.Frame(), caps.Method)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
}

func TestSigningUpByInvitation(t *testing.T) {
	var asked []ui.Application
	inSession(t, ui.Config{SignUp: doorOf("invite", &asked)}, 80, 24, func(s *session) {
		s.write("wang")
		s.press("enter")
		s.shows("✗ type the code of your invitation first")
		s.write("wrong")
		s.press("enter")
		s.shows("✗ this code lets nobody in", "> wrong")
		s.press("ctrl+u")
		s.send(screen.Paste{Text: goodCode + "\n"})
		s.press("enter")
		s.shows("#lobby", "Welcome!")
		if len(asked) != 2 || asked[1].Code != goodCode || asked[1].Name != "wang" {
			t.Errorf("asked %+v", asked)
		}
	})
}

func TestWaitingForApproval(t *testing.T) {
	var asked []ui.Application
	inSession(t, ui.Config{SignUp: doorOf("approval", &asked)}, 80, 24, func(s *session) {
		s.write("wang")
		s.press("tab", "tab")
		s.write("a friend of Ann")
		s.press("enter")
		s.shows("Your account wang is made, and a moderator has to let you in", "admin@example.com")
		s.hides("Create account")
		if len(asked) != 1 || asked[0].Note != "a friend of Ann" {
			t.Errorf("asked %+v", asked)
		}
		s.write("hello")
		s.send(screen.Paste{Text: "hello"})
		s.press("ctrl+o", "tab")
		s.shows("Your account wang is made")
		s.press("esc")
		if !s.quit {
			t.Error("Esc does not quit")
		}
	})
}

func TestNobodySignsUpWhereItIsClosed(t *testing.T) {
	var asked []ui.Application
	inSession(t, ui.Config{SignUp: doorOf("closed", &asked)}, 80, 24, func(s *session) {
		s.shows("This server takes no new people at the moment", "admin@example.com", "[ I have an account ]")
		s.write("wang")
		s.hides("Username", "Create account", "wang")
		s.press("enter")
		s.shows("Code / 关联码")
		s.press("ctrl+o")
		s.shows("takes no new people")
		if len(asked) > 0 {
			t.Errorf("asked %+v", asked)
		}
	})
}
