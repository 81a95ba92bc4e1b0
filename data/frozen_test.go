package data_test

import (
	"fmt"
	"testing"

	"snug/data"
	"snug/room"
)

// The files were written by the first programs of their schemas and compacted.
// They must never be made again: that they still read the same is the point.
func TestFrozenSchemasStillRead(t *testing.T) {
	for _, tt := range []struct {
		schema              uint64
		want, people, named string
	}{
		{1, schema1, people1, "bob"},
		{2, schema2, people2, "小波"},
		{3, schema3, people3, "小波"},
		{4, schema4, people4, "小波"},
		{5, schema5, people5, "小波"},
		{6, schema6, people6, "小波"},
	} {
		t.Run(fmt.Sprint(tt.schema), func(t *testing.T) {
			dir, _ := frozen(t, tt.schema)
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

// What a program said before is found under the name that it gave it, whatever has
// become of it.
func TestFrozenMessagesAreNotSaidAgain(t *testing.T) {
	dir, _ := frozen(t, 5)
	s := open(t, dir, data.Options{})
	for _, tt := range []struct {
		name      string
		by        room.UserID
		in        room.ID
		key, text string
		reply     uint64
		seq       uint64 // zero: it is refused
	}{
		{"a bot's message", 6, 1, "build-1", "build 1 is green", 0, 2},
		{"with another text", 6, 1, "build-1", "build 1 is red", 0, 0},
		{"by another", 2, 1, "build-1", "build 1 is green", 0, 3},
		{"one that was edited", 2, 2, "answer", "@ann I hvae", 1, 2},
		{"one that was edited, as it is now", 2, 2, "answer", "@ann I have", 1, 0},
		{"one that answers nothing", 2, 2, "answer", "@ann I hvae", 0, 0},
		{"one that was trimmed", 2, 3, "step 0", "message 1", 0, 0},
		{"of a room that was deleted", 1, 10, "x", "never mind", 0, 0},
	} {
		h := header(tt.by)
		h.ID = room.CommandIDOf(tt.by, tt.key)
		e, err := s.Rooms().Do(t.Context(), room.Post{Header: h, Room: tt.in, Text: tt.text, Reply: tt.reply})
		if said, _ := e.(room.Posted); (said.Message == nil) != (tt.seq == 0) || said.Message != nil && said.Message.Seq != tt.seq {
			t.Errorf("%s: %+v, %v; want message %d", tt.name, said.Message, err, tt.seq)
		}
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

const schema4 = `room 1 lobby "" by 0 at 0001-01-01T00:00:00Z, last 2
1/1 m_06GC8MTJ61R015VNAQJHE6DA0G 2026-09-21T14:16:30Z 1 ann: (0) hello
1/2 m_06GC8MVS81R016X1TYE6QVQM58 2026-09-21T14:16:40Z 4 dee: (0) spam
room 2 den "quiet, please" by 1 at 2026-09-21T14:15:30Z, last 3
  kind 0, 3 members, owner 1
2/1 m_06GC8MX0A1R014GEFQ4XXCPQ8C 2026-09-21T14:16:50Z 1 ann: (0) who has cake?
  answered 2026-09-21T14:17:00Z
  1 replies, pinned true, names []
  cake by [2]
2/2 m_06GC8MY7C1R01CNW8GZ81ZQXA0 2026-09-21T14:17:00Z 2 小波: (0) @ann I have
  answers 1 of ann, deleted false, in the thread of 1: who has cake?
  edited 2026-09-21T14:17:10Z
  0 replies, pinned false, names [1]
  said "@ann I hvae" at 2026-09-21T14:17:00Z
2/3 m_06GC8N0NG1R013JK0X022RQACM 2026-09-21T14:17:20Z 4 dee: (0)
  deleted 2026-09-21T14:17:30Z
  by somebody else
muted there: dee from 2026-09-21T14:13:20Z for 1h0m0s by ann: noise
banned there: dee from 2026-09-21T14:13:20Z for ever by ann: noise
room 3 hall "" by 3 at 2026-09-21T14:15:40Z, last 1
  kind 0, 3 members, owner 3
  settings {Private:false InviteOnly:false Announce:false OpenTopic:false Slow:1s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
3/1 m_06GC8N5HR1R012YED6B3NF8SCC 2026-09-21T14:18:00Z 4 dee: (0) slowly
muted there: dee from 2026-09-21T14:13:20Z for 1h0m0s by ann: noise
room 4  "" by 1 at 2026-09-21T14:18:10Z, last 1
  kind 1, 2 members, owner 0
4/1 m_06GC8N7ZW1R012D0DW8F3TYMMC 2026-09-21T14:18:20Z 1 ann: (0) between us
room 5 secret "" by 1 at 2026-09-21T14:18:30Z, last 0
  kind 0, 1 members, owner 1
  settings {Private:true InviteOnly:false Announce:false OpenTopic:false Slow:0s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
room 7 staff "" by 0 at 2026-09-21T14:23:30Z, last 0
  it is the staff's
  settings {Private:true InviteOnly:false Announce:false OpenTopic:false Slow:0s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
report 3 by bob about cyd, message 0 of room 0, thread 0: rude too: ""
  decided as 2 by ann, told false: we spoke
report 2 by ann about dee, message 0 of room 0, thread 0: rude: ""
report 1 by bob about dee, message 3 of room 2, thread 1: spam: "buy this"
person 1 is in [2 4 5], has read room 1 to 1, has read room 2 to 1, has read room 4 to 1
is there in room 2: {Role:2 At:2026-09-21 14:15:30 +0000 UTC Since:0 Spoke:false}
is there in room 4: {Role:0 At:2026-09-21 14:18:10 +0000 UTC Since:0 Spoke:true}
is there in room 5: {Role:2 At:2026-09-21 14:18:30 +0000 UTC Since:0 Spoke:false}
is named in room 2 by [2]
has a draft in room 2: {Text:yes, but Reply:2 Edit:0}
of room 1 wants to be told as 2
has set theme to dark
ignores 4
blocks 4
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

	people4 = `1 ann "", role 1, by configuration an owner
  SHA256:+7Mp32er4lydoNiApNjjbYQK0PA6q+yZEYhxADwBN3M ssh-ed25519 "" offered false
2 bob "小波", role 1, has a code, trusted
  SHA256:alGLYdJE/FTOnA4EZLAk3JzgiTYSBa3ZcZfCr26z6mU ssh-ed25519 "" offered true
  SHA256:4+jTG76cc6rfx4vJn1HObI6M6GeUcVmxEOgC8G0qwII ssh-ed25519 "" offered false
3 cyd "", role 2, was cid
  SHA256:uMXxx0JbiuRXMIufRh9Y8ZhM6ailOILCv9VLf2UsuGg ssh-ed25519 "" offered false
4 dee "", role 1
  suspended from 2026-09-21T14:19:50Z for 24h0m0s by ann: spam
  muted from 2026-09-21T14:20:00Z for ever by cyd: spam, again
  SHA256:OBeZEiQeuin5pg+bJYeTDZo/LCkg2WL+17ffHyl9J2Q ssh-ed25519 "" offered false
  note 2 of 2 by operator: again
5 deleted-5 "", role 0, deleted, was eve
6 fay "", role 1, waits: "let me in"
  SHA256:/W7QlakDcmNUKPqwCS9ztKk8Z41Cxl7R5UULtdey7Fc ssh-ed25519 "" offered false
7 deleted-7 "", role 0, deleted
recovery 1 of cyd by SHA256:xvzS30zsoSwi1GBvmFUGZIMSTdKUgB8Talxd3CIy78I: lost it
setting config:probation is 1h
setting motd is welcome
setting sign-up is approval
code DRM4 by cyd, 2 left, 1 used, to room 2 as member
ban 1 of cidr:192.0.2.0/24, guests true, from 2026-09-21T14:20:50Z for 47h59m0s by operator: raid
ban 2 of ip:2001:db8::1, guests false, from 2026-09-21T14:21:00Z for 30s by operator: raid
ban 3 of account:4, guests false, from 2026-09-21T14:21:10Z for 47h58m40s by operator: raid
ban 4 of key:SHA256:SEWAq5/0srRd4dRo3K+LWlsLbci/amu3+tk2zFDUMqw, guests false, from 2026-09-21T14:21:20Z for 47h58m30s by operator: raid
lockdown 1 by ann: a raid
announcement 1 by ann: back soon
43 eve: me delete "eve" "" to "deleted-5": ok
42 ann: user role "eve" "member" to "moderator": ok
41 ann: announce "server" "" to "warning until 2026-09-21 15:19 UTC, 9 bytes, sha256:fa881ec6fe0d74ad92a9b1f19ec98e5a97737c8f7099bb8ce068cc578eb007d1": ok
40 ann: lockdown set "server" "0" to "1": ok
39 operator: owner add "SHA256:nbvDX7mBtdNHAsGsKeMqsSe95TEZHMf83DDMJjkVzVQ" "" to "owner": ok
38 cid: approve reject "gus" "pending" to "deleted-7": ok
37 gus: register "gus" "" to "pending": ok
36 fay: register "fay" "" to "pending": ok
35 eve: register "eve" "" to "member, invitation DRM4": ok
34 cid: invite create "DRM4" "" to "member, 3 uses, until 2026-09-22 14:22 UTC, r_2": ok
33 : setting set "probation" "0s" to "1h": ok
32 ann: setting set "sign-up" "open" to "approval": ok
31 ann: setting set "motd" "" to "7 bytes, sha256:280d44ab1e9f79b5cce2dd4f58f5fe91f0fbacdac9f7447dffc318ceb79f2d02": ok
30 operator: ban remove "ip:2001:db8::1" "b2 until 2026-09-23T14:19:50Z" to "": ok
29 operator: ban add "key:SHA256:SEWAq5/0srRd4dRo3K+LWlsLbci/amu3+tk2zFDUMqw" "" to "b4 until 2026-09-23T14:19:50Z": ok
28 operator: ban add "dee" "" to "b3 until 2026-09-23T14:19:50Z": ok
27 operator: ban add "ip:2001:db8::1" "" to "b2 until 2026-09-23T14:19:50Z": ok
26 operator: ban add "cidr:192.0.2.0/24" "" to "b1 until 2026-09-23T14:19:50Z without an account": ok
25 cid: user unnote "dee" "note 1" to "": ok
24 operator: user note "dee" "" to "note 2": ok
23 cid: user note "dee" "" to "note 1": ok
22 cid: user trust "bob" "" to "": ok
21 cid: user mute "dee" "" to "perm": ok
20 ann: user suspend "dee" "" to "until 2026-09-22T14:19:50Z": ok
19 ann: room delete "r_6 #old" "" to "": ok
18 ann: room create "r_6 #old" "" to "": ok
17 ann: room invite "bob in r_5" "" to "until 2026-09-22 14:18 UTC": ok
16 ann: room create "r_5" "" to "": ok
15 ann: message pin "m_06GC8MX0A1R014GEFQ4XXCPQ8C in r_2 #den" "" to "": ok
14 ann: message delete "m_06GC8N0NG1R013JK0X022RQACM in r_2 #den" "" to "sha256:bc3ab672fddb34c3952d289f7a37e48c6f0a7cbd35b76dee277082068d58a208": ok
13 cyd: room create "r_3 #hall" "" to "": ok
12 ann: room create "r_2 #den" "" to "": ok
11 cid: me rename "cid" "cid" to "cyd": ok
10 bob: key link "bob" "" to "": ok
9 : recovery request "cid" "" to "SHA256:xvzS30zsoSwi1GBvmFUGZIMSTdKUgB8Talxd3CIy78I": ok
8 bob: key add "SHA256:alGLYdJE/FTOnA4EZLAk3JzgiTYSBa3ZcZfCr26z6mU" "" to "": ok
7 ann: user role "cid" "member" to "moderator": ok
6 bob: me display "bob" "" to "小波": ok
5 dee: register "dee" "" to "member": ok
4 cid: register "cid" "" to "member": ok
3 bob: register "bob" "" to "member": ok
2 ann: user role "ann" "member" to "owner": ok
1 ann: register "ann" "" to "member": ok
`

	people5 = `1 ann "", role 1, by configuration an owner
  SHA256:+7Mp32er4lydoNiApNjjbYQK0PA6q+yZEYhxADwBN3M ssh-ed25519 "" offered false
2 bob "小波", role 1, has a code, trusted
  SHA256:0Usj1miaBvCmyfKg64hiML/nSR9dNZX0RXZ2+xeMV4U ssh-ed25519 "" offered true
  SHA256:4+jTG76cc6rfx4vJn1HObI6M6GeUcVmxEOgC8G0qwII ssh-ed25519 "" offered false
3 cid "", role 2, was cyd
  SHA256:uMXxx0JbiuRXMIufRh9Y8ZhM6ailOILCv9VLf2UsuGg ssh-ed25519 "" offered false
4 dee "", role 1
  suspended from 2026-09-21T14:30:20Z for 24h0m0s by ann: spam
  muted from 2026-09-21T14:30:10Z for ever by cid: spam, again
  SHA256:OBeZEiQeuin5pg+bJYeTDZo/LCkg2WL+17ffHyl9J2Q ssh-ed25519 "" offered false
  note 1 of 1 by cid: was told
5 deleted-5 "", role 0, deleted, was eve
6 builder "Builds", role 1, a bot of 2, 45 a minute
  SHA256:ZIfBUD+ALuGTInskBLykQyxCZMoAzO0RihTGKv2GmX8 ssh-ed25519 "" offered false
7 watcher "", role 2, a bot of 3, 60 a minute
  SHA256:xvzS30zsoSwi1GBvmFUGZIMSTdKUgB8Talxd3CIy78I ssh-ed25519 "" offered false
8 deleted-8 "", role 0, deleted, was old-bot, a bot of 2, 1 a minute
9 deleted-9 "", role 0, deleted, was eves, a bot of 5, 60 a minute
recovery 1 of cid by SHA256:SEWAq5/0srRd4dRo3K+LWlsLbci/amu3+tk2zFDUMqw: lost it
setting bots is staff
setting motd is welcome
setting probation is 1h
code NP1Z by cid, 3 left, 0 used, to room 2 as member
ban 1 of cidr:192.0.2.0/24, guests true, from 2026-09-21T14:30:40Z for 48h0m0s by operator: raid
ban 2 of account:7, guests false, from 2026-09-21T14:30:50Z for 48h0m0s by operator: raid
announcement 1 by ann: back soon
56 eve: me delete "eve" "" to "deleted-5": ok
55 eve: bot revoke "eves" "" to "deleted-9": ok
54 bob: bot revoke "old-bot" "" to "deleted-8": ok
53 : recovery request "cid" "" to "SHA256:SEWAq5/0srRd4dRo3K+LWlsLbci/amu3+tk2zFDUMqw": ok
52 ann: announce "server" "" to "warning until 2026-09-21 15:31 UTC, 9 bytes, sha256:fa881ec6fe0d74ad92a9b1f19ec98e5a97737c8f7099bb8ce068cc578eb007d1": ok
51 cid: invite create "NP1Z" "" to "member, 3 uses, until 2026-09-22 14:31 UTC, r_2": ok
50 operator: setting set "probation" "0s" to "1h": ok
49 operator: setting set "bots" "members" to "staff": ok
48 ann: setting set "motd" "" to "7 bytes, sha256:280d44ab1e9f79b5cce2dd4f58f5fe91f0fbacdac9f7447dffc318ceb79f2d02": ok
47 operator: ban add "watcher" "" to "b2 until 2026-09-23T14:30:50Z": ok
46 operator: ban add "cidr:192.0.2.0/24" "" to "b1 until 2026-09-23T14:30:40Z without an account": ok
45 cid: user note "dee" "" to "note 1": ok
44 ann: user suspend "dee" "" to "until 2026-09-22T14:30:20Z": ok
43 cid: user mute "dee" "" to "perm": ok
42 ann: room mute "watcher in r_2 #den" "" to "until that is lifted": ok
41 ann: room ban "dee in r_2 #den" "" to "until that is lifted": ok
40 ann: room mute "dee in r_3 #hall" "" to "until 2026-09-21 15:29 UTC": ok
39 ann: room delete "r_10 #gone" "" to "": ok
38 ann: room create "r_10 #gone" "" to "": ok
37 ann: room archive "r_9 #past" "" to "": ok
36 ann: room create "r_9 #past" "" to "": ok
35 cid: room invite "ann in r_8" "" to "until 2026-09-22 14:27 UTC": ok
34 cid: room create "r_8" "" to "": ok
33 bob: room set "r_3 #hall" "public" to "history since joining, keeps the newest 2, at most 10 members": ok
32 ann: message purge "r_2 #den" "" to "1 messages, 5-5, sha256:ed255252e066a07f21aaa66efeb238bffb3df09edd4ec64470f97f377c2e4d82": ok
31 cid: message delete "m_06GC8NJZE1R010XFY3A3E008AM in r_2 #den" "" to "sha256:bc3ab672fddb34c3952d289f7a37e48c6f0a7cbd35b76dee277082068d58a208": ok
30 ann: report resolve "report 2" "open" to "resolved": ok
29 bob: user report "report 2" "" to "": ok
28 bob: message report "report 1" "" to "": ok
27 ann: message pin "m_06GC8NGHA1R019C0ZP61H6CD1M in r_2 #den" "" to "": ok
26 ann: room role "builder in r_2 #den" "member" to "moderator": ok
25 bob: bot join "builder in r_3 #hall" "" to "": ok
24 cid: bot join "watcher in r_2 #den" "" to "": ok
23 bob: bot join "old-bot in r_2 #den" "" to "": ok
22 bob: bot join "builder in r_2 #den" "" to "": ok
21 bob: room create "r_3 #hall" "" to "": ok
20 ann: room create "r_2 #den" "" to "": ok
19 bob: bot join "builder in r_1 #lobby" "" to "": ok
18 bob: bot set "builder" "30/min SHA256:alGLYdJE/FTOnA4EZLAk3JzgiTYSBa3ZcZfCr26z6mU" to "45/min SHA256:ZIfBUD+ALuGTInskBLykQyxCZMoAzO0RihTGKv2GmX8": ok
17 ann: user role "watcher" "member" to "moderator": ok
16 eve: bot create "eves" "" to "SHA256:boMGi0j7+qeRJT8bLuXYn54eiMv73D9g28Nosfmtx1M 60/min": ok
15 bob: bot create "old-bot" "" to "SHA256:cpJc74O+1xlN1i2fien2+U8wDAmOBZtzi9IHTf75xoQ 1/min": ok
14 cid: bot create "watcher" "" to "SHA256:xvzS30zsoSwi1GBvmFUGZIMSTdKUgB8Talxd3CIy78I 60/min": ok
13 bob: bot create "builder" "" to "SHA256:alGLYdJE/FTOnA4EZLAk3JzgiTYSBa3ZcZfCr26z6mU 30/min": ok
12 bob: key add "SHA256:0Usj1miaBvCmyfKg64hiML/nSR9dNZX0RXZ2+xeMV4U" "" to "": ok
11 bob: key link "bob" "" to "": ok
10 cid: me rename "cyd" "cyd" to "cid": ok
9 ann: user role "cyd" "member" to "moderator": ok
8 operator: user trust "bob" "" to "": ok
7 bob: me display "bob" "" to "小波": ok
6 eve: register "eve" "" to "member": ok
5 dee: register "dee" "" to "member": ok
4 cyd: register "cyd" "" to "member": ok
3 bob: register "bob" "" to "member": ok
2 ann: user role "ann" "member" to "owner": ok
1 ann: register "ann" "" to "member": ok
`
)

const schema5 = `room 1 lobby "" by 0 at 0001-01-01T00:00:00Z, last 2
  kind 0, 1 members, owner 0
1/1 m_06GC8MX0A1R01EEA2AAC0SCXYW 2026-09-21T14:16:50Z 1 ann: (0) hello
1/2 m_8PTSFC3BN2723D1XXP42SEC188 2026-09-21T14:17:10Z 6 Builds: (0) build 1 is green
room 2 den "quiet, please" by 1 at 2026-09-21T14:17:20Z, last 7
  kind 0, 5 members, owner 1
  settings {Private:false InviteOnly:false Announce:false OpenTopic:false Slow:5s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
2/1 m_06GC8NGHA1R019C0ZP61H6CD1M 2026-09-21T14:19:30Z 1 ann: (0) who has cake?
  answered 2026-09-21T14:19:40Z
  1 replies, pinned true, names []
  cake by [2]
  +1 by [3]
2/2 m_GAMQQB638J72VBVT5W15MV1GF8 2026-09-21T14:19:40Z 2 小波: (0) @ann I have
  answers 1 of ann, deleted false, in the thread of 1: who has cake?
  edited 2026-09-21T14:20:40Z
  0 replies, pinned false, names [1]
  said "@ann I hvae" at 2026-09-21T14:19:40Z
2/3 m_06GC8NJZE1R010XFY3A3E008AM 2026-09-21T14:19:50Z 4 dee: (0)
  deleted 2026-09-21T14:21:40Z
  by somebody else
2/4 m_6TJR1C0V6A2TDF8C93EMRA4HKW 2026-09-21T14:20:00Z 6 Builds: (0) build 2 is red
2/5 m_06GC8NNDJ1R019TXGGZX7NS8FC 2026-09-21T14:20:10Z 8 deleted-8: (0)
  deleted 2026-09-21T14:22:20Z
  by somebody else
2/6 m_06GC8NPMM1R01D217RPPMRZNFW 2026-09-21T14:20:20Z 3 cid: (0) @here it begins
2/7 m_06GC8NQVP1R01E18MYJ63H3NVM 2026-09-21T14:20:30Z 5 deleted-5: (0)
  deleted 2026-09-21T14:32:30Z
revised 9 times, latest: 2 in 1 3 in 4 6 in 6 1 in 7 5 in 8 7 in 9
banned there: dee from 2026-09-21T14:29:20Z for ever by ann: spam
muted there: watcher from 2026-09-21T14:29:30Z for ever by ann: noise
room 3 hall "" by 2 at 2026-09-21T14:17:30Z, last 5
  kind 0, 4 members, owner 2
  trimmed 3, archived false, about ""
  settings {Private:false InviteOnly:false Announce:false OpenTopic:false Slow:0s History:1 KeepFor:0s KeepLast:2 MaxMembers:10}
3/4 m_WJ43PHPF7J3TXBMNQKVATFEEJW 2026-09-21T14:23:00Z 6 Builds: (0) message 4
  answers 3 of , deleted true, in the thread of 1: 
  e610 by [1]
  e630 by [1]
3/5 m_8SC4MMQXKE6N168M8EYTPPB5D0 2026-09-21T14:23:10Z 2 小波: (0) message 5
  answers 4 of Builds, deleted false, in the thread of 1: message 4
  e620 by [1]
revised 4 times, latest: 5 in 3 4 in 4
muted there: dee from 2026-09-21T14:29:10Z for 1h0m0s by ann: noise
room 4 staff "" by 0 at 2026-09-21T14:21:10Z, last 5
  it is the staff's
  settings {Private:true InviteOnly:false Announce:false OpenTopic:false Slow:0s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
4/1 m_06GC8NWQY1R01BYZCGVGQKQ8H8 2026-09-21T14:21:10Z 2 小波: (0) Reports about dee
  answered 2026-09-21T14:21:10Z
  1 replies, pinned false, names []
4/2 m_06GC8NWQY1R017HFS56AHTV4YG 2026-09-21T14:21:10Z 2 小波: (0) reports message r_2/3: spam
  answers 1 of 小波, deleted false, in the thread of 1: Reports about dee
4/3 m_06GC8NXZ01R01572YCASAEKRWG 2026-09-21T14:21:20Z 2 小波: (0) Reports about eve
  answered 2026-09-21T14:21:30Z
  2 replies, pinned false, names []
4/4 m_06GC8NXZ01R0167NSJRT5BY1WW 2026-09-21T14:21:20Z 2 小波: (0) reports eve: rude
  answers 3 of 小波, deleted false, in the thread of 3: Reports about eve
4/5 m_06GC8NZ621R01B446TH17HVXWM 2026-09-21T14:21:30Z 1 ann: (0) resolved the report of bob: we spoke
  answers 3 of 小波, deleted false, in the thread of 3: Reports about eve
room 5  "" by 1 at 2026-09-21T14:26:10Z, last 1
  kind 1, 2 members, owner 0
5/1 m_06GC8Q2JW1R01CFPPP4JCSK1FM 2026-09-21T14:26:20Z 1 ann: (0) between us
room 6  "" by 3 at 2026-09-21T14:26:30Z, last 2
  kind 1, 2 members, owner 0
6/1 m_06GC8Q5101R01FQB94PZ8EKRC0 2026-09-21T14:26:40Z 3 cid: (0) status?
6/2 m_06GC8Q6821R01827S11Z9Q1AWW 2026-09-21T14:26:50Z 6 Builds: (0) red
room 7  "" by 1 at 2026-09-21T14:27:00Z, last 0
  kind 2, 3 members, owner 0
room 8 secret "" by 3 at 2026-09-21T14:27:10Z, last 0
  kind 0, 1 members, owner 3
  settings {Private:true InviteOnly:false Announce:false OpenTopic:false Slow:0s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
room 9 past "" by 1 at 2026-09-21T14:27:30Z, last 0
  kind 0, 1 members, owner 1
  trimmed 0, archived true, about ""
  settings {Private:false InviteOnly:true Announce:true OpenTopic:false Slow:0s History:0 KeepFor:0s KeepLast:0 MaxMembers:0}
report 2 by bob about deleted-5, message 0 of room 0, thread 3: rude: ""
  decided as 1 by ann, told false: we spoke
report 1 by bob about dee, message 3 of room 2, thread 1: spam: "buy this"
person 1 is in [2 3 5 7 9], has read room 1 to 1, has read room 2 to 1, has read room 5 to 1
is there in room 2: {Role:2 At:2026-09-21 14:17:20 +0000 UTC Since:0 Spoke:false}
is there in room 3: {Role:0 At:2026-09-21 14:18:20 +0000 UTC Since:0 Spoke:false}
is there in room 5: {Role:0 At:2026-09-21 14:26:10 +0000 UTC Since:0 Spoke:true}
is there in room 7: {Role:0 At:2026-09-21 14:27:00 +0000 UTC Since:0 Spoke:false}
is there in room 9: {Role:2 At:2026-09-21 14:27:30 +0000 UTC Since:0 Spoke:false}
is named in room 2 by [2]
has a draft in room 2: {Text:yes, but Reply:2 Edit:0}
of room 1 wants to be told as 2
has set numbers to on
has set ui to line
ignores 4
blocks 4
is invited: {Room:8 Who:1 By:3 At:2026-09-21 14:27:20 +0000 UTC Until:2026-09-22 14:27:20 +0000 UTC}
`
