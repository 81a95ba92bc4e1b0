// Package data keeps the rooms and the accounts in one bbolt file.
//
// It implements what package room and package keys declare: their Store as
// [Rooms] and [Accounts], two faces of one [Store], and their Tx on a bbolt
// write transaction. It holds no rules. What may happen is decided by
// room.Apply and keys.Apply, which run inside the transaction.
//
// # Order and durability
//
// One goroutine writes. Every command, of either kind, goes through one bounded
// queue; the writer takes whatever is waiting, applies it in one transaction,
// commits, hands the events to the subscriber in order, and only then answers.
// An answer without an error therefore means: on disk, synced, and handed on.
// There is no artificial delay; commands gather while the commit before them
// syncs.
//
// A refusal writes nothing, but for one that the audit log has to know of: its
// entry is committed like anything else, and then the refusal is the answer.
//
// A commit that fails fails every command of its batch and changes nothing; the
// next batch is tried afresh, so a full disk heals when there is room again. The
// one exception is a commit that failed after its last page had reached the
// file: whether it survives a power cut cannot be known, so the writer stops for
// good, reads go on, and a restart settles it.
//
// # Records
//
// Keys are big-endian binary, so that they sort. A value is a CRC-32C over
// bucket, key and payload, then the payload: CBOR with integer keys, of which
// unknown ones are ignored. bbolt checks its meta pages only; with the checksum
// a flipped bit is an [ErrCorrupt], never somebody else's message. Out of its
// reach are bbolt's own pages: most damage there is noticed and becomes an
// ErrCorrupt too, but a flip in the list of buckets, or in a branch that then
// leads back to itself, can end the program.
//
// A message's row is the message as it is now, and counts what belongs to it in
// other buckets: versions, reactions, replies. What most messages have not takes
// no bytes, and reading a message looks elsewhere only when its row says so.
//
// # Files
//
// What a file is called and what its bytes are known by is part of the row of the
// message that brings it; the bytes are elsewhere, in a room.Blobs. The buckets beside
// it say where each file is, which of a room are there, how many refer to a blob, and
// what they take up: they follow the row wherever it changes, with it and in the same
// transaction. A blob that nothing refers to any more is listed as loose, and counts as
// on disk until somebody who has removed it there unlinks it here. A crash in between
// leaves a blob too many, for a while, and never one too few.
//
// # What goes
//
// What a room's retention asks for, a deleted room and a deleted account are
// cleared away in slices of about room.SliceKeys records, each a command like any
// other, so that what people do waits for one slice at most. How far that has
// come is in the row that it is about: roomRow.Trimmed, roomRow.Swept and
// departureRow. Rows of rooms, accounts and reports stay for ever, so that no number
// is given out twice; of a room whose messages are all gone the row keeps the last
// number. What counts for a time only, such as an invitation, a mute or a ban, is
// looked at with the clock of the command; the row goes later, by an index of ends.
//
// # Upgrades
//
// The file names its schema. [Open] brings an older one forward, in one
// transaction for each step, after it has put a copy of the file beside it.
//
// # Search
//
// There is no index of words. A search goes through a room from its newest
// message down, in short read transactions, and looks for the words in the bytes
// of each record before it decodes any: a million messages take a tenth of a
// second, writing costs nothing more, and what was edited, deleted or written in
// any script is found as it is.
//
// # Concurrency
//
// All methods may be called from any goroutine. Reads run in short read
// transactions beside the writer and hand out copies. Nothing is kept between
// transactions: what one remembers dies with it.
package data
