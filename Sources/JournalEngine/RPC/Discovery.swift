public import JournalRPC

/// The OpenRPC 1.3 document of a method table (https://spec.open-rpc.org): every method with its schemas, and every
/// error of the wire.
public enum Discovery {
    /// What the document says of itself.
    public struct Info: Sendable {
        /// The name of the interface.
        public var title: String
        /// The version of the interface, such as `1.0.0`.
        public var version: String
        /// A few words about it.
        public var description: String

        public init(title: String, version: String, description: String) {
            self.title = title
            self.version = version
            self.description = description
        }
    }

    /// The document of these methods, in their order.
    public static func document(of methods: [AnyMethod], info: Info) -> JSONValue {
        [
            "openrpc": "1.3.2",
            "info": [
                "title": .string(info.title), "version": .string(info.version),
                "description": .string(info.description),
            ],
            "methods": .array(methods.map(describe)),
            "components": ["errors": .object(RPCErrorCode.allCases.map { .init($0.kind, describe($0)) })],
        ]
    }

    private static func describe(_ method: AnyMethod) -> JSONValue {
        let errors = possibleErrors(of: method)
        return [
            "name": .string(method.name),
            "summary": .string(method.help),
            "tags": [["name": .string(namespace(of: method.name))]],
            "paramStructure": "by-name",
            "params": .array(params(of: method)),
            "result": ["name": "result", "schema": method.result.jsonSchema],
            "errors": .array(errors.map { ["$ref": .string("#/components/errors/\($0.kind)")] }),
            "x-access": .string(method.access.rawValue),
            "x-scope": method.access == .anyone ? .null : .string(method.scope.rawValue),
            "x-freshLogin": .boolean(method.needsFreshLogin),
            "x-writes": .boolean(method.isWrite),
        ]
    }

    /// One content descriptor for each member of the params.
    private static func params(of method: AnyMethod) -> [JSONValue] {
        guard case .object(let properties, _) = method.params.kind else { return [] }
        // OpenRPC wants required ones before optional ones.
        return (properties.filter(\.required) + properties.filter { !$0.required }).map { property in
            [
                "name": .string(property.name),
                "summary": .string(property.help),
                "required": .boolean(property.required),
                "schema": property.schema.jsonSchema,
            ]
        }
    }

    private static func describe(_ code: RPCErrorCode) -> JSONValue {
        [
            "code": .integer(Int64(code.rawValue)),
            "message": .string(code.summary),
            "data": ["kind": .string(code.kind)],
        ]
    }

    private static func namespace(of name: String) -> String {
        String(name.prefix { $0 != "." })
    }

    /// What the dispatcher itself may answer to a call of the method. Services add their own, which any method may have.
    private static func possibleErrors(of method: AnyMethod) -> [RPCErrorCode] {
        var codes: [RPCErrorCode] = [.invalidParams, .internalError, .rateLimited, .unavailable]
        if method.access.needsAccount { codes.append(.unauthenticated) }
        // A role or, with an API token, a scope may be missing.
        if method.access != .anyone { codes += [.forbidden, .notFound, .tooLarge] }
        if method.needsFreshLogin { codes.append(.reauthenticationRequired) }
        if method.access.needsAccount, !method.allowsInitialPassword { codes.append(.passwordChangeRequired) }
        if method.isWrite { codes += [.conflict, .storageFull] }
        return codes
    }
}
