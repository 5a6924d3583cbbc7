/// One request as far as JSON-RPC 2.0 itself is concerned. Methods and params stay views, so that
/// reading an envelope allocates nothing.
public enum RPCEnvelope: Sendable {
    /// A request that wants a reply with this id. `params` is an object or absent.
    case call(id: RPCID, method: JSONView, params: JSONView?)
    /// A request without an id: it never gets a reply, also when its params turn out to be wrong.
    case notification(method: JSONView, params: JSONView?)
    /// No request. The reply carries the id when it could be read, else null. (Indirect, so that the
    /// usual cases stay small.)
    indirect case invalid(id: RPCID?, RPCError)

    /// Reads one request. Members other than `jsonrpc`, `id`, `method` and `params` are refused, and so
    /// is every version but "2.0".
    public static func parse(_ view: JSONView) -> RPCEnvelope {
        guard view.kind == .object else { return .invalid(id: nil, refusal("a request is an object")) }
        var parts = Parts()
        view.forEachMemberIndex { parts.take($0, in: view) }
        return parts.envelope(in: view)
    }

    private static func refusal(_ message: String) -> RPCError {
        RPCError(.invalidRequest, message)
    }

    /// Where the members are on the tape; 0 stands for absent, because a value never is at 0.
    private struct Parts {
        var version = 0
        var id = 0
        var method = 0
        var params = 0
        var hasUnknown = false

        mutating func take(_ name: Int, in object: JSONView) {
            if object.isName(name, "id") {
                id = name + 1
            } else if object.isName(name, "method") {
                method = name + 1
            } else if object.isName(name, "params") {
                params = name + 1
            } else if object.isName(name, "jsonrpc") {
                version = name + 1
            } else {
                hasUnknown = true
            }
        }

        func envelope(in object: JSONView) -> RPCEnvelope {
            let echo = id == 0 ? nil : RPCID(object.at(id))
            if id != 0, echo == nil {
                return .invalid(id: nil, refusal("id must be a string, a number or null"))
            }
            guard version != 0, object.isName(version, "2.0") else {
                return .invalid(id: echo, refusal("jsonrpc must be \"2.0\""))
            }
            guard method != 0, object.at(method).kind == .string else {
                return .invalid(id: echo, refusal("method must be a string"))
            }
            if hasUnknown {
                return .invalid(id: echo, refusal("only jsonrpc, id, method and params are members of a request"))
            }
            let params = params == 0 ? nil : object.at(params)
            guard let echo else { return .notification(method: object.at(method), params: params) }
            if let params, params.kind != .object {
                let issue = SchemaIssue(path: "", rule: "type", message: "params must be an object")
                return .invalid(id: echo, RPCError(.invalidParams, data: RPCErrorData(issues: [issue])))
            }
            return .call(id: echo, method: object.at(method), params: params)
        }
    }
}

/// One frame: a request, a batch of them, or something that gets a single error reply.
public enum RPCMessage: Sendable {
    /// The most requests in one batch.
    public static let maxBatch = 100

    /// One request, read.
    case single(RPCEnvelope)
    /// The requests of a batch; give each to `RPCEnvelope.parse`. Never empty.
    case batch(JSONView.Elements)
    /// Not JSON, an empty batch or one that is too long: one reply with id null.
    indirect case invalid(RPCError)

    /// Reads a frame into a document that is reused from frame to frame. A pure function of the bytes:
    /// it neither throws nor traps.
    public static func parse(
        _ bytes: UnsafeRawBufferPointer, with document: inout JSONDocument,
        maxBytes: Int = JSONDocument.defaultMaxBytes
    ) -> RPCMessage {
        do throws(JSONError) {
            return classify(try document.parse(bytes, maxBytes: maxBytes))
        } catch {
            return .invalid(RPCError(error))
        }
    }

    /// Tells what a frame's outermost value is.
    public static func classify(_ view: JSONView) -> RPCMessage {
        guard view.kind == .array else { return .single(RPCEnvelope.parse(view)) }
        guard view.count > 0 else { return .invalid(RPCError(.invalidRequest, "a batch must not be empty")) }
        guard view.count <= maxBatch else {
            return .invalid(RPCError(.invalidRequest, "a batch has at most \(maxBatch) requests"))
        }
        return .batch(view.elements)
    }
}

extension RPCError {
    /// What the wire says to bytes that were refused as JSON.
    public init(_ error: JSONError) {
        switch error.kind {
        case .syntax, .encoding, .tooDeep:
            self.init(.parseError, "not JSON at byte \(error.offset) (\(error.kind.rawValue))")
        case .duplicateMember:
            self.init(.invalidRequest, "the object at byte \(error.offset) gives a member twice")
        case .combiningMarks:
            self.init(.invalidRequest, "the member name at byte \(error.offset) has too many combining marks")
        case .tooLarge:
            self.init(.tooLarge, "a message has at most \(error.offset) bytes")
        }
    }
}
