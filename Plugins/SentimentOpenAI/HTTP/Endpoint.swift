import CCurl

/// Where the model's server is: `https` anywhere, or plain `http` to this machine.
struct Endpoint: Hashable, Sendable {
    /// Why an address is not taken, in words for the operator.
    struct Refusal: Error, Hashable, Sendable {
        let reason: String
    }

    /// Without a slash at the end, such as `https://api.openai.com/v1`.
    let base: String
    /// The path of `base`, such as `/v1`; empty for the root.
    let path: String
    let isEncrypted: Bool
    /// Whether the server is on this machine.
    let isLocal: Bool
    /// The Unix socket that the connection goes to, instead of the host of `base`.
    let socketPath: String?
    /// Authorities to trust in place of the system's, as a PEM file.
    let authorityFile: String?

    /// Reads an address with libcurl's own parser, so that what is checked is what is called.
    /// - Parameter socketPath: absolute; allows `http` whatever the host.
    init(_ address: String, socketPath: String? = nil, authorityFile: String? = nil) throws(Refusal) {
        guard let parsed = curl_url() else { throw Refusal(reason: "there is no memory") }
        defer { curl_url_cleanup(parsed) }
        guard curl_url_set(parsed, CURLUPART_URL, address, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else {
            throw Refusal(reason: "is no address such as https://api.openai.com/v1")
        }
        func part(_ part: CURLUPart) -> String? {
            var text: UnsafeMutablePointer<CChar>?
            guard curl_url_get(parsed, part, &text, 0) == CURLUE_OK, let text else { return nil }
            defer { curl_free(text) }
            return String(cString: text)
        }
        guard part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil else {
            throw Refusal(reason: "must not hold a name or a password")
        }
        guard part(CURLUPART_QUERY) == nil, part(CURLUPART_FRAGMENT) == nil else {
            throw Refusal(reason: "must end with its path")
        }
        guard let scheme = part(CURLUPART_SCHEME), let host = part(CURLUPART_HOST), let whole = part(CURLUPART_URL)
        else {
            throw Refusal(reason: "is no address such as https://api.openai.com/v1")
        }
        isEncrypted = scheme == "https"
        isLocal = socketPath != nil || Self.isLoopback(host)
        guard isEncrypted || scheme == "http" else { throw Refusal(reason: "must begin with https:// or http://") }
        guard isEncrypted || isLocal else {
            throw Refusal(reason: "must be https: only a server on this machine may be asked in the clear")
        }
        guard socketPath == nil || !isEncrypted else { throw Refusal(reason: "must be http:// where a socket is set") }
        base = Self.withoutSlash(whole)
        path = Self.withoutSlash(part(CURLUPART_PATH) ?? "")
        self.socketPath = socketPath
        self.authorityFile = authorityFile
    }

    /// The address of something below the base; `suffix` begins with a slash.
    func url(_ suffix: String) -> String { base + suffix }

    private static func withoutSlash(_ text: String) -> String {
        text.utf8.last == UInt8(ascii: "/") ? String(text.dropLast()) : text
    }

    /// `localhost`, which libcurl does not look up, and literal loopback addresses. Any other name could be anybody's.
    private static func isLoopback(_ host: String) -> Bool {
        if host == "[::1]" || host.utf8.elementsEqual("localhost".utf8) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
