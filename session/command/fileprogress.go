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
		if !ok { // the session that sends it is told under which id it is in the log
			f = &Failure{Status: Internal, Text: lang.S("the server has failed; see what your client says")}
		}
		u.Err = f
	}
	return live.Notice{About: live.Uploading, Account: keys.Account{ID: id}, Upload: u}
}
