package command

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A wireField is one field of an object as its readers have it.
type wireField struct{ name, is string }

// fieldsOf returns the fields of an object, without those of the objects that it
// has all of: these come back by their sections' names.
func fieldsOf(t *testing.T, o any) (own []wireField, allOf []string) {
	t.Helper()
	is := reflect.TypeOf(o)
	for i := range is.NumField() {
		f := is.Field(i)
		tag, tagged := f.Tag.Lookup("json")
		switch name, options, _ := strings.Cut(tag, ","); {
		case f.Anonymous && !tagged:
			allOf = append(allOf, sectionOf(t, f.Type))
		case !tagged:
			t.Errorf("%v.%s has no name in JSON", is, f.Name)
		default:
			kind := kindOf(t, f.Type)
			if strings.Contains(options, "omitempty") {
				kind = strings.TrimSuffix(kind, " or null") + ", may be missing"
			}
			own = append(own, wireField{name, kind})
		}
	}
	return own, allOf
}

// kindOf names what a field holds, in the words of the document.
func kindOf(t *testing.T, is reflect.Type) string {
	t.Helper()
	switch is.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.String:
		return "string"
	case reflect.Int, reflect.Int64, reflect.Uint32, reflect.Uint64:
		return "number"
	case reflect.Interface:
		return "object"
	case reflect.Pointer:
		return kindOf(t, is.Elem()) + " or null"
	case reflect.Slice:
		return "list of " + kindOf(t, is.Elem())
	case reflect.Map:
		return "map of " + kindOf(t, is.Elem())
	case reflect.Struct:
		return sectionOf(t, is)
	}
	t.Errorf("a field is a %v, for which the contract has no word", is)
	return ""
}

// sectionOf returns the name of a type in the registry.
func sectionOf(t *testing.T, is reflect.Type) string {
	t.Helper()
	i := slices.IndexFunc(wireObjects, func(o wireObject) bool { return reflect.TypeOf(o.value) == is })
	if i < 0 {
		t.Errorf("%v is in an object and not in wireObjects", is)
		return ""
	}
	return wireObjects[i].name
}

// promises returns what the contract says of all objects, a line for each field.
func promises(t *testing.T) []string {
	t.Helper()
	var lines []string
	for _, o := range wireObjects {
		own, allOf := fieldsOf(t, o.value)
		for _, all := range allOf {
			lines = append(lines, o.name+": all of "+all)
		}
		for _, f := range own {
			lines = append(lines, o.name+"."+f.name+": "+f.is)
		}
	}
	return lines
}

// broken returns the promises that are not kept any more.
func broken(given, kept []string) []string {
	return slices.DeleteFunc(slices.Clone(given), func(p string) bool { return slices.Contains(kept, p) })
}

// TestTheContractOnlyGrows compares the objects with what was promised. With
// -update new fields are promised, too; nothing takes a promise back.
func TestTheContractOnlyGrows(t *testing.T) {
	path := filepath.Join("testdata", "contract.golden")
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var given []string
	now := promises(t)
	for line := range strings.Lines(string(file)) {
		given = append(given, strings.TrimSpace(line))
	}
	for _, p := range broken(given, now) {
		t.Errorf("the contract says %q, and scripts rely on it: bring the field back as it was and add another", p)
	}
	added := broken(now, given)
	if len(added) == 0 || t.Failed() {
		return
	}
	if flag.Lookup("update").Value.String() != "true" {
		t.Fatalf("%d fields are new: describe them in docs and run with -update: %v", len(added), added)
	}
	slices.Sort(now)
	if err := os.WriteFile(path, []byte(strings.Join(now, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWhatBreaksTheContractIsFound(t *testing.T) {
	given := promises(t)
	for name, change := range map[string]func(string) string{
		"a field is removed": func(string) string { return "" },
		"a field is renamed": func(p string) string { return strings.Replace(p, ":", "s:", 1) },
		"a field is retyped": func(p string) string { return p + " or null" },
	} {
		t.Run(name, func(t *testing.T) {
			for i := range given {
				now := slices.Clone(given)
				now[i] = change(now[i])
				if found := broken(given, now); !slices.Equal(found, given[i:i+1]) {
					t.Errorf("%q was changed and %q was found", given[i], found)
				}
			}
		})
	}
	if found := broken(given, append([]string{"message.mood: string"}, given...)); len(found) > 0 {
		t.Errorf("a field more breaks %q", found)
	}
}

// TestEveryFieldIsDescribed looks for a row about every field, with its type, in
// the section of its object.
func TestEveryFieldIsDescribed(t *testing.T) {
	for _, o := range wireObjects {
		doc := o.doc
		if doc == "" {
			doc = "api.md"
		}
		text, err := os.ReadFile(filepath.Join("..", "..", "docs", doc))
		if err != nil {
			t.Fatal(err)
		}
		section, found := sectionText(string(text), o.name)
		if !found {
			t.Errorf("%s has no section %q", doc, "### "+o.name)
			continue
		}
		own, allOf := fieldsOf(t, o.value)
		for _, all := range allOf {
			if !strings.Contains(section, fmt.Sprintf("All of [%s](", all)) {
				t.Errorf("%s, %s: it does not say that it has all of [%s]", doc, o.name, all)
			}
		}
		described := make(map[string]bool)
		for line := range strings.Lines(section) {
			cells := strings.Split(line, "|")
			if len(cells) < 5 || !strings.HasPrefix(cells[1], " `") {
				continue
			}
			name := strings.Trim(cells[1], " `")
			described[name] = true
			if i := slices.IndexFunc(own, func(f wireField) bool { return f.name == name }); i < 0 {
				t.Errorf("%s, %s: there is no field %q", doc, o.name, name)
			} else if is := unlinked.ReplaceAllString(strings.TrimSpace(cells[2]), "$1"); is != own[i].is {
				t.Errorf("%s, %s: %s is called a %q and is a %q", doc, o.name, name, is, own[i].is)
			}
			if strings.TrimSpace(cells[3]) == "" {
				t.Errorf("%s, %s: %s is there and not explained", doc, o.name, name)
			}
		}
		for _, f := range own {
			if !described[f.name] {
				t.Errorf("%s, %s: no row for `%s` | %s", doc, o.name, f.name, f.is)
			}
		}
	}
}

// unlinked takes the links out of a cell.
var unlinked = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// sectionText returns what stands under a heading, up to the next.
func sectionText(doc, heading string) (text string, found bool) {
	_, text, found = strings.Cut(doc, "\n### "+heading+"\n")
	text, _, _ = strings.Cut(text, "\n#")
	return text, found
}
