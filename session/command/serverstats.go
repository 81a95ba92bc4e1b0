package command

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func serverStats() Spec {
	return Spec{
		Path: "server stats", Verb: "stats", Aliases: []string{"统计"},
		Help:   "Show how busy the server is, and how it fares.",
		Least:  AtLeast(keys.Admin),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				v, err := c.Vitals()
				if err != nil {
					return err
				}
				now := c.Broker.Activity()
				sessions := len(c.Sessions.Where(anybody))
				if c.JSON {
					return c.objects(newStatsObject(v, now, sessions))
				}
				return c.print(columns(c.statsRows(v, now, sessions))...)
			}
		},
	}
}

func newStatsObject(v Vitals, a room.Activity, sessions int) statsObject {
	o := statsObject{
		V: 1, Type: "stats", At: stamp(time.Now()), Started: stamp(v.Started), Sessions: sessions,
		Present: a.Present, Rooms: a.Rooms, Conversations: a.Talks,
		Minutes: slices.Clone(a.Minutes[:60]), Hours: hours(a), Goroutines: v.Routines, Panics: v.Panics, Refused: v.Refused,
		Store: storeObject{
			Bytes: v.StoreSize, Entries: v.Entries, Commits: v.Commits,
			Median: v.Median.Microseconds(), Slowest: v.Slowest.Microseconds(), Waiting: v.Waiting,
			Files: v.Files.Files, FileBytes: v.Files.Bytes,
		},
	}
	slices.Reverse(o.Minutes)
	if v.DiskFree >= 0 {
		o.Store.DiskFree = &v.DiskFree
	}
	return o
}

// hours sums up the minutes of each hour, the oldest first.
func hours(a room.Activity) []uint32 {
	sums := make([]uint32, len(a.Minutes)/60)
	for i, n := range a.Minutes {
		sums[len(sums)-1-i/60] += n
	}
	return sums
}

// statsRows lays out the figures for people.
func (c *Invocation) statsRows(v Vitals, a room.Activity, sessions int) [][]string {
	var hour, day uint64
	for i, n := range a.Minutes {
		if day += uint64(n); i < 60 {
			hour += uint64(n)
		}
	}
	rows := [][]string{
		{c.Lang.T("running since"), c.minute(v.Started)},
		{c.Lang.T("people here"), strconv.Itoa(a.Present)},
		{c.Lang.T("sessions"), strconv.Itoa(sessions)},
		{c.Lang.T("rooms"), strconv.Itoa(a.Rooms)},
		{c.Lang.T("conversations"), strconv.Itoa(a.Talks)},
		{c.Lang.T("messages"), c.Lang.T("%d in the last hour, %d in the last day", hour, day)},
		{c.Lang.T("store"), size(v.StoreSize)},
		{c.Lang.T("files"), c.Lang.T("%d, together %s", v.Files.Files, size(v.Files.Bytes))},
		{c.Lang.T("free on its disk"), c.diskFree(v)},
		{c.Lang.T("commits"), c.Lang.T("%d since the start, half within %s, 99 of 100 within %s, %d waiting", v.Commits, v.Median.Round(10*time.Microsecond).String(), v.Slowest.Round(10*time.Microsecond).String(), v.Waiting)},
		{c.Lang.T("audit log"), c.Lang.T("%d entries", v.Entries)},
		{c.Lang.T("goroutines"), strconv.Itoa(v.Routines)},
		{c.Lang.T("faults contained"), strconv.FormatUint(v.Panics, 10)},
	}
	label := c.Lang.T("limits hit")
	for _, name := range slices.Sorted(maps.Keys(v.Refused)) {
		if n := v.Refused[name]; n > 0 {
			rows = append(rows, []string{label, fmt.Sprintf("%s: %d", name, n)})
			label = ""
		}
	}
	return rows
}

func (c *Invocation) diskFree(v Vitals) string {
	if v.DiskFree < 0 {
		return c.Lang.T("not known")
	}
	return size(v.DiskFree)
}

// size writes a number of bytes for people.
func size(bytes int64) string {
	n, unit := float64(bytes), "B"
	for _, next := range []string{"KiB", "MiB", "GiB", "TiB"} {
		if n < 1024 {
			break
		}
		n, unit = n/1024, next
	}
	if unit == "B" {
		return fmt.Sprintf("%d B", bytes)
	}
	return fmt.Sprintf("%.1f %s", n, unit)
}
