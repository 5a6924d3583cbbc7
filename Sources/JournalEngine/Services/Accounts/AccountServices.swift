import JournalRPC
import PluginAPI

/// The services of accounts, put together.
struct AccountServices: Sendable {
    let rooms: AccountRooms
    private let sessions: SessionService
    private let credentials: CredentialService
    private let tokens: TokenService
    private let uids: UIDService
    private let users: UserService
    private let activity: ActivityService
    private let account: AccountService

    init(rooms: AccountRooms, zones: ZoneCalendar, remote: RemoteAnalysis) {
        self.rooms = rooms
        let access = AccessTokens(vault: rooms.keys.vault, ids: rooms.ids, time: rooms.time)
        sessions = SessionService(rooms: rooms, tokens: access)
        credentials = CredentialService(rooms: rooms)
        tokens = TokenService(rooms: rooms)
        uids = UIDService(rooms: rooms)
        users = UserService(rooms: rooms)
        activity = ActivityService(rooms: rooms)
        account = AccountService(rooms: rooms, users: users, zones: zones, remote: remote)
    }

    func register(in table: inout MethodTable.Builder) {
        account.register(in: &table)
        credentials.register(in: &table)
        tokens.register(in: &table)
        uids.register(in: &table)
        activity.register(in: &table, users: users)
        sessions.register(in: &table)
        users.register(in: &table)
    }
}
