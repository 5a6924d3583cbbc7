import JournalRPC
import PluginAPI

extension SessionService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Sessions.Login.self) { try await login($0, from: $1.connection.peer) }
        table.register(Sessions.Verify.self) { try await verify($0, from: $1.connection.peer) }
        table.register(Sessions.Refresh.self) { try await refresh($0, from: $1.connection.peer) }
        table.register(Sessions.Attach.self, identity: .claims) { try await attach($0, on: $1.connection) }
        table.register(Sessions.Logout.self, identity: .changes) { params, context in
            try await logout(params, by: context.requirePrincipal(), on: context.connection)
        }
        table.register(Sessions.List.self) { _, context in
            ItemList(items: try await list(by: context.requirePrincipal()))
        }
        table.register(Sessions.Revoke.self) { try await revoke($0, by: $1.requirePrincipal()) }
        table.register(Sessions.Reauthenticate.self) { params, context in
            try await reauthenticate(params, by: context.requirePrincipal(), on: context.connection)
        }
    }
}

extension CredentialService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Account.SetPassword.self) { params, context in
            try await setPassword(params, by: context.requirePrincipal(), on: context.connection)
        }
        table.register(Account.TOTP.Begin.self) { _, context in try await beginTOTP(by: context.requirePrincipal()) }
        table.register(Account.TOTP.Confirm.self) { try await confirmTOTP($0, by: $1.requirePrincipal()) }
        table.register(Account.TOTP.Disable.self) { _, context in try await disableTOTP(by: context.requirePrincipal()) }
        table.register(Account.RecoveryCodes.Renew.self) { _, context in
            try await renewRecoveryCodes(by: context.requirePrincipal())
        }
    }
}

extension TokenService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Account.Tokens.Create.self) { try await create($0, by: $1.requirePrincipal()) }
        table.register(Account.Tokens.List.self) { _, context in
            ItemList(items: try await list(by: context.requirePrincipal()))
        }
        table.register(Account.Tokens.Revoke.self) { try await revoke($0, by: $1.requirePrincipal()) }
    }
}

extension UIDService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Account.UIDs.List.self) { _, context in
            ItemList(items: try await list(by: context.requirePrincipal()))
        }
        table.register(Account.UIDs.Link.self) { try await link($0, by: $1.requirePrincipal()) }
        table.register(Account.UIDs.Redeem.self, identity: .changes) { try await redeem($0, on: $1.connection) }
        table.register(Account.UIDs.Unlink.self) { try await unlink($0, by: $1.requirePrincipal()) }
    }
}

extension UserService {
    func register(in table: inout MethodTable.Builder) {
        table.register(Users.List.self) { params, _ in try await list(params) }
        table.register(Users.Create.self) { try await create($0, by: $1.requirePrincipal()) }
        table.register(Users.Disable.self) { params, context in
            try await setDisabled(true, params, by: context.requirePrincipal(), Users.Disable.self)
        }
        table.register(Users.Enable.self) { params, context in
            try await setDisabled(false, params, by: context.requirePrincipal(), Users.Enable.self)
        }
        table.register(Users.ResetPassword.self) { try await resetPassword($0, by: $1.requirePrincipal()) }
        table.register(Users.SetRole.self) { try await setRole($0, by: $1.requirePrincipal()) }
        table.register(Users.Delete.self) { try await delete($0, by: $1.requirePrincipal()) }
    }
}

extension ActivityService {
    func register(in table: inout MethodTable.Builder, users: UserService) {
        table.register(Account.Activity.self) { try await own($0, by: $1.requirePrincipal()) }
        table.register(Audit.List.self) { params, _ in try await all(params, users: users) }
    }
}
