import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Cuts a stream of bytes into frames: what stands before a newline, without a carriage return at its end. Empty
/// frames are passed over.
///
/// A frame over the limit is told once, as soon as it is over, and thrown away up to its newline; the frame after it
/// is read as usual. So at most one frame of the limit's size is ever held.
struct FrameSplitter {
    enum Step: Equatable {
        /// A frame, never empty.
        case frame(ByteBuffer)
        /// A frame is over the limit.
        case tooLarge
        /// There is no whole frame.
        case needsMore
    }

    private let maxBytes: Int
    private var buffer: ByteBuffer?
    /// Bytes of the buffer in which there is no newline.
    private var scanned = 0
    private var isSkipping = false

    init(maxBytes: Int) {
        self.maxBytes = maxBytes
    }

    /// Whether a frame has begun and not ended.
    var hasPartial: Bool { buffer != nil || isSkipping }

    mutating func append(_ bytes: ByteBuffer) {
        var bytes = bytes
        if buffer == nil { buffer = bytes } else { buffer?.writeBuffer(&bytes) }
    }

    /// The next frame, if there is a whole one.
    mutating func next() -> Step {
        while var bytes = buffer {
            let end = bytes.withUnsafeReadableBytes { Self.newline(in: $0, from: scanned) }
            guard let end else { return needsMore(&bytes) }
            scanned = 0
            let line = bytes.getSlice(at: bytes.readerIndex, length: end)
            bytes.moveReaderIndex(forwardBy: end + 1)
            buffer = bytes.readableBytes == 0 ? nil : bytes
            if isSkipping {
                isSkipping = false
            } else if let step = step(line) {
                return step
            }
        }
        return .needsMore
    }

    /// Nil for an empty frame.
    private func step(_ line: ByteBuffer?) -> Step? {
        guard var frame = line, let last = frame.readableBytesView.last else { return nil }
        if last == 0x0D { frame.moveWriterIndex(to: frame.writerIndex - 1) }
        guard frame.readableBytes > 0 else { return nil }
        return frame.readableBytes <= maxBytes ? .frame(frame) : .tooLarge
    }

    private mutating func needsMore(_ bytes: inout ByteBuffer) -> Step {
        // One more byte may be the carriage return.
        let isOver = bytes.readableBytes > maxBytes + 1
        if isSkipping || isOver {
            let isNew = !isSkipping
            isSkipping = true
            buffer = nil
            scanned = 0
            return isNew ? .tooLarge : .needsMore
        }
        scanned = bytes.readableBytes
        buffer = nil
        bytes.discardReadBytes()
        buffer = bytes
        return .needsMore
    }

    private static func newline(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count else { return nil }
        guard let found = memchr(base + start, 0x0A, bytes.count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
