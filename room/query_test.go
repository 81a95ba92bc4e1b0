package room_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

func TestQueries(t *testing.T) {
	zone := time.FixedZone("UTC+8", 8*60*60)
	// The bubble's clock stands at the start of 2000 in UTC.
	now := time.Date(2000, 1, 1, 8, 0, 0, 0, zone)
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, zone) }
	words := func(w ...string) room.Query { return room.Query{Words: w} }
	tests := []struct {
		typed string
		want  room.Query
	}{
		{"deploy", words("deploy")},
		{"  deploy　failed  deploy ", words("deploy", "failed")},
		{`"deploy failed" again`, words("deploy failed", "again")},
		{"“部署 失败”　再试", words("部署 失败", "再试")},
		{"「部署 失败」", words("部署 失败")},
		{`"never closed again`, words("never closed again")},
		{`"from:bob"`, words("from:bob")},
		{"10:30 http://x.example/a:b std::vector note: a,b:c", words("10:30", "http://x.example/a:b", "std::vector", "note:", "a,b:c")},
		{"注意：下午部署", words("注意：下午部署")},
		{":+1:", words(":+1:")},
		{"from:bob deploy", room.Query{From: "bob", Words: []string{"deploy"}}},
		{"FROM：＠bob 部署", room.Query{From: "＠bob", Words: []string{"部署"}}},
		{`from:"Anna Lena"`, room.Query{From: "Anna Lena"}},
		{"from: bob", room.Query{From: "bob"}},
		{"来自：王小明 迁移 房间：ops", room.Query{From: "王小明", Words: []string{"迁移"}, In: "ops"}},
		{"x in:#golang", room.Query{Words: []string{"x"}, In: "golang"}},
		{"x in:all", room.Query{Words: []string{"x"}, Everywhere: true}},
		{"x 房间:全部", room.Query{Words: []string{"x"}, Everywhere: true}},
		{"x in:#all", room.Query{Words: []string{"x"}, In: "all"}},
		{"has:file 包含:文件", room.Query{Has: []string{"file"}}},
		{"has:link has:code 包含:置顶 has:link", room.Query{Has: []string{"link", "code", "pin"}}},
		{"after:1999-12-20", room.Query{After: day(1999, 12, 20)}},
		{"before:1999/12/20", room.Query{Before: day(1999, 12, 20)}},
		{"on:12-20", room.Query{After: day(1999, 12, 20), Before: day(1999, 12, 21)}},
		{"on:1-1", room.Query{After: day(2000, 1, 1), Before: day(2000, 1, 2)}},
		{"on:1-2", room.Query{After: day(1999, 1, 2), Before: day(1999, 1, 3)}},
		{"on:2-29", room.Query{After: day(1996, 2, 29), Before: day(1996, 3, 1)}},
		{"on:today", room.Query{After: day(2000, 1, 1), Before: day(2000, 1, 2)}},
		{"on:昨天", room.Query{After: day(1999, 12, 31), Before: day(2000, 1, 1)}},
		{"on:2d", room.Query{After: day(1999, 12, 30), Before: day(1999, 12, 31)}},
		{"after:7d before:2h", room.Query{After: now.AddDate(0, 0, -7), Before: now.Add(-2 * time.Hour)}},
		{"之后:yesterday 之前:today", room.Query{After: day(1999, 12, 31), Before: day(2000, 1, 1)}},
		{"after:7d after:2d", room.Query{After: now.AddDate(0, 0, -2)}},
	}
	synctest.Test(t, func(t *testing.T) {
		for _, tt := range tests {
			if got, err := room.ParseQuery(tt.typed, zone); err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%q is\n%+v, %v; want\n%+v", tt.typed, got, err, tt.want)
			}
		}
	})
}

func TestQueriesThatAreRefused(t *testing.T) {
	tests := []struct {
		name  string
		typed string
		tell  string // must be in the refusal
	}{
		{"nothing", "", "nothing to search for"},
		{"blanks", " 　 ", "nothing to search for"},
		{"quotes around nothing", `""`, "nothing to search for"},
		{"only where", "in:golang", "nothing to search for"},
		{"a mistyped operator", "form:bob", "did you mean from:"},
		{"an unknown operator", "colour:red", "put it in quotes"},
		{"an operator without a value", "x from:", "from: needs something"},
		{"a room without a name", "x in:#", "in: needs something"},
		{"what no message has", "has:lnk", "has:link"},
		{"what no message has by far", "has:elephants", "link, code, file, pin"},
		{"no date", "after:someday", "is no date"},
		{"a day that is not there", "on:2026-02-30", "is no date"},
		{"a day of no year", "on:2-30", "is no date"},
		{"a date with more behind it", "on:2026-01-01T10:00", "is no date"},
		{"times the wrong way round", "after:1d before:7d", "nothing can be said"},
		{"two authors", "from:ana from:ben", "one from: only"},
		{"two rooms", "x in:a in:b", "one in: only"},
		{"too many words", "a b c d e f g h i j k l m n o p q", "17 words"},
		{"enormous", strings.Repeat("x", 1<<20), "500"},
		{"not UTF-8", "caf\xe9", "UTF-8"},
		{"a hostile date", "on:\x1b]0;x\a", "is no date"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := room.ParseQuery(tt.typed, time.UTC)
			wantRefusal(t, err, room.ErrInvalid)
			if !strings.Contains(err.Error(), tt.tell) || strings.ContainsAny(err.Error(), "\x1b\a") {
				t.Errorf("refusal = %q, want %q in it", err, tt.tell)
			}
		})
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{`from:bob "a b" in:all on:7d`, "来自：王 包含:链接", `“x" has:`, "on:99999-1-1", "9999d:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := room.ParseQuery(s, time.UTC)
		if err != nil {
			wantRefusal(t, err, room.ErrInvalid)
			return
		}
		if len(q.Words) > 16 || !q.After.IsZero() && !q.Before.IsZero() && !q.After.Before(q.Before) {
			t.Errorf("%q is %+v", s, q)
		}
		for _, w := range q.Words {
			if strings.TrimSpace(w) == "" || len(w) > 1000 {
				t.Errorf("%q has the word %q", s, w)
			}
		}
	})
}
