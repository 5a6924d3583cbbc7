import JournalRPC

/// One row of the method table: the description, and a handler that takes a view of the params to the bytes of a reply.
final class MethodEntry: Sendable {
    /// Appends the whole reply, without a newline; nothing when there is no id. Leaves the bytes as they were when it throws.
    typealias ImmediateHandler = @Sendable (JSONView?, RequestContext, RPCID?, inout [UInt8]) throws -> Void
    /// The whole reply without a newline; nothing when there is no id.
    typealias AsyncHandler = @Sendable (JSONView?, RequestContext, RPCID?) async throws -> [UInt8]

    enum Handler: Sendable {
        case immediate(ImmediateHandler)
        case asynchronous(AsyncHandler)
    }

    /// What a method does to whom its connection speaks for.
    enum Identity: Sendable {
        case none
        /// It may change it.
        case changes
        /// It claims to speak for somebody: when it fails, the connection speaks for nobody.
        case claims
    }

    let method: AnyMethod
    /// The bytes of its name.
    let name: [UInt8]
    /// Its place in the table; what the rate limiter counts by.
    let index: Int
    let handler: Handler
    let identity: Identity
    let metrics: MethodMetrics

    init(method: AnyMethod, index: Int, handler: Handler, identity: Identity = .none) {
        self.method = method
        name = Array(method.name.utf8)
        self.index = index
        self.handler = handler
        self.identity = identity
        metrics = MethodMetrics(method: method.name)
    }

    /// The reply to a call that went well.
    static func appendResult<Result: Encodable>(_ result: Result, _ id: RPCID, to reply: inout [UInt8]) throws {
        do throws(RPCEncodingError) {
            try RPCReply.appendResult(result, id: id, to: &reply, newline: false)
        } catch {
            throw ServiceError.internal(cause: "the result cannot be encoded: \(error)")
        }
    }

    /// The reply of a call whose result is a string; the encoder's way is for everything else.
    static func appendText(_ text: String, _ id: RPCID, to reply: inout [UInt8]) {
        // The string goes to where a reply without a result has its closing brace.
        RPCReply.appendRawResult(UnsafeRawBufferPointer(start: nil, count: 0), id: id, to: &reply, newline: false)
        reply.removeLast()
        var writer = JSONWriter(reply)
        // The writer holds the only reference now, so that appending does not copy.
        reply = []
        writer.string(text)
        swap(&reply, &writer.bytes)
        reply.append(UInt8(ascii: "}"))
    }
}
