/// A request as it came.
public struct RecordedRequest: Sendable {
    public let method: String
    public let path: String
    /// 1 for HTTP/1.x, 2 for HTTP/2.
    public let majorVersion: Int
    /// By name in lower case.
    public let headers: [String: String]
    public let body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }
}
