package screen_test

import (
	"strings"
	"testing"

	"snug/ui/screen"
)

func TestLocaleOfUTF8(t *testing.T) {
	tests := []struct {
		environ string // separated by spaces
		want    bool
	}{
		{"", false},
		{"LANG=zh_CN.UTF-8", true},
		{"LANG=en_US.utf8", true},
		{"LANG=C.UTF-8", true},
		{"LANG=C", false},
		{"LANG=zh_CN.GBK", false},
		{"LANG=en_US.UTF-8 LC_ALL=C", false},
		{"LANG=C LC_CTYPE=en_US.UTF-8", true},
		{"LANG=en_US.UTF-8 LC_ALL= LC_CTYPE=", true},
		{"LC_MESSAGES=en_US.UTF-8", false},
	}
	for _, tt := range tests {
		if got := screen.CapsFrom(strings.Fields(tt.environ), "xterm").UTF8; got != tt.want {
			t.Errorf("%q: UTF-8 is %v, want %v", tt.environ, got, tt.want)
		}
	}
}
