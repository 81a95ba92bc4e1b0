package data

import "snug/room"

// A reportRow is what somebody told the staff. An open one is indexed in
// openreports, one whose reporter has not heard how it came out in untold.
type reportRow struct {
	At      int64  `cbor:"1,keyasint"`
	By      uint64 `cbor:"2,keyasint"`
	About   uint64 `cbor:"3,keyasint"`
	Reason  string `cbor:"4,keyasint"`
	Room    uint64 `cbor:"5,keyasint,omitempty"`
	Seq     uint64 `cbor:"6,keyasint,omitempty"`
	Excerpt string `cbor:"7,keyasint,omitempty"`
	State   uint8  `cbor:"8,keyasint,omitempty"`
	Decided int64  `cbor:"9,keyasint,omitempty"`
	Judge   uint64 `cbor:"10,keyasint,omitempty"`
	Answer  string `cbor:"11,keyasint,omitempty"`
	Told    bool   `cbor:"12,keyasint,omitempty"`
	Thread  uint64 `cbor:"13,keyasint,omitempty"`
}

func reportRowOf(r room.Report) reportRow {
	row := reportRow{
		At: stamp(r.At), By: uint64(r.By.ID), About: uint64(r.About.ID), Reason: r.Reason,
		Room: uint64(r.Room), Seq: r.Seq,
	}
	row.change(r)
	return row
}

// change takes over what may change about a report.
func (r *reportRow) change(is room.Report) {
	r.Excerpt = is.Excerpt
	r.State, r.Decided, r.Judge, r.Answer = uint8(is.State), maybeStamp(is.Decided), uint64(is.Judge.ID), is.Answer
	r.Told, r.Thread = is.Told, is.Thread
}

func (r *reportRow) open() bool { return room.ReportState(r.State) == room.ReportOpen }

func (r *reportRow) untold() bool { return !r.open() && !r.Told }

// report returns what is in the row itself; of the people their accounts.
func (r *reportRow) report(id uint64) room.Report {
	return room.Report{
		ID: id, At: unstamp(r.At), Reason: r.Reason,
		By: room.Person{ID: room.UserID(r.By)}, About: room.Person{ID: room.UserID(r.About)},
		Room: room.ID(r.Room), Seq: r.Seq, Excerpt: r.Excerpt,
		State: room.ReportState(r.State), Decided: maybeUnstamp(r.Decided),
		Judge: room.Person{ID: room.UserID(r.Judge)}, Answer: r.Answer,
		Told: r.Told, Thread: r.Thread,
	}
}
