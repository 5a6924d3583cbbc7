extension SchemaValidation {
    mutating func checkObject(_ view: JSONView, _ properties: [Schema.Property], closed: Bool) {
        guard view.kind == .object else { return report("type", "expected an object") }
        // One bit a property seen; properties beyond 64 are searched for at the end.
        var seen: UInt64 = 0
        var hint = 0
        for (name, value) in view.members {
            if issues.count >= Schema.maxIssues { return }
            guard let position = find(name, in: properties, from: hint) else {
                if closed { reportUnknown(name) } else { check(value, .any) }
                continue
            }
            hint = position + 1
            if position < 64 { seen |= 1 << UInt64(position) }
            path.append(.member(name))
            check(value, properties[position].schema)
            path.removeLast()
        }
        for (position, property) in properties.enumerated() where property.required {
            let present = position < 64 ? seen >> UInt64(position) & 1 == 1 : view[property.name] != nil
            if !present { report("required", "is required", member: property.name) }
        }
    }

    /// Members usually come in the order of the schema, so the search begins after the last one found.
    private func find(_ name: JSONView, in properties: [Schema.Property], from hint: Int) -> Int? {
        for offset in 0..<properties.count {
            let position = (hint + offset) % properties.count
            let matches = properties[position].nameBytes.withUnsafeBytes { name.isString($0) }
            if matches { return position }
        }
        return nil
    }

    private mutating func reportUnknown(_ name: JSONView) {
        let shown = name.withUTF8 { bytes in
            JSONPointer.isShowable(bytes) ? String(decoding: bytes, as: UTF8.self) : "(unprintable)"
        }
        report("unknown", "there is no member \(shown)", member: name.pointerToken)
    }
}
