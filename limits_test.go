package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/room"
	"snug/session"
	"snug/session/door"
)

// Every number and time that the SSH server, the door and rooms can be told is a setting,
// and gets to them.
func TestEveryLimitCanBeConfigured(t *testing.T) {
	known := reflect.TypeFor[Limits]()
	held := 0
	for _, of := range []reflect.Type{reflect.TypeFor[session.Limits](), reflect.TypeFor[door.Limits](), reflect.TypeFor[room.Rates]()} {
		for i := range of.NumField() {
			held++
			if _, ok := known.FieldByName(of.Field(i).Name); !ok {
				t.Errorf("%s.%s is no setting", of, of.Field(i).Name)
			}
		}
	}
	if known.NumField() != held {
		t.Errorf("there are %d settings for %d limits", known.NumField(), held)
	}

	path := filepath.Join(t.TempDir(), "snug.toml")
	write(t, path, `
limit_sessions = 7
limit_penalty_most = "1h"
limit_exempt = ["192.0.2.7", "fd00::1/8"]
limit_waiting = 0
limit_joins = 8
`)
	c, _, err := load(path, map[string]string{"SNUG_DATA": t.TempDir(), "SNUG_LIMIT_HANDSHAKE": "90s", "SNUG_LIMIT_REMEMBERED": "5", "SNUG_PROXY_NETWORKS": "10.0.0.0/8,::1"}, func(*Config) {})
	if err != nil {
		t.Fatal(err)
	}
	s, d, r := c.parts()
	if s.Sessions != 7 || s.Handshake != 90*time.Second || s.Requests != session.DefaultLimits().Requests {
		t.Errorf("the server's limits = %+v", s)
	}
	if d.PenaltyMost != time.Hour || d.Remembered != 5 || d.WithDefaults().Waiting != door.DefaultLimits().Waiting || d.AccountNew != 120 {
		t.Errorf("the door's limits = %+v", d)
	}
	if r.Joins != 8 || r.Drafts != room.DefaultRates().Drafts {
		t.Errorf("the rates of accounts = %+v", r)
	}
	var networks []string
	for _, p := range append(d.Exempt, c.ProxyNetworks.prefixes()...) {
		networks = append(networks, p.String())
	}
	if got := strings.Join(networks, " "); got != "192.0.2.7/32 fd00::/8 10.0.0.0/8 ::1/128" {
		t.Errorf("networks = %s", got)
	}
}

func TestLimitsThatMakeNoSenseAreRefused(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"a negative number", "limit_sessions = -1", `"-1" is no limit; write a number from 1 to`},
		{"a fraction", "limit_sessions = 1.5", `"1.5" is no limit`},
		{"no number", `limit_sessions = "many"`, `"many" is no limit`},
		{"far too large", "limit_sessions = 99999999999", "is no limit"},
		{"a negative time", `limit_handshake = "-1s"`, `"-1s" is no time; write one as in 20s or 10m`},
		{"a number for a time", "limit_handshake = 20", `"20ns" is no time`},
		{"a time beyond a day", `limit_handshake = "25h"`, "is no time"},
		{"a time too short to be meant", `limit_handshake = "20ns"`, "is no time"},
		{"start beyond full", "limit_waiting = 300", "limit_waiting is more than limit_waiting_full"},
		{"full below start", "limit_waiting_full = 10", "limit_waiting is more than limit_waiting_full"},
		{"a source above its network", "limit_source_waiting = 129", "limit_source_waiting is more than limit_network_waiting"},
		{"failures above the network's", "limit_network_failures = 29", "limit_source_failures is more than limit_network_failures"},
		{"a penalty that is never enforced", `limit_penalty_most = "14s"`, "limit_penalty_from is more than limit_penalty_most"},
		{"no network", `proxy_networks = ["10.0.0.0/33"]`, `"10.0.0.0/33" is no network; write one as in`},
		{"a name for a network", `limit_exempt = ["localhost"]`, `"localhost" is no network`},
		{"an address with a zone", `limit_exempt = ["fe80::1%eth0"]`, "is no network"},
		{"an IPv4 address as IPv6", `limit_exempt = ["::ffff:10.0.0.0/104"]`, "is no network"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "snug.toml")
			write(t, path, tt.line)
			var out, errs bytes.Buffer
			status := run(t.Context(), []string{"config", "check", path}, nil, &out, &errs)
			if got := strings.TrimSpace(errs.String()); status != exitUsage || !strings.Contains(got, tt.want) || strings.Contains(got, "\n") {
				t.Errorf("status %d and %q, want %d and one sentence with %q", status, got, exitUsage, tt.want)
			}
		})
	}
}

// docs/limits.md has a row for each setting of a limit, with its default, and each
// name that something is counted under.
func TestTheDocumentOfLimitsIsComplete(t *testing.T) {
	text := document(t, filepath.Join("docs", "limits.md"))
	rows := strings.Split(text, "\n")
	defaults := regexp.MustCompile(`(?m)^(limit_\w+) = (.*)$`).FindAllStringSubmatch(string(defaultTOML), -1)
	if len(defaults) != reflect.TypeFor[Limits]().NumField() {
		t.Errorf("default.toml has %d limits", len(defaults))
	}
	for _, d := range defaults {
		want := "| " + strings.Trim(d[2], `"`) + " | `" + d[1] + "` |"
		if !slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, want) }) {
			t.Errorf("no row has %s", want)
		}
	}
	source, err := os.ReadFile("vitals.go")
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(new(session.Server).Refused()))
	for _, m := range regexp.MustCompile(`refused\["([a-z-]+)"\]`).FindAllStringSubmatch(string(source), -1) {
		names = append(names, m[1])
	}
	for _, name := range names {
		if !strings.Contains(text, "`"+name+"`") {
			t.Errorf("nothing is said of the counter %s", name)
		}
	}
}
