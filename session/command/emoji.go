package command

import "snug/text/emoji"

// emojiName returns the name of an emoji as rooms keep it, from whatever
// people write for it.
func emojiName(typed string) (string, error) {
	if name, ok := emoji.Canonical(typed); ok {
		return name, nil
	}
	return "", fail(Usage, "%q is no emoji that has a name here; write one such as +1 or :tada:", shorten(typed))
}
