import JournalRPC
import PluginAPI

/// Shows what would leave.
struct SentimentPreview: Sendable {
    let entries: EntryService
    let remote: RemoteAnalysis
    let sentiment: SentimentService

    func preview(_ key: EntryKey, by principal: Principal) async throws(ServiceError) -> SentimentMethods.Preview.Result {
        let account = try await entries.accounts.account(principal.user)
        let stored = try await entries.find(key, account)
        let body = try entries.composer.text(of: stored, account).body
        let names = try await entries.resolver.names(stored.categories, account)
        let consent = try await remote.consent(of: account.id)
        let active = sentiment.active
        let text = consent.masks ? TextMasker.mask(body) : MaskedText(unmasked: body)
        let isDeferred = active.plugin.delivery == .deferred
        let outgoing = isDeferred ? active.plugin.outgoing(SentimentRequest(text: text.text)) : .nothing
        let refusal: RemoteAnalysis.Refusal? =
            isDeferred
            ? remote.refusal(consent, body: body, categories: names, isTrashed: stored.trashedAt != nil)
                ?? (outgoing == .nothing ? .isKnown : nil)
            : .isImmediate
        var result = SentimentMethods.Preview.Result(
            provider: active.id, isSent: refusal == nil, reason: refusal?.rawValue, text: text.text,
            masked: text.pieces.count)
        if case .request(let request) = outgoing {
            result.method = request.method
            result.url = request.url
            result.request = String(decoding: request.body, as: UTF8.self)
        }
        if isDeferred {
            result.currency = active.plugin.currency
            result.costLimit = active.plugin.currency == nil ? nil : max(0, active.plugin.costLimit(of: [.init(text: text.text)]))
        }
        return result
    }
}
