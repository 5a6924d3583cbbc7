public import JournalRPC

/// Every method of the daemon with its handler: what the dispatcher, `rpc.discover` and the reference are made from.
/// It never changes once built.
public struct MethodTable: Sendable {
    let entries: [MethodEntry]
    /// The methods whose names are so many bytes long. Few share a length, and comparing bytes with a view needs no
    /// generic code of another module, which cost a tenth of a ping.
    private let byLength: [[MethodEntry]]

    fileprivate init(_ entries: [MethodEntry]) {
        self.entries = entries
        let longest = entries.map(\.name.count).max() ?? 0
        var byLength = [[MethodEntry]](repeating: [], count: longest + 1)
        for entry in entries { byLength[entry.name.count].append(entry) }
        self.byLength = byLength
    }

    /// The methods in the order in which they were registered.
    public var methods: [AnyMethod] { entries.map(\.method) }

    /// The method that a string view spells.
    func find(_ name: JSONView) -> MethodEntry? {
        let length = name.utf8Count
        guard length < byLength.count else { return nil }
        return byLength[length].first { entry in entry.name.withUnsafeBytes { name.isString($0) } }
    }

    /// Collects methods; each service adds its own.
    public struct Builder: Sendable {
        private var entries: [MethodEntry] = []
        private var discovery: (index: Int, info: Discovery.Info)?

        public init() {}

        private mutating func add(_ method: AnyMethod, _ handler: MethodEntry.Handler, _ identity: MethodEntry.Identity = .none) {
            entries.append(MethodEntry(method: method, index: entries.count, handler: handler, identity: identity))
        }

        /// Adds a method. Its handler runs on the concurrency pool and must not block.
        public mutating func register<M: RPCMethod>(
            _ method: M.Type,
            handler: @escaping @Sendable (M.Params, RequestContext) async throws -> M.Result
        ) {
            register(method, identity: .none, handler: handler)
        }

        /// Adds a method that may change for whom its connection speaks: it runs when everything sent before it is
        /// done, and everything sent after it waits for it.
        mutating func register<M: RPCMethod>(
            _ method: M.Type, identity: MethodEntry.Identity, handler: @escaping @Sendable (M.Params, RequestContext) async throws -> M.Result
        ) {
            let run: MethodEntry.AsyncHandler = { params, context, id in
                let result = try await handler(try RPCParams.decode(M.self, from: params), context)
                guard let id else { return [] }
                var reply: [UInt8] = []
                try MethodEntry.appendResult(result, id, to: &reply)
                return reply
            }
            add(AnyMethod(M.self), .asynchronous(run), identity)
        }

        /// Adds a method whose handler may run on an event loop: it must answer from memory within microseconds.
        public mutating func registerImmediate<M: RPCMethod>(
            _ method: M.Type, handler: @escaping @Sendable (M.Params, RequestContext) throws -> M.Result
        ) {
            // Casts between generic types are looked up at run time, so they are made once, here.
            let isText = M.Result.self == String.self
            let none = NoParams() as? M.Params
            let run: MethodEntry.ImmediateHandler = { params, context, id, reply in
                let given = params == nil ? none : nil
                let result = try handler(try given ?? RPCParams.decode(M.self, from: params), context)
                guard let id else { return }
                if isText, let text = result as? String {
                    MethodEntry.appendText(text, id, to: &reply)
                } else {
                    try MethodEntry.appendResult(result, id, to: &reply)
                }
            }
            add(AnyMethod(M.self), .immediate(run))
        }

        /// Adds the method that answers with the OpenRPC document of the finished table.
        public mutating func registerDiscovery<M: RPCMethod>(_ method: M.Type, info: Discovery.Info)
        where M.Params == NoParams, M.Result == JSONValue {
            discovery = (entries.count, info)
            add(AnyMethod(M.self), .immediate { _, _, _, _ in })
        }

        /// The finished table.
        /// - Throws: when two methods have one name, which is a mistake of the program.
        public func build() throws(MethodTableError) -> MethodTable {
            var seen: Set<String> = []
            for entry in entries where !seen.insert(entry.method.name).inserted {
                throw .duplicateName(entry.method.name)
            }
            guard let discovery else { return MethodTable(entries) }
            var entries = entries
            let document = Discovery.document(of: entries.map(\.method), info: discovery.info)
            let bytes: [UInt8]
            do throws(RPCEncodingError) { bytes = try document.encoded() } catch { throw .undescribable }
            let answer: MethodEntry.AsyncHandler = { params, _, id in
                _ = try RPCParams.decode(NoParamsMethod.self, from: params)
                guard let id else { return [] }
                var reply: [UInt8] = []
                bytes.withUnsafeBytes { RPCReply.appendRawResult($0, id: id, to: &reply, newline: false) }
                return reply
            }
            entries[discovery.index] = MethodEntry(
                method: entries[discovery.index].method, index: discovery.index, handler: .asynchronous(answer))
            return MethodTable(entries)
        }
    }
}

/// Why a table could not be built: always a mistake of the program.
public enum MethodTableError: Error, Sendable, Equatable {
    /// Two methods have this name.
    case duplicateName(String)
    /// A schema holds a number that JSON cannot write.
    case undescribable
}

/// Stands for any method without params.
private enum NoParamsMethod: RPCMethod {
    typealias Params = NoParams
    typealias Result = JSONValue
    static let name = ""
    static let help = ""
    static let params = NoParams.schema
    static let result = Schema.any
}
