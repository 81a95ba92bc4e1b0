package blob_test

import (
	"mime"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzMediaType has bytes of strangers looked at: whatever they are, what is said of
// them is a plain media type.
func FuzzMediaType(f *testing.F) {
	for _, seed := range []string{
		"", "PK\x03\x04", "<html>", "GIF89a", "{\"a\":[", "\xff\xfe", "RIFF\x00\x00\x00\x00WEBPVP8 ", "ID3", "#!/bin/sh\n",
		"\x1b[2J\x1b]0;x\a", "%!PS", "a,b\n1,2\n", "MZ", "\x00\x00\x00\x18ftypheic", strings.Repeat("[", 5000),
	} {
		f.Add([]byte(seed))
	}
	s := open(f, filepath.Join(f.TempDir(), "files"))
	f.Fuzz(func(t *testing.T, content []byte) {
		got := keep(t, s, content).Type
		plain, params, err := mime.ParseMediaType(got)
		if err != nil || plain != got || len(params) > 0 || len(got) > 100 {
			t.Errorf("the media type is %q: %v", got, err)
		}
	})
}
