import PluginAPI

extension SealPlace {
    static func totpSeed(_ user: UserID) -> SealPlace {
        SealPlace(column: "credentials.seed", row: (user.high, user.low))
    }
    static func sessionLabel(_ id: SessionID) -> SealPlace {
        SealPlace(column: "sessions.label", row: (id.high, id.low))
    }
    static func tokenLabel(_ id: APITokenID) -> SealPlace {
        SealPlace(column: "apiTokens.label", row: (id.high, id.low))
    }
}
