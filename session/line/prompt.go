package line

// prompt shows the row, behind what says which room it is for.
func (l *loop) prompt() error {
	if l.typed.ed == nil {
		return nil
	}
	return l.typed.ed.Prompt(l.title())
}

// retitle is prompt for a row that is about to be written anyway.
func (l *loop) retitle() {
	if l.typed.ed != nil {
		l.typed.ed.SetPrompt(l.title())
	}
}

// title is what stands before the row.
func (l *loop) title() string {
	if l.saying.writing {
		return ". "
	}
	return clean(l.label(l.in)) + "> "
}
