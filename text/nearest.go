package text

// Nearest returns the candidate that is fewest edits away from word, for "did
// you mean": the first of the best, or "" when none is within a third of the
// word's length (at least one edit).
func Nearest(word string, candidates []string) string {
	w := []rune(word)
	if len(w) > 64 { // nobody mistypes that much, and the work is quadratic
		return ""
	}
	best, most := "", max(1, len(w)/3)
	for _, c := range candidates {
		if d := distance(w, []rune(c), most); d <= most {
			best, most = c, d-1
		}
	}
	return best
}

// distance is the edit distance with swaps of neighbours (optimal string
// alignment), or more than most.
func distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}
