package command

import (
	"time"

	"snug/text"
)

// The objects of --json that stand around the others; the contract of wire.go
// holds for them.

// A listObject is a list, or a page of one.
type listObject struct {
	V     int     `json:"v"`
	Items []any   `json:"items"`
	Next  *string `json:"next"` // the cursor that continues it; null: it is the end
}

// An errorObject is why a command failed. It stands alone in an object under
// the name "error", on standard error.
type errorObject struct {
	Code    string `json:"code"` // see [Status]
	Message string `json:"message"`
	Exit    int    `json:"exit"`
	After   *int64 `json:"retry_after_ms,omitempty"` // when it is worth trying again, if that is known
}

func newErrorObject(f *Failure) errorObject {
	o := errorObject{Code: f.Status.String(), Message: text.StripLine(f.Error()), Exit: int(f.Status)}
	if f.After > 0 {
		ms := int64((f.After + time.Millisecond - 1) / time.Millisecond)
		o.After = &ms
	}
	return o
}
