// Package transfer serves files over SSH: by SFTP (version 3 of the protocol,
// draft-ietf-secsh-filexfer-02), which sftp and scp use, and by the older protocol of
// scp -O. Both see one tree:
//
//	/ROOM/81-report.pdf   the files of a room, by number and name
//	/@NAME/…              those of a conversation
//	/inbox/…              what others have given this person in conversations
//
// Who may see and do what is decided by package room, for every request anew; which
// account a key has, and whether that may be here, is asked of [Config.Who] as often.
package transfer
