/// Params from the wire to their type: first every rule of the schema, then the type.
public enum RPCParams {
    /// The params of a call to `method`; absent ones read as `{}`.
    /// - Throws: `invalidParams` with every issue, never with a value.
    public static func decode<M: RPCMethod>(_ method: M.Type, from params: JSONView?) throws(RPCError) -> M.Params {
        let view = params ?? .emptyObject
        let issues = method.params.validate(view)
        guard issues.isEmpty else { throw RPCError(.invalidParams, data: RPCErrorData(issues: issues)) }
        do throws(RPCDecodingError) {
            return try RPCDecoder.decode(M.Params.self, from: view)
        } catch {
            let issue = SchemaIssue(path: error.pointer, rule: error.rule, message: error.message)
            throw RPCError(.invalidParams, data: RPCErrorData(issues: [issue]))
        }
    }
}
