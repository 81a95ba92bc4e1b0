package room

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"snug/text"
)

// parseWhen reads a time of a query as people write it: a day such as
// 2026-11-20, 11-20 (the last one there was), today or yesterday, or how long
// ago, such as 7d, 12h or 30m. It returns when that begins, and for a day, or
// the day that so long ago was in, when it ends.
func parseWhen(s string, now time.Time) (from, to time.Time, err error) {
	switch day := startOfDay(now); strings.ToLower(s) {
	case "today", "今天":
		return day, day.AddDate(0, 0, 1), nil
	case "yesterday", "昨天":
		return day.AddDate(0, 0, -1), day, nil
	}
	if ago, ok := parseAgo(s); ok {
		from = now.Add(-ago)
		return from, startOfDay(from).AddDate(0, 0, 1), nil
	}
	typed := strings.ReplaceAll(s, "/", "-")
	if from, err = time.ParseInLocation("2006-1-2", typed, now.Location()); err == nil {
		return from, from.AddDate(0, 0, 1), nil
	}
	// A year that has every date.
	if from, err = time.ParseInLocation("2006-1-2", "2000-"+typed, now.Location()); err == nil {
		from = lastOn(from.Month(), from.Day(), now)
		return from, from.AddDate(0, 0, 1), nil
	}
	return from, to, refuse(ErrInvalid, "%s is no date; write it as 2026-11-20, 11-20, today, yesterday, 7d or 2h", text.StripLine(s))
}

func startOfDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// lastOn returns the newest such day of a year that is not in the future.
func lastOn(month time.Month, day int, now time.Time) time.Time {
	for year := now.Year(); ; year-- {
		t := time.Date(year, month, day, 0, 0, 0, 0, now.Location())
		if t.Day() == day && !t.After(now) { // 29 February is not in every year
			return t
		}
	}
}

// agoUnits are how long ago people say that something was.
var agoUnits = map[string]time.Duration{
	"m": time.Minute, "h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour,
	"分钟": time.Minute, "小时": time.Hour, "天": 24 * time.Hour, "周": 7 * 24 * time.Hour,
}

// parseAgo reads a number with a unit.
func parseAgo(s string) (time.Duration, bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if i <= 0 || utf8.RuneCountInString(s[:i]) > 4 {
		return 0, false
	}
	n, err := strconv.Atoi(s[:i])
	unit, ok := agoUnits[strings.ToLower(s[i:])]
	return time.Duration(n) * unit, err == nil && ok
}

func operatorNames() []string { return slices.Sorted(maps.Keys(operators)) }

func partNames() []string { return slices.Sorted(maps.Keys(parts)) }
