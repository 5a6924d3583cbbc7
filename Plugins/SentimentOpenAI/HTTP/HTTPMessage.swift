/// One request. The bytes of the body are kept until the transfer has ended.
struct HTTPRequest: Sendable {
    enum Method: Sendable {
        case get, post, delete
    }

    var method: Method
    /// Absolute; made by `Endpoint`, never by what came in.
    var url: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// From the queue to the last byte.
    var timeout: Duration
    /// The most bytes of a body that are taken; over it the transfer fails.
    var maxReplyBytes: Int
}

/// A complete reply.
struct HTTPResponse: Sendable {
    let status: Int
    /// By name in lower case. Only the last of a repeated header is kept.
    let headers: [String: String]
    let body: [UInt8]
    /// 1 for HTTP/1.x, 2 for HTTP/2.
    let majorVersion: Int
}

/// Why there is no reply. The words come from libcurl's table or from here, never from the server.
enum HTTPFailure: Error, Hashable, Sendable {
    case cancelled
    /// The client was not started, or was stopped.
    case closed
    case timeout
    case tooLarge
    /// Who is at the other end could not be established, or not with TLS 1.3.
    case tls(reason: String)
    /// No connection, or one that broke.
    case connection(reason: String)
    /// More at once than the client takes.
    case overloaded
}
