package data_test

import "strings"

// people6 are those of schema 5, and what they did with files.
var people6 = strings.Replace(people5, "56 eve: me delete", `58 bob: room set "r_3 #hall" "history since joining, keeps the newest 2, at most 10 members" to "history since joining, keeps the newest 2, keeps files 1h0m0s, at most 10 members": ok
57 bob: message delete "m_06H0HSMMJDX550PMRXHTSTAW54 in r_2 #den" "" to "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, file 3 sha256:5c0ec488b34759d09b48672b0cc8e0322d898c0a6c2d467c4fea1af97778e3f4": ok
56 eve: me delete`, 1)

// schema6 is what the frozen file of schema 6 has, which knows files: two of the same
// bytes, one that was deleted and one that has expired.
const schema6 = `room 1 lobby "" by 0 at 0001-01-01T00:00:00Z, last 2
  kind 0, 1 members, owner 0
1/1 m_06GC8MX0A1R01EEA2AAC0SCXYW 2026-09-21T14:16:50Z 1 ann: (0) hello
1/2 m_8PTSFC3BN2723D1XXP42SEC188 2026-09-21T14:17:10Z 6 Builds: (0) build 1 is green
room 2 den "quiet, please" by 1 at 2026-09-21T14:17:20Z, last 10
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
2/8 m_06H0HSMMJ1ZK73SVZWHHT9FYQC 2026-09-21T22:33:40Z 1 ann: (0)
  file 2: 照片.txt, 15 bytes of text/plain, b03ec3e26b97771f68036ef4825af3c94838c6d068718eba3b03f4fa67929cfb
2/9 m_06H0HSMMJDX550PMRXHTSTAW54 2026-09-21T22:33:50Z 2 小波: (0)
  deleted 2026-09-21T22:34:20Z
2/10 m_06H0HSMMKNVYQ8WRMF1T71HET8 2026-09-21T22:34:10Z 3 cid: (0)
  file 5: old.txt, 9 bytes of text/plain, 8bc14f296d5a4835d96eb5e7733367aa838808fb26d436fdb35fce12373b0d96
2 files of 24 bytes: 5 2
revised 10 times, latest: 2 in 1 3 in 4 6 in 6 1 in 7 5 in 8 7 in 9 9 in 10
banned there: dee from 2026-09-21T14:29:20Z for ever by ann: spam
muted there: watcher from 2026-09-21T14:29:30Z for ever by ann: noise
room 3 hall "" by 2 at 2026-09-21T14:17:30Z, last 9
  kind 0, 4 members, owner 2
  trimmed 3, archived false, about ""
  settings {Private:false InviteOnly:false Announce:false OpenTopic:false Slow:0s History:1 KeepFor:0s KeepLast:2 MaxMembers:10} and files 0 FilesFor:1h0m0s
3/4 m_WJ43PHPF7J3TXBMNQKVATFEEJW 2026-09-21T14:23:00Z 6 Builds: (0) message 4
  answers 3 of , deleted true, in the thread of 1: 
  e610 by [1]
  e630 by [1]
3/5 m_8SC4MMQXKE6N168M8EYTPPB5D0 2026-09-21T14:23:10Z 2 小波: (0) message 5
  answers 4 of Builds, deleted false, in the thread of 1: message 4
  e620 by [1]
3/6 m_06H0HSMMGNY5703CBCZ549VN08 2026-09-21T22:33:30Z 2 小波: (0) as promised
  file 1: plans/cake.txt, 15 bytes of text/plain, b03ec3e26b97771f68036ef4825af3c94838c6d068718eba3b03f4fa67929cfb
3/7 m_06H0HSMMNDYJN7ZB127VFYGDJC 2026-09-21T22:34:40Z 1 ann: (0)
  answered 2026-09-21T22:34:50Z
  1 replies, pinned false, names []
  file 6: soon old.txt, 8 bytes of text/plain, 22664ee5ce86c68767037b219d33e61cb3fdd991ceaceae86d8d2189569aac50
  it has expired 2026-09-22T00:35:00Z
3/8 m_06H0HSMMNHWAN7XKYJ7BA7K38C 2026-09-21T22:34:50Z 1 ann: (0) it stays until tomorrow
  answers 7 of ann, deleted false, in the thread of 7: 
3/9 m_06H0HSMMNSV7NE7PFWY4437AP8 2026-09-22T00:35:10Z 2 小波: (0) @here a newer one
  file 7: new.txt, 9 bytes of text/plain, f029add4643cff404aedea0f0dd6c50d2cc367e9b931c5c1ff953cb6157ff50d
2 files of 24 bytes: 7 1
revised 5 times, latest: 5 in 3 4 in 4 7 in 5
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
room 6  "" by 3 at 2026-09-21T14:26:30Z, last 3
  kind 1, 2 members, owner 0
6/1 m_06GC8Q5101R01FQB94PZ8EKRC0 2026-09-21T14:26:40Z 3 cid: (0) status?
6/2 m_06GC8Q6821R01827S11Z9Q1AWW 2026-09-21T14:26:50Z 6 Builds: (0) red
6/3 m_06H0HSMMJNTHK3B4MFNCVSS0DM 2026-09-21T22:34:00Z 3 cid: (0)
  file 4: between us.txt, 13 bytes of text/plain, 1f709cc025b238ae65d31563bc3e361f1de363e4cde588c6d47a1fc63ef02c5f
1 files of 13 bytes: 4
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
