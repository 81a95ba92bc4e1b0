package picture

import (
	"bytes"
	"context"
)

// PlaceSize is what one place of the server stands for, in bytes, and Places how many
// there are.
const (
	PlaceSize = placeSize
	Places    = places
)

// Memory is what decoding a file is taken to need at most, in bytes.
func Memory(ctx context.Context, file []byte) (int64, error) {
	src := &source{r: bytes.NewReader(file), size: int64(len(file))}
	var h header
	err := src.read(ctx, func(s stream) (err error) { h, err = measure(s); return err })
	return h.memory, err
}
