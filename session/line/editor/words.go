package editor

import "unicode"

// prevWord is how many clusters before the cursor belong to the word there or, if
// none is there, to the last one, with what stands between.
func (r *row) prevWord() int {
	return wordLen(len(r.left), func(i int) rune { return r.left[len(r.left)-1-i].firstRune() })
}

// nextWord is the same behind the cursor.
func (r *row) nextWord() int {
	return wordLen(len(r.right), func(i int) rune { return r.right[len(r.right)-1-i].firstRune() })
}

// wordLen is how many of n clusters belong to the first word, with what stands
// before it. In scripts without spaces each character is a word.
func wordLen(n int, at func(int) rune) int {
	i := 0
	for i < n && !inWord(at(i)) {
		i++
	}
	if i < n && unspaced(at(i)) {
		return i + 1
	}
	for i < n && inWord(at(i)) && !unspaced(at(i)) {
		i++
	}
	return i
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' || r == '\'' || r == '’'
}

// unspaced reports whether words are written without spaces between them in the
// script of r.
func unspaced(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana) }
