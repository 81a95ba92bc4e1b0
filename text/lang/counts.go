package lang

// counts holds the English texts whose first argument is a number and that
// read differently for one. A key that is not here needs no such care.
var counts = map[string]count{
	"%d messages": {"%d message", "%d messages"},
	"%d replies":  {"%d reply", "%d replies"},
}
