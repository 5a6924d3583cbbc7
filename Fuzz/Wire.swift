// libFuzzer's entry for the wire; scripts/fuzz compiles it into one module with JournalRPC.

/// Reads any bytes as a stream of frames and each frame as every message there is. A trap, a failed check or what the address
/// sanitizer finds is a fault.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = frames(of: bytes, inPiecesOf: max(1, bytes.count))
    precondition(whole == frames(of: bytes, inPiecesOf: 1), "frames are the same however they arrive")
    precondition(whole == frames(of: bytes, inPiecesOf: 7), "frames are the same however they arrive")
    var document = JSONDocument()
    for frame in whole { check(frame, with: &document) }
    return 0
}

private func frames(of bytes: [UInt8], inPiecesOf size: Int) -> [[UInt8]] {
    var buffer = FrameBuffer()
    var out: [[UInt8]] = []
    var at = 0
    while at < bytes.count {
        let end = min(bytes.count, at + size)
        bytes[at..<end].withUnsafeBytes { buffer.append($0) }
        while let frame = buffer.next() { out.append(frame) }
        at = end
    }
    return out
}

private func check(_ frame: [UInt8], with document: inout JSONDocument) {
    let message = frame.withUnsafeBytes { RPCMessage.parse($0, with: &document) }
    if case .batch(let requests) = message {
        for request in requests { _ = RPCEnvelope.parse(request) }
    }
    guard let root = document.root else { return }
    _ = RPCIncoming.parse(root)
    _ = Schema.any.validate(root)
    _ = Schema.object([.required("a", .array(of: .entryReference))]).validate(root)
    guard let value = JSONValue(root), let written = try? value.encoded() else { return }
    let again = (try? JSONDocument(written))?.root.flatMap { JSONValue($0) }
    precondition(again == value, "what is read is written so that it is read the same")
    let pretty = (try? JSONDocument(JSONPretty.format(written)))?.root.flatMap { JSONValue($0) }
    precondition(pretty == value, "indenting changes nothing")
}
