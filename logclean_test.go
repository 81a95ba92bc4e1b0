package main

import (
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"snug/text/texttest"
)

// TestNothingDangerousIsLogged logs all of Unicode in every place of a record that
// words of a client could come to.
func TestNothingDangerousIsLogged(t *testing.T) {
	for _, format := range []LogFormat{LogText, LogJSON} {
		t.Run(logFormats[format], func(t *testing.T) {
			var out strings.Builder
			log := newLogger(&out, Config{LogFormat: format})
			check := func(message string, args ...any) {
				out.Reset()
				log.Info(message, args...)
				record := out.String()
				if strings.Count(record, "\n") != 1 || !strings.HasSuffix(record, "\n") {
					t.Fatalf("one record is %d lines: %q", strings.Count(record, "\n"), record)
				}
				if why := texttest.Fault(record); why != "" {
					t.Fatalf("%s is logged: %q", why, record)
				}
				if format == LogJSON && !json.Valid([]byte(record)) {
					t.Fatalf("what is logged is no JSON: %q", record)
				}
			}
			for s := range texttest.Texts() {
				if len(s)%3 != int(format) { // others in each format, for the time it takes
					continue
				}
				check("refused", "what", s)
			}
			for _, s := range texttest.Attacks() {
				check(s, s, s, "err", errors.New(s), slog.Group("more", "bytes", []byte(s), "list", []string{s}))
			}
		})
	}
}
