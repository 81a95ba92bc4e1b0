package line

import (
	"context"
	"fmt"
	"time"

	"snug/room"
	"snug/ui"
)

// searchSteps is how many steps a search goes on by itself, and searchHits how
// many messages it finds before it asks whether to.
const (
	searchSteps   = 10
	searchHits    = 20
	searchTimeout = time.Minute
	excerptCols   = 200
)

// search looks for messages.
func search(ctx context.Context, l *loop, what string) error {
	q, err := room.ParseQuery(what, l.Zone)
	if err != nil {
		return l.failed(ctx, err)
	}
	return l.searchOn(ctx, q, room.More{}, 0)
}

// searchOn goes on with a search that has found some already.
func (l *loop) searchOn(ctx context.Context, q room.Query, more room.More, found int) error {
	var out []string
	res := room.Results{More: more}
	err := l.during(ctx, searchTimeout, func(ctx context.Context) (err error) {
		for range searchSteps {
			if res, err = l.seat.Search(ctx, l.in.ID, q, res.More); err != nil {
				return err
			}
			for _, h := range res.Found {
				out = append(out, l.hit(h))
			}
			if res.Done || len(out) >= searchHits {
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return l.failed(ctx, err)
	}
	found += len(out)
	switch {
	case res.Done && found == 0:
		out = append(out, l.tr("nothing was found"))
	case res.Done:
		out = append(out, l.tr("%d found; that is all", int64(found)))
	default:
		out = append(out, l.tr("%d found; searched back to %s, /more searches further", int64(found), l.clock.day(res.Until)))
	}
	if err := l.page(out); err != nil {
		return err
	}
	if !res.Done {
		l.andThen(func(ctx context.Context) error { return l.searchOn(ctx, q, res.More, found) })
	}
	return nil
}

// hit is a message that was found, in one row.
func (l *loop) hit(h room.Hit) string {
	m := h.Message
	where := ""
	if h.Room.ID != l.in.ID {
		where = h.Room.Label()
	}
	return fmt.Sprintf("%s#%d %s %s %s: %s", where, m.Seq, l.clock.day(m.At), l.clock.of(m.At), m.Author.Name, ui.ExcerptOf(l.Lang, m, excerptCols))
}
