package room

import "context"

// Complain reports somebody to the staff; seq zero: about no message, and in then
// does not count. What somebody may not read they cannot report.
func (b *Broker) Complain(ctx context.Context, by, about UserID, in ID, seq uint64, why string) (Report, error) {
	why, err := parseReason(why)
	if err != nil {
		return Report{}, err
	}
	if seq == 0 {
		in = 0
	} else if err := b.reach(by, in, seq); err != nil {
		return Report{}, err
	}
	e, err := b.store.Do(ctx, Complain{Header: header(ctx, by), Who: about, Room: in, Seq: seq, Why: why})
	if err != nil {
		return Report{}, err
	}
	return e.(Reported).Report, nil
}

// Judge decides a report. The answer is a line for the reporter, at most
// MaxReason bytes, possibly empty.
func (b *Broker) Judge(ctx context.Context, by UserID, id uint64, s ReportState, answer string) (Report, error) {
	answer, err := parseReason(answer)
	if err != nil {
		return Report{}, err
	}
	e, err := b.store.Do(ctx, Judge{Header: header(ctx, by), Report: id, State: s, Answer: answer})
	if err != nil {
		return Report{}, err
	}
	return e.(Reported).Report, nil
}

// Reports returns reports to the staff, those about people below by alone, the
// newest first: at most limit before a number, zero from the end. Those about one
// person, unless about is zero; those that nobody has decided, if open.
func (b *Broker) Reports(by, about UserID, open bool, before uint64, limit int) ([]Report, error) {
	p, err := b.asker(by, false)
	if err != nil {
		return nil, err
	}
	who := p.is()
	if !who.staff() {
		return nil, refuse(ErrDenied, "only the staff of the server reads reports; the command report list --mine shows your own")
	}
	limit = min(limit, MaxPage)
	var shown []Report
	for len(shown) < limit {
		page, err := b.store.Reports(about, open, before, limit)
		if err != nil {
			return nil, err
		}
		for _, r := range page {
			if before = r.ID; r.isFor(who) && len(shown) < limit {
				shown = append(shown, r)
			}
		}
		if len(page) < limit {
			break
		}
	}
	return shown, nil
}

// Report returns one to the staff, or to who has made it. One that is not for by
// is answered like one that is not there.
func (b *Broker) Report(by UserID, id uint64) (Report, error) {
	p, err := b.asker(by, false)
	if err != nil {
		return Report{}, err
	}
	r, err := b.store.Report(id)
	if err != nil && !hidden(err) {
		return Report{}, err
	}
	if err != nil || r.By.ID != by && !r.isFor(p.is()) {
		return Report{}, refuse(ErrNotFound, "there is no report %d for you; the command report list shows what there is", id)
	}
	return r, nil
}

// isFor reports whether the report is for somebody of the staff: they are above
// whom it is about.
func (r Report) isFor(who Person) bool {
	return who.staff() && r.About.ID != who.ID && (r.About.Gone || r.About.Rank < who.Rank)
}

// MyReports returns those that by has made, the newest first, at most limit before
// a number, zero from the end.
func (b *Broker) MyReports(by UserID, before uint64, limit int) ([]Report, error) {
	return b.store.ReportsBy(by, before, min(limit, MaxPage))
}

// Verdicts returns the reports by somebody that were decided and of which they
// have not heard; Heard notes that they have, up to a number.
func (b *Broker) Verdicts(by UserID) ([]Report, error) { return b.store.Untold(by) }

// Heard notes that somebody knows how their reports came out.
func (b *Broker) Heard(ctx context.Context, by UserID, upTo uint64) error {
	_, err := b.store.Do(ctx, Hear{Header: header(ctx, by), UpTo: upTo})
	return err
}
