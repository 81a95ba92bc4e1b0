package ndjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"snug/session/ndjson"
)

type head struct {
	ID string `json:"id"`
}

// A form has a field of each kind.
type form struct {
	head
	Text  string           `json:"text"`
	Ref   ndjson.Reference `json:"ref"`
	On    bool             `json:"on"`
	Limit *int             `json:"limit"`
	Args  []string         `json:"args"`
}

// decode reads a line into a form.
func decode(line string) (form, error) {
	f := form{On: true}
	o, err := ndjson.Parse([]byte(line), 3)
	if err == nil {
		err = o.Decode(&f)
	}
	return f, err
}

func TestDecodeReadsFields(t *testing.T) {
	five := 5
	for _, tt := range []struct {
		name, line string
		want       form
	}{
		{"nothing", `{}`, form{On: true}},
		{"all", ` { "id" : "1", "text":"a\u00e9\ud83d\ude00\\u0000","ref":"m_1","on":false,"limit":5,"args":["x","-"] } `, form{
			head{"1"}, `aé😀\u0000`, "m_1", false, &five, []string{"x", "-"},
		}},
		{"nulls", `{"id":null,"text":null,"ref":null,"on":null,"limit":null,"args":null}`, form{On: true}},
		{"a reference as a number", `{"ref":18446744073709551615}`, form{Ref: "18446744073709551615", On: true}},
		{"a name in escapes", `{"te\u0078t":"a"}`, form{Text: "a", On: true}},
	} {
		if got, err := decode(tt.line); err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v, %v, want %+v", tt.name, got, err, tt.want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	const fields = "args, id, limit, on, ref, text"
	for _, tt := range []struct {
		name, line  string
		kind        error
		field, want string
	}{
		{"nothing", ``, ndjson.ErrSyntax, "", ""},
		{"text", `hello`, ndjson.ErrSyntax, "", ""},
		{"a list", `[]`, ndjson.ErrShape, "", ""},
		{"two objects", `{}{}`, ndjson.ErrSyntax, "", ""},
		{"a comma too many", `{"id":"1",}`, ndjson.ErrSyntax, "", ""},
		{"Latin-1", "{\"id\":\"\xe9\"}", ndjson.ErrUTF8, "", ""},
		{"half a character", `{"id":"\ud83d"}`, ndjson.ErrUTF8, "", ""},
		{"half a character at the end of an escape", `{"id":"\ud83d\n"}`, ndjson.ErrUTF8, "", ""},
		{"half a character and another", `{"id":"\ud83d\u0041"}`, ndjson.ErrUTF8, "", ""},
		{"the second half alone", `{"id":"\ude00"}`, ndjson.ErrUTF8, "", ""},
		{"NUL", `{"id":"\u0000"}`, ndjson.ErrNUL, "", ""},
		{"NUL in a name", `{"\u0000":"1"}`, ndjson.ErrNUL, "", ""},
		{"a field twice", `{"id":"1","id":"1"}`, ndjson.ErrTwice, "id", ""},
		{"a field twice within another", `{"args":[{"a":1,"a":2}]}`, ndjson.ErrTwice, "a", ""},
		{"four levels", `{"args":[[[]]]}`, ndjson.ErrDepth, "", ""},
		{"another field", `{"id":"1","idd":"1"}`, ndjson.ErrField, "idd", fields},
		{"another case", `{"ID":"1"}`, ndjson.ErrField, "ID", fields},
		{"the embedded struct's name", `{"head":{}}`, ndjson.ErrField, "head", fields},
		{"no string", `{"id":1}`, ndjson.ErrType, "id", "string"},
		{"no reference", `{"ref":-1}`, ndjson.ErrType, "ref", "string or number"},
		{"no whole reference", `{"ref":1e3}`, ndjson.ErrType, "ref", "string or number"},
		{"no switch", `{"on":"true"}`, ndjson.ErrType, "on", "boolean"},
		{"no number", `{"limit":"5"}`, ndjson.ErrType, "limit", "number"},
		{"no whole number", `{"limit":5.5}`, ndjson.ErrType, "limit", "number"},
		{"no list", `{"args":"x"}`, ndjson.ErrType, "args", "array"},
		{"a list of others", `{"args":[1]}`, ndjson.ErrType, "args", "array"},
	} {
		_, err := decode(tt.line)
		var bad *ndjson.Error
		if !errors.As(err, &bad) || !errors.Is(err, tt.kind) || bad.Field != tt.field || bad.Want != tt.want {
			t.Errorf("%s: %v, want %v of %q", tt.name, err, tt.kind, tt.field)
		}
	}
}

func TestPeekFindsWhichLineItWas(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":"1","cmd"`: "1", `{"a":{"id":"2"},"id":"1",}`: "1", `{"a":,"id":"1"}`: "", `["id","1"]`: "", `{"id":5}`: "", ``: "",
		"{\"id\":\"1\",\"text\":\"\xff\"}": "1", "{\"id\":\"\xff\"}": "", `{"id":"\u0000","cmd":"ping"}`: "", `{"id":"\ud83d"}`: "",
	} {
		if got := ndjson.Peek([]byte(line), "id"); got != want {
			t.Errorf("%s is the line %q, want %q", line, got, want)
		}
	}
}

// FuzzDecode compares what is taken with what encoding/json reads.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`{"id":"1","text":"a","on":true}`, `{"args":["\ud83d\ude00"],"limit":5}`, `{"ref":7}`, `{"id":"\ud83d"}`, `{"a":[[[[]]]]}`,
		`{"id":"1","id":"2"}`, `{"text":"\\u0000"}`, `[1]`, "{\"id\":\"\xff\"}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		_ = ndjson.Peek(line, "id")
		got, err := decode(string(line))
		var bad *ndjson.Error
		if err != nil {
			if !errors.As(err, &bad) {
				t.Errorf("%q is refused with %v", line, err)
			}
			return
		}
		want := form{On: true}
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&want); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %+v, and to others %+v, %v", line, got, want, err)
		}
		for _, s := range append([]string{got.ID, got.Text, string(got.Ref)}, got.Args...) {
			if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				t.Errorf("%q has the text %q in it", line, s)
			}
		}
	})
}
