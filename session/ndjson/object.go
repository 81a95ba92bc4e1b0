package ndjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Why a line is refused.
var (
	ErrUTF8   = errors.New("ndjson: not UTF-8")               // or an escape is half a character
	ErrSyntax = errors.New("ndjson: not JSON")                //
	ErrShape  = errors.New("ndjson: not an object")           //
	ErrNUL    = errors.New("ndjson: a character U+0000")      //
	ErrDepth  = errors.New("ndjson: nested too deeply")       //
	ErrTwice  = errors.New("ndjson: a field is there twice")  // see Error.Field
	ErrField  = errors.New("ndjson: there is no such field")  // see Error.Field
	ErrType   = errors.New("ndjson: a field of another type") // see Error.Field and Want
)

// An Error is why a line is refused. It wraps one of the errors above.
type Error struct {
	Kind  error
	Field string // its name, as it came

	// Want is of ErrType what the field has to be: "string", "number", "boolean",
	// "array" or "string or number"; and of ErrField the names that there are, with
	// commas between.
	Want string
}

// Error implements error.
func (e *Error) Error() string {
	if e.Field == "" {
		return e.Kind.Error()
	}
	return fmt.Sprintf("%v: %q", e.Kind, e.Field)
}

// Unwrap returns the kind.
func (e *Error) Unwrap() error { return e.Kind }

// An Object is one JSON object whose values are not read yet.
type Object struct {
	names  []string // in order
	values map[string]json.RawMessage
}

// Parse takes an object apart that is nested at most depth levels, itself being the
// first. It is stricter than encoding/json: what two programs could read in two ways
// is refused. The error is an [*Error].
func Parse(line []byte, depth int) (Object, error) {
	o := Object{values: make(map[string]json.RawMessage)}
	switch {
	case !utf8.Valid(line):
		return o, &Error{Kind: ErrUTF8}
	case !json.Valid(line):
		return o, &Error{Kind: ErrSyntax}
	case !bytes.HasPrefix(bytes.TrimLeft(line, " \t\r\n"), []byte("{")):
		return o, &Error{Kind: ErrShape}
	}
	if err := checkEscapes(line); err != nil {
		return o, err
	}
	w := walker{json.NewDecoder(bytes.NewReader(line))}
	if _, err := w.Token(); err != nil || depth < 1 { // the brace
		return o, &Error{Kind: ErrDepth}
	}
	return o, w.fields(depth-1, func(name string, from, to int64) {
		o.names = append(o.names, name)
		o.values[name] = bytes.TrimLeft(line[from:to], " \t\r\n:")
	})
}

// checkEscapes refuses escapes that stand for no character, or for U+0000. The line
// is JSON, so that a backslash is one of a string.
func checkEscapes(line []byte) error {
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' {
			continue
		}
		i++
		switch r := escaped(line[i:]); {
		case line[i] != 'u':
		case r == 0:
			return &Error{Kind: ErrNUL}
		case r >= 0xdc00 && r < 0xe000:
			return &Error{Kind: ErrUTF8}
		case r >= 0xd800 && r < 0xdc00:
			if low := escaped(bytes.TrimPrefix(line[i+5:], []byte(`\`))); line[i+5] != '\\' || low < 0xdc00 || low >= 0xe000 {
				return &Error{Kind: ErrUTF8}
			}
			i += 6
		}
	}
	return nil
}

// escaped returns what a "u" and four digits stand for, and -1 for anything else.
func escaped(s []byte) int64 {
	if len(s) < 5 || s[0] != 'u' {
		return -1
	}
	n, err := strconv.ParseInt(string(s[1:5]), 16, 32)
	if err != nil {
		return -1
	}
	return n
}
