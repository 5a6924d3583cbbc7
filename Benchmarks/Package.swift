// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "journald", path: "..")],
    targets: [
        .executableTarget(
            name: "evaluate-sentiment", dependencies: [.product(name: "SentimentLexicon", package: "journald")],
            swiftSettings: strict),
        .executableTarget(
            name: "lexicon-bench", dependencies: [.product(name: "SentimentLexicon", package: "journald")],
            swiftSettings: strict),
        .executableTarget(
            name: "micro",
            dependencies: [
                .product(name: "JournalRPC", package: "journald"), .product(name: "SentimentLexicon", package: "journald"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
