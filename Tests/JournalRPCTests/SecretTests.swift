import JournalRPC
import Testing

/// Passwords, codes and tokens on the wire.
@Suite struct SecretTests {
    @Test func printingASecretShowsNothing() throws {
        let params = Sessions.Login.Params(login: "maria", password: SecretString("correct horse"))
        var dumped = ""
        dump(params, to: &dumped)
        for text in ["\(params.password)", String(describing: params), String(reflecting: params), "\([params.password])", dumped] {
            #expect(!text.contains("horse"))
            #expect(text.contains("<redacted>"))
        }
    }

    @Test func aSecretIsAPlainStringOnTheWire() throws {
        var bytes: [UInt8] = []
        try RPCEncoder.encode(Sessions.Refresh.Params(refreshToken: SecretString("jr_0123456789abcdef")), into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"refreshToken":"jr_0123456789abcdef"}"#)
        let root = try #require(try JSONDocument(bytes).root)
        #expect(try RPCParams.decode(Sessions.Refresh.self, from: root).refreshToken.revealed == "jr_0123456789abcdef")
    }

    @Test func theSchemaSaysThatItIsOneAndNeverItsValue() throws {
        #expect(Schema.secret(8...64).jsonSchema["format"] == "password")
        let root = try #require(try JSONDocument(Array(#"{"login":"maria","password":""}"#.utf8)).root)
        let refused = #expect(throws: RPCError.self) { try RPCParams.decode(Sessions.Login.self, from: root) }
        #expect(refused?.data.issues?.map(\.path) == ["/password"])
    }

    @Test(arguments: [
        (AnyMethod(Sessions.Login.self), RPCScope.write, false), (AnyMethod(Account.Get.self), .read, false),
        (AnyMethod(Analytics.Report.self), .analyse, false), (AnyMethod(Keys.Rotate.self), .admin, false),
        (AnyMethod(Entries.Create.self), .write, false), (AnyMethod(Account.SetPassword.self), .person, false),
        (AnyMethod(Account.Tokens.Create.self), .person, true), (AnyMethod(Users.Delete.self), .admin, true),
        (AnyMethod(Account.Delete.self), .person, true),
    ])
    func everyMethodSaysWhatATokenNeeds(method: AnyMethod, scope: RPCScope, fresh: Bool) {
        #expect(method.scope == scope)
        #expect(method.needsFreshLogin == fresh)
    }

    @Test func noTokenCanBeGivenWhatIsForPersons() {
        #expect(!RPCScope.grantable.contains(.person))
        #expect(Set(RPCScope.grantable).union([.person]) == Set(RPCScope.allCases))
    }
}
