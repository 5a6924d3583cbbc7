import FoundationEssentials
import Glibc
import Testing

@testable import JournalEngine

/// What is in the way of a socket.
@Suite(.timeLimit(.minutes(1))) struct ListeningSocketTests {
    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : nil
    }

    private func make(_ path: String, mode: UInt32 = 0o660) throws(SocketFileError) -> ListeningSocket {
        try ListeningSocket.make(at: path, mode: mode)
    }

    @Test(arguments: [0o600, 0o660, 0o666] as [UInt32]) func socketHasTheModeThatWasAsked(wanted: UInt32) async throws {
        try await TestFolder.with { folder in
            let socket = try make(folder + "/s", mode: wanted)
            #expect(mode(folder + "/s").map { $0 & 0o7777 } == mode_t(wanted))
            close(socket.descriptor)
        }
    }

    @Test func staleSocketIsReplaced() async throws {
        try await TestFolder.with { folder in
            let old = try make(folder + "/s")
            close(old.descriptor)
            #expect(mode(folder + "/s") != nil)
            let new = try make(folder + "/s")
            // The old one no longer owns the file.
            old.removeFile()
            #expect(mode(folder + "/s") != nil)
            close(new.descriptor)
            new.removeFile()
            #expect(mode(folder + "/s") == nil)
        }
    }

    @Test func secondDaemonIsRefusedAndTheFirstGoesOn() async throws {
        let daemon = try TestDaemon()
        try await daemon.serve { path in
            let second = try TestDaemon().server(at: .path(path))
            await #expect(throws: SocketFileError.inUse(path: path)) { try await second.start() }
            let client = try await LineClient.connect(to: path)
            #expect(try await client.ask(#"{"jsonrpc":"2.0","id":1,"method":"system.ping"}"#).contains("pong"))
            await client.close()
        }
    }

    @Test func linksAreNotFollowed() async throws {
        try await TestFolder.with { folder in
            let target = try make(folder + "/target")
            symlink(folder + "/target", folder + "/link")
            close(target.descriptor)
            #expect(throws: SocketFileError.notASocket(path: folder + "/link")) { try make(folder + "/link") }
            #expect(mode(folder + "/target") != nil)
            symlink(folder + "/nowhere", folder + "/dangling")
            #expect(throws: SocketFileError.notASocket(path: folder + "/dangling")) { try make(folder + "/dangling") }
            mkdir(folder + "/real", 0o700)
            symlink(folder + "/real", folder + "/folder")
            #expect(throws: (any Error).self) { try make(folder + "/folder/s") }
            #expect(mode(folder + "/real/s") == nil)
        }
    }

    @Test func otherFilesAreLeftAlone() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/precious"
            _ = FileManager.default.createFile(atPath: path, contents: Data("text".utf8))
            #expect(throws: SocketFileError.notASocket(path: path)) { try make(path) }
            #expect(FileManager.default.contents(atPath: path) == Data("text".utf8))
        }
    }

    @Test func folderThatOthersMayWriteToIsRefused() async throws {
        try await TestFolder.with { folder in
            mkdir(folder + "/open", 0o700)
            chmod(folder + "/open", 0o777)
            #expect(
                throws: SocketFileError.unsafeFolder(path: folder + "/open", reason: "others may write to it")
            ) { try make(folder + "/open/s") }
            chmod(folder + "/open", 0o1777)
            let socket = try make(folder + "/open/s")
            close(socket.descriptor)
        }
    }

    @Test(arguments: ["", "relative/s", "/", "/tmp/", "/tmp/" + String(repeating: "x", count: 200), "/tmp/a\0b"])
    func badPathsAreRefused(path: String) {
        #expect(throws: SocketFileError.badPath(path)) { try make(path) }
    }

    @Test func inheritedSocketIsServedAndItsFileLeft() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/s"
            let socket = try make(path)
            let server = try TestDaemon().server(at: .inherited(descriptor: socket.descriptor))
            try await server.start()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await server.run() }
                let client = try await LineClient.connect(to: path)
                #expect(try await client.ask(#"{"jsonrpc":"2.0","id":1,"method":"system.ping"}"#).contains("pong"))
                server.beginDrain()
                try await tasks.waitForAll()
            }
            #expect(mode(path) != nil)
        }
    }

    @Test func onlyListeningUnixSocketsAreInherited() throws {
        var pair: [Int32] = [0, 0]
        #expect(pipe(&pair) == 0)
        defer { for descriptor in pair { close(descriptor) } }
        #expect(throws: SocketFileError.badDescriptor(pair[0])) { try ListeningSocket.inherit(pair[0]) }
        let idle = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(idle) }
        #expect(throws: SocketFileError.badDescriptor(idle)) { try ListeningSocket.inherit(idle) }
        #expect(throws: SocketFileError.badDescriptor(-1)) { try ListeningSocket.inherit(-1) }
    }
}
