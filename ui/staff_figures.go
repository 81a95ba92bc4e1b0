package ui

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"snug/ui/admin"
)

// figures are the rows of the overview: how much was said lately, and how the
// server fares.
func (t *staffTab) figures(m *Model, cols, size int) []string {
	if !t.loaded {
		t.size, t.tall = size, 0
		return nil
	}
	l := m.look
	height := 1
	if size >= 20 {
		height = 3
	} else if size >= 14 {
		height = 2
	}
	rows := l.chart(l.t("messages a minute, the last hour"), t.stats.Minutes, cols, height)
	rows = append(rows, l.chart(l.t("messages an hour, the last day"), t.stats.Hours, cols, height)...)
	rows = append(rows, l.pairs(l.pairsOf(t.stats), cols)...)
	t.size, t.tall = size, len(rows)
	t.top = max(min(t.top, t.tall-size), 0)
	return rows[t.top:min(t.top+size, len(rows))]
}

// chart draws a series with its title and its scale:
//
//	messages a minute, the last hour: most 42, now 3
//	 42 ⣀⣠⣤⣶⣿⣿⣶⣤
func (l look) chart(title string, series []uint32, cols, height int) []string {
	newest := uint32(0)
	if len(series) > 0 {
		newest = series[len(series)-1]
	}
	const scale = 6 // columns of the scale
	s := admin.Draw(series, min(cols-scale-2, maxChart), height, l.boxes)
	most := slices.Max(append(slices.Clone(series), 0))
	head := " " + title + ": " + l.t("most %d, now %d", int64(most), int64(newest))
	rows := []string{l.method.Cut(head, cols)}
	for i, r := range s.Rows {
		mark := ""
		switch {
		case i == 0:
			mark = strconv.FormatUint(uint64(s.Most), 10)
		case i == height-1:
			mark = "0"
		}
		mark = l.method.Cut(mark, scale)
		rows = append(rows, " "+blank(scale-len(mark)-1)+l.theme.Dim.Paint(mark)+" "+l.theme.Accent.Paint(strings.TrimRight(r, " ")))
	}
	return rows
}

// maxChart is the most columns of a chart.
const maxChart = 60

// A pair is a figure and what it is of.
type pair struct{ label, value string }

// pairs lays figures out in two columns, or in one where there is no room.
func (l look) pairs(all []pair, cols int) []string {
	labels := 0
	for _, p := range all {
		labels = max(labels, l.method.Width(p.label))
	}
	labels = min(labels, cols/2)
	one := func(p pair, cols int) string {
		return l.method.Cut(" "+l.method.Pad(l.method.Cut(p.label, labels), labels)+"  "+p.value, cols)
	}
	var rows []string
	if cols < 100 {
		for _, p := range all {
			rows = append(rows, one(p, cols))
		}
		return rows
	}
	half := (len(all) + 1) / 2
	for i := range half {
		row := l.method.Pad(one(all[i], cols/2-1), cols/2)
		if i+half < len(all) {
			row += one(all[i+half], cols/2)
		}
		rows = append(rows, row)
	}
	return rows
}

// pairsOf are the figures of the server.
func (l look) pairsOf(s admin.Stats) []pair {
	total := func(series []uint32) (sum int64) {
		for _, n := range series {
			sum += int64(n)
		}
		return sum
	}
	free := l.t("not known")
	if s.Store.DiskFree != nil {
		free = bytesOf(*s.Store.DiskFree)
	}
	all := []pair{
		{l.t("people here"), l.t("%d, in %d sessions", s.Present, s.Sessions)},
		{l.t("rooms"), l.t("%d, and %d conversations", s.Rooms, s.Conversations)},
		{l.t("messages"), l.t("%d in the last hour, %d in the last day", total(s.Minutes), total(s.Hours))},
		{l.t("running since"), l.date(s.Started)},
		{l.t("store"), bytesOf(s.Store.Bytes)},
		{l.t("free on its disk"), free},
		{l.t("commits"), strconv.FormatUint(s.Store.Commits, 10)},
		{l.t("half of them within"), s.Store.Median.Round(10 * time.Microsecond).String()},
		{l.t("99 of 100 within"), s.Store.Slowest.Round(10 * time.Microsecond).String()},
		{l.t("commands waiting"), strconv.Itoa(s.Store.Waiting)},
		{l.t("audit log"), l.t("%d entries", s.Store.Entries)},
	}
	label := l.t("limits hit")
	for _, name := range slices.Sorted(maps.Keys(s.Refused)) {
		if n := s.Refused[name]; n > 0 {
			all = append(all, pair{label, l.line(name) + ": " + strconv.FormatUint(n, 10)})
			label = ""
		}
	}
	if label != "" {
		all = append(all, pair{label, l.t("none")})
	}
	return all
}

func (l look) date(t time.Time) string {
	if t.IsZero() {
		return l.t("not known")
	}
	return t.In(l.zone).Format("2006-01-02 15:04")
}

// bytesOf writes a number of bytes for people.
func bytesOf(n int64) string {
	f, unit := float64(n), 0
	for f >= 1024 && unit < len(byteUnits)-1 {
		f, unit = f/1024, unit+1
	}
	if unit == 0 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f %s", f, byteUnits[unit])
}

var byteUnits = []string{"B", "KiB", "MiB", "GiB", "TiB"}
