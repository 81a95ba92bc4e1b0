package lang

// counts holds the English texts whose first argument is a number and that
// read differently for one. A key that is not here needs no such care.
var counts = map[string]count{
	"%d replies": {"%d reply", "%d replies"},
	"%d messages are not delivered; press Ctrl-C again to leave without them": {
		"%d message is not delivered; press Ctrl-C again to leave without it",
		"%d messages are not delivered; press Ctrl-C again to leave without them",
	},
	"%d messages discarded; Ctrl-Y brings the text back": {
		"%d message discarded; Ctrl-Y brings the text back",
		"%d messages discarded; Ctrl-Y brings the text back",
	},
}
