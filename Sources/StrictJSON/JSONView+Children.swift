extension JSONView {
    /// The items of an array in order; nothing for other kinds.
    public var elements: Elements { Elements(container: self) }

    /// The members of an object in order; nothing for other kinds.
    public var members: Members { Members(container: self) }

    /// The value of the member called `name`, or nil. Compares bytes and reads the members one after
    /// the other: use `members` to read many.
    public subscript(name: String) -> JSONView? {
        var name = name
        return name.withUTF8 { bytes in
            guard let found = findMember(UnsafeRawBufferPointer(bytes), from: 0) else { return nil }
            return JSONView(storage: storage, index: found + 1)
        }
    }

    /// The tape index after this value and everything inside it.
    var indexAfter: Int {
        let entry = entry
        return entry.kind.isContainer ? Int(entry.extent) : index + 1
    }

    /// The tape index of the name of the member called `name`. Looks from the name at `hint` on, then
    /// from the front, so that members asked for in their order cost one comparison each.
    func findMember(_ name: UnsafeRawBufferPointer, from hint: Int) -> Int? {
        let object = entry
        guard object.kind == .object else { return nil }
        defer { withExtendedLifetime(storage) {} }
        let first = index + 1
        let end = Int(object.extent)
        let start = hint > first && hint < end ? hint : first
        return search(name, from: start, to: end) ?? search(name, from: first, to: start)
    }

    /// The value at an index of the same tape.
    package func at(_ index: Int) -> JSONView {
        JSONView(storage: storage, index: index)
    }

    /// Calls `body` with the tape index of each member's name; the value is at the next index. Makes no
    /// view for a member, which would cost a reference count.
    package func forEachMemberIndex(_ body: (Int) -> Void) {
        let object = entry
        guard object.kind == .object else { return }
        let tape = storage.tape
        var position = index + 1
        while position < Int(object.extent) {
            body(position)
            let value = tape[position + 1]
            position = value.kind.isContainer ? Int(value.extent) : position + 2
        }
    }

    /// Whether the entry at an index of the same tape is a string of exactly this text.
    package func isName(_ index: Int, _ text: StaticString) -> Bool {
        defer { withExtendedLifetime(storage) {} }
        let entry = storage.tape[index]
        guard entry.kind == .string, Int(entry.extent) == text.utf8CodeUnitCount else { return false }
        return JSONText.equal(
            base, entry, UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func search(_ name: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
        let tape = storage.tape
        let base = base
        var position = start
        while position < end {
            if JSONText.equal(base, tape[position], name) { return position }
            let value = tape[position + 1]
            position = value.kind.isContainer ? Int(value.extent) : position + 2
        }
        return nil
    }

    /// The items of an array.
    public struct Elements: Sequence, Sendable {
        let container: JSONView

        /// An iterator at the first item.
        public func makeIterator() -> Iterator {
            let isArray = container.kind == .array
            return Iterator(
                storage: container.storage, position: container.index + 1,
                end: isArray ? Int(container.entry.extent) : 0)
        }

        /// Walks over the items.
        public struct Iterator: IteratorProtocol {
            let storage: JSONStorage
            var position: Int
            let end: Int

            /// The next item.
            public mutating func next() -> JSONView? {
                guard position < end else { return nil }
                let view = JSONView(storage: storage, index: position)
                position = view.indexAfter
                return view
            }
        }
    }

    /// The members of an object.
    public struct Members: Sequence, Sendable {
        let container: JSONView

        /// An iterator at the first member.
        public func makeIterator() -> Iterator {
            let isObject = container.kind == .object
            return Iterator(
                storage: container.storage, position: container.index + 1,
                end: isObject ? Int(container.entry.extent) : 0)
        }

        /// Walks over the members.
        public struct Iterator: IteratorProtocol {
            let storage: JSONStorage
            var position: Int
            let end: Int

            /// The next member; its name is a string view.
            public mutating func next() -> (name: JSONView, value: JSONView)? {
                guard position < end else { return nil }
                let name = JSONView(storage: storage, index: position)
                let value = JSONView(storage: storage, index: position + 1)
                position = value.indexAfter
                return (name, value)
            }
        }
    }
}
