package text

// lookAlikes maps letters and dashes that are drawn like an ASCII character to
// it: the common ones of those UTS #39 calls confusable. Small Cyrillic letters
// that look like small capitals are with their capitals. In each row come
// Cyrillic first, then Greek, then Armenian and Latin letters that NFKD keeps.
var lookAlikes = invert(map[rune]string{
	'a': "аА" + "αΑ" + "ɑ",
	'b': "вВЬь" + "βΒ",
	'c': "сС" + "ϲϹ" + "ᴄ",
	'd': "ԁԀ",
	'e': "еЕ" + "εΕ",
	'f': "ϝϜ",
	'g': "ԍԌ" + "ցɡ",
	'h': "нНһҺ" + "Η" + "հ",
	'i': "іІӏӀ" + "ιΙ" + "ıɩƖǀ",
	'j': "јЈ" + "ϳͿ" + "ȷ",
	'k': "кК" + "κΚ",
	'm': "мМ" + "Μ",
	'n': "ηΝ" + "ոռ",
	'o': "оО" + "οΟσ" + "օՕᴏ",
	'p': "рР" + "ρΡ",
	'q': "ԛԚ",
	'r': "г",
	's': "ѕЅ" + "ꜱ",
	't': "тТ" + "τΤ",
	'u': "υ" + "սՍʋ",
	'v': "ѵѴ" + "ν" + "ᴠ",
	'w': "ԝԜ" + "ᴡ",
	'x': "хХ" + "χΧ",
	'y': "уУүҮ" + "γΥ",
	'z': "Ζ" + "ᴢ",
	'-': "‐‒–—―−⁃",
})

// invert makes a table from each character of a row to the key of the row.
func invert(rows map[rune]string) map[rune]rune {
	table := make(map[rune]rune, 4*len(rows))
	for latin, row := range rows {
		for _, r := range row {
			table[r] = latin
		}
	}
	return table
}
