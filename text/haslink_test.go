package text_test

import (
	"strings"
	"testing"

	"snug/text"
)

func TestHasLink(t *testing.T) {
	for _, tt := range []struct {
		name, said string
		want       bool
	}{
		{"nothing", "", false},
		{"plain words", "hello there, see you at 10:30", false},
		{"an https link", "look: https://example.com", true},
		{"an http link in brackets", "(http://example.com)", true},
		{"capitals", "HTTPS://EXAMPLE.COM", true},
		{"another scheme", "ftp://x", true},
		{"a scheme in a label of markup", "[here](https://example.com/)", true},
		{"full width", "ｈｔｔｐｓ：／／example.com", true},
		{"in Chinese text", "看这里https://example.com吧", true},
		{"an address of mail to click", "mailto:bob@example.com", true},
		{"an address of mail", "bob@example.com", false},
		{"www", "www.example.com", true},
		{"www in capitals behind Chinese", "请看WWW.Example.com", true},
		{"www in full width", "ｗｗｗ．example", true},
		{"a word that ends so", "awww. nice", false},
		{"three letters and a stop", "it is on the www. ok", false},
		{"a bare domain with a path", "example.com/win", true},
		{"a bare domain with a slash", "go to example.com/", true},
		{"a bare domain with a port", "example.com:8080/x", true},
		{"subdomains", "a.b.example.co/x", true},
		{"an ideographic stop for a dot", "example。com/x", true},
		{"a domain in Punycode", "xn--fsq.xn--0zwm56d/x", true},
		{"a bare domain", "example.com", false},
		{"a choice", "and/or", false},
		{"a fraction", "1.5/2", false},
		{"a range of addresses", "10.0.0.0/8", false},
		{"a path", "/etc/ssh.d/config", false},
		{"a path of a project", "./internal/room.go/x", false},
		{"a path from home", "~/notes.txt/x", false},
		{"stops before a slash", "well.../maybe", false},
		{"a scheme without anything", "https:// is a scheme", false},
		{"slashes alone", "// a comment", false},
		{"a colon before slashes", "C: //x", false},
		{"an emoji", ":tada:", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.HasLink(tt.said); got != tt.want {
				t.Errorf("HasLink(%q) = %v, want %v", tt.said, got, tt.want)
			}
		})
	}
}

func FuzzHasLink(f *testing.F) {
	for _, s := range []string{"", "https://x", "www.", "a.b/", ":/.w", "。/", strings.Repeat("a.", 50) + "/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !text.HasLink(s + " https://example.com") {
			t.Errorf("HasLink(%q) misses a link at the end", s)
		}
	})
}
