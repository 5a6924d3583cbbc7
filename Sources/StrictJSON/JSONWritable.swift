/// A type that writes itself as JSON without the detour through `Encodable`'s containers, which costs ten times as much.
/// For the few types that make up most of what is sent; what is written must be what `encode(to:)` would write, and a
/// test compares the two.
public protocol JSONWritable: Encodable {
    /// Appends the value.
    /// - Returns: false when it holds a number that is not finite; what was appended is then of no use.
    func write(to writer: inout JSONWriter) -> Bool
}

extension JSONWriter {
    /// A member's name that needs no escaping; its value must follow.
    public mutating func member(_ name: StaticString) {
        plainString(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func plainString(_ plain: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: plain.utf8Start, count: plain.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A member with a string.
    public mutating func member(_ name: StaticString, _ text: String) {
        member(name)
        string(text)
    }

    /// A member with an integer.
    @inlinable
    public mutating func member(_ name: StaticString, _ number: some FixedWidthInteger) {
        member(name)
        integer(number)
    }

    /// A member with a number; false when it is not finite.
    public mutating func member(_ name: StaticString, _ value: Double) -> Bool {
        member(name)
        return number(value)
    }

    /// A member with an array.
    /// - Returns: false when an item could not be written.
    @inlinable
    public mutating func member<Item>(
        _ name: StaticString, _ items: [Item], _ body: (Item, inout JSONWriter) -> Bool
    ) -> Bool {
        member(name)
        beginArray()
        for item in items where !body(item, &self) { return false }
        endArray()
        return true
    }
}
