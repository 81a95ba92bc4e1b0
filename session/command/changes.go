package command

import "strings"

// Changes reports whether a line of a front end, without its slash, is a command
// that says or changes something, if its caller may. Of a line that names no
// command it is false: nothing comes of that.
func (t *Table) Changes(line string, f Front) bool {
	s, rest := t.longest(line, f)
	return s != nil && s.Effect != Reads && !s.onlyShows(rest)
}

// onlyShows reports whether what would be changed is left out behind a command's
// name: then it shows what there is.
func (s *Spec) onlyShows(rest string) bool {
	args := s.arguments()
	n := len(args)
	return n > 0 && !s.Here && args[n-1].Kind == KindValue && args[n-1].Optional && len(strings.Fields(rest)) < n
}
