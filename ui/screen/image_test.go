package screen_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/text"
	"snug/ui/screen"
)

const (
	imageQuery  = "\x1b_Ga=q,i=1936618855,s=1,v=1,t=d,f=24;AAAA\x1b\\"
	imageDelete = "\x1b_Ga=d,d=I,i=1936618855,q=2\x1b\\"
	imageYes    = "\x1b_Gi=1936618855;OK\x1b\\"
)

// asking asks for images at every focus.
func asking(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.FocusMsg); ok {
		return screen.AskImages
	}
	return nil
}

func TestImagesAreAskedForOnce(t *testing.T) {
	tests := []struct {
		name, term, env string
		asked           bool
	}{
		{"xterm", "xterm-256color", "LANG=C", true},
		{"kitty", "xterm-kitty", "LANG=C", true},
		{"GNU screen", "screen.xterm-256color", "LANG=C", false},
		{"tmux", "tmux-256color", "LANG=C", false},
		{"the console", "linux", "LANG=C", false},
		{"no colours", "vt100", "LANG=C", false},
		{"no colours wanted", "xterm-kitty", "NO_COLOR=1", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				m := &fake{on: asking}
				s := run(t, m, func(_ *screen.Terminal, o *screen.Options) { o.Term, o.Environ = tt.term, []string{tt.env} })
				if out, _ := s.taken(); strings.Contains(out, "\x1b_G") {
					t.Errorf("asked before anybody wanted to know: %q", out)
				}
				s.key("\x1b[I")
				out, writes := s.taken()
				if asked := strings.Contains(out, imageQuery); asked != tt.asked {
					t.Errorf("asked: %v, want %v: %q", asked, tt.asked, out)
				}
				// What a terminal prints of it is wiped in the same write.
				if tt.asked && (writes != 1 || !strings.HasPrefix(out, "\x1b[H"+imageQuery+"\x1b[0m\x1b[r\x1b[H\x1b[2J")) {
					t.Errorf("in %d writes %q", writes, out)
				}
				s.key("\x1b[I")
				if out, _ := s.taken(); out != "" {
					t.Errorf("asked again: %q", out)
				}
				s.cancel(nil)
				_ = s.end(t)
			})
		})
	}
}

func TestAnswersAboutImages(t *testing.T) {
	long := strings.Repeat("x", 3000)
	tests := []struct {
		name   string
		in     []string // what comes from the terminal, in reads
		images bool
		typed  string
	}{
		{"yes", []string{imageYes}, true, ""},
		{"yes, between keys", []string{"a" + imageYes + "b"}, true, "ab"},
		{"yes, in pieces", strings.Split(imageYes, ""), true, ""},
		{"yes, cut at each end", []string{imageYes[:1], imageYes[1:9], imageYes[9 : len(imageYes)-1], imageYes[len(imageYes)-1:]}, true, ""},
		{"an error", []string{"\x1b_Gi=1936618855;ENOTSUPPORTED:no\x1b\\"}, false, ""},
		{"about another image", []string{"\x1b_Gi=31;OK\x1b\\"}, false, ""},
		{"nothing but its kind", []string{"\x1b_G\x1b\\x"}, false, "x"},
		{"empty", []string{"\x1b_\x1b\\x"}, false, "x"},
		{"of another kind", []string{"\x1b_rm -rf /\x1b\\x"}, false, "x"},
		{"with what would act", []string{"\x1b_Gi=1936618855;OK\x07\n\x1b]0;x\x07y"}, false, "y"},
		{"more than 4 KiB", []string{"\x1b_Gi=1936618855;OK" + long, long, long + "\x1b\\x"}, false, "x"},
		{"without an end", []string{"\x1b_Gi=1936618855;OK"}, false, ""},
		{"numbers that are none", []string{"\x1b_Gi=99999999999999999999,s=-1,v=x,,=;OK\x1b\\x"}, false, "x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				m := &fake{on: asking}
				s := run(t, m, nil)
				s.key("\x1b[I")
				s.taken()
				for _, in := range tt.in {
					s.key(in)
				}
				time.Sleep(2 * time.Second) // of the bubble: nothing more comes
				if m.caps.Images != tt.images || m.typed != tt.typed {
					t.Errorf("images %v, typed %q; want %v, %q", m.caps.Images, m.typed, tt.images, tt.typed)
				}
				if out, _ := s.taken(); strings.Contains(out, "G") || strings.Contains(out, "OK") {
					t.Errorf("it was echoed: %q", out)
				}
				s.cancel(nil)
				_ = s.end(t)
			})
		})
	}
	t.Run("to nobody's question", func(t *testing.T) {
		bubble(t, func(t *testing.T) {
			m := &fake{image: &screen.Image{Cols: 2, Rows: 1, PNG: []byte("x")}}
			s := run(t, m, nil)
			s.key(imageYes + "x")
			if out, _ := s.taken(); m.caps.Images || strings.Contains(out, "\x1b_G") {
				t.Errorf("believed: %q", out)
			}
			s.cancel(nil)
			_ = s.end(t)
		})
	})
}

