public import Logging
public import ServiceLifecycle
import UnixSignals

/// Does something each time the process gets SIGHUP, one after the other.
public struct HangupService: Service {
    private let action: @Sendable () async -> Void

    public init(_ action: @escaping @Sendable () async -> Void) { self.action = action }

    public func run() async throws {
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in hangups { await action() }
        }
    }
}

extension ServiceGroup {
    /// The services of a daemon. SIGTERM and SIGINT end them in reverse order; what has not ended by then is
    /// cancelled.
    /// - Parameter patience: how long all of them together may take to end.
    public static func daemon(
        _ services: [any Service], patience: Duration, logger: Logger
    ) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, serviceName: "\(type(of: $0))") },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = patience
        return ServiceGroup(configuration: configuration)
    }
}
