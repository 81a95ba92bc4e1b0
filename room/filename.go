package room

import (
	"strings"

	"snug/text"
)

// ParseFileName returns a name as a [File] has it: each part between "/" cleaned,
// with "\" taken for "/", no private use and no part "." or "..", and empty parts left
// out. What leaves nothing, or is too long, is refused with [ErrInvalid]; a name is
// never cut.
func ParseFileName(s string) (string, error) {
	if len(s) > 8*MaxFileName { // cleaning drops what nobody sees, but not this much of it
		return "", longFileName(len(s), MaxFileName)
	}
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(s, `\`, "/"), "/") {
		part, err := text.CleanLine(strings.ToValidUTF8(part, "\ufffd"))
		switch {
		case err != nil:
			return "", err
		case part == "." || part == "..":
			return "", refuse(ErrInvalid, "a file cannot be called %s; give it a name of its own", part)
		case part != "":
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "", refuse(ErrInvalid, "the file has no name; give it one")
	}
	if leaf := parts[len(parts)-1]; len(leaf) > MaxLeaf {
		return "", longFileName(len(leaf), MaxLeaf)
	}
	name := strings.Join(parts, "/")
	if len(name) > MaxFileName {
		return "", longFileName(len(name), MaxFileName)
	}
	return name, nil
}

func longFileName(n, limit int) error {
	return refuse(ErrInvalid, "the name of the file has %d bytes and the limit is %d; shorten it", n, limit)
}
