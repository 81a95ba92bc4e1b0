package command

import (
	"strconv"
	"strings"
	"time"
)

// units are how people write durations, the longest first.
var units = []struct {
	name  string
	also  []string
	lasts time.Duration
}{
	{"d", []string{"天"}, 24 * time.Hour},
	{"h", []string{"小时"}, time.Hour},
	{"m", []string{"分钟", "分"}, time.Minute},
	{"s", []string{"秒"}, time.Second},
	{"w", []string{"周"}, 7 * 24 * time.Hour}, // only read; days are written
}

// maxDuration is the longest that can be written: what is longer is a slip.
const maxDuration = 100 * 365 * 24 * time.Hour

// parseDuration reads how long something lasts: 10s, 30m, 24h or 7d.
func parseDuration(typed string) (time.Duration, bool) {
	typed = strings.ToLower(halfWidth.Replace(strings.TrimSpace(typed)))
	end := strings.IndexFunc(typed, func(r rune) bool { return r < '0' || r > '9' })
	if end <= 0 {
		return 0, false
	}
	n, err := strconv.ParseInt(typed[:end], 10, 32)
	if err != nil || n == 0 {
		return 0, false
	}
	unit := strings.TrimSpace(typed[end:])
	for _, u := range units {
		for _, name := range append([]string{u.name}, u.also...) {
			if unit == name {
				return time.Duration(n) * u.lasts, n <= int64(maxDuration/u.lasts)
			}
		}
	}
	return 0, false
}

// formatDuration writes a duration of whole seconds so that it can be read
// again.
func formatDuration(d time.Duration) string {
	for _, u := range units {
		if d%u.lasts == 0 {
			return strconv.FormatInt(int64(d/u.lasts), 10) + u.name
		}
	}
	return d.String() // not whole seconds, which nothing here is
}
