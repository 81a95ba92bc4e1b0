package data_test

import (
	"os"
	"path/filepath"
	"testing"

	"snug/data"
	"snug/room"
)

// The files were written by the first programs of their schemas and compacted.
// They must never be made again: that they still read the same is the point.
func TestFrozenSchemasStillRead(t *testing.T) {
	for _, tt := range []struct{ file, want, named string }{
		{"schema1.db", schema1, "bob"},
		{"schema2.db", schema2, "小波"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			dir := t.TempDir()
			file, err := os.ReadFile(filepath.Join("testdata", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, "snug.db"), file)
			s := open(t, dir, data.Options{})
			if got := state(t, s, 1); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
			sound(t, s)
			if a, err := byName(s, "bob"); err != nil || a.ID != 2 {
				t.Errorf("AccountByName(bob) = %+v, %v; want account 2", a, err)
			}
			if p, err := s.Rooms().PersonNamed(tt.named); err != nil || p.ID != 2 {
				t.Errorf("PersonNamed(%s) = %+v, %v; want account 2", tt.named, p, err)
			}
			if m := post(t, s, 1, 1, "written by this version"); m.Seq != 3 {
				t.Errorf("the next message has number %d, want 3", m.Seq)
			}
			do(t, s, room.React{Header: header(2), Room: 2, Seq: 1, Emoji: "tada", On: true})
			do(t, s, room.Pin{Header: header(1), Room: 2, Seq: post(t, s, 1, 2, "for the record").Seq, On: true})
			sound(t, s)
		})
	}
}

const schema1 = `room 1 lobby "" by 0 at 0001-01-01T00:00:00Z, last 2
1/1 m_06H0A1WK49T4ZDVAFS0QJWYE04 2026-09-21T14:13:20Z 1 Ann: (0) hello
1/2 m_06H0A1WK49YR93VFHZ6RB092W8 2026-09-21T14:13:20Z 2 bob: (1) waves
room 2 den "quiet, please" by 1 at 2026-09-21T14:13:20Z, last 1
  kind 0, 2 members, owner 1
2/1 m_06H0A1WK4HTB14W0V6ZMZTSZE8 2026-09-21T14:13:20Z 2 bob: (0) two
lines, 日本語
person 1 is in [2], has read room 1 to 2, has read room 2 to 1
is there in room 2: {Role:2 At:0001-01-01 00:00:00 +0000 UTC Since:0 Spoke:false}
`

const schema2 = `room 1 lobby "" by 0 at 0001-01-01T00:00:00Z, last 2
1/1 m_06H0B4HB4SYVHCNBRG2XXAVH70 2026-09-21T14:14:20Z 1 Ann: (0) hello
1/2 m_06H0B4HB4XRZB0FXB747EV2AA8 2026-09-21T14:14:30Z 2 小波: (1) waves
room 2 den "quiet, please" by 1 at 2026-09-21T14:13:50Z, last 5
  kind 0, 3 members, owner 1
2/1 m_06H0B4HB4XTDH5JFXK9JSS2W3G 2026-09-21T14:14:40Z 1 Ann: (0) who has cake?
  answered 2026-09-21T14:15:00Z
  2 replies, pinned true, names []
  +1 by [3 2]
  cake by [2]
2/2 m_06H0B4HB4XVW13E72M4E62CMQC 2026-09-21T14:14:50Z 2 小波: (0) @Ann I have some
  answers 1 of Ann, deleted false, in the thread of 1: who has cake?
  edited 2026-09-21T14:15:20Z
  0 replies, pinned false, names [1]
  said "@Ann I hvae" at 2026-09-21T14:14:50Z
  said "@Ann I have" at 2026-09-21T14:15:10Z
2/3 m_06H0B4HB4XY779JYTE0X5H2H94 2026-09-21T14:15:00Z 3 cid: (0) two
lines, 日本語
  answers 2 of 小波, deleted false, in the thread of 1: @Ann I have some
2/4 m_06H0B4HB51W05AYHYVXGTH9BEW 2026-09-21T14:15:30Z 3 cid: (0)
  deleted 2026-09-21T14:15:40Z
2/5 m_06H0B4HB59RSVAN7C4CGWV7E34 2026-09-21T14:16:30Z 2 小波: (0) @ann are you there?
  0 replies, pinned false, names [1]
person 1 is in [2], has read room 1 to 2, has read room 2 to 1
is there in room 2: {Role:2 At:0001-01-01 00:00:00 +0000 UTC Since:0 Spoke:false}
is named in room 2 by [2 5]
has a draft in room 2: {Text:yes, but Reply:5 Edit:0}
of room 1 wants to be told as 2
has set theme to dark
has set tz to Asia/Shanghai
ignores 3
`
