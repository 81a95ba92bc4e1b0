package admin

// What is done about a message or a person outside the staff's screen.
var (
	// ReportMessage and ReportPerson tell the staff something.
	ReportMessage = Action{Key: "!", Label: "report this message of %s", Path: "message report", Of: byID, Asks: []Ask{complaint}}
	ReportPerson  = Action{Key: "!", Label: "report %s to the staff", Path: "user report", Of: byName, Asks: []Ask{complaint}}

	// DeleteMessage deletes what somebody else has said.
	DeleteMessage = Action{Key: "d", Label: "delete this message of %s", Path: "message delete", Of: withYes, Asks: []Ask{reason}}

	// InRoom are the actions on somebody in one room.
	InRoom = []Action{
		{Key: "s", Label: "mute %s in this room", Path: "room mute", Of: inRoom, Asks: []Ask{hour, reason}},
		{Key: "u", Label: "let %s write in this room again", Path: "room unmute", Of: inRoom, Asks: []Ask{reason}},
		{Key: "k", Label: "put %s out of this room", Path: "room kick", Of: inRoom, Asks: []Ask{reason}},
		{Key: "x", Label: "ban %s from this room", Path: "room ban", Of: inRoom, Asks: []Ask{week, reason}},
		{Key: "p", Label: "delete what %s has said in this room", Path: "message purge", Of: theirs, Asks: []Ask{since, reason}, Sure: "--yes"},
	}

	// Everywhere are the actions on somebody on the whole server.
	Everywhere = []Action{
		{Key: "M", Label: "mute %s everywhere", Path: "user mute", Of: byName, Asks: []Ask{hour, reason}},
		{Key: "S", Label: "suspend %s", Path: "user suspend", Of: byName, Asks: []Ask{week, reason}},
		{Key: "K", Label: "end the sessions of %s", Path: "user kick", Of: byName, Asks: []Ask{reason}},
	}

	complaint = Ask{Label: "why", Must: true, Text: true}
)

func inRoom(r Row) []string { return []string{r.In, r.Who} }

// withYes is the message, and that it is meant: the command line asks for that.
func withYes(r Row) []string { return []string{r.ID, "--yes"} }
