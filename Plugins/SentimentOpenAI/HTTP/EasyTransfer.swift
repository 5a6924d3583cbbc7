import CCurl

/// One transfer on the client's thread: libcurl's handle, what it reads from, and where it writes to.
final class EasyTransfer {
    /// Headers over this end the transfer.
    private static let maxHeaderBytes = 65_536

    let handle: UnsafeMutableRawPointer
    let continuation: CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>
    private let request: HTTPRequest
    /// A copy that stays in place, which an array does not promise.
    private let body: UnsafeMutableBufferPointer<UInt8>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var headers: [String: String] = [:]
    private var headerBytes = 0
    private var received: [UInt8] = []
    private var isOverfull = false

    /// Nil when libcurl refuses an option; then the caller is still to be told.
    init?(_ transfer: HTTPTransfer, endpoint: Endpoint) {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        request = transfer.request
        continuation = transfer.continuation
        body = .allocate(capacity: request.body.count)
        _ = body.initialize(from: request.body)
        guard setAll(endpoint) else { return nil }
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headerList)
        body.deallocate()
    }

    // MARK: Options

    private func setAll(_ endpoint: Endpoint) -> Bool {
        setLimits() && setSecurity(endpoint) && setRequest()
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool { ccurl_set_long(handle, option, value) == CURLE_OK }

    private func set(_ option: CURLoption, _ value: String) -> Bool {
        ccurl_set_string(handle, option, value) == CURLE_OK
    }

    private func setLimits() -> Bool {
        let (seconds, attoseconds) = request.timeout.components
        let milliseconds = Int(clamping: seconds).multipliedReportingOverflow(by: 1_000)
        guard !milliseconds.overflow else { return false }
        let timeout = max(milliseconds.partialValue + Int(attoseconds / 1_000_000_000_000_000), 1)
        return set(CURLOPT_NOSIGNAL, 1) && set(CURLOPT_TIMEOUT_MS, timeout)
            && set(CURLOPT_CONNECTTIMEOUT_MS, min(timeout, 15_000)) && set(CURLOPT_TCP_KEEPALIVE, 1)
            && ccurl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.maxReplyBytes)) == CURLE_OK
            && ccurl_set_receivers(
                handle,
                { bytes, size, count, context in EasyTransfer.receive(bytes, size, count, context) { $0.takeHeader($1) }
                },
                { bytes, size, count, context in EasyTransfer.receive(bytes, size, count, context) { $0.takeBody($1) }
                },
                Unmanaged.passUnretained(self).toOpaque()) == CURLE_OK
    }

    /// What keeps the bytes from going elsewhere, or in the clear.
    private func setSecurity(_ endpoint: Endpoint) -> Bool {
        guard set(CURLOPT_FOLLOWLOCATION, 0), set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
            // The key is for the server, never for a proxy.
            set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE)),
            set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1), set(CURLOPT_NETRC, 0)
        else { return false }
        guard endpoint.isEncrypted else {
            // A proxy of the environment would carry the text off the machine in the clear.
            return set(CURLOPT_PROTOCOLS_STR, "http") && set(CURLOPT_PROXY, "")
                && set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
                && (endpoint.socketPath.map { set(CURLOPT_UNIX_SOCKET_PATH, $0) } ?? true)
        }
        return set(CURLOPT_PROTOCOLS_STR, "https") && set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_3))
            && set(CURLOPT_SSL_VERIFYPEER, 1) && set(CURLOPT_SSL_VERIFYHOST, 2)
            && (endpoint.authorityFile.map { set(CURLOPT_CAINFO, $0) } ?? true)
            && set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)) && set(CURLOPT_PIPEWAIT, 1)
    }

    private func setRequest() -> Bool {
        // Without this libcurl waits a second for a server to allow a large body.
        for line in request.headers.map({ "\($0.name): \($0.value)" }) + ["Expect:", "User-Agent: journald"] {
            guard let longer = curl_slist_append(headerList, line) else { return false }
            headerList = longer
        }
        guard set(CURLOPT_URL, request.url), ccurl_set_headers(handle, headerList) == CURLE_OK else { return false }
        switch request.method {
        case .get: return set(CURLOPT_HTTPGET, 1)
        case .delete: return set(CURLOPT_HTTPGET, 1) && set(CURLOPT_CUSTOMREQUEST, "DELETE")
        case .post:
            return set(CURLOPT_POST, 1)
                && ccurl_set_body(handle, body.baseAddress, curl_off_t(body.count)) == CURLE_OK
        }
    }

    // MARK: Receiving

    /// libcurl takes any other number than the one it gave as the order to stop.
    private static func receive(
        _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ take: (EasyTransfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        let (length, overflow) = size.multipliedReportingOverflow(by: count)
        guard let context, !overflow else { return 0 }
        guard length > 0 else { return 0 }
        let transfer = Unmanaged<EasyTransfer>.fromOpaque(context).takeUnretainedValue()
        return take(transfer, UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
    }

    private func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.maxHeaderBytes else {
            isOverfull = true
            return false
        }
        // A status line begins anew: what came before belonged to an interim reply.
        if line.starts(with: "HTTP/".utf8) { headers = [:] }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return true }
        // Only ASCII is kept: comparing and hashing other strings of strangers may cost much.
        guard line.allSatisfy({ $0 < 0x80 }) else { return true }
        let name = String(decoding: line[..<colon].map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        let value = line[(colon + 1)...].drop(while: isSpace)
        let end = value.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? value.startIndex
        headers[name] = String(decoding: value[..<end], as: UTF8.self)
        return true
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= request.maxReplyBytes - received.count else {
            isOverfull = true
            return false
        }
        received.append(contentsOf: bytes)
        return true
    }

    // MARK: The outcome

    /// What the transfer came to, once libcurl is through with it.
    func outcome(_ code: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
        guard code == CURLE_OK else { return .failure(failure(code)) }
        let version = ccurl_get_long(handle, CURLINFO_HTTP_VERSION)
        return .success(
            HTTPResponse(
                status: ccurl_get_long(handle, CURLINFO_RESPONSE_CODE), headers: headers, body: received,
                majorVersion: version == Int(CURL_HTTP_VERSION_2_0) ? 2 : 1))
    }

    private func failure(_ code: CURLcode) -> HTTPFailure {
        if isOverfull || code == CURLE_FILESIZE_EXCEEDED { return .tooLarge }
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            return .tls(reason: reason)
        default: return .connection(reason: reason)
        }
    }
}
