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
	for _, tt := range []struct{ file, want, people, named string }{
		{"schema1.db", schema1, people1, "bob"},
		{"schema2.db", schema2, people2, "小波"},
		{"schema3.db", schema3, people3, "小波"},
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
			if got := census(t, s); got != tt.people {
				t.Errorf("accounts:\n%s\nwant:\n%s", got, tt.people)
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

const schema3 = `room 1 lobby "" by 0 at 0001-01-01T00:00:00Z, last 2
1/1 m_06H0CETNTHW792WT2X88VPAKTM 2026-09-21T14:14:40Z 1 ann: (0) hello
1/2 m_06H0CETNTNZA53DD4N3N540TSG 2026-09-21T14:14:50Z 5 deleted-5: (0) waves
room 2 den "quiet, please" by 1 at 2026-09-21T14:13:30Z, last 6
  kind 0, 4 members, owner 1
  trimmed 0, archived false, about "what we read\nand when"
  settings {Private:false InviteOnly:false Announce:false OpenTopic:true Slow:5s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
2/1 m_06H0CETNTXX5Z317BX02NP6MHG 2026-09-21T14:15:00Z 1 ann: (0) who has cake?
  answered 2026-09-21T14:15:30Z
  2 replies, pinned true, names []
  +1 by [3 2]
2/2 m_06H0CETNV1W4V90AY453QXC9G0 2026-09-21T14:15:10Z 2 小波: (0) @Ann I have
  answers 1 of ann, deleted false, in the thread of 1: who has cake?
  edited 2026-09-21T14:15:20Z
  0 replies, pinned false, names [1]
  said "@Ann I hvae" at 2026-09-21T14:15:10Z
2/3 m_06H0CETNV5Z632RN1SXKR3XVC0 2026-09-21T14:15:30Z 3 cyd: (0) two
lines, 日本語
  answers 2 of 小波, deleted false, in the thread of 1: @Ann I have
2/4 m_06H0CETNV9T3N2YX12MN4KVQ60 2026-09-21T14:15:40Z 3 cyd: (0)
  deleted 2026-09-21T14:15:50Z
  by somebody else
2/5 m_06H0CETNVDVZH1GX4J6Y6947KW 2026-09-21T14:16:00Z 4 deleted-4: (0)
  deleted 2026-09-21T14:13:20Z
2/6 m_06H0CETNVDYDB073RS2X4N1STM 2026-09-21T14:16:10Z 2 小波: (0) @here it begins
  0 replies, pinned false, names [1 5]
room 3 hall "" by 2 at 2026-09-21T14:16:50Z, last 5
  kind 0, 2 members, owner 2
  trimmed 3, archived false, about ""
  settings {Private:false InviteOnly:false Announce:false OpenTopic:false Slow:0s History:1 KeepFor:0s KeepLast:2 MaxMembers:10}
3/4 m_06H0CETNXDTE10HFB4D9247F4W 2026-09-21T14:17:30Z 2 小波: (0) message 4
  answers 3 of , deleted true, in the thread of 1: 
3/5 m_06H0CETNY1W3XA9ZEAMMEAGYXG 2026-09-21T14:17:40Z 2 小波: (0) message 5
  answers 4 of 小波, deleted false, in the thread of 1: message 4
room 4 secret "" by 3 at 2026-09-21T14:18:10Z, last 0
  kind 0, 1 members, owner 3
  settings {Private:true InviteOnly:false Announce:false OpenTopic:false Slow:0s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
room 5 past "" by 1 at 2026-09-21T14:18:30Z, last 0
  kind 0, 1 members, owner 1
  trimmed 0, archived true, about ""
  settings {Private:false InviteOnly:true Announce:true OpenTopic:false Slow:0s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
room 8  "" by 3 at 2026-09-21T14:19:50Z, last 1
  kind 1, 2 members, owner 0
8/1 m_06H0CETP15XBB94KKEA8TJGPMR 2026-09-21T14:20:00Z 3 cyd: (0) between us
room 9  "" by 1 at 2026-09-21T14:20:10Z, last 1
  kind 2, 3 members, owner 0
9/1 m_06H0CETP19Y29D2FG78N52TW6R 2026-09-21T14:20:20Z 1 ann: (0) the three of us
room 10  "" by 1 at 2026-09-21T14:20:30Z, last 0
  kind 2, 2 members, owner 0
person 1 is in [2 3 5 8 9 10], has read room 1 to 2, has read room 2 to 1, has read room 6 to 1, has read room 9 to 1
is there in room 2: {Role:2 At:2026-09-21 14:13:30 +0000 UTC Since:0 Spoke:false}
is there in room 3: {Role:0 At:2026-09-21 14:17:50 +0000 UTC Since:5 Spoke:false}
is there in room 5: {Role:2 At:2026-09-21 14:18:30 +0000 UTC Since:0 Spoke:false}
is there in room 8: {Role:0 At:2026-09-21 14:19:50 +0000 UTC Since:0 Spoke:false}
is there in room 9: {Role:0 At:2026-09-21 14:20:10 +0000 UTC Since:0 Spoke:false}
is there in room 10: {Role:0 At:2026-09-21 14:20:30 +0000 UTC Since:0 Spoke:false}
is named in room 2 by [2 6]
has a draft in room 2: {Text:yes, but Reply:5 Edit:0}
of room 1 wants to be told as 2
has set theme to dark
ignores 3
blocks 5
is invited: {Room:4 Who:1 By:3 At:2026-09-21 14:18:20 +0000 UTC Until:2026-09-22 14:13:20 +0000 UTC}
`

const (
	people1 = `1 Ann "", role 0
  SHA256:FyObbiUBEDMO2mSinGEL8Ub4mIM3H6sJP+2gO+xhtkY  "" offered false
2 bob "", role 0
  SHA256:gbY32PzSxtpjWeaWMROhFw3nleS3JbhNHgtM/Z7FjOk  "" offered false
`

	people2 = `1 Ann "", role 0
  SHA256:FyObbiUBEDMO2mSinGEL8Ub4mIM3H6sJP+2gO+xhtkY  "" offered false
2 bob "小波", role 0
  SHA256:gbY32PzSxtpjWeaWMROhFw3nleS3JbhNHgtM/Z7FjOk  "" offered false
3 cid "", role 0
  SHA256:VCRia5MqL/nRkfCYJEepef3di0viUekkNwy2aQDfAY4  "" offered false
`

	people3 = `1 ann "", role 1, by configuration an owner, has a code
  SHA256:+7Mp32er4lydoNiApNjjbYQK0PA6q+yZEYhxADwBN3M ssh-ed25519 "" offered false
2 bob "小波", role 1, "reads\nwrites"
  SHA256:MtphRWRztqoDPpIXqUS4Og+6gg+r3QBn/X3PBY4EeJg ssh-ed25519 "" offered false
  SHA256:k5xKfriB7J00DlNHzX0M2X2o1FYJ8RiceKl9DHsbcRk ssh-ed25519 "" offered true
  SHA256:4+jTG76cc6rfx4vJn1HObI6M6GeUcVmxEOgC8G0qwII ssh-ed25519 "" offered false
3 cyd "", role 2, was cid
  SHA256:uMXxx0JbiuRXMIufRh9Y8ZhM6ailOILCv9VLf2UsuGg ssh-ed25519 "" offered false
4 deleted-4 "", role 0, deleted, was dee
5 deleted-5 "", role 0, deleted, was eve
recovery 1 of cyd by SHA256:xvzS30zsoSwi1GBvmFUGZIMSTdKUgB8Talxd3CIy78I: lost my laptop
10 eve: me delete "eve" "" to "deleted-5": ok
9 dee: me delete "dee" "" to "deleted-4": ok
8 : recovery request "cyd" "" to "SHA256:xvzS30zsoSwi1GBvmFUGZIMSTdKUgB8Talxd3CIy78I": ok
7 ann: key link "ann" "" to "": ok
6 bob: key add "SHA256:k5xKfriB7J00DlNHzX0M2X2o1FYJ8RiceKl9DHsbcRk" "" to "": ok
5 bob: key accept "SHA256:MtphRWRztqoDPpIXqUS4Og+6gg+r3QBn/X3PBY4EeJg" "" to "": ok
4 bob: key add "SHA256:MtphRWRztqoDPpIXqUS4Og+6gg+r3QBn/X3PBY4EeJg" "" to "": ok
3 cid: me rename "cid" "cid" to "cyd": ok
2 ann: user role "cid" "member" to "moderator": ok
1 ann: user role "ann" "member" to "owner": ok
`
)
