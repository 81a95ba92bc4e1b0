package command

import (
	"slices"
	"strconv"
	"strings"

	"snug/text"
	"snug/text/lang"
)

// A page is a page of the manual, in the caller's language.
type page struct {
	title    string // such as "SNUG-ROOM-CREATE"
	version  string
	sections []section
}

// A section is a part of a page with a title.
type section struct {
	title string
	parts []part
}

// A part is some paragraphs, which explain a term if there is one. One that is
// typed is a line of a terminal, and a usage is how such lines look.
type part struct {
	term         string
	said         []string
	typed, usage bool
}

// section begins a section, unless there is nothing in it.
func (p *page) section(title string, parts ...part) {
	if len(parts) > 0 {
		p.sections = append(p.sections, section{strings.ToUpper(text.StripLine(title)), parts})
	}
}

// saying returns paragraphs.
func saying(paragraphs ...string) part { return part{said: paragraphs} }

// typing returns a line as people type it.
func typing(line string) part { return part{said: []string{line}, typed: true} }

// using returns how lines look that people type.
func using(usage string) part { return part{said: []string{usage}, typed: true, usage: true} }

// wholePage is the manual of the server, with some commands.
func (c *Invocation) wholePage(specs []*Spec) page {
	p := page{title: "SNUG", version: "snug " + c.Version}
	p.section(c.Lang.T("Name"), saying("snug - "+c.Lang.T("a chat that people enter with ssh")))
	p.section(c.Lang.T("Synopsis"), using(c.Connect), using(c.Connect+" "+c.Lang.T("COMMAND [ARGUMENT...] [--FLAG...]")))
	p.section(c.Lang.T("Description"), saying(
		c.Lang.T("Without a command you get the screen, or line mode where there is no terminal that can show it, with TERM=dumb or ACCESSIBLE=1."),
		c.Lang.T("With a command the answer is printed. In the screen and in line mode the same commands have a slash before them; in the command line a room's name needs no #, which shells take for a comment."),
		c.Lang.T("Your key is who you are: there are no passwords, and the username before the @ of ssh does not matter."),
	))
	var items []part
	for _, s := range specs {
		items = append(items, part{term: c.usageOf(s), said: []string{c.Lang.T(string(s.Help))}})
	}
	p.section(c.Lang.T("Commands"), items...)
	p.section(c.Lang.T("Output"), saying(
		c.Lang.T("Standard output carries what was asked for, standard error notices and errors. Every command takes --json: a list is one object with its items, a thing is one object, and an error is an object on standard error."),
		c.Lang.T("Only pipe, plain, lines, send --lines and commands whose usage has a - read standard input."),
	))
	items = nil
	for status, code := range codes {
		items = append(items, part{term: strconv.Itoa(status) + "  " + code, said: []string{c.Lang.T(string(statusHelp[status]))}})
	}
	p.section(c.Lang.T("Exit status"), items...)
	p.section(c.Lang.T("Environment"),
		part{term: "LANG, LC_MESSAGES, LC_ALL", said: []string{c.Lang.T("the language, if your ssh sends them and you have not set one with: %s", "set lang")}},
		part{term: "TERM, COLORTERM, NO_COLOR", said: []string{c.Lang.T("what your terminal can show")}},
		part{term: "ACCESSIBLE", said: []string{c.Lang.T("with any value but 0: line mode instead of the screen")}},
	)
	return p
}

// statusHelp says what the exit statuses mean.
var statusHelp = [...]lang.Key{
	OK:          "It is done.",
	Internal:    "The server has made a mistake; its log has the details.",
	Usage:       "The line or its input is wrong; nothing was done.",
	NoAccount:   "There is no key, or no account with it.",
	Denied:      "You may not do that.",
	NotFound:    "There is no such thing, or you may not know of it.",
	Limited:     "That is too much at once; try it later.",
	Conflict:    "Somebody has it already, or it is as you want it already.",
	Unconfirmed: "It needs --yes.",
	Unavailable: "The server cannot do it now, or is stopping.",
}

// usageOf returns how a command is written on the command line, or else in the
// screen.
func (c *Invocation) usageOf(s *Spec) string {
	if s.on(Exec) {
		return s.usage(s.short(), Exec)
	}
	return Slash.form(s.usage(c.table.shown(s, Slash), Slash))
}

// commandPage is what the manual has about one command, or several that begin
// with the same word.
func (c *Invocation) commandPage(specs []*Spec) page {
	first := specs[0]
	name := first.Path
	if len(specs) > 1 {
		name, _, _ = strings.Cut(name, " ")
	}
	p := page{title: "SNUG-" + strings.ToUpper(strings.ReplaceAll(name, " ", "-")), version: "snug " + c.Version}
	if len(specs) > 1 {
		var items []part
		for _, s := range specs {
			items = append(items, part{term: c.usageOf(s), said: []string{c.Lang.T(string(s.Help))}})
		}
		p.section(c.Lang.T("Commands"), items...)
		return p
	}
	p.section(c.Lang.T("Name"), saying(name+" - "+c.Lang.T(string(first.Help))))
	var usages []part
	if first.on(Exec) {
		usages = append(usages, using(c.Connect+" "+first.usage(first.short(), Exec)))
	}
	if first.on(Slash) {
		usages = append(usages, using(Slash.form(first.usage(c.table.shown(first, Slash), Slash))))
	}
	p.section(c.Lang.T("Synopsis"), usages...)
	p.section(c.Lang.T("Description"), c.described(first)...)
	var flags []part
	for _, f := range c.flagRows(first) {
		flags = append(flags, part{term: strings.TrimSpace(f[0]), said: f[1:]})
	}
	p.section(c.Lang.T("Flags"), flags...)
	var examples []part
	for _, e := range first.Examples {
		if first.on(Exec) {
			examples = append(examples, typing(strings.TrimSpace(c.Connect+" "+first.short()+" "+e)))
		}
	}
	p.section(c.Lang.T("Examples"), examples...)
	return p
}

// described says who may run a command, what it is called besides, and what its
// arguments can be.
func (c *Invocation) described(s *Spec) []part {
	parts := []part{saying(c.whoMay(s))}
	if s.People {
		parts = append(parts, saying(c.Lang.T("bots cannot do that; their keepers can")))
	}
	if names := slices.DeleteFunc(s.names(), func(n string) bool { return n == s.short() }); len(names) > 0 {
		parts = append(parts, saying(c.Lang.T("also as: %s", strings.Join(names, ", "))))
	}
	for _, a := range s.arguments() {
		if a.Kind == KindChoice {
			name, _, _ := strings.Cut(a.Name, "|")
			if name != a.Name {
				name = c.Lang.T("the choice")
			}
			parts = append(parts, part{term: name, said: []string{c.Lang.T("one of: %s", strings.Join(a.Choices, ", "))}})
		}
	}
	return parts
}
