import JournalRPC
import PluginAPI

/// Keeps what models answered, in the cache and in the store: the same text of the same writer is paid for once.
struct AnswerKeeper: Sendable {
    let store: any StoragePlugin
    let cache: any CachePlugin

    /// How long the cache keeps one; the store keeps it longer.
    private static let lifetime = Duration.seconds(24 * 3_600)

    /// Who was asked what: stands for it under the writer's key, and for nothing to anybody else.
    static func key(provider: String, model: String, promptVersion: String, text: String, _ account: OpenAccount) -> [UInt8] {
        var content = Array(provider.utf8) + [0] + Array(model.utf8) + [0] + Array(promptVersion.utf8) + [0]
        content += Array(text.utf8)
        return account.keys.keyed("sentiment answer", content)
    }

    /// The answers that are kept under these keys.
    func answers(for keys: [[UInt8]], _ account: OpenAccount) async throws(ServiceError) -> [[UInt8]: Jobs.Answer] {
        var found: [[UInt8]: Jobs.Answer] = [:]
        var missing: [[UInt8]] = []
        for key in keys {
            if let bytes = await cache.value(for: Self.name(key, account)),
                let answer = open(SealedBytes(bytes), key, account)
            {
                found[key] = answer
            } else {
                missing.append(key)
            }
        }
        guard !missing.isEmpty else { return found }
        let asked = missing
        let stored = try await storing { () async throws(StorageError) in
            try await store.answers(for: asked, of: account.id)
        }
        for kept in stored {
            guard let answer = open(kept.answer, kept.key, account) else { continue }
            found[kept.key] = answer
            await remember(kept, account)
        }
        return found
    }

    /// An answer ready to be kept.
    func seal(_ answer: Jobs.Answer, _ key: [UInt8], _ account: OpenAccount) throws(ServiceError) -> CachedAnswer {
        guard let bytes = try? RPCEncoder.encode(answer) else { throw .internal(cause: "an answer does not encode") }
        let sealed = try sealing { () throws(SealError) in
            try Sealing.seal(bytes, at: .cache(key), keys: account.keys)
        }
        return CachedAnswer(key: key, answer: sealed)
    }

    /// Puts one that is stored into the cache too.
    func remember(_ kept: CachedAnswer, _ account: OpenAccount) async {
        await cache.store(kept.answer.bytes, for: Self.name(kept.key, account), lifetime: Self.lifetime)
    }

    private static func name(_ key: [UInt8], _ account: OpenAccount) -> CacheKey {
        CacheKey(space: "sentiment", bytes: key, owner: account.keys.keyed("cache owner", []))
    }

    private func open(_ sealed: SealedBytes, _ key: [UInt8], _ account: OpenAccount) -> Jobs.Answer? {
        guard let plain = try? Sealing.open(sealed, at: .cache(key), keys: account.keys),
            let document = try? JSONDocument(plain, maxBytes: plain.count), let root = document.root
        else { return nil }
        return try? RPCDecoder.decode(Jobs.Answer.self, from: root)
    }
}
