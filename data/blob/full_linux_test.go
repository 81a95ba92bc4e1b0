package blob_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// smallDisk names, for a process of this test that may mount disks, the folder to
// mount a small one on.
const smallDisk = "SNUG_TEST_SMALL_DISK"

// TestFullDisk fills a disk, where the machine lets a test have one of its own.
// [TestFileTooLargeForTheDisk] runs everywhere.
func TestFullDisk(t *testing.T) {
	if dir := os.Getenv(smallDisk); dir != "" {
		if err := syscall.Mount("small", dir, "tmpfs", 0, "size=4m,mode=0700"); err != nil {
			t.Skipf("mount a small disk: %v", err)
		}
		fill(t, filepath.Join(dir, "files"), "disk of the server is full")
		return
	}
	attr := &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	if !again(t, "TestFullDisk", smallDisk+"="+t.TempDir(), attr) {
		t.Skip("the machine grants no disk of one's own")
	}
}
