/// Makes JSON readable for people.
public enum JSONPretty {
    /// The same JSON with a line for each member and item, two spaces a level. Literals stay exactly as
    /// they are. The bytes must be JSON; others come out in some shape, never with a trap.
    public static func format(_ json: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(json.count + json.count / 2)
        var depth = 0
        var position = 0
        while position < json.count {
            let byte = json[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                out.append(byte)
                let next = skipSpace(json, from: position)
                if next < json.count, json[next] == byte + 2 {
                    out.append(byte + 2)
                    position = next + 1
                } else {
                    depth += 1
                    newLine(&out, depth)
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(depth - 1, 0)
                newLine(&out, depth)
                out.append(byte)
            case UInt8(ascii: ","):
                out.append(byte)
                newLine(&out, depth)
            case UInt8(ascii: ":"):
                out += [byte, UInt8(ascii: " ")]
            case UInt8(ascii: "\""):
                let end = stringEnd(json, from: position)
                out.append(byte)
                out.append(contentsOf: json[position..<end])
                position = end
            case 0x20, 0x0A, 0x0D, 0x09:
                break
            default:
                out.append(byte)
            }
        }
        return out
    }

    private static func newLine(_ out: inout [UInt8], _ depth: Int) {
        out.append(0x0A)
        out.append(contentsOf: repeatElement(0x20, count: 2 * min(depth, JSONDocument.maxDepth)))
    }

    private static func skipSpace(_ json: [UInt8], from start: Int) -> Int {
        var position = start
        while position < json.count, [0x20, 0x0A, 0x0D, 0x09].contains(json[position]) { position += 1 }
        return position
    }

    /// The position after the closing quote.
    private static func stringEnd(_ json: [UInt8], from start: Int) -> Int {
        var position = start
        while position < json.count {
            if json[position] == UInt8(ascii: "\\") {
                position += 2
            } else if json[position] == UInt8(ascii: "\"") {
                return position + 1
            } else {
                position += 1
            }
        }
        return json.count
    }
}
