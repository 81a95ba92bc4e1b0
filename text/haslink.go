package text

import (
	"iter"
	"strings"
)

// HasLink reports whether a clean text has something that people would open: a
// scheme and "://", "mailto:", a name behind "www.", or a domain with a slash
// behind it, such as "example.com/x". Letter case, and characters of full width,
// are no way around it.
//
// A domain alone is no link, because so many words with a dot look like one, and
// neither is what looks like a path, a fraction or a range of addresses.
func HasLink(s string) bool {
	s = Fold(s)
	for at := range places(s, ":") {
		if hasScheme(s, at) {
			return true
		}
	}
	for at := range places(s, "www.") {
		if (at == 0 || !hostByte(s[at-1])) && labelEnd(s, at+len("www.")) > at+len("www.") {
			return true
		}
	}
	s = strings.ReplaceAll(s, "。", ".") // which browsers take for a dot
	for at := range places(s, "/") {
		if hasHost(s[:at]) {
			return true
		}
	}
	return false
}

// places yields where a part of a text begins, each time that it is there.
func places(s, part string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(s[from:], part)
			if i < 0 || !yield(from+i) {
				return
			}
			from += i + len(part)
		}
	}
}

// hasScheme reports whether the colon at a place ends the scheme of a link.
func hasScheme(s string, colon int) bool {
	rest := s[colon+1:]
	if strings.HasSuffix(s[:colon], "mailto") {
		return labelEnd(rest, 0) > 0
	}
	return colon > 0 && schemeByte(s[colon-1]) && strings.HasPrefix(rest, "//") && len(rest) > len("//") && rest[len("//")] > ' '
}

// hasHost reports whether a text ends with a domain, possibly with a port, that
// is not a part of a path.
func hasHost(s string) bool {
	bare := strings.TrimRight(s, "0123456789")
	if len(bare) < len(s) && strings.HasSuffix(bare, ":") {
		s = bare[:len(bare)-1]
	}
	from := len(s)
	for from > 0 && (hostByte(s[from-1]) || s[from-1] == '.') {
		from--
	}
	if from > 0 && strings.IndexByte(`/\~_`, s[from-1]) >= 0 {
		return false
	}
	host := strings.TrimLeft(s[from:], ".")
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && host[dot-1] != '.' && topLevel(host[dot+1:])
}

// topLevel reports whether a label may be the last of a domain: two letters or
// more, or one in Punycode.
func topLevel(label string) bool {
	return strings.HasPrefix(label, "xn--") || len(label) > 1 && strings.Trim(label, "abcdefghijklmnopqrstuvwxyz") == ""
}

// labelEnd returns where the label of a domain ends that begins at a place.
func labelEnd(s string, from int) int {
	for from < len(s) && hostByte(s[from]) {
		from++
	}
	return from
}

// hostByte reports whether b may be in the label of a domain, folded.
func hostByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' }
