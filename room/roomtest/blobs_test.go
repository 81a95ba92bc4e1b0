package roomtest_test

import (
	"testing"

	"snug/room"
	"snug/room/roomtest"
)

func TestBlobsInMemory(t *testing.T) {
	roomtest.TestBlobs(t, func(*testing.T) room.Blobs { return roomtest.NewBlobs() })
}
