package ui_test

import (
	"bytes"
	"fmt"
	"image"
	colors "image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/charmbracelet/x/vt"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// flagPNG is a small picture: stripes on a background that is left out.
func flagPNG(t testing.TB, w, h int) []byte {
	t.Helper()
	stripes := []colors.NRGBA{{}, {205, 0, 0, 255}, {255, 255, 255, 255}, {0, 0, 238, 255}}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, stripes[x*len(stripes)/w])
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// gallery is a room with a picture, and a host that has its bytes.
func gallery(bytes []byte) (*fakeSeat, *fakeHost, *fakeFile) {
	r := newLobby()
	msg := r.append(&room.Message{
		At: now, Author: room.Person{ID: 4, Name: "wangxm", Display: "王小明"},
		File: file(81, "照片/flag.png", 0, "image/png"), Text: "the flag",
	})
	host := &fakeHost{replies: map[string]ui.Reply{"get 81": {Text: "scp -P 2222 chat.example.com:lobby/81-flag.png .\n"}}}
	on := host.shelve(msg, bytes)
	return newFakeSeat(r), host, on
}

// profiles are what terminals draw pictures with.
var profiles = []struct {
	name string
	caps screen.Caps
}{
	{"true colour", screen.Caps{Method: text.Grapheme, Colors: screen.TrueColor, Dark: true, UTF8: true}},
	{"256", screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true, UTF8: true}},
	{"16", screen.Caps{Method: text.Grapheme, Colors: screen.Colors16, UTF8: true}},
	{"no colours", screen.Caps{Method: text.Grapheme, Dark: true, UTF8: true}},
	{"no colours, light", screen.Caps{Method: text.Grapheme, UTF8: true}},
	{"no UTF-8", screen.Caps{Method: text.WcWidth, Colors: screen.Colors256, Dark: true}},
	{"wide blocks", screen.Caps{Method: text.WcWidth, Colors: screen.Colors256, Dark: true, UTF8: true, Ambiguous: true}},
	{"pixels", screen.Caps{Method: text.Grapheme, Colors: screen.TrueColor, Dark: true, UTF8: true, Images: true}},
}

