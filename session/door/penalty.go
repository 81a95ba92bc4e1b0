package door

import "time"

// A penalty is the sum of what a source has to wait for. It runs off with the
// clock.
type penalty struct {
	from, most time.Duration // enforced from one, never more than the other

	until time.Time // when it has run off
	on    bool      // it is enforced until then
	pass  allowance // of connections that come in all the same
}

// add makes it grow. When it is enforced because of that, add returns for how
// long it will be.
func (p *penalty) add(now time.Time, cost time.Duration) time.Duration {
	if !p.until.After(now) {
		p.until, p.on = now, false
	}
	p.until = p.until.Add(cost)
	if latest := now.Add(p.most); p.until.After(latest) {
		p.until = latest
	}
	if left := p.until.Sub(now); !p.on && left >= p.from {
		p.on = true
		return left
	}
	return 0
}

func (p *penalty) enforced(now time.Time) bool { return p.on && p.until.After(now) }
