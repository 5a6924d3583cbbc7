/// Writes frames: each function appends one, ended by a newline where it stands alone.
public enum RPCReply {
    /// A success reply. When the result cannot be encoded nothing is appended and the error tells why.
    public static func appendResult<T: Encodable>(
        _ result: T, id: RPCID, to out: inout [UInt8], newline: Bool = true
    ) throws(RPCEncodingError) {
        let length = out.count
        append("{\"jsonrpc\":\"2.0\",\"id\":", to: &out)
        id.append(to: &out)
        append(",\"result\":", to: &out)
        do throws(RPCEncodingError) {
            try RPCEncoder.encode(result, into: &out)
        } catch {
            out.removeLast(out.count - length)
            throw error
        }
        end(&out, newline)
    }

    /// A success reply whose result is JSON already.
    public static func appendRawResult(
        _ result: UnsafeRawBufferPointer, id: RPCID, to out: inout [UInt8], newline: Bool = true
    ) {
        append("{\"jsonrpc\":\"2.0\",\"id\":", to: &out)
        id.append(to: &out)
        append(",\"result\":", to: &out)
        out.append(contentsOf: result)
        end(&out, newline)
    }

    /// An error reply; without an id, the id is null.
    public static func appendError(_ error: RPCError, id: RPCID?, to out: inout [UInt8], newline: Bool = true) {
        append("{\"jsonrpc\":\"2.0\",\"id\":", to: &out)
        (id ?? .null).append(to: &out)
        append(",\"error\":", to: &out)
        error.append(to: &out)
        end(&out, newline)
    }

    /// A notification from the daemon.
    public static func appendNotification<T: Encodable>(
        _ method: String, _ params: T, to out: inout [UInt8]
    ) throws(RPCEncodingError) {
        try appendRequest(method, params, id: nil, to: &out)
    }

    /// A request, or without an id a notification.
    public static func appendRequest<T: Encodable>(
        _ method: String, _ params: T, id: RPCID?, to out: inout [UInt8]
    ) throws(RPCEncodingError) {
        let length = out.count
        append("{\"jsonrpc\":\"2.0\"", to: &out)
        if let id {
            append(",\"id\":", to: &out)
            id.append(to: &out)
        }
        append(",\"method\":", to: &out)
        do throws(RPCEncodingError) {
            try RPCEncoder.encode(method, into: &out)
            append(",\"params\":", to: &out)
            try RPCEncoder.encode(params, into: &out)
        } catch {
            out.removeLast(out.count - length)
            throw error
        }
        end(&out, true)
    }

    private static func end(_ out: inout [UInt8], _ newline: Bool) {
        out.append(UInt8(ascii: "}"))
        if newline { out.append(0x0A) }
    }

    private static func append(_ text: StaticString, to out: inout [UInt8]) {
        out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension RPCError {
    /// Appends the error object. Errors hold no number that is not finite, so this cannot fail.
    func append(to out: inout [UInt8]) {
        let length = out.count
        do throws(RPCEncodingError) {
            try RPCEncoder.encode(self, into: &out)
        } catch {
            out.removeLast(out.count - length)
            let bare = #"{"code":-32603,"message":"internal error","data":{"kind":"internal"}}"#
            out.append(contentsOf: bare.utf8)
        }
    }
}
