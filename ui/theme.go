package ui

import (
	"snug/room"
	"snug/ui/screen"
)

// An sgr is the sequence that switches a style on, empty for none.
type sgr string

// paint returns s in this style, with the attributes reset behind it.
func (st sgr) paint(s string) string {
	if st == "" || s == "" {
		return s
	}
	return string(st) + s + "\x1b[m"
}

const (
	bold    sgr = "\x1b[1m"
	reverse sgr = "\x1b[7m"
)

// A theme gives each meaning its style. Colour is never the only sign: every
// style that matters comes with a mark of its own in the text.
type theme struct {
	dim, accent, mention, unread, marker, warn, fail, border sgr
	names                                                    []sgr // of people; none: plain
}

// themeOf picks the theme for a terminal. It returns one of a few shared
// values, so that themes can be compared by address.
func themeOf(c screen.Caps) *theme {
	switch {
	case c.Colors == screen.NoColor:
		return &plainTheme
	case c.Colors == screen.Colors16 && c.Dark:
		return &dark16
	case c.Colors == screen.Colors16:
		return &light16
	case c.Dark:
		return &dark256
	}
	return &light256
}

var (
	plainTheme = theme{accent: bold, mention: bold, unread: bold, marker: bold, fail: bold}

	dark16 = theme{
		dim: "\x1b[90m", accent: "\x1b[96m", mention: "\x1b[1;93m", unread: bold,
		marker: "\x1b[95m", warn: "\x1b[33m", fail: "\x1b[91m", border: "\x1b[90m",
		names: []sgr{
			"\x1b[91m", "\x1b[92m", "\x1b[93m", "\x1b[94m", "\x1b[95m", "\x1b[96m",
			"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m",
		},
	}
	light16 = theme{
		dim: "\x1b[90m", accent: "\x1b[34m", mention: "\x1b[1;31m", unread: bold,
		marker: "\x1b[35m", warn: "\x1b[33m", fail: "\x1b[31m", border: "\x1b[90m",
		names: []sgr{
			"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m",
			"\x1b[1;31m", "\x1b[1;32m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;35m", "\x1b[1;36m",
		},
	}
	dark256 = theme{
		dim: "\x1b[38;5;245m", accent: "\x1b[38;5;81m", mention: "\x1b[1;38;5;221m", unread: "\x1b[1;38;5;255m",
		marker: "\x1b[38;5;177m", warn: "\x1b[38;5;215m", fail: "\x1b[38;5;203m", border: "\x1b[38;5;239m",
		names: []sgr{
			"\x1b[38;5;204m", "\x1b[38;5;209m", "\x1b[38;5;179m", "\x1b[38;5;149m", "\x1b[38;5;114m", "\x1b[38;5;79m",
			"\x1b[38;5;80m", "\x1b[38;5;75m", "\x1b[38;5;111m", "\x1b[38;5;141m", "\x1b[38;5;176m", "\x1b[38;5;211m",
		},
	}
	light256 = theme{
		dim: "\x1b[38;5;242m", accent: "\x1b[38;5;25m", mention: "\x1b[1;38;5;124m", unread: "\x1b[1;38;5;232m",
		marker: "\x1b[38;5;90m", warn: "\x1b[38;5;130m", fail: "\x1b[38;5;160m", border: "\x1b[38;5;250m",
		names: []sgr{
			"\x1b[38;5;161m", "\x1b[38;5;166m", "\x1b[38;5;130m", "\x1b[38;5;100m", "\x1b[38;5;64m", "\x1b[38;5;28m",
			"\x1b[38;5;29m", "\x1b[38;5;24m", "\x1b[38;5;25m", "\x1b[38;5;55m", "\x1b[38;5;91m", "\x1b[38;5;125m",
		},
	}
)

// name is the style of somebody's name. It follows from the account, not from
// the name, so that it stays when the name changes.
func (t *theme) name(who room.UserID) sgr {
	if len(t.names) == 0 {
		return ""
	}
	h := uint32(2166136261) // FNV-1a
	for shift := 0; shift < 64; shift += 8 {
		h = (h ^ uint32(byte(who>>shift))) * 16777619
	}
	return t.names[h%uint32(len(t.names))]
}