func TestGoldenPreview(t *testing.T) {
	picture := flagPNG(t, 24, 16)
	for _, p := range profiles {
		for _, size := range []struct{ cols, rows int }{{80, 24}, {30, 10}} {
			for _, in := range lang.All {
				t.Run(fmt.Sprintf("%s %dx%d %s", p.name, size.cols, size.rows, in), func(t *testing.T) {
					seat, host, _ := gallery(picture)
					c := ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}, Lang: in, Caps: p.caps}
					inSession(t, c, size.cols, size.rows, func(s *session) {
						s.say("/preview 81")
						checkFrame(t, s.m.Frame(), p.caps.Method)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
}

func TestWaysToAPreview(t *testing.T) {
	title := "[file #81] 照片/flag.png"
	tests := []struct {
		name         string
		do           func(*session)
		shows, hides []string
	}{
		{"by its number", func(s *session) { s.say("/preview 81") }, []string{title, "24x16 PNG", "Esc close"}, nil},
		{"by its number with a mark", func(s *session) { s.say("/preview #81") }, []string{title}, nil},
		{"by its name in listings", func(s *session) { s.say("/预览 81-flag.png") }, []string{title}, nil},
		{"by the key of its message", func(s *session) { s.press("esc", "v") }, []string{title}, nil},
		{"from the menu of its message", func(s *session) { s.press("esc", "enter"); s.shows("v  look at the picture"); s.press("v") }, []string{title}, nil},
		{"closed by Esc", func(s *session) { s.say("/preview 81"); s.press("esc") }, []string{"the flag"}, []string{"24x16"}},
		{"closed by q", func(s *session) { s.say("/preview 81"); s.press("q") }, []string{"the flag"}, []string{"24x16"}},
		{"f says how to get it", func(s *session) { s.say("/preview 81"); s.press("f") }, []string{"lobby/81-flag.png ."}, []string{"24x16"}},
		{"a slash begins the next command", func(s *session) { s.say("/preview 81"); s.press("/") }, []string{"- commands -"}, []string{"24x16"}},
		{"other keys do nothing", func(s *session) { s.say("/preview 81"); s.press("x", "up", "pgdown") }, []string{title}, nil},
		{"without a number", func(s *session) { s.say("/preview") }, []string{"✗ say which file, such as: /preview 81", "/preview"}, nil},
		{"with a word", func(s *session) { s.say("/preview flag.png") }, []string{"✗ say which file"}, nil},
		{"number 0", func(s *session) { s.say("/preview 0") }, []string{"✗ say which file"}, nil},
		{"a file that is not there", func(s *session) { s.say("/preview 99") }, []string{"✗ there is no file 99 that you can read", "the flag"}, []string{"[file #99]"}},
		{"a message without one", func(s *session) { s.press("esc", "up", "v") }, []string{"✗ there is no picture in this message"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat, host, on := gallery(flagPNG(t, 24, 16))
			seat.rooms[0].msgs = slices.Insert(seat.rooms[0].msgs, 0, &room.Message{
				Room: lobby, Seq: 1, At: now, Author: room.Person{ID: 2, Name: "alice"}, Text: "hello",
			})
			seat.rooms[0].msgs[1].Seq, seat.rooms[0].Last = 2, 2
			inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}}, 100, 30, func(s *session) {
				tt.do(s)
				s.shows(tt.shows...)
				s.hides(tt.hides...)
				if on.opened != on.closed {
					t.Errorf("opened %d times, closed %d", on.opened, on.closed)
				}
			})
		})
	}
}

func TestWhatIsNoPictureIsSaid(t *testing.T) {
	whole := flagPNG(t, 24, 16)
	tests := []struct {
		name  string
		bytes []byte
		fails error // of reading
		says  string
	}{
		{"empty", nil, nil, "✗ this is no picture that can be shown here; PNG, JPEG, GIF and WebP can, and /get gets the file"},
		{"a text that is called so", []byte("\x1b]0;gotcha\x07 #!/bin/sh"), nil, "✗ this is no picture"},
		{"cut", whole[:len(whole)-30], nil, "✗ this picture is broken"},
		{"a header that claims too much", slices.Concat([]byte("GIF89a\xff\xff\xff\xff"), make([]byte, 20)), nil, "✗ this picture is too large to be shown here"},
		{"too many bytes", make([]byte, 17<<20), nil, "✗ this picture is too large to be shown here"},
		{"somebody who may not read it any more", whole, &room.Refusal{Kind: room.ErrNotFound, Text: lang.S("there is no file %d that you can read; the command files lists them", uint64(81))}, "✗ there is no file 81 that you can read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat, host, on := gallery(tt.bytes)
			on.broken = tt.fails
			inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}}, 120, 24, func(s *session) {
				s.say("/preview 81")
				s.shows("[file #81]", tt.says)
				s.hides("gotcha")
				checkFrame(t, s.m.Frame(), text.Grapheme)
				s.press("esc")
				s.shows("the flag")
			})
		})
	}
}

func TestWhileAPictureIsDecodedThatIsSaid(t *testing.T) {
	tests := []struct {
		name  string
		do    func(s *session, on *fakeFile)
		shows []string
		hides string
	}{
		{"it comes", func(s *session, on *fakeFile) { close(on.hold); s.settle() }, []string{"24x16 PNG"}, "being decoded"},
		{"Esc ends it", func(s *session, _ *fakeFile) { s.press("esc") }, []string{"the flag"}, "being decoded"},
		{"another takes its place", func(s *session, on *fakeFile) { s.press("/"); s.write("preview 82"); s.press("enter") }, []string{"there is no file 82"}, "being decoded"},
		{"it is waited for no longer than is sensible", func(s *session, _ *fakeFile) {}, []string{"being decoded"}, "✗"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat, host, on := gallery(flagPNG(t, 24, 16))
			inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}}, 80, 24, func(s *session) {
				on.hold = make(chan struct{}) // of the bubble
				s.say("/preview 81")
				s.shows("the picture is being decoded ...")
				tt.do(s, on)
				s.shows(tt.shows...)
				s.hides(tt.hides)
			})
		})
	}
}

