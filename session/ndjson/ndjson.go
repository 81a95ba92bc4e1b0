// Package ndjson carries JSON objects, one a line, in both directions: bounded on
// the way in, and with an end for whoever does not read on the way out. It knows
// neither SSH nor what the objects mean.
package ndjson
