package data_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/room"
)

// BenchmarkMillion works in one room of a million messages, half in English and
// half in Chinese. A search is reported as a whole and as its longest step, each
// of which may take room for 300 ms.
func BenchmarkMillion(b *testing.B) {
	s := open(b, b.TempDir(), data.Options{})
	in := million(b, s)

	b.Run("open, newest 200", func(b *testing.B) { pages(b, s, in, 200, 0) })
	b.Run("page of 100", func(b *testing.B) { pages(b, s, in, 100, 7919) })
	b.Run("time to number", func(b *testing.B) {
		for b.Loop() {
			if seq, err := s.Rooms().SeqAt(in, header(0).At.Add(400000*time.Second)); err != nil || seq != 400001 {
				b.Fatal(seq, err)
			}
		}
	})
	for _, tt := range []struct {
		name string
		s    room.Scan
		want int
	}{
		{"frequent word", room.Scan{Words: []string{"Meeting"}}, 50},
		{"frequent word, Chinese", room.Scan{Words: []string{"会议"}}, 50},
		{"rare word", room.Scan{Words: []string{"xylophone"}}, 1},
		{"rare word, Chinese", room.Scan{Words: []string{"饕餮"}}, 1},
		{"no hit", room.Scan{Words: []string{"Zeppelin"}}, 0},
		{"no hit, Chinese", room.Scan{Words: []string{"飞艇"}}, 0},
		{"no hit, letters beyond ASCII", room.Scan{Words: []string{"ÜBER"}}, 0},
		{"no hit by one author", room.Scan{From: 99}, 0},
		{"no hit, all decoded", room.Scan{Match: func(*room.Message) bool { return false }}, 0},
	} {
		b.Run(tt.name, func(b *testing.B) {
			tt.s.Limit, tt.s.Most = 50, 250*time.Millisecond
			var longest time.Duration
			for b.Loop() {
				found := 0
				for q := tt.s; ; {
					began := time.Now()
					got, err := s.Rooms().Scan(context.Background(), in, q)
					if err != nil {
						b.Fatal(err)
					}
					longest = max(longest, time.Since(began))
					found += len(got.Found)
					if q.Before = got.Next; q.Before == 0 || found >= q.Limit {
						break
					}
				}
				if found != tt.want {
					b.Fatalf("%d found, want %d", found, tt.want)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "ms/search")
			b.ReportMetric(float64(longest.Microseconds())/1000, "ms-longest-step")
		})
	}
}

// pages reads pages of a room, each from another place.
func pages(b *testing.B, s *data.Store, in room.ID, limit int, stride uint64) {
	b.ReportAllocs()
	for i := uint64(0); b.Loop(); i++ {
		var before uint64
		if stride != 0 {
			before = 1000 + i*stride%999000
		}
		got, err := s.Rooms().History(in, room.Range{Before: before, Limit: limit})
		if err != nil || len(got) != limit {
			b.Fatalf("%d messages, %v", len(got), err)
		}
	}
}

// million fills a room, past the rules and with few commits.
func million(b *testing.B, s *data.Store) room.ID {
	b.Helper()
	ann := signUp(b, s, "ann")
	in := create(b, s, ann, "den")
	english := strings.Fields("the of and to we can you please look at deploy server again because tomorrow release when branch broken I will Fix it now Thanks everyone lunch")
	chinese := strings.Fields("我们 今天 下午 需要 重新 部署 服务器 请 大家 看看 这个 问题 明天 发布 谢谢 没有 可以 已经 修复 分支 测试 通过 吃饭")
	random := rand.New(rand.NewPCG(1, 2))
	for seq := 1; seq <= 1_000_000; {
		err := s.Change(func(tx data.WriteTx) error {
			for range 10_000 {
				words, space := english, " "
				if seq%2 == 0 {
					words, space = chinese, ""
				}
				var said []string
				for range 3 + random.IntN(25) {
					said = append(said, words[random.IntN(len(words))])
				}
				switch {
				case seq == 1234:
					said = append(said, "Xylophone 饕餮")
				case random.IntN(50) == 0:
					said = append(said, "meeting 会议")
				}
				m := room.Message{
					ID: room.NewCommandID(), Room: in, At: header(0).At.Add(time.Duration(seq-1) * time.Second),
					Author: room.Person{ID: ann}, Text: strings.Join(said, space),
				}
				if _, err := tx.AddMessage(m); err != nil {
					return err
				}
				seq++
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return in
}
