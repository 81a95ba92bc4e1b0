package rich

import "strconv"

// maxTarget is the longest target of a hyperlink in bytes: terminals drop what
// is much longer.
const maxTarget = 2000

// closeLink ends a hyperlink.
const closeLink = "\x1b]8;;\x1b\\"

// openLink is the sequence that makes a hyperlink of what follows (OSC 8), or
// nothing when the target is too long. Message and number make the pieces of
// a link that is on several rows one link for the terminal.
func openLink(target string, message uint64, number int) string {
	b := make([]byte, 0, len("\x1b]8;id=")+len(target)+32)
	b = append(b, "\x1b]8;id="...)
	b = strconv.AppendUint(b, message, 36)
	b = append(b, '-')
	b = strconv.AppendInt(b, int64(number), 10)
	b = append(b, ';')
	before := len(b)
	b = appendEscaped(b, target)
	if len(b)-before > maxTarget {
		return ""
	}
	return string(append(b, "\x1b\\"...))
}

// appendEscaped appends a link with all that is not printable ASCII
// percent-encoded.
func appendEscaped(b []byte, target string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(target) {
		if c := target[i]; c > ' ' && c < 0x7f {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return b
}
