package data

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"

	"github.com/fxamacker/cbor/v2"
)

// crcSize is the length of the checksum in front of a record's payload.
const crcSize = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var (
	encoding cbor.UserBufferEncMode
	decoding cbor.DecMode
)

func init() {
	var err error
	if encoding, err = (cbor.EncOptions{}).UserBufferEncMode(); err != nil {
		panic(err)
	}
	// Cleaning text is not this package's business: what went in comes out.
	if decoding, err = (cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid}).DecMode(); err != nil {
		panic(err)
	}
}

// A bucket is one of bbolt's top-level buckets.
type bucket struct {
	name []byte
	seed uint32 // checksum of the name, which every record's checksum starts from
}

func newBucket(name string) bucket {
	return bucket{[]byte(name), crc32.Checksum([]byte(name), castagnoli)}
}

// checksum covers the bucket and the key too, so that a payload which turns up
// in another place is as wrong as a changed one.
func (b bucket) checksum(key, payload []byte) uint32 {
	return crc32.Update(crc32.Update(b.seed, castagnoli, key), castagnoli, payload)
}

// seal encodes row as the value stored under key. The buffer is for use in
// between; the value is no part of it.
func (b bucket) seal(buf *bytes.Buffer, key []byte, row any) ([]byte, error) {
	buf.Reset()
	buf.Write([]byte{crcSize - 1: 0})
	if err := encoding.MarshalToBuffer(row, buf); err != nil {
		return nil, err
	}
	value := bytes.Clone(buf.Bytes())
	binary.BigEndian.PutUint32(value, b.checksum(key, value[crcSize:]))
	return value, nil
}

// unseal decodes the value found under key into row, of which nothing points
// into value afterwards. It fails with [ErrCorrupt].
func (b bucket) unseal(key, value []byte, row any) error {
	if len(value) < crcSize {
		return corrupt(b, key, "too short")
	}
	payload := value[crcSize:]
	if binary.BigEndian.Uint32(value) != b.checksum(key, payload) {
		return corrupt(b, key, "wrong checksum")
	}
	if err := decoding.Unmarshal(payload, row); err != nil {
		return corrupt(b, key, err.Error())
	}
	return nil
}
