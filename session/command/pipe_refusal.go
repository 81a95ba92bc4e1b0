package command

import (
	"errors"

	"snug/session/ndjson"
	"snug/text/lang"
)

// pipeDepth is how deeply a command may be nested.
const pipeDepth = 4

// typeNames are what a field can have to be.
var typeNames = map[string]lang.Key{
	"string": "a string", "number": "a whole number", "boolean": "true or false",
	"array": "a list of strings", "string or number": "a string or a whole number",
}

// lineRefusal says what is wrong with a line.
func lineRefusal(err error) error {
	var bad *ndjson.Error
	errors.As(err, &bad)
	switch {
	case errors.Is(err, ndjson.ErrLong):
		return fail(Usage, "the line has more than %d bytes and was not run; send long text in parts", int(pipeLine))
	case errors.Is(err, ndjson.ErrHalf):
		return fail(Usage, "the last line has no end and was not run")
	case errors.Is(err, ndjson.ErrFlood):
		return fail(Limited, "a line goes on for more than %d bytes; connect again and end each line", int(pipeFlood))
	case errors.Is(err, ndjson.ErrUTF8):
		return fail(Usage, "the line is not UTF-8; write text as UTF-8, and escapes as whole characters")
	case errors.Is(err, ndjson.ErrSyntax):
		return fail(Usage, "the line is not JSON; write one object, and nothing else, in each line")
	case errors.Is(err, ndjson.ErrShape):
		return fail(Usage, "the line is JSON and no object; write it as %s", `{"id":"1","cmd":"ping"}`)
	case errors.Is(err, ndjson.ErrNUL):
		return fail(Usage, "the line has the character U+0000, which is in no text; leave it out")
	case errors.Is(err, ndjson.ErrDepth):
		return fail(Usage, "the line is nested more than %d levels deep; no command needs that", int(pipeDepth))
	case errors.Is(err, ndjson.ErrTwice):
		return fail(Usage, "the field %s is there twice; write it once", shorten(bad.Field))
	case errors.Is(err, ndjson.ErrField):
		return fail(Usage, "there is no field %[1]s in that command; it has: %[2]s", shorten(bad.Field), bad.Want)
	case errors.Is(err, ndjson.ErrType):
		return fail(Usage, "the field %s has to be %s", shorten(bad.Field), typeNames[bad.Want])
	}
	return err
}
