import Foundation
import JournalRPC
import Testing

@Suite("Where the socket is")
struct SocketPathTests {
    private let mine = NSTemporaryDirectory() + "jc-run-\(UUID().uuidString)"
    private let nobody: UInt32 = 4_000_000_000

    @Test func theServiceManagersFolderComesFirst() {
        let path = SocketPath.forDaemon(
            environment: ["RUNTIME_DIRECTORY": "/run/journald-core:/run/other", "XDG_RUNTIME_DIR": "/run/user/1"],
            uid: 1, stateDirectory: "/state")
        #expect(path == "/run/journald-core/journald.sock")
    }

    @Test func aRuntimeFolderCountsOnlyIfItIsOnesOwn() throws {
        try FileManager.default.createDirectory(atPath: mine, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: mine) }
        let environment = ["XDG_RUNTIME_DIR": mine + "/", "HOME": "/home/ana"]
        #expect(
            SocketPath.forDaemon(environment: environment, uid: getuid(), stateDirectory: "/state")
                == "\(mine)/journald-core/journald.sock")
        #expect(
            SocketPath.forDaemon(environment: environment, uid: nobody, stateDirectory: "/state")
                == "/state/journald.sock")
        #expect(
            SocketPath.forClient(environment: environment, uid: getuid()) == [
                "\(mine)/journald-core/journald.sock", "/home/ana/.local/state/journald-core/journald.sock",
                SocketPath.system,
            ])
        let link = mine + "-link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: mine)
        defer { try? FileManager.default.removeItem(atPath: link) }
        #expect(
            SocketPath.forDaemon(environment: ["XDG_RUNTIME_DIR": link], uid: nobody, stateDirectory: "/s")
                == "/s/journald.sock")
    }

    @Test(arguments: [
        (["STATE_DIRECTORY": "/var/lib/j:/b", "HOME": "/h"], "/var/lib/j"),
        (["XDG_STATE_HOME": "/x/", "HOME": "/h"], "/x/journald-core"),
        (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/journald-core"),
        (["HOME": "/"], nil), (["HOME": ""], nil), ([:], nil),
    ] as [([String: String], String?)])
    func theStateFolderFollowsTheEnvironment(_ environment: [String: String], _ path: String?) {
        #expect(SocketPath.stateDirectory(environment: environment) == path)
    }

    @Test func aClientWithoutHomeStillFindsTheSystemsDaemon() {
        #expect(SocketPath.forClient(environment: [:], uid: nobody) == [SocketPath.system])
    }
}
