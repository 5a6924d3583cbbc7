/// A rule of a contract that an implementation broke.
public struct ContractViolation: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String, file: StaticString = #fileID, line: Int = #line) {
        self.description = "\(description) (\(file):\(line))"
    }
}

/// One named check of a contract for plugins of type `Plugin`, which is `any StoragePlugin` or the like.
///
/// With Swift Testing: `@Test(arguments: StorageContract.checks) func contract(_ check: …) async throws { … }`.
public struct ContractCheck<Plugin>: Sendable, CustomStringConvertible {
    /// The rule in a few words.
    public let name: String
    /// Runs the check on plugins that `make` gives it: made anew and started, each empty.
    /// - Throws: `ContractViolation`, or what the plugin threw where it should not have.
    public let run: @Sendable (_ make: @Sendable () async throws -> Plugin) async throws -> Void

    init(_ name: String, run: @escaping @Sendable (_ make: @Sendable () async throws -> Plugin) async throws -> Void) {
        self.name = name
        self.run = run
    }

    /// A check that needs one plugin.
    init(_ name: String, with run: @escaping @Sendable (Plugin) async throws -> Void) {
        self.init(name) { make in try await run(try await make()) }
    }

    public var description: String { name }
}

func expect(
    _ condition: Bool, _ rule: @autoclosure () -> String, file: StaticString = #fileID, line: Int = #line
) throws(ContractViolation) {
    guard condition else { throw ContractViolation(rule(), file: file, line: line) }
}

func expectEqual<Value: Equatable>(
    _ found: Value, _ wanted: Value, _ what: @autoclosure () -> String, file: StaticString = #fileID, line: Int = #line
) throws(ContractViolation) {
    guard found == wanted else {
        throw ContractViolation("\(what()): found \(found), wanted \(wanted)", file: file, line: line)
    }
}

func expectSome<Value>(
    _ value: Value?, _ what: @autoclosure () -> String, file: StaticString = #fileID, line: Int = #line
) throws(ContractViolation) -> Value {
    guard let value else { throw ContractViolation("\(what()): found nothing", file: file, line: line) }
    return value
}

func expectThrows<Failure: Error & Equatable>(
    _ wanted: Failure, _ what: String, file: StaticString = #fileID, line: Int = #line,
    _ body: () async throws -> Void
) async throws(ContractViolation) {
    do {
        try await body()
    } catch let error as Failure where error == wanted {
        return
    } catch {
        throw ContractViolation("\(what): threw \(error), wanted \(wanted)", file: file, line: line)
    }
    throw ContractViolation("\(what): threw nothing, wanted \(wanted)", file: file, line: line)
}

/// A repeatable source of chance (SplitMix64; Steele, Lea and Flood, 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
