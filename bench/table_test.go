//go:build linux

package bench

import (
	"flag"
	"fmt"
	"strings"
)

// asTable has what was measured printed once more, beside what it should be.
var asTable = flag.Bool("table", false, "print the figures as a Markdown table when all is done")

// A row is a figure that the server is held to.
type row struct {
	what   string // for people
	other  string // the same of ssh-chat, with the meter that RESULTS.md names; empty: nobody measured it
	target string // empty: only told
	from   string // the benchmark, without the word
	units  string // of the figures, one or several
	format string // one verb for each
}

var rows = []row{
	{"CPU per delivery, 50 sessions, 10/s", "", "flat", "FanOut/sessions=50/rate=10", "cpu-µs/delivery", "%.1f µs"},
	{"200 sessions, 10/s", "40 µs", "24 µs", "FanOut/sessions=200/rate=10", "cpu-µs/delivery", "%.1f µs"},
	{"500 sessions, 10/s", "53 µs", "26 µs", "FanOut/sessions=500/rate=10", "cpu-µs/delivery", "%.1f µs"},
	{"1000 sessions, 10/s", "", "flat", "FanOut/sessions=1000/rate=10", "cpu-µs/delivery", "%.1f µs"},
	{"200 sessions, 50/s", "34 µs", "14 µs", "FanOut/sessions=200/rate=50", "cpu-µs/delivery", "%.1f µs"},
	{"200 sessions, 200/s", "does not hold", "5 µs", "FanOut/sessions=200/rate=200", "cpu-µs/delivery", "%.1f µs"},
	{"with the list of rooms, by without", "", "1.3", "RoomsPane", "with/without", "%.2f"},
	{"memory per idle session", "122–149 KiB", "100 KiB", "Idle/screens", "KiB/session", "%.0f KiB"},
	{"CPU per join, 50 present", "2.0 ms", "2 ms", "Join/present=50", "cpu-ms/join", "%.2f ms"},
	{"200 present", "5.3 ms", "2 ms", "Join/present=200", "cpu-ms/join", "%.2f ms"},
	{"500 present", "12 ms", "2 ms", "Join/present=500", "cpu-ms/join", "%.2f ms"},
	{"1000 present", "", "2 ms", "Join/present=1000", "cpu-ms/join", "%.2f ms"},
	{"idle: output, CPU per session", "0 B, 10–47 µs/s", "0 B, 30 µs/s", "Idle/screens", "B/s/session cpu-µs/s/session", "%.0f B, %.1f µs/s"},
	{"latency p50/p99, 500 sessions, 10/s", "13 / 40 ms", "8 / 30 ms", "FanOut/sessions=500/rate=10", "p50-ms p99-ms", "%.1f / %.1f ms"},
	{"1000 sessions, 50/s: shown within 10 s, p99", "37 % late by 10 s", "all, 1 s", "FanOut/sessions=1000/rate=50", "%-shown-in-10s p99-ms", "%.0f %%, %.0f ms"},
	{"history after a crash", "none", "all", "Restart", "%-kept", "%.0f %%"},
	{"5000 sessions: memory", "", "600 MiB", "Full", "RSS-MiB RSS-at-work-MiB", "%.0f MiB, %.0f at work"},
	{"a message on all 5000 screens", "", "usable", "Full", "on-all-p50-ms on-all-worst-ms", "%.0f ms, at worst %.0f"},
	{"5000 joins", "", "", "Full", "join-all-s", "%.0f s"},
	{"join with much history, by little: CPU, time", "", "1.2", "Growth", "many/few-cpu-ms/join many/few-join-ms", "%.2f, %.2f"},
	{"send with much history, by little: CPU, time", "", "1.2", "Growth", "many/few-cpu-µs/send many/few-send-ms", "%.2f, %.2f"},
}

// noted is what the benchmarks have measured last, by name and unit. Benchmarks come
// one after another.
var noted = make(map[string]map[string]float64)

func note(name string, measured map[string]float64) {
	noted[strings.TrimPrefix(name, "Benchmark")] = measured
}

// printTable prints the rows of which something was measured.
func printTable() {
	fmt.Print("\n| | ssh-chat | ours, at least | measured |\n|---|--:|--:|--:|\n")
	for _, r := range rows {
		measured, ok := noted[r.from]
		if !ok {
			continue
		}
		var values []any
		for unit := range strings.FieldsSeq(r.units) {
			values = append(values, measured[unit])
		}
		fmt.Printf("| %s | %s | %s | %s |\n", r.what, r.other, r.target, fmt.Sprintf(r.format, values...))
	}
}
