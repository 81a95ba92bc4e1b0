package line

import (
	"context"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// signUp asks a newcomer who they want to be, and returns what they chat with.
func (l *loop) signUp(context.Context) (ui.Chat, error) {
	return ui.Chat{}, &room.Refusal{Kind: room.ErrDenied, Text: lang.S("you need an account for that; make one with: %s, or join one of yours with a code from it: %s", "register NAME", "key join CODE")}
}
