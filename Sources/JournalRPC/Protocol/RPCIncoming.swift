/// A frame as the client receives it.
public enum RPCIncoming: Sendable {
    /// The reply to a call.
    case result(id: RPCID, JSONView)
    /// The refusal of a call; the id is null when the daemon could not read it.
    case failure(id: RPCID, RPCError)
    /// Something the daemon tells unasked.
    case notification(method: String, params: JSONView?)

    /// Reads one frame; nil when it is none of the three.
    public static func parse(_ view: JSONView) -> RPCIncoming? {
        guard view.kind == .object, let version = view["jsonrpc"], version.isString("2.0") else { return nil }
        if let method = view["method"] {
            guard view["id"] == nil, let name = method.string() else { return nil }
            return .notification(method: name, params: view["params"])
        }
        guard let id = view["id"].flatMap({ RPCID($0) }) else { return nil }
        let result = view["result"]
        guard let error = view["error"] else { return result.map { .result(id: id, $0) } }
        guard result == nil, let decoded = try? RPCDecoder.decode(RPCError.self, from: error) else { return nil }
        return .failure(id: id, decoded)
    }
}
