package lang

// counts holds the English texts whose first argument is a number and that
// read differently for one. A key that is not here needs no such care.
var counts = map[string]count{
	"%d replies":  {"%d reply", "%d replies"},
	"%d messages": {"%d message", "%d messages"},
	"%d mentions": {"%d mention", "%d mentions"},

	"%d sessions with %s have ended; the key opens nothing any more.": {
		"%d session with %s has ended; the key opens nothing any more.",
		"%d sessions with %s have ended; the key opens nothing any more.",
	},

	"%d sessions have ended":        {"%d session has ended", "%d sessions have ended"},
	"%d sessions of %s have ended.": {"%d session of %s has ended.", "%d sessions of %s have ended."},
	"that would end %d sessions now, of %s": {
		"that would end %d session now, of %s",
		"that would end %d sessions now, of %s",
	},

	"+-- %d replies":          {"+-- %d reply", "+-- %d replies"},
	"+-- %d replies, last %s": {"+-- %d reply, last %s", "+-- %d replies, last %s"},
	"+-- %d replies in thread, last %s (t open)": {
		"+-- %d reply in thread, last %s (t open)",
		"+-- %d replies in thread, last %s (t open)",
	},
	"%d messages are not delivered; press Ctrl-C again to leave without them": {
		"%d message is not delivered; press Ctrl-C again to leave without it",
		"%d messages are not delivered; press Ctrl-C again to leave without them",
	},
	"%d messages discarded; Ctrl-Y brings the text back": {
		"%d message discarded; Ctrl-Y brings the text back",
		"%d messages discarded; Ctrl-Y brings the text back",
	},
}
