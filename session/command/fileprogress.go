package command

import (
	"snug/keys"
	"snug/room"
	"snug/session/live"
	"snug/text/lang"
)

// Uploading is what the sessions of an account are told of a file that it is
// putting into a room.
func Uploading(id keys.AccountID, p room.Progress) live.Notice {
	u := live.Upload{
		ID: p.ID, Room: p.Room.Label(), Name: p.Name,
		Done: p.Done, Size: p.Size, Ended: p.Ended,
	}
	if p.Err != nil {
		f, ok := Told(p.Err)
		if !ok { // whoever sends it is told more
			f = &Failure{Status: Internal, Text: lang.S("%s was not put into %s", p.Name, u.Room)}
		}
		u.Err = f
	}
	return live.Notice{About: live.Uploading, Account: keys.Account{ID: id}, Upload: u}
}