func TestAPreviewGoesWithItsFile(t *testing.T) {
	tests := []struct {
		name string
		do   func(*fakeSeat)
		gone bool
	}{
		{"deleted", func(s *fakeSeat) {
			_, _ = s.change(1, room.WasDeleted, func(m *room.Message) { m.File, m.Deleted = nil, now })
		}, true},
		{"expired", func(s *fakeSeat) {
			_, _ = s.change(1, room.WasExpired, func(m *room.Message) {
				f := *m.File
				f.Expired = now
				m.File = &f
			})
		}, true},
		{"purged", func(s *fakeSeat) {
			gone := *s.entered.msgs[0]
			gone.File, gone.Deleted, gone.Removed = nil, now, true
			s.tell(room.News{Events: []room.Event{room.Purged{Room: lobby, At: now, Gone: []room.Changed{{Message: &gone, Change: room.WasDeleted}}}}})
		}, true},
		{"edited", func(s *fakeSeat) {
			_, _ = s.change(1, room.WasEdited, func(m *room.Message) { m.Text, m.Edited = "our flag", now })
		}, false},
		{"somebody says something", func(s *fakeSeat) { s.post(2, "nice") }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat, host, _ := gallery(flagPNG(t, 24, 16))
			inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}}, 80, 24, func(s *session) {
				s.say("/preview 81")
				s.shows("24x16 PNG")
				tt.do(seat)
				s.settle()
				if gone := !strings.Contains(s.text(), "24x16 PNG"); gone != tt.gone {
					t.Errorf("gone: %v\n%s", gone, s.text())
				}
				if tt.gone {
					s.shows("the file is not there any more")
				}
			})
		})
	}
}

// TestAPreviewThroughAnEmulator paints what changes, layer by layer and size by size,
// and compares with what is painted at once.
func TestAPreviewThroughAnEmulator(t *testing.T) {
	for _, p := range profiles {
		t.Run(p.name, func(t *testing.T) {
			seat, host, _ := gallery(flagPNG(t, 200, 100))
			c := ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}, Caps: p.caps}
			inSession(t, c, 80, 24, func(s *session) {
				kept, painter := vt.NewEmulator(80, 24), screen.NewPainter(p.caps)
				compare := func(when string) {
					t.Helper()
					f := s.m.Frame()
					sent := string(painter.Paint(f))
					_, _ = kept.WriteString(sent)
					fresh := vt.NewEmulator(f.Width, f.Height)
					_, _ = fresh.WriteString(string(screen.NewPainter(p.caps).Paint(f)))
					for y := range f.Height {
						for x := range f.Width {
							if got, want := kept.CellAt(x, y), fresh.CellAt(x, y); !got.Equal(want) {
								t.Fatalf("%s: cell %d,%d is %q, want %q", when, x, y, got, want)
							}
						}
					}
					if images := strings.Contains(sent, "a=T"); images != (f.Image != nil) {
						t.Errorf("%s: an image was sent: %v", when, images)
					}
				}
				compare("before")
				s.say("/preview 81")
				compare("open")
				if (s.m.Frame().Image != nil) != p.caps.Images {
					t.Errorf("image %v", s.m.Frame().Image)
				}
				s.press("esc")
				compare("closed")
				s.say("/preview 81")
				compare("open again")
			})
		})
	}
}

func TestATerminalThatLearnsToShowPixels(t *testing.T) {
	seat, host, _ := gallery(flagPNG(t, 200, 100))
	caps := screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true, UTF8: true}
	inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}, Caps: caps}, 80, 24, func(s *session) {
		s.say("/preview 81")
		s.shows("▀")
		caps.Images = true
		s.send(screen.CapsMsg{Caps: caps})
		s.hides("▀")
		first := s.m.Frame().Image
		if first == nil || first.Cols != 68 || first.Rows != 17 || !bytes.HasPrefix(first.PNG, []byte("\x89PNG")) {
			t.Fatal("there is no image of the right size")
		}
		s.press("x")
		if s.m.Frame().Image != first {
			t.Error("it is another image, and would be sent again")
		}
		s.press("f1")
		s.press("esc")
		if s.m.Frame().Image != nil {
			t.Error("it stays when the preview is closed")
		}
	})
}
