// Package room owns rooms and what is said in them: the types, every rule
// about them, and the broker that fans one room's events out to the sessions
// that look at it.
//
// It knows nothing of terminals, SSH or disks. What it needs of a disk it
// declares as [Store]; what a decision may see and change inside one
// transaction it declares as [Tx].
//
// # A message's way
//
// [Seat.Say] cleans the text and hands a [Post] to [Store.Do]. The store calls
// [Apply] inside a write transaction, where the rules are checked against
// stored state and the message gets its number. When the commit has returned,
// and not before, the store hands the event to its subscribers in order, from
// one goroutine; the broker appends it to the room's ring and rings the bell
// of every seat. A session then pulls what lies between its cursor and the
// head of the ring. Nobody on this way ever waits for a session.
//
// What happens to a message later, such as an edit, goes the same way as a
// [Changed]. The ring and the backlog then hold the message as it is now, also
// where it is quoted, so that nobody is shown what was taken back. Of what is
// purged at once there is one event in the ring, which a Pull takes apart. Each
// change is the next revision of its room; so a program that was away is told what
// it missed, see [Broker.Changes].
//
// A program hears several rooms at once through a [Tap], which has a cursor into
// the ring of each. A room knows only of the taps that follow it.
//
// # Who sees what
//
// Whether somebody may know of a room, and from which message on they read it,
// is decided in one function for whatever they ask. A room that is hidden from
// them answers like one that is not there, and a message below their floor like
// one that was never said; what quotes it from above quotes nothing. Nothing on
// the way of a message asks that: a session's Pull does, in rooms that do not
// show all of their past.
//
// A ban takes away what a membership gives, and a mute what members may do. Both
// are compared with the clock whenever somebody asks, so they end by themselves;
// sessions are told within a second. Whoever is put out of a room while they look
// at it hears that, and no message any more. The room of the staff, which the
// first report makes, has the moderators of the server in it and is hidden from
// all others; it follows their rank.
//
// A conversation has no name of its own. Whoever is handed one sees it called by
// whom they talk with.
//
// # Files
//
// A file is a message with a [File]. Its bytes are a blob, outside the store and known by
// their SHA-256; the room's message says who may read them, and nothing else does.
// [Broker.Upload] asks the rules before the first byte. Each piece is then held to the
// room and to the quotas, in which what is under way counts, by what is in memory. When
// the bytes are on disk one [Post] announces them, and until it has, the blob is held: the
// janitor, which removes what no message refers to, leaves it. Whoever reads a
// [Download] is asked for with each piece, too.
//
// # What a person has
//
// Memberships, invitations, mutes and bans, read marks, unread mentions, drafts,
// levels and the people they ignore are read when the first seat of a person is
// taken, kept in memory while there is one, and follow the events; all seats of a
// person see the same. Who is away, idle or typing is in memory only.
//
// # Concurrency
//
// A [Broker] may be used from any goroutine. Its own goroutines tell of people,
// of typing and of mutes that end, write read marks, find who is idle, and clear
// away what rooms do not keep and deleted rooms and accounts have left; each
// sleeps while there is nothing to do. A [Seat] or a [Tap] belongs to one session, whose goroutines
// may share it. No lock of this package is held over I/O.
package room
