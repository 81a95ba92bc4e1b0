package emoji_test

import (
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark-emoji/definition"
)

var update = flag.Bool("update", false, "write names.txt")

// The library keeps its list to itself, and a new version of it may bring new
// emoji. Only this test looks inside.
func TestNamesListEveryEmojiOfTheLibrary(t *testing.T) {
	list := reflect.ValueOf(definition.Github()).Elem().FieldByName("list")
	if !list.IsValid() || list.Len() == 0 {
		t.Fatal("the library has no field list; find another way to its emoji")
	}
	var want strings.Builder
	for i := range list.Len() {
		want.WriteString(list.Index(i).FieldByName("ShortNames").Index(0).String() + "\n")
	}
	if *update {
		if err := os.WriteFile("names.txt", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("names.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.String(), string(got)); diff != "" {
		t.Errorf("names.txt is not the library's list; run with -update (-want +got):\n%s", diff)
	}
}
