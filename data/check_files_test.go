package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"snug/data"
	"snug/room"
)

// shelved makes a store with files in every state that there is, and closes it.
// In the den are two files of the same bytes, one that has expired, one whose
// message was deleted, and a message without any.
func shelved(t *testing.T) (d *desk, path string) {
	t.Helper()
	d = newDesk(t)
	d.file(d.ann, "a", "same")
	d.file(d.bob, "b", "same")
	d.file(d.bob, "c", "expired")
	d.file(d.bob, "d", "deleted")
	d.say(room.Message{Text: "nothing"})
	d.expire(3)
	d.bury(4)
	sound(t, d.Store)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d, filepath.Join(d.dir, "snug.db")
}

func TestCheckOfFiles(t *testing.T) {
	d, path := shelved(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	type damage = func(path string) error
	key, den, ann := data.Key, uint64(d.den), uint64(d.ann)
	with := func(bucket string, key []byte, field uint64, value any) damage {
		return func(path string) error {
			return data.Alter(path, bucket, key, func(fields map[uint64]any) { fields[field] = value })
		}
	}
	added := func(bucket string, key []byte) damage {
		return func(path string) error { return data.Alter(path, bucket, key, func(map[uint64]any) {}) }
	}
	gone := func(bucket string, key []byte) damage {
		return func(path string) error { return data.Remove(path, bucket, key) }
	}
	of := func(seq uint64, field uint64, value any) damage {
		return func(path string) error {
			return data.Alter(path, "msgs", key(den, seq), func(fields map[uint64]any) {
				fields[18].(map[any]any)[field] = value
			})
		}
	}
	sum := func(holds string) []byte {
		s := bytesOf(holds).Sum
		return s[:]
	}
	const person, inRoom, disk = 1, 2, 3
	for _, tt := range []struct {
		name   string
		damage damage
		want   string
	}{
		{"file that nobody finds", gone("files", key(1)), "missing, but in a message"},
		{"expired file that nobody finds", gone("files", key(3)), "missing, but in a message"},
		{"file of no message", with("files", key(4), 1, den), "missing, but in files"},
		{"file of a message without one", func(path string) error {
			return errors.Join(with("files", key(4), 1, den)(path), with("files", key(4), 2, 5)(path))
		}, "has another file, or none"},
		{"file of another message", with("files", key(1), 2, 2), "has another file, or none"},
		{"message with the file of another", of(1, 1, 2), "file 2 is of message 2"},
		{"file of another room", with("files", key(1), 1, 1), "file 1 is of message 1 of room 1"},
		{"number that was never given out", added("files", key(5)), "the highest ever is number 4"},
		{"number zero", added("files", key(0)), "the highest ever is number 4"},
		{"numbers counted back", with("meta", []byte("lastfile"), 1, 2), "the highest ever is number 2"},
		{"deleted message with a file", with("msgs", key(den, 1), 7, 1), "deleted, and has a file"},
		{"file without a name", of(1, 2, ""), `a file "" of 4 bytes`},
		{"file of less than nothing", of(3, 3, -1), "of -1 bytes"},
		{"file of other bytes", of(1, 5, sum("expired")), "a file of 4 bytes, of which there are 7"},
		{"file of bytes that are not there", of(1, 5, sum("unknown")), "missing, but in a message"},
		{"file of another length", of(1, 3, 5), "a file of 5 bytes, of which there are 4"},
		{"expired file that came back", of(3, 6, 0), "missing, but in a message"},
		{"file that has expired and counts", of(1, 6, 1), "counts 2 files that are 1"},

		{"file that its room does not list", gone("roomfiles", key(den, 1)), "missing, but in a message"},
		{"file that another room lists", added("roomfiles", key(1, 1)), "in another room, or has expired"},
		{"file that is listed and has expired", added("roomfiles", key(den, 3)), "in another room, or has expired"},
		{"file that is listed and deleted", added("roomfiles", key(den, 4)), "missing, but in roomfiles"},

		{"blob that is not known", gone("blobs", sum("same")), "missing, but in a message"},
		{"loose blob that is not known", gone("blobs", sum("expired")), "missing, but in loose"},
		{"blob that counts too few", with("blobs", sum("same"), 1, 1), "counts 1 files that are 2"},
		{"blob that counts too many", with("blobs", sum("expired"), 1, 1), "counts 1 files that are 0"},
		{"blob of another length", with("blobs", sum("same"), 2, 5), "a file of 4 bytes, of which there are 5"},
		{"loose blob of another length", with("blobs", sum("expired"), 2, 8), "counts 3 files of 18 bytes that are 3 of 19"},
		{"blob for ever", gone("loose", sum("expired")), "missing, but in blobs"},
		{"blob in use that is loose", added("loose", sum("same")), "2 files refer to it"},
		{"loose blob that is gone", added("loose", sum("unknown")), "missing, but in loose"},
		{"half a sum", added("blobs", sum("same")[:16]), "bad key"},

		{"person who takes up more", with("usage", key(person, ann), 1, 2), "counts 2 files of 4 bytes that are 1 of 4"},
		{"person who takes up less", with("usage", key(person, ann), 2, 3), "counts 1 files of 3 bytes that are 1 of 4"},
		{"person who takes up nothing", gone("usage", key(person, ann)), "missing, but in a message"},
		{"room that takes up nothing", gone("usage", key(inRoom, den)), "missing, but in a message"},
		{"disk that has nothing", gone("usage", key(disk, 0)), "missing, but in blobs"},
		{"room that has none and counts", with("usage", key(inRoom, 1), 1, 1), "counts 1 files of 0 bytes that are 0 of 0"},
		{"nothing that counts", added("usage", key(person, 99)), "counts 0 files of 0 bytes"},
		{"another kind", with("usage", key(4, 1), 1, 1), "counts 1 files of 0 bytes that are 0 of 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := checkDamaged(t, whole, tt.damage); !errors.Is(err, data.ErrCorrupt) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Check: %v\nwant %q with %q", err, data.ErrCorrupt, tt.want)
			}
		})
	}
}

// Each record of a file is missed when it is gone, and noticed when a bit of it flips.
func TestCheckMissesEveryRecordOfFiles(t *testing.T) {
	_, path := shelved(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, bucket := range []string{"files", "roomfiles", "blobs", "loose", "usage"} {
		for name, damage := range map[string]func(path, bucket string) error{
			"gone": data.RemoveLast, "flipped": data.FlipLast,
		} {
			t.Run(bucket+" "+name, func(t *testing.T) {
				err := checkDamaged(t, whole, func(path string) error { return damage(path, bucket) })
				if !errors.Is(err, data.ErrCorrupt) {
					t.Errorf("Check: %v, want %q", err, data.ErrCorrupt)
				}
			})
		}
	}
}
