package ndjson

import "encoding/json"

// A walker goes through JSON that is valid, and refuses what [Parse] does.
type walker struct{ *json.Decoder }

// fields walks an object behind its brace, in which so many levels are left, and
// shows where the values lie.
func (w walker) fields(left int, show func(name string, from, to int64)) error {
	seen := make(map[string]bool)
	for w.More() {
		t, err := w.Token()
		name, ok := t.(string)
		switch {
		case err != nil || !ok:
			return &Error{Kind: ErrSyntax}
		case seen[name]:
			return &Error{Kind: ErrTwice, Field: name}
		}
		seen[name] = true
		from := w.InputOffset()
		if err := w.value(left); err != nil {
			return err
		}
		show(name, from, w.InputOffset())
	}
	return w.end()
}

// value walks one value.
func (w walker) value(left int) error {
	t, err := w.Token()
	if err != nil {
		return &Error{Kind: ErrSyntax}
	}
	brace, is := t.(json.Delim)
	switch {
	case !is:
		return nil
	case left == 0:
		return &Error{Kind: ErrDepth}
	case brace == '{':
		return w.fields(left-1, func(string, int64, int64) {})
	}
	for w.More() {
		if err := w.value(left - 1); err != nil {
			return err
		}
	}
	return w.end()
}

// end walks over a closing brace.
func (w walker) end() error {
	if _, err := w.Token(); err != nil {
		return &Error{Kind: ErrSyntax}
	}
	return nil
}
