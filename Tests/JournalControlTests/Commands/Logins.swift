import Foundation
import JournalRPC
import Synchronization

@testable import journalctl_x

/// A state folder of its own for the logins of one test.
final class StateFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/jx-state-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var environment: [String: String] { ["XDG_STATE_HOME": path] }
    var store: LoginStore { LoginStore(folder: path + "/journalctl-x/logins") }

    func place(_ daemon: FakeDaemon, uid: UInt32? = getuid()) -> DaemonPlace { DaemonPlace(socket: daemon.path, uid: uid) }

    /// A login of an earlier run, whose access token ends at an instant; the tests' clock says 17:17 UTC.
    func logIn(_ daemon: FakeDaemon, number: Int = 1, until: String = "2026-10-30T18:00:00Z", uid: UInt32? = getuid()) throws {
        let root = try JSONDocument(try Samples.tokens(number, until: until).encoded()).root
        let tokens = try root.map { try RPCDecoder.decode(Sessions.Tokens.self, from: $0) }
        let place = place(daemon, uid: uid)
        try PrivateFiles.makeFolder(store.folder)
        if let tokens { try store.save(StoredLogin(socket: place.socket, daemon: uid, tokens: tokens), place) }
    }

    func login(_ daemon: FakeDaemon) throws -> StoredLogin? { try store.load(place(daemon)) }

    func mode(_ path: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }
}

/// What the daemon's side of accounts would say.
enum Samples {
    static func tokens(_ number: Int, until: String = "2026-10-30T18:00:00Z") -> JSONValue {
        [
            "accessToken": .string("access-token-number-\(number)"), "refreshToken": .string("refresh-token-number-\(number)"),
            "expiresAt": .string(until), "refreshExpiresAt": "2026-11-13T17:00:00Z", "session": .string(Sample.id(70)),
            "account": .string(Sample.id(7)), "login": "maria",
        ]
    }

    static let attached: JSONValue = [
        "account": .string(Sample.id(7)), "login": "maria", "role": "user", "session": .string(Sample.id(70)), "expiresAt": "2026-10-30T18:00:00Z",
    ]

    static func account(password: Bool = true, totp: Bool = false, via: String = "session") -> JSONValue {
        [
            "id": .string(Sample.id(7)), "uid": 1000, "role": "user", "zone": "Europe/Madrid", "locale": "en", "dayEndHour": 0, "weekStart": 1,
            "createdAt": "2026-10-01T08:00:00Z", "login": "maria", "hasPassword": .boolean(password), "totp": .boolean(totp),
            "recoveryCodesLeft": 10, "via": .string(via),
        ]
    }

    static let unauthenticated = Sample.error(-32001, "unauthenticated", "Not authenticated.")
    static let stale = Sample.error(-32011, "reauthentication_required", "This method needs a fresh login.")
    static let codeNeeded = Sample.error(-32002, "second_factor_required", "A code is needed.", [.init("challenge", "challenge-0123456789")])

    /// A daemon that answers by name; a list of answers is given one by one, the last one again and again.
    static func daemon(_ answers: [String: [FakeDaemon.Answer]]) throws -> FakeDaemon {
        try FakeDaemon { call, count in
            guard let list = answers[call.method], !list.isEmpty else {
                return call.method == "session.attach" ? .result(attached) : Sample.unknownMethod
            }
            return list[min(count, list.count - 1)]
        }
    }
}

/// Answers questions from a list, and remembers them.
final class Answers: Sendable {
    private let state: Mutex<(left: [String], asked: [String])>

    init(_ answers: [String]) { state = Mutex((answers, [])) }

    var asked: [String] { state.withLock { $0.asked } }

    @Sendable func answer(_ question: String) -> String? {
        state.withLock { state in
            state.asked.append(question)
            return state.left.isEmpty ? nil : state.left.removeFirst()
        }
    }
}
