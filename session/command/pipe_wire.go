package command

// The objects of a pipe; docs/pipe.md is their contract, and that of wire.go holds
// for them.

type helloObject struct {
	V       int               `json:"v"`
	Type    string            `json:"type"` // "hello"
	Server  string            `json:"server"`
	Version string            `json:"version"`
	User    string            `json:"user"`
	UserID  string            `json:"user_id"`
	Name    string            `json:"name"`
	Bot     bool              `json:"bot"`
	Role    string            `json:"role"`
	Limits  pipeLimitsObject  `json:"limits"`
	Rooms   []pipedRoomObject `json:"rooms"` // that are heard
}

type pipeLimitsObject struct {
	Line       int  `json:"line_bytes"`
	Text       int  `json:"text_bytes"`
	Lines      int  `json:"text_lines"`
	TextLine   int  `json:"text_line_bytes"`
	Rooms      int  `json:"rooms"`
	Idem       int  `json:"idem_bytes"`
	Rate       *int `json:"rate_per_minute"` // null: no limit
	Edit       int  `json:"edit_seconds"`
	Unanswered int  `json:"unanswered"`
}

type pipedRoomObject struct {
	RoomID string `json:"room_id"`
	Room   string `json:"room"`
	Last   uint64 `json:"last"`
	Cursor string `json:"cursor"` // where hearing begins
}

// An ackObject answers a command that was done; it is on disk then.
type ackObject struct {
	V         int    `json:"v"`
	Type      string `json:"type"` // "ack"
	Re        string `json:"re"`
	Cmd       string `json:"cmd"`
	Msg       string `json:"msg,omitempty"`
	Seq       uint64 `json:"seq,omitempty"`
	RoomID    string `json:"room_id,omitempty"`
	Room      string `json:"room,omitempty"`
	Cursor    string `json:"cursor,omitempty"`    // of subscribe and unsubscribe
	Duplicate *bool  `json:"duplicate,omitempty"` // of send
}

// A ranObject answers run.
type ranObject struct {
	V      int      `json:"v"`
	Type   string   `json:"type"` // "result"
	Re     string   `json:"re"`
	Cmd    string   `json:"cmd"`
	Exit   int      `json:"exit"`
	Output []any    `json:"output"` // the objects that --json prints
	Text   string   `json:"text"`   // what it prints, when that is not JSON
	Notes  []string `json:"notes"`  // what it says beside that
}

// A historyObject answers history.
type historyObject struct {
	V      int     `json:"v"`
	Type   string  `json:"type"` // "result"
	Re     string  `json:"re"`
	Cmd    string  `json:"cmd"`
	RoomID string  `json:"room_id"`
	Room   string  `json:"room"`
	Items  []any   `json:"items"`
	Next   *string `json:"next"` // null: it is the end
}

// A refusalObject answers a command that was not done.
type refusalObject struct {
	V    int     `json:"v"`
	Type string  `json:"type"` // "error"
	Re   *string `json:"re"`   // null: the line has no id that could be read
	Cmd  string  `json:"cmd,omitempty"`
	errorObject
	Output []any `json:"output,omitempty"` // of run, what was printed before it failed
}

type pingObject struct {
	V    int    `json:"v"`
	Type string `json:"type"` // "ping"
	TS   string `json:"ts"`
}

// A byeObject is the last line of a pipe that the server ends.
type byeObject struct {
	V    int    `json:"v"`
	Type string `json:"type"` // "bye"
	errorObject
}

// A pipedGapObject stands for what is not told of a room.
type pipedGapObject struct {
	V      int     `json:"v"`
	Type   string  `json:"type"` // "gap"
	RoomID string  `json:"room_id"`
	Room   string  `json:"room"`
	From   *uint64 `json:"from"`   // the first message that is missing; null: none is
	To     *uint64 `json:"to"`     // the last one
	Why    string  `json:"why"`    // "slow", "trimmed" or "hidden"
	Since  string  `json:"since"`  // the cursor before it
	Cursor string  `json:"cursor"` // and behind it
}
