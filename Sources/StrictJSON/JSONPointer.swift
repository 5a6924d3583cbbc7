/// JSON pointers (RFC 6901). A view does not know its path; it is found by walking down from a value
/// that contains it, so that paths cost nothing until somebody needs one.
extension JSONView {
    /// The pointer from `ancestor` to this value; empty when they are the same or unrelated.
    /// A name that is not printable ASCII of at most 64 bytes shows as `(unprintable)`.
    public func pointer(from ancestor: JSONView) -> String {
        var path = ""
        var here = ancestor
        while here.index != index, let step = here.step(toward: index) {
            path += "/" + step.token
            here = step.child
        }
        return path
    }

    /// A string as one escaped pointer token, or `(unprintable)`.
    package var pointerToken: String {
        withUTF8 { JSONPointer.token($0) }
    }

    private func step(toward target: Int) -> (token: String, child: JSONView)? {
        switch kind {
        case .object:
            for (name, value) in members where target < value.indexAfter {
                return target >= value.index ? (name.pointerToken, value) : nil
            }
        case .array:
            for (position, item) in elements.enumerated() where target < item.indexAfter {
                return target >= item.index ? (String(position), item) : nil
            }
        default:
            break
        }
        return nil
    }
}

package enum JSONPointer {
    /// A member's name as a pointer token: `~` and `/` escaped; `(unprintable)` when it is longer than
    /// 64 bytes or not printable ASCII, so that nothing hostile travels into messages.
    static func token(_ name: UnsafeRawBufferPointer) -> String {
        guard isShowable(name) else { return "(unprintable)" }
        var token: [UInt8] = []
        for byte in name {
            switch byte {
            case UInt8(ascii: "~"): token += [UInt8(ascii: "~"), UInt8(ascii: "0")]
            case UInt8(ascii: "/"): token += [UInt8(ascii: "~"), UInt8(ascii: "1")]
            default: token.append(byte)
            }
        }
        return String(decoding: token, as: UTF8.self)
    }

    /// Whether a name that a caller sent may appear in a message.
    package static func isShowable(_ name: UnsafeRawBufferPointer) -> Bool {
        name.count <= 64 && name.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
