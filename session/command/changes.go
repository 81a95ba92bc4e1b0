package command

// Changes reports whether a line of a front end, without its slash, is a command
// that says or changes something, if its caller may. Of a line that names no
// command it is false: nothing comes of that.
func (t *Table) Changes(line string, f Front) bool {
	s, _ := t.longest(line, f)
	return s != nil && s.Effect != Reads
}
