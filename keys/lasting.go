package keys

import (
	"strconv"
	"strings"
	"time"
)

// lastings are the units of the times that settings have, the longest first.
var lastings = []struct {
	unit string
	time.Duration
}{
	{"d", 24 * time.Hour},
	{"h", time.Hour},
	{"m", time.Minute},
	{"s", time.Second},
}

// parseLasting reads a time such as 0s, 30m, 24h or 7d.
func parseLasting(typed string) (time.Duration, bool) {
	for _, l := range lastings {
		count, ok := strings.CutSuffix(strings.ToLower(typed), l.unit)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(count, 10, 31)
		if err != nil || time.Duration(n) > maxLasting/l.Duration {
			return 0, false
		}
		return time.Duration(n) * l.Duration, true
	}
	return 0, false
}

// maxLasting keeps what is read far from where a Duration overflows.
const maxLasting = 100 * 365 * 24 * time.Hour

// formatLasting writes a time of whole seconds as parseLasting reads it, in the
// longest unit that fits.
func formatLasting(d time.Duration) string {
	if d == 0 {
		return "0s"
	}
	for _, l := range lastings {
		if d%l.Duration == 0 {
			return strconv.FormatInt(int64(d/l.Duration), 10) + l.unit
		}
	}
	return d.String()
}

// stamp is a time as people read it who may be anywhere.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
