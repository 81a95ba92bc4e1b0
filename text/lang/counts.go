package lang

// counts holds the English texts whose first argument is a number and that
// read differently for one. A key that is not here needs no such care.
var counts = map[string]count{
	"%d replies":               {"%d reply", "%d replies"},
	"%d messages":              {"%d message", "%d messages"},
	"%d messages were deleted": {"%d message was deleted", "%d messages were deleted"},
	"%d mentions":              {"%d mention", "%d mentions"},
	"%d new messages are left in %s.": {
		"%d new message is left in %s.",
		"%d new messages are left in %s.",
	},

	"(%d messages deleted)":                    {"(%d message deleted)", "(%d messages deleted)"},
	"(%d messages deleted by a moderator)":     {"(%d message deleted by a moderator)", "(%d messages deleted by a moderator)"},
	"(%d messages deleted, %d by a moderator)": {"(%d message deleted, %d by a moderator)", "(%d messages deleted, %d by a moderator)"},

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

	"%d connections are open with your account and that is the limit; end one of them first": {
		"%d connection is open with your account and that is the limit; end it first",
		"%d connections are open with your account and that is the limit; end one of them first",
	},
	"%d new connections a minute are the limit for one account; try again a little later": {
		"%d new connection a minute is the limit for one account; try again a little later",
		"%d new connections a minute are the limit for one account; try again a little later",
	},
	"%d connections from your address have no account and that is the limit; try again later": {
		"%d connection from your address has no account and that is the limit; try again later",
		"%d connections from your address have no account and that is the limit; try again later",
	},
	"%d new connections a minute without an account are the limit for one address; try again a little later": {
		"%d new connection a minute without an account is the limit for one address; try again a little later",
		"%d new connections a minute without an account are the limit for one address; try again a little later",
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

	"%d commands wait": {
		"%d command waits",
		"%d commands wait",
	},
	"%d entries": {
		"%d entry",
		"%d entries",
	},
	"%d entries, and all are as they were written. The hash of the last one:": {
		"%d entry, and it is as it was written. Its hash:",
		"%d entries, and all are as they were written. The hash of the last one:",
	},
	"%d messages in %s are deleted, #%d to #%d.": {
		"%d message in %s is deleted, #%d to #%d.",
		"%d messages in %s are deleted, #%d to #%d.",
	},
	"%d messages in %s would be deleted, #%d to #%d.": {
		"%d message in %s would be deleted, #%d to #%d.",
		"%d messages in %s would be deleted, #%d to #%d.",
	},
	"%d messages in %s would be gone for good": {
		"%d message in %s would be gone for good",
		"%d messages in %s would be gone for good",
	},
	"%d more are by people who are not below you; somebody above them can delete those": {
		"%d more is by somebody who is not below you; somebody above them can delete that",
		"%d more are by people who are not below you; somebody above them can delete those",
	},
	"%d people can sign up with this code until %s; nobody is shown it again:": {
		"%d person can sign up with this code until %s; nobody is shown it again:",
		"%d people can sign up with this code until %s; nobody is shown it again:",
	},
	"%d sessions would end, those of the staff too, and only whoever is at the machine could open the server again": {
		"%d session would end, and only whoever is at the machine could open the server again",
		"%d sessions would end, those of the staff too, and only whoever is at the machine could open the server again",
	},

	"%[1]d lines were said in %[2]s.": {
		"%[1]d line was said in %[2]s.",
		"%[1]d lines were said in %[2]s.",
	},
	"%d people are here.": {
		"You are alone here.",
		"%d people are here.",
	},
	"%d lines were not said, because this session has no terminal; to say them, use: %s, or: %s": {
		"%d line was not said, because this session has no terminal; to say it, use: %s, or: %s",
		"%d lines were not said, because this session has no terminal; to say them, use: %s, or: %s",
	},
	"(%d messages were skipped; /history shows them)": {
		"(%d message was skipped; /history shows it)",
		"(%d messages were skipped; /history shows them)",
	},
	"(%d more lines; /more shows them)": {
		"(%d more line; /more shows it)",
		"(%d more lines; /more shows them)",
	},
	"and new messages in %d more rooms: /rooms lists them": {
		"and new messages in %d more room: /rooms lists it",
		"and new messages in %d more rooms: /rooms lists them",
	},

	"you write faster than %[1]d messages a second; wait %[2]d s and try again": {
		"you write faster than %[1]d message a second; wait %[2]d s and try again",
		"you write faster than %[1]d messages a second; wait %[2]d s and try again",
	},
	"%[1]d files, %[2]s of %[3]s": {
		"%[1]d file, %[2]s of %[3]s",
		"%[1]d files, %[2]s of %[3]s",
	},
}
