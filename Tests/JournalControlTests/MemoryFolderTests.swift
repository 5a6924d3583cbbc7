import Testing

@testable import journalctl_x

@Suite struct MemoryFolderTests {
    private let mounts = """
        26 1 254:0 / / rw,relatime - ext4 /dev/vda rw
        31 26 0:26 / /run/user/1000 rw,nosuid shared:5 - tmpfs tmpfs rw,size=10%
        32 26 0:27 / /weird rw master:1 propagate_from:2 - ramfs - rw
        """

    @Test func theTypeOfTheMountDecides() {
        #expect(MemoryFolder.holds("0:26", in: mounts))
        #expect(MemoryFolder.holds("0:27", in: mounts))
        #expect(!MemoryFolder.holds("254:0", in: mounts))
        #expect(!MemoryFolder.holds("0:99", in: mounts))
        #expect(!MemoryFolder.holds("0:26", in: "31 26 0:26"))
    }

    @Test func asksTheKernel() {
        #expect(MemoryFolder.holds("/dev/shm"))
        #expect(!MemoryFolder.holds("/proc"))
        #expect(!MemoryFolder.holds("/nowhere"))
    }
}
