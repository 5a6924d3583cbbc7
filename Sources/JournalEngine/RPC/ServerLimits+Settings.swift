import NIOCore
public import PluginAPI

extension ServerLimits {
    /// The bounds that the settings name; the rest at their defaults.
    public init(_ values: SettingValues) {
        self.init()
        messageBytes = values[CoreSettings.maxMessageBytes]
        connections = values[CoreSettings.maxConnections]
        connectionsPerUser = values[CoreSettings.maxConnectionsPerUser]
        requestsInFlight = values[CoreSettings.maxRequestsInFlight]
        hardOutput = values[CoreSettings.maxUnreadBytes]
        partialMessage = .seconds(Int64(values[CoreSettings.partialFrameSeconds]))
        answer = .seconds(Int64(values[CoreSettings.requestSeconds]))
        drain = .seconds(values[CoreSettings.drainSeconds])
    }
}
