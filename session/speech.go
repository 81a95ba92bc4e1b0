package session

import (
	"slices"
	"sync/atomic"

	"snug/keys"
	"snug/text/lang"
)

// speech is the language that the person of a session is spoken to in: the one
// that they have chosen, or else the one of their terminal.
type speech struct {
	guess lang.Lang // set before anything is said
	now   atomic.Uint32
}

// begin guesses the language from the client's environment.
func (s *speech) begin(environ []string) {
	s.guess, _ = lang.FromEnviron(environ)
	s.now.Store(uint32(s.guess))
}

// choose takes over the person's settings.
func (s *speech) choose(settings map[string]string) {
	l := s.guess
	if value := settings[keys.SetLang]; value != "" && slices.ContainsFunc(lang.All, func(l lang.Lang) bool { return l.String() == value }) {
		l, _ = lang.Parse(value)
	}
	s.now.Store(uint32(l))
}

// lang is the language.
func (s *speech) lang() lang.Lang { return lang.Lang(s.now.Load()) }

// t says a text in it.
func (s *speech) t(key string, args ...any) string { return s.lang().T(key, args...) }
