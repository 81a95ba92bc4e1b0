// Package door decides who may come in before it is known who they are, and how
// often somebody may who is. It owns the figures of that: how many connections
// wait to be authenticated, what each source has failed at lately, how many
// connections each account has.
//
// It refuses to know SSH, sockets and logs. Its caller tells it of a connection
// with [Door.Knock], of its address with [Visit.From], of who was proved to be
// there with [Visit.Member] and its like, and of the end with [Visit.Leave].
//
// # What is charged to whom
//
// A connection that is not authenticated yet is charged to its source: an IPv4
// address, or the first 64 bits of an IPv6 address; and to the network of /48
// that it is in. A connection that proved the key of an account is charged to that
// account and to nothing else, so that thirty people behind one address, or a
// script in a loop, are nobody's flood.
//
// What fails or comes to nothing costs its source time, as with OpenSSH's
// PerSourcePenalties: beyond an allowance each adds to a sum of seconds that runs
// off with the clock, and once the sum is large enough the source is shut out
// until it has run off. Nobody is shut out for ever.
//
// # Whoever shares an address with an attacker
//
// The address is all that is known when a connection comes in, so nothing can be
// kept free for members by who they are. Two rules keep them coming in. Whoever
// has waited for long gives way to the next when all places are taken: holding
// places costs an attacker as much as using them. And a source that members have
// come from within the hour is never shut out: while it is penalised, a few
// connections a second get in.
//
// # Costs
//
// Each method takes one short lock and does a constant amount of work, without
// I/O. What is kept is bounded, whatever addresses a flood comes from.
package door
