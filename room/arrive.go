package room

import (
	"errors"

	"snug/text"
)

// Arrive is told of each new account, in the transaction that lets it in: what was
// said in the lobby before is not new to the person. All that counts what is
// unread goes by the mark that this leaves.
func Arrive(tx Tx, who UserID) error {
	lobby, err := tx.RoomNamed(text.Fold(Lobby))
	if errors.Is(err, ErrNotFound) || err == nil && lobby.Last == 0 {
		return nil
	} else if err != nil {
		return err
	}
	return tx.SetMark(Mark{User: who, Room: lobby.ID, Seq: lobby.Last})
}
