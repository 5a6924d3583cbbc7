// swift-tools-version: 6.2
import PackageDescription

/// Every target of the package is compiled in Swift 6 mode with these upcoming features:
/// existentials are spelt `any`, a member is visible only where its module is imported, and an
/// import is internal unless the file says that it is part of the public interface.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A plugin knows `PluginAPI` and what it is built on, nothing else of the house.
func plugin(_ name: String, _ libraries: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: ["PluginAPI"] + libraries, path: "Plugins/\(name)",
        exclude: name == "SentimentLexicon" ? ["Lexicon"] : [], swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "journald",
    products: [
        .executable(name: "journald-core", targets: ["journald-core"]),
        .executable(name: "journalctl-x", targets: ["journalctl-x"]),
        .library(name: "JournalRPC", targets: ["JournalRPC"]),
        .library(name: "PluginAPI", targets: ["PluginAPI"]),
        .library(name: "PluginTestKit", targets: ["PluginTestKit"]),
        .library(name: "SentimentLexicon", targets: ["SentimentLexicon"]),
    ],
    traits: [
        .trait(name: "OpenAI", description: "The sentiment provider that asks a model over HTTP; brings libcurl"),
        .trait(name: "Postgres", description: "The storage on PostgreSQL, for several daemons; brings libpq"),
        .trait(name: "Redis", description: "The cache in Redis that several daemons share; brings NIO's TLS"),
        .default(enabledTraits: ["OpenAI", "Postgres", "Redis"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The wire and the contracts.
        .target(name: "StrictJSON", swiftSettings: strict),
        .target(name: "FileStatus", swiftSettings: strict),
        .target(name: "JournalRPC", dependencies: ["StrictJSON"], swiftSettings: strict),
        .target(name: "PluginAPI", dependencies: [logging], swiftSettings: strict),

        // The daemon.
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .target(
            name: "JournalEngine",
            dependencies: [
                "JournalRPC", "PluginAPI", "FileStatus", "CSystemd", "CArgon2", logging, metrics, tracing, lifecycle, signals, crypto,
                jwtKit, nioCore, nioPosix, configuration, yams,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "journald-core",
            dependencies: [
                "JournalEngine", "PluginAPI", "StorageSQLite", "SentimentLexicon", "AnalyticsTrends",
                "AnalyticsHabits", "AnalyticsCategories", "CacheMemory", argumentParser, logging, lifecycle,
                .target(name: "SentimentOpenAI", condition: .when(traits: ["OpenAI"])),
                .target(name: "StoragePostgres", condition: .when(traits: ["Postgres"])),
                .target(name: "CacheRedis", condition: .when(traits: ["Redis"])),
            ],
            swiftSettings: strict),

        // The control client.
        .executableTarget(
            name: "journalctl-x", dependencies: ["JournalRPC", argumentParser], swiftSettings: strict),

        // Plugins.
        plugin("StorageSQLite", [grdb, logging]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        plugin("StoragePostgres", ["CLibPQ", logging]),
        // The lexicon's compiled-in tables: constant data in C, made by scripts/build-lexicon.
        .target(name: "CSentimentLexicon", path: "Plugins/CSentimentLexicon"),
        plugin("SentimentLexicon", ["CSentimentLexicon", logging]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        plugin("SentimentOpenAI", ["StrictJSON", "CCurl", logging]),
        plugin("AnalyticsSupport"),
        plugin("AnalyticsTrends", ["AnalyticsSupport"]),
        plugin("AnalyticsHabits", ["AnalyticsSupport"]),
        plugin("AnalyticsCategories", ["AnalyticsSupport"]),
        plugin("CacheMemory"),
        plugin("CacheRedis", [nioCore, nioPosix, nioSSL, logging]),

        // What plugin authors test with.
        .target(name: "PluginTestKit", dependencies: ["PluginAPI", logging], swiftSettings: strict),

        .target(
            name: "ModelTestServer", dependencies: ["StrictJSON", nioCore, nioPosix, nioHTTP1, nioHTTP2, nioSSL],
            swiftSettings: strict),

        // Real database servers of a test run, on Unix sockets in temporary folders.
        .target(name: "DatabaseTestServers", dependencies: ["CLibPQ"], swiftSettings: strict),

        tests("JournalRPCTests", ["JournalRPC"]),
        tests("PluginAPITests", ["PluginAPI"]),
        tests("JournalEngineTests", [
            "JournalEngine", "JournalRPC", "PluginAPI", "PluginTestKit", nioCore, nioPosix, nioEmbedded, crypto, jwtKit,
            logging,
        ]),
        tests("StorageSQLiteTests", ["StorageSQLite", "PluginAPI", "PluginTestKit", grdb, logging]),
        tests("StoragePostgresTests", ["StoragePostgres", "StorageSQLite", "DatabaseTestServers", "PluginAPI", "PluginTestKit", logging]),
        tests("SentimentLexiconTests", ["SentimentLexicon", "CSentimentLexicon", "PluginAPI", "PluginTestKit", logging]),
        tests("SentimentOpenAITests", [
            "SentimentOpenAI", "ModelTestServer", "StrictJSON", "PluginAPI", "PluginTestKit", logging,
        ]),
        tests("AnalyticsTests", [
            "AnalyticsSupport", "AnalyticsTrends", "AnalyticsHabits", "AnalyticsCategories", "PluginAPI", "PluginTestKit",
            logging,
        ]),
        tests("CacheRedisTests", [
            "CacheRedis", "DatabaseTestServers", "ModelTestServer", "PluginAPI", "PluginTestKit", nioCore, nioPosix, nioEmbedded, nioSSL, logging,
        ]),
        tests("CacheMemoryTests", ["CacheMemory", "PluginAPI", "PluginTestKit", logging]),
        tests("JournalControlTests", ["journalctl-x", "JournalRPC", argumentParser]),
        tests("EndToEndTests", [
            "journald-core", "journalctl-x", "JournalRPC", "ModelTestServer", "DatabaseTestServers", crypto,
        ]),
    ],
    swiftLanguageModes: [.v6]
)
