package main

import (
	"io"
	"log/slog"
)

// newLogger returns a logger as c wants it.
func newLogger(w io.Writer, c Config) *slog.Logger {
	w = cleanLog{w}
	o := &slog.HandlerOptions{Level: c.LogLevel}
	if c.LogFormat == LogJSON {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
