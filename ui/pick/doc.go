// Package pick is picking one of many by typing some of it: the ranking of a
// list by a few characters, and the completion of what stands before the
// cursor of a composer. It knows nothing of keys, screens and sessions; it is
// given texts and gives texts back.
//
// # Matching
//
// The characters typed must occur in a candidate in their order. Case and
// full-width forms mean nothing, and accents may be left out. A Chinese
// character is also matched by its pinyin without tones, whole or by its
// initial: zhanzhang, zzll and 站ll all find 站长老李. A character of several readings is matched by any of the
// first few. What begins the candidate or a word of it, and what stands
// together, ranks higher.
//
// The matcher is our own because one character may stand for several typed
// ones and in several ways, which matchers that go rune by rune cannot follow.
//
// # Text of people
//
// Names and topics are written by people. A [Completer] strips what could act
// on a terminal from what it returns, so that nothing that is inserted has a
// control character; a [List] returns items as they were given. Either way
// the drawer passes what it shows through text.Safe, for the width of the
// session, and may walk it cluster by cluster, as Positions count.
//
// All functions are pure. A List never changes and may be shared between
// goroutines; a Completer belongs to one.
package pick
