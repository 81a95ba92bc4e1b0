package keys_test

import (
	"testing"

	"snug/keys"
	"snug/keys/keystest"
)

func TestMemory(t *testing.T) {
	keystest.TestStore(t, func(*testing.T) keys.Store { return newMemory() })
}
