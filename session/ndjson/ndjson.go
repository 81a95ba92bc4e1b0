// Package ndjson carries JSON objects, one a line, in both directions: bounded on
// the way in, and with an end for whoever does not read on the way out. It knows
// neither SSH nor what the objects mean.
//
// A [Reader] finds the lines of a stream and keeps no more than one of them; [Parse]
// takes an object apart and refuses what two programs could read in two ways; a
// [Writer] gathers lines while the one before them is on its way.
package ndjson
