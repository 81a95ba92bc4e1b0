package command

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

func meSet() Spec {
	return Spec{
		Path: "me set", Verb: "set", Aliases: []string{"设置"}, Args: "[KEY] [VALUE...]",
		Help:     "Show your settings, or change one; the value default brings the default back.",
		Examples: []string{"tz Asia/Shanghai", "dm rooms"},
		Least:    AtLeast(keys.Member), People: true, Text: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				if c.arg(0) == "" {
					return c.showSettings()
				}
				return c.setting(ctx, c.arg(0), c.arg(1))
			}
		},
	}
}

func meLang() Spec {
	return shortcut(keys.SetLang, "语言", "Show or change the language that you are spoken to in.")
}

func meZone() Spec {
	return shortcut(keys.SetZone, "时区", "Show or change the time zone of the times that you see, such as Asia/Shanghai.")
}

func meClock() Spec {
	return shortcut(keys.SetClock, "时钟", "Show or change how times are written.")
}

func meTheme() Spec {
	return shortcut(keys.SetTheme, "配色", "Show or change the colours: for a dark or for a light background.")
}

// shortcut returns the command that is short for setting one thing.
func shortcut(name, alias string, help lang.Key) Spec {
	args := "[VALUE]"
	if s, err := keys.SettingNamed(name); err == nil && s.Values != nil {
		args = "[VALUE=" + strings.Join(s.Values, "|") + "]"
	}
	return Spec{
		Path: "me " + name, Verb: name, Aliases: []string{alias}, Args: args,
		Help: help, Least: AtLeast(keys.Member),
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error { return c.setting(ctx, name, c.arg(0)) }
		},
	}
}

type settingObject struct {
	V       int      `json:"v"`
	Type    string   `json:"type"`
	Key     string   `json:"key"`
	Value   string   `json:"value"`
	Default string   `json:"default"`
	Values  []string `json:"values"` // null: any that fits
	Help    string   `json:"help"`
}

func newSettingObject(s keys.Setting, value string) settingObject {
	return settingObject{1, "setting", s.Name, cmp.Or(value, s.Default), s.Default, s.Values, string(s.Help)}
}

// showSettings lists all settings as they are for the caller.
func (c *Invocation) showSettings() error {
	set, err := c.Directory.Settings(c.Who.Account.ID)
	if err != nil {
		return err
	}
	var items []any
	var rows [][]string
	for _, s := range keys.SettingList() {
		items = append(items, newSettingObject(s, set[s.Name]))
		rows = append(rows, []string{s.Name, cmp.Or(set[s.Name], s.Default), c.Lang.T(string(s.Help))})
	}
	if c.JSON {
		return c.list(items, "")
	}
	return c.print(columns(rows)...)
}

// setting shows a setting, or changes it when there is a value. What somebody
// is called, and says about themselves, can be written as if it were one.
func (c *Invocation) setting(ctx context.Context, name, value string) error {
	switch strings.ToLower(name) {
	case "display":
		if value == "" {
			return c.showAccount(c.Who.Account)
		}
		return c.setDisplay(ctx, value)
	case "bio":
		if value == "" {
			return c.showBio(c.Who.Account)
		}
		return c.setBio(ctx, value)
	}
	s, err := keys.SettingNamed(name)
	if err != nil {
		return err
	}
	if value != "" {
		if strings.EqualFold(value, "default") {
			value = s.Default
		}
		ctx, done := write(ctx)
		defer done()
		if value, err = c.Directory.Set(ctx, c.actor(), s.Name, value); err != nil {
			return err
		}
		if c.Changed != nil {
			c.Changed(s.Name, value)
		}
		if spoken, known := lang.Parse(value); known && s.Name == keys.SetLang {
			c.Lang = spoken // the answer is the first to be in it
		}
	} else {
		set, err := c.Directory.Settings(c.Who.Account.ID)
		if err != nil {
			return err
		}
		value = set[s.Name]
	}
	if c.JSON {
		return c.objects(newSettingObject(s, value))
	}
	lines := []string{s.Name + " = " + cmp.Or(value, s.Default), "  " + c.Lang.T(string(s.Help))}
	if s.Values != nil {
		lines = append(lines, "  "+c.Lang.T("one of: %s", strings.Join(s.Values, ", ")))
	}
	return c.print(lines...)
}
