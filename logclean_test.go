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
			check := func(s string) {
				out.Reset()
				log.Info("refused", "what", s)
				record := out.String()
				if strings.Count(record, "\n") != 1 || !strings.HasSuffix(record, "\n") {
					t.Fatalf("one record is %d lines: %q", strings.Count(record, "\n"), record)
				}
				for _, r := range record {
					if texttest.Forbidden(r) {
						t.Fatalf("%U is logged: %q", r, record)
					}
				}
				var read struct{ What string }
				if format == LogJSON {
					if err := json.Unmarshal([]byte(record), &read); err != nil || read.What != strings.ToValidUTF8(s, "\ufffd") && !strings.Contains(s, "\xed") && !strings.Contains(s, "\x9b") {
						t.Fatalf("what was logged reads %q, %v; want %q", read.What, err, s)
					}
				}
			}
			for s := range texttest.Texts() {
				check(s)
			}
			for _, s := range texttest.Attacks() {
				check(s)
				out.Reset()
				log.Info(s, s, s, "err", errors.New(s), slog.Group("more", "bytes", []byte(s), "list", []string{s}))
				if why := texttest.Fault(out.String()); why != "" {
					t.Errorf("%s is logged: %q", why, out.String())
				}
			}
		})
	}
}
