/// Cuts a stream of bytes into frames at newlines. Each byte is looked at once, however it arrives.
struct FrameBuffer {
    private var bytes: [UInt8] = []
    /// Where the frame in the making begins.
    private var start = 0
    /// Up to where no newline was found.
    private var scanned = 0

    /// How many bytes wait for their newline.
    var pending: Int { bytes.count - start }

    mutating func append(_ chunk: UnsafeRawBufferPointer) {
        if start > 0, start == bytes.count || start >= 65_536 {
            bytes.removeFirst(start)
            scanned -= start
            start = 0
        }
        bytes.append(contentsOf: chunk)
    }

    /// The next whole frame without its line end; empty lines are skipped. nil when more must arrive.
    mutating func next() -> [UInt8]? {
        while let end = bytes[scanned...].firstIndex(of: 0x0A) {
            let first = start
            start = end + 1
            scanned = start
            let last = end > first && bytes[end - 1] == 0x0D ? end - 1 : end
            if last > first { return Array(bytes[first..<last]) }
        }
        scanned = bytes.count
        return nil
    }
}
