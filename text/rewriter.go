package text

// rewriter makes a changed copy of a string, and no copy when nothing
// changes. The caller walks over src and reports changes from left to right.
type rewriter struct {
	src  string
	out  []byte
	done int // src[:done] is in out, or gone
}

// replace puts by in the place of src[from:to]; an empty by drops it.
func (w *rewriter) replace(from, to int, by string) {
	if w.out == nil {
		w.out = make([]byte, 0, len(w.src)+len(by))
	}
	w.out = append(w.out, w.src[w.done:from]...)
	w.out = append(w.out, by...)
	w.done = to
}

// String is the result; src itself when there was no replace.
func (w *rewriter) String() string {
	if w.out == nil {
		return w.src
	}
	return string(append(w.out, w.src[w.done:]...))
}
