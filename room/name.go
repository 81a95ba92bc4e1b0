package room

import (
	"slices"
	"strings"

	"snug/text"
)

// bareName drops the "#" that people put before a room's name, half or full
// width.
func bareName(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range []string{"#", "＃"} {
		s = strings.TrimPrefix(s, mark)
	}
	return s
}

// parseName checks the name of a new room. Rooms keep the policy of usernames
// (text.CheckName), so that either can be typed on any keyboard.
func parseName(s string) (string, error) {
	s = bareName(s)
	if err := text.CheckName(s); err != nil {
		return "", refuse(ErrInvalid, "that room name will not do: %v", err)
	}
	if parseID(s) != 0 {
		return "", refuse(ErrInvalid, "that room name will not do: %s is the number of a room; choose another", s)
	}
	return s, nil
}

// parseTopic cleans a topic.
func parseTopic(s string) (string, error) {
	s, err := text.CleanLine(s)
	switch {
	case err != nil:
		return "", refuse(ErrInvalid, "the topic is not UTF-8; switch your terminal to UTF-8 and type it again")
	case len(s) > MaxTopic:
		return "", refuse(ErrInvalid, "the topic has %d bytes and the limit is %d; shorten it", len(s), MaxTopic)
	}
	return s, nil
}

// parseDescription cleans a description.
func parseDescription(s string) (string, error) {
	if len(s) <= 4*MaxDescription { // cleaning drops what nobody sees
		var err error
		if s, err = text.Clean(s); err != nil {
			return "", refuse(ErrInvalid, "the description is not UTF-8; switch your terminal to UTF-8 and type it again")
		}
	}
	if len(s) > MaxDescription {
		return "", refuse(ErrInvalid, "the description has %d bytes and the limit is %d; shorten it", len(s), MaxDescription)
	}
	return s, nil
}

// conversationName returns what a conversation is called for one of its people:
// "@" and whom they talk with, by name. A group that most have left goes by its
// ID: by who is left it could not be told from a conversation of two, or from
// somebody's with themselves.
func conversationName(r Room, self Person, others []Person) string {
	switch {
	case remnant(&r, others):
		return idText(r.ID)
	case len(others) == 0:
		return "@" + self.Name
	}
	names := make([]string, len(others))
	for i, p := range slices.SortedFunc(slices.Values(others), byName) {
		names[i] = "@" + p.Name
	}
	return strings.Join(names, ",")
}

// remnant reports whether a conversation is a group that at most one of the
// others is still in.
func remnant(r *Room, others []Person) bool { return r.Kind == Group && len(others) < 2 }

// parseText cleans what somebody says and holds it to the limits.
func parseText(s string) (string, error) {
	s, err := parseCaption(s)
	if err == nil && s == "" {
		err = emptyMessage()
	}
	return s, err
}

func emptyMessage() error {
	return refuse(ErrInvalid, "the message is empty; write something first")
}

// parseCaption is parseText for what is said with a file, which may be nothing.
func parseCaption(s string) (string, error) {
	// Text far beyond the limit is refused before any work is spent on it; not
	// at the limit, because cleaning drops what nobody sees.
	if len(s) > 4*MaxTextBytes {
		return "", tooLong(len(s))
	}
	s, err := text.Clean(s)
	if err != nil {
		return "", refuse(ErrInvalid, "the message is not UTF-8; switch your terminal to UTF-8 and send it again")
	}
	switch lines := strings.Count(s, "\n") + 1; {
	case len(s) > MaxTextBytes:
		return "", tooLong(len(s))
	case lines > MaxTextLines:
		return "", refuse(ErrInvalid, "the message has %d lines and the limit is %d; send it in parts", lines, MaxTextLines)
	}
	for line := range strings.SplitSeq(s, "\n") {
		if len(line) > MaxLineBytes {
			return "", refuse(ErrInvalid, "a line of the message has %d bytes and the limit is %d; break it up", len(line), MaxLineBytes)
		}
	}
	return s, nil
}

func tooLong(n int) error {
	return refuse(ErrInvalid, "the message has %d bytes and the limit is %d; send it in parts", n, MaxTextBytes)
}
