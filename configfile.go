package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/caarlos0/env/v11"
	"github.com/pelletier/go-toml/v2"

	"snug/text"
)

// defaultTOML is what "config print-default" prints.
//
//go:embed default.toml
var defaultTOML []byte

const (
	envPrefix  = "SNUG_"
	envFile    = envPrefix + "CONFIG" // names the configuration file
	configFile = "snug.toml"          // in the data directory
)

// load puts the configuration together: the defaults, over them a file, over
// that the environment, over that what override sets. The path of the file is
// the one given, else $SNUG_CONFIG, else snug.toml in the data directory, which
// alone may be missing. load returns the path that was read, empty for none.
// All errors are usage errors.
func load(path string, environ map[string]string, override func(*Config)) (Config, string, error) {
	c := defaultConfig()
	if path == "" {
		path = environ[envFile]
	}
	if path != "" {
		if err := readFile(path, &c); err != nil {
			return c, path, err
		}
	}
	over := func(c *Config) error {
		if err := readEnviron(environ, c); err != nil {
			return err
		}
		override(c)
		if err := c.check(); err != nil {
			return err
		}
		if c.Data != "" {
			return nil
		}
		dir, err := stateDir(environ)
		c.Data = dir
		return err
	}
	if err := over(&c); err != nil || path != "" {
		return c, path, err
	}

	// The place of this file follows from the other two layers, so it is read
	// last and they are laid over it again.
	path = filepath.Join(c.Data, configFile)
	found := defaultConfig()
	switch err := readFile(path, &found); {
	case errors.Is(err, fs.ErrNotExist):
		return c, "", nil
	case err != nil:
		return c, path, err
	case found.Data != "" && found.Data != c.Data:
		return c, path, usagef("%s: data is %q, but this file was found by looking into %s; remove the line, or name the file with --config", path, found.Data, c.Data)
	}
	return found, path, over(&found)
}

// readFile lays a configuration file over c. An unknown key is an error.
func readFile(path string, c *Config) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return usagef("read configuration: %w", err)
	}
	d := toml.NewDecoder(bytes.NewReader(b)).DisallowUnknownFields()
	return describe(path, d.Decode(c))
}

// describe turns the decoder's error into one line per mistake, each with its
// place in the file.
func describe(path string, err error) error {
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unknown):
		var all []error
		for _, e := range unknown.Errors {
			line, _ := e.Position()
			key := strings.Join(e.Key(), ".")
			all = append(all, fmt.Errorf("%s:%d: unknown key %q; %s", path, line, key, advice(key)))
		}
		return usageError{errors.Join(all...)}
	case errors.As(err, &wrong):
		line, _ := wrong.Position()
		what := strings.TrimPrefix(wrong.Error(), "toml: ")
		if key := strings.Join(wrong.Key(), "."); key != "" {
			what = key + ": " + what
		}
		return usagef("%s:%d: %s", path, line, what)
	}
	return usagef("%s: %w", path, err)
}

// advice says which key was probably meant.
func advice(key string) string {
	known := settings("toml")
	if near := text.Nearest(key, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "known are " + strings.Join(known, ", ")
}

// readEnviron lays the environment over c. An empty variable counts as unset.
func readEnviron(environ map[string]string, c *Config) error {
	err := env.ParseWithOptions(c, env.Options{Prefix: envPrefix, Environment: environ})
	var all env.AggregateError
	var wrong env.ParseError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &all) && len(all.Errors) > 0 && errors.As(all.Errors[0], &wrong):
		field, _ := reflect.TypeFor[Config]().FieldByName(wrong.Name)
		return usagef("%s%s: %w", envPrefix, field.Tag.Get("env"), wrong.Err)
	}
	return usagef("environment: %w", err)
}

// settings returns the name of every setting by a struct tag of [Config].
func settings(tag string) []string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		if f.Anonymous {
			continue // its fields follow
		}
		names = append(names, f.Tag.Get(tag))
	}
	return names
}
