package command

import (
	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

// Announced says an announcement to those who are there or come later.
func Announced(a keys.Announcement) lang.Sentence {
	if a.By == "" {
		return lang.S("Announcement: %s", a.Text)
	}
	return lang.S("Announcement by %s: %s", a.By, a.Text)
}

// Verdict tells who made a report how it came out.
func Verdict(r room.Report) lang.Sentence {
	said := lang.S("Thank you: the staff has acted on your report %d about %s.", r.ID, r.About.Name)
	if r.State == room.ReportDismissed {
		said = lang.S("The staff has looked at your report %d about %s and found nothing to do.", r.ID, r.About.Name)
	}
	if r.Answer == "" {
		return said
	}
	return lang.S("%s They say: %s", said, r.Answer)
}
