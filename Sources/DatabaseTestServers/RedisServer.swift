import Foundation

/// A Redis of this test run: in a temporary folder, on a Unix socket and if asked for on TLS, run by an unprivileged user.
///
/// It ends with this process, however that ends.
public final class RedisServer: Sendable {
    /// How it shows who it is.
    public struct TLS: Sendable {
        let certificate: String
        let key: String
        let authority: String

        /// Paths of PEM files.
        public init(certificate: String, key: String, authority: String) {
            self.certificate = certificate
            self.key = key
            self.authority = authority
        }
    }

    private let keeper: ServerKeeper
    /// The port of TLS on 127.0.0.1; nil without it.
    public let tlsPort: Int?

    public var socketPath: String { keeper.folder + "/r.sock" }
    public var url: String { "redis+unix://" + socketPath }

    /// Starts one.
    /// - Parameters:
    ///   - configuration: further lines of `redis.conf`.
    ///   - isCluster: whether it waits to be made a part of a cluster, on TLS alone.
    public init(configuration: [String] = [], tls: TLS? = nil, isCluster: Bool = false) async throws {
        keeper = try ServerKeeper(name: "redis", script: Self.script)
        tlsPort = try tls.map { _ in try Self.freePort() }
        var lines = [
            "port 0", "unixsocket \(keeper.folder)/r.sock", "unixsocketperm 777", "save \"\"", "appendonly no", "daemonize no",
            "dir \(keeper.folder)", "maxmemory 256mb", "maxmemory-policy allkeys-lru", "loglevel warning",
            "logfile \(keeper.folder)/server.log",
        ]
        if let tls, let tlsPort {
            for (name, path) in [("cert", tls.certificate), ("key", tls.key), ("ca", tls.authority)] {
                let copy = "\(keeper.folder)/\(name).pem"
                try FileManager.default.copyItem(atPath: path, toPath: copy)
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: copy)
            }
            lines += [
                "bind 127.0.0.1", "tls-port \(tlsPort)", "tls-cert-file cert.pem", "tls-key-file key.pem",
                "tls-ca-cert-file ca.pem", "tls-auth-clients no",
            ]
        }
        if isCluster {
            lines += ["cluster-enabled yes", "tls-cluster yes", "cluster-config-file nodes.conf", "cluster-node-timeout 5000"]
        }
        try (lines + configuration).joined(separator: "\n").appending("\n")
            .write(toFile: keeper.folder + "/redis.conf", atomically: false, encoding: .utf8)
        try await keeper.tell("start")
    }

    private static let script = """
        PID=
        cli() { redis-cli -s "$FOLDER/r.sock" "$@"; }
        begin() {
          # Not by a function: its process would be the shell's, not the server's.
          if [ -n "$OWNER" ]; then
            setpriv --reuid="$OWNER" --regid="$(id -g "$OWNER")" --clear-groups -- redis-server "$FOLDER/redis.conf" &
          else
            redis-server "$FOLDER/redis.conf" &
          fi
          PID=$!
          for try in $(seq 600); do
            case $(cli ping 2>&1) in *PONG*|*NOAUTH*) return 0 ;; esac
            kill -0 "$PID" || return 1
            sleep 0.05
          done
          return 1
        }
        handle() {
          set -- $1
          case $1 in
          start) begin ;;
          kill) kill -9 "$PID"; wait "$PID"; true ;;
          pause) kill -STOP "$PID" ;;
          resume) kill -CONT "$PID" ;;
          cli) shift; cli "$@" ;;
          myid) cli cluster myid >"$FOLDER/id" ;;
          join)
            shift
            redis-cli --tls --cacert "$FOLDER/ca.pem" -h 127.0.0.1 -p "${1##*:}" --cluster create "$@" --cluster-yes || return 1
            for try in $(seq 600); do
              ready=yes
              for node in "$@"; do
                redis-cli --tls --cacert "$FOLDER/ca.pem" -h 127.0.0.1 -p "${node##*:}" cluster info | grep -q state:ok ||
                  ready=no
              done
              [ $ready = yes ] && return 0
              sleep 0.05
            done
            return 1 ;;
          *) return 1 ;;
          esac
        }
        finish() { kill -CONT "$PID"; kill -9 "$PID"; wait "$PID"; }
        """

    /// A port of 127.0.0.1 that nobody had a moment ago, with one 10,000 above it for the talk of a cluster.
    private static func freePort() throws -> Int {
        for _ in 0..<200 {
            let port = Int.random(in: 20_000...30_000)
            if isFree(port), isFree(port + 10_000) { return port }
        }
        throw ServerFailure("no free port")
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// Starts it again after `kill`.
    public func start() async throws { try await keeper.tell("start") }
    /// Ends it as a crash would.
    public func kill() async throws { try await keeper.tell("kill") }
    /// Stops it in its tracks: connections stay open and nothing is answered.
    public func pause() async throws { try await keeper.tell("pause") }
    public func resume() async throws { try await keeper.tell("resume") }
    public func end() async { await keeper.end() }

    /// Runs a command; its words hold no spaces.
    public func command(_ words: String...) async throws {
        try await keeper.tell((["cli"] + words).joined(separator: " "))
    }

    /// The name of this server in its cluster.
    public func nodeID() async throws -> String {
        try await keeper.tell("myid")
        return try String(contentsOfFile: keeper.folder + "/id", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Makes one cluster of servers that were started for one.
    public static func join(_ servers: [RedisServer]) async throws {
        guard let first = servers.first else { return }
        let nodes = servers.compactMap(\.tlsPort).map { "127.0.0.1:\($0)" }
        try await first.keeper.tell("join " + nodes.joined(separator: " "))
    }
}
