package ndjson

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Text returns the value of a field that has to be a string; empty when it is not
// there. The error is an [*Error] of kind ErrType.
func (o Object) Text(name string) (string, error) {
	var s string
	raw, ok := o.values[name]
	if ok && json.Unmarshal(raw, &s) != nil {
		return "", &Error{Kind: ErrType, Field: name, Want: "string"}
	}
	return s, nil
}

// Decode writes the fields into those of the struct that into points to, by their
// tags and in that spelling alone. A null is as if the field were not there. A field
// that the struct has not is an [*Error] of kind ErrField, one of another type of
// ErrType.
func (o Object) Decode(into any) error {
	v := reflect.ValueOf(into).Elem()
	places := make(map[string]reflect.Value)
	for _, f := range reflect.VisibleFields(v.Type()) {
		if name := f.Tag.Get("json"); name != "" {
			places[name] = v.FieldByIndex(f.Index)
		}
	}
	for _, name := range o.names {
		place, ok := places[name]
		if !ok {
			return &Error{Kind: ErrField, Field: name, Want: strings.Join(slices.Sorted(maps.Keys(places)), ", ")}
		}
		if json.Unmarshal(o.values[name], place.Addr().Interface()) != nil {
			return &Error{Kind: ErrType, Field: name, Want: wanted(place.Type())}
		}
	}
	return nil
}

// wanted names what JSON has for a type.
func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return wanted(t.Elem())
	case reflect.Bool:
		return "boolean"
	case reflect.Slice:
		return "array"
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return "number"
	case reflect.String:
		if t == reflect.TypeFor[Reference]() {
			return "string or number"
		}
	}
	return "string"
}

// A Reference is a string that may be written as a whole number, too.
type Reference string

// UnmarshalJSON implements [json.Unmarshaler].
func (r *Reference) UnmarshalJSON(raw []byte) error {
	var s string
	if len(raw) == 0 || raw[0] == '"' || bytes.Equal(raw, []byte("null")) {
		err := json.Unmarshal(raw, &s)
		*r = Reference(s)
		return err
	}
	var n uint64
	err := json.Unmarshal(raw, &n)
	*r = Reference(raw)
	return err
}

// Peek returns the value of a field that is a string, clean, and stands before
// whatever is wrong with a line; empty when there is none. It is for telling which line it was.
func Peek(line []byte, name string) string {
	d := json.NewDecoder(bytes.NewReader(line))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return ""
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return ""
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return ""
		}
		if t == name {
			var s string
			if !utf8.Valid(value) || checkEscapes(value) != nil || json.Unmarshal(value, &s) != nil {
				return ""
			}
			return s
		}
	}
	return ""
}