// graphics are the strings of kitty's protocol.
var graphics = regexp.MustCompile("\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\\\")

// sent is the image that was sent, put together.
func sent(t *testing.T, out string) (head string, png []byte) {
	t.Helper()
	for i, m := range graphics.FindAllStringSubmatch(out, -1) {
		if len(m[2]) > 4096 {
			t.Errorf("string %d has %d bytes", i, len(m[2]))
		}
		part, err := base64.StdEncoding.DecodeString(m[2])
		if err != nil {
			t.Error(err)
		}
		png = append(png, part...)
		if i == 0 {
			head = m[1]
		} else if m[1] != "q=2,m=1" && m[1] != "q=2,m=0" {
			t.Errorf("string %d begins %q", i, m[1])
		}
	}
	return head, png
}

func TestAnImageIsSentOnceAndTakenAway(t *testing.T) {
	for _, size := range []int{1, 3071, 3072, 3073, 100_000} {
		bubble(t, func(t *testing.T) {
			want := bytes.Repeat([]byte{0x89, 0x1b, 0}, size)[:size]
			m := &fake{on: asking}
			s := run(t, m, nil)
			s.key("\x1b[I")
			s.key(imageYes)
			s.taken()
			m.image = &screen.Image{Col: 3, Row: 2, Cols: 10, Rows: 3, PNG: want}
			s.key("a")
			out, writes := s.taken()
			more := map[bool]string{true: "m=0", false: "m=1"}[size <= 3072]
			head, png := sent(t, out)
			if least, most := (len(out)+2047)/2048, (len(out)+959)/960; writes < least || writes > most || head != "a=T,f=100,C=1,q=2,i=1936618855,c=10,r=3,"+more || !bytes.Equal(png, want) {
				t.Errorf("%d bytes in %d writes: %q, %d bytes", size, writes, head, len(png))
			}
			if !strings.Contains(out, "\x1b[3;4H\x1b_G") {
				t.Errorf("it is somewhere else: %.100q", out)
			}
			s.key("b")
			if out, _ := s.taken(); strings.Contains(out, "\x1b_G") {
				t.Errorf("sent again: %.100q", out)
			}
			s.resize.Set(screen.Size{Cols: 41, Rows: 7})
			s.key("c")
			out, _ = s.taken()
			if _, png := sent(t, strings.Replace(out, imageDelete, "", 1)); strings.Count(out, imageDelete) != 1 || !bytes.Equal(png, want) {
				t.Errorf("a resize wrote %.200q", out)
			}
			m.image = nil
			s.key("d")
			if out, _ := s.taken(); !strings.HasPrefix(out, imageDelete) || strings.Count(out, "\x1b_G") != 1 {
				t.Errorf("taken away by %.100q", out)
			}
			m.image = &screen.Image{Col: 0, Row: 0, Cols: 1, Rows: 1, PNG: want}
			s.key("e")
			s.taken()
			s.cancel(nil)
			<-s.done
			if out, _ := s.taken(); out != imageDelete+string(screen.Leave(false)) {
				t.Errorf("left with %q", out)
			}
			s.hangUp()
		})
	}
}

func TestAnImageThatDoesNotFitIsNotSent(t *testing.T) {
	for _, i := range []screen.Image{
		{Col: -1, Cols: 2, Rows: 2},
		{Row: -1, Cols: 2, Rows: 2},
		{Cols: 0, Rows: 2},
		{Cols: 2, Rows: 0},
		{Col: 79, Cols: 2, Rows: 1},
		{Row: 23, Cols: 1, Rows: 2},
		{Cols: 81, Rows: 1},
		{Cols: 1, Rows: 25},
	} {
		i.PNG = []byte("x")
		f := &screen.Frame{Width: 80, Height: 24, Image: &i}
		if b := screen.NewPainter(screen.Caps{Images: true}).Paint(f); bytes.Contains(b, []byte("\x1b_G")) {
			t.Errorf("%+v is sent", i)
		}
	}
}

// TestImagesLeaveTheCellsAlone plays scripts with images that come and go on one
// terminal and without them on another.
func TestImagesLeaveTheCellsAlone(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := newScript(200+seed, text.Grapheme)
			caps := screen.Caps{Method: text.Grapheme, Synced: seed%2 == 0}
			plain, with := newTerminal(t, s.cols, s.rows, text.Grapheme), newTerminal(t, s.cols, s.rows, text.Grapheme)
			one := screen.NewPainter(caps)
			caps.Images = true
			other := screen.NewPainter(caps)
			image := &screen.Image{Col: 1, Row: 1, Cols: 3, Rows: 2, PNG: []byte("pixels")}
			for step := range 60 {
				s.step()
				plain.Resize(s.cols, s.rows)
				with.Resize(s.cols, s.rows)
				f, g := s.frame(), s.frame()
				if step%3 == 0 {
					g.Image = image
				}
				if step%9 == 0 {
					image = &screen.Image{Col: 1, Row: 1, Cols: 3, Rows: 2, PNG: []byte("others")}
				}
				_, _ = plain.Write(one.Paint(f))
				_, _ = with.Write(other.Paint(g))
				if d := diff(with.shot(), plain.shot()); d != "" {
					t.Fatalf("step %d: the cells differ\n%s", step, d)
				}
			}
		})
	}
}
