import JournalRPC
import PluginAPI

/// Turns the wire's filters and cursors into the store's.
struct EntryQueries: Sendable {
    let resolver: CategoryResolver

    /// The store's filter, or nil when nothing can match because a category that is asked for does not exist.
    func filter(_ selection: EntrySelection, _ account: OpenAccount) async throws(ServiceError) -> EntryFilter? {
        var filter = EntryFilter()
        try place(selection, in: &filter)
        filter.starred = selection.starred
        filter.trashed = selection.trashed ?? false
        filter.labels = selection.labels.map { words in Set(words.compactMap { SentimentLabel(rawValue: $0) }) }
        for name in selection.categories ?? [] {
            guard let id = try await resolver.id(of: name, account) else { return nil }
            filter.allCategories.append(id)
        }
        if let names = selection.anyCategories {
            var ids: [CategoryID] = []
            for name in names {
                if let id = try await resolver.id(of: name, account) { ids.append(id) }
            }
            guard !ids.isEmpty else { return nil }
            filter.anyCategories = [ids]
        }
        for name in selection.notCategories ?? [] {
            if let id = try await resolver.id(of: name, account) { filter.notCategories.append(id) }
        }
        return filter
    }

    private func place(_ selection: EntrySelection, in filter: inout EntryFilter) throws(ServiceError) {
        if let since = selection.since {
            if let day = LocalDay(since) { filter.firstDay = day } else { filter.since = try instant(since, "/since") }
        }
        if let until = selection.until {
            if let day = LocalDay(until) { filter.lastDay = day } else { filter.before = try instant(until, "/until") }
        }
        if let mood = selection.mood {
            filter.minimumMood = mood.min.flatMap(Mood.init)
            filter.maximumMood = mood.max.flatMap(Mood.init)
            if let low = mood.min, let high = mood.max, low > high {
                throw .invalid(path: "/mood", rule: "minimum", message: "min must not be above max")
            }
        }
        if let score = selection.score {
            filter.minimumScore = score.min.map { Score($0) }
            filter.maximumScore = score.max.map { Score($0) }
            if let low = score.min, let high = score.max, low > high {
                throw .invalid(path: "/score", rule: "minimum", message: "min must not be above max")
            }
        }
    }

    private func instant(_ text: String, _ path: String) throws(ServiceError) -> Instant {
        guard let instant = InstantText.parse(text) else {
            throw .invalid(path: path, rule: "instant", message: "must be a day or an RFC 3339 instant")
        }
        return instant
    }

    // MARK: - Cursors

    /// A cursor: format, keyed hash of what the list was asked for, and the store's position. It fits that list alone.
    func cursor(_ position: PagePosition?, for asked: [UInt8], _ account: OpenAccount) -> String? {
        guard let position else { return nil }
        let bytes = [1] + account.keys.keyed("cursor", asked).prefix(8) + position.bytes
        return Base64URL.encode(bytes)
    }

    func position(
        _ cursor: String?, for asked: [UInt8], _ account: OpenAccount
    ) throws(ServiceError) -> PagePosition? {
        guard let cursor else { return nil }
        guard let bytes = Base64URL.decode(cursor), bytes.count > 9, bytes.count <= 9 + 64, bytes[0] == 1,
            bytes[1..<9].elementsEqual(account.keys.keyed("cursor", asked).prefix(8))
        else {
            throw .invalid(path: "/cursor", rule: "cursor", message: "is not from this list; ask again without it")
        }
        return PagePosition(Array(bytes[9...]))
    }

    /// What a list was asked for, as bytes.
    static func asked(_ parts: some Encodable) throws(ServiceError) -> [UInt8] {
        guard let bytes = try? RPCEncoder.encode(parts) else { throw .internal(cause: "params do not encode") }
        return bytes
    }
}

/// Base64 with the URL-safe alphabet and without padding (RFC 4648, section 5).
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let rest = min(3, bytes.count - index)
            var group = UInt32(bytes[index]) << 16
            if rest > 1 { group |= UInt32(bytes[index + 1]) << 8 }
            if rest > 2 { group |= UInt32(bytes[index + 2]) }
            for place in 0...rest { text.append(alphabet[Int(group >> UInt32(18 - 6 * place)) & 63]) }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for character in text.utf8 {
            guard let value = value(character) else { return nil }
            group = (group << 6 | value) & 0xFF_FFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        return bits < 6 ? bytes : nil
    }

    private static func value(_ character: UInt8) -> UInt32? {
        switch character {
        case 65...90: UInt32(character - 65)
        case 97...122: UInt32(character - 71)
        case 48...57: UInt32(character + 4)
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
