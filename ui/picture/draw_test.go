package picture_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"snug/ui/picture"
)

var twoColors = color.Palette{color.Black, color.White}

var inks = []struct {
	name string
	ink  picture.Ink
	dark bool
}{
	{"letters on dark", picture.Letters, true},
	{"letters on light", picture.Letters, false},
	{"sixteen", picture.Sixteen, true},
	{"cube", picture.Cube, true},
	{"true colour", picture.TrueColor, true},
}

func TestGoldenRows(t *testing.T) {
	p, err := decode(t, pngOf(t, sunset(48, 32)))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range inks {
		t.Run(k.name, func(t *testing.T) {
			golden.RequireEqual(t, strings.Join(p.Rows(picture.Size{Cols: 24, Rows: 8}, k.ink, k.dark), "\n")+"\n")
		})
	}
}

// drawn is what a row may be made of.
var drawn = regexp.MustCompile("^(?:\x1b\\[[0-9;]*m|[ ▀▄])*$|^[ .:\\-=+*#%@]*$")

func TestRowsAreWhatTheScreenTakes(t *testing.T) {
	for name, m := range map[string]image.Image{
		"sunset": sunset(97, 61), "noise": noise(300, 200), "nothing": image.NewNRGBA(image.Rect(0, 0, 9, 9)),
		"one pixel": sunset(1, 1), "flat": sunset(500, 2), "high": sunset(2, 500),
	} {
		p, err := decode(t, pngOf(t, m))
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range inks {
			for _, in := range []picture.Size{{}, {1, 1}, {2, 1}, {13, 7}, {80, 22}, {500, 200}, {-1, -1}} {
				for y, r := range p.Rows(in, k.ink, k.dark) {
					if !drawn.MatchString(r) {
						t.Errorf("%s, %s in %v: row %d is %q", name, k.name, in, y, r)
					}
					if w := ansi.StringWidth(r); w > in.Cols || w > p.Fit(in).Cols {
						t.Errorf("%s, %s in %v: row %d takes %d columns", name, k.name, in, y, w)
					}
					if strings.Contains(r, "\x1b") && !strings.HasSuffix(r, "\x1b[m") {
						t.Errorf("%s, %s in %v: row %d leaves its colours on: %q", name, k.name, in, y, r)
					}
				}
			}
		}
	}
}

func TestColoursAreTheNearest(t *testing.T) {
	tests := []struct {
		name string
		c    color.NRGBA
		ink  picture.Ink
		want string
	}{
		{"red", color.NRGBA{255, 0, 0, 255}, picture.TrueColor, "\x1b[38;2;255;0;0;48;2;255;0;0m▀\x1b[m"},
		{"red", color.NRGBA{255, 0, 0, 255}, picture.Cube, "\x1b[38;5;196;48;5;196m▀\x1b[m"},
		{"grey", color.NRGBA{128, 128, 128, 255}, picture.Cube, "\x1b[38;5;244;48;5;244m▀\x1b[m"},
		{"black", color.NRGBA{0, 0, 0, 255}, picture.Cube, "\x1b[38;5;16;48;5;16m▀\x1b[m"},
		{"white", color.NRGBA{255, 255, 255, 255}, picture.Cube, "\x1b[38;5;231;48;5;231m▀\x1b[m"},
		{"nearly black", color.NRGBA{9, 8, 7, 255}, picture.Cube, "\x1b[38;5;232;48;5;232m▀\x1b[m"},
		{"bright red", color.NRGBA{255, 0, 0, 255}, picture.Sixteen, "\x1b[91;101m▀\x1b[m"},
		{"red", color.NRGBA{205, 0, 0, 255}, picture.Sixteen, "\x1b[31;41m▀\x1b[m"},
		{"nearly transparent", color.NRGBA{255, 0, 0, 100}, picture.TrueColor, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := image.NewNRGBA(image.Rect(0, 0, 1, 2))
			m.SetNRGBA(0, 0, tt.c)
			m.SetNRGBA(0, 1, tt.c)
			p, err := decode(t, pngOf(t, m))
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Rows(picture.Size{Cols: 1, Rows: 1}, tt.ink, true); len(got) != 1 || got[0] != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestPNGIsMadeAnewAndSmall(t *testing.T) {
	secret := []byte("where the photo was taken")
	file := pngOf(t, noise(700, 400))
	file = append(file[:33:33], append(chunk("tEXt", append([]byte("Comment\x00"), secret...)), file[33:]...)...)
	p, err := decode(t, file)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.PNG()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, secret) || len(b) > 128<<10 {
		t.Errorf("%d bytes, with what the file says beside: %v", len(b), bytes.Contains(b, secret))
	}
	if c, err := png.DecodeConfig(bytes.NewReader(b)); err != nil || c.Width <= c.Height {
		t.Errorf("%v, %v", c, err)
	}
}

func FuzzDecode(f *testing.F) {
	m := sunset(20, 12)
	for _, b := range [][]byte{
		pngOf(f, m), jpegOf(f, m), gifOf(f, image.NewPaletted(m.Rect, twoColors)), lossless(9, 9, 1, 2, 3, 4),
		progressive(20, 12, 3, 0x22, 0x11, 0x11), progressive(9, 9, 2, 0x11, 0x11, 0x11, 0x11),
		[]byte("RIFF\x24\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00\x07\x00\x00\x07\x00\x00ALPH\x02\x00\x00\x00\x01\x00VP8 \x00\x00\x00\x00"),
	} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := decode(t, b)
		if err != nil {
			for _, known := range []error{picture.ErrUnknown, picture.ErrLarge, picture.ErrBroken, picture.ErrSlow} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatal(err)
		}
		for _, k := range inks {
			for _, r := range p.Rows(picture.Size{Cols: 30, Rows: 10}, k.ink, k.dark) {
				if !drawn.MatchString(r) || ansi.StringWidth(r) > 30 {
					t.Errorf("row %q", r)
				}
			}
		}
		if _, err := p.PNG(); err != nil {
			t.Error(err)
		}
	})
}
