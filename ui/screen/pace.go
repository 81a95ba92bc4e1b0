package screen

import "time"

// The least time between two frames that incoming traffic causes: after a
// quiet time, and while more comes than fits one frame each. Nobody reads
// thirty frames a second, and an input method's window has to follow each.
const (
	shortGap = 33 * time.Millisecond
	longGap  = 100 * time.Millisecond
)

// A pace gathers incoming traffic into frames: the first change of a quiet time is
// shown at once, what follows is taken together when the next frame is due, 33 ms
// later, and while the traffic lasts the frames come less and less often, down to
// ten a second. Nothing ticks while nothing comes. The zero value is ready.
type pace struct {
	last time.Time     // the newest frame, which may lie ahead
	gap  time.Duration // from it to the next, at least
}

// frame is when a change that happens now is shown. It is asked once for a frame.
func (p *pace) frame(now time.Time) time.Time {
	if next := p.last.Add(p.gap); now.Before(next) {
		p.last, p.gap = next, min(p.gap*3/2, longGap)
	} else {
		p.last, p.gap = now, shortGap
	}
	return p.last
}
