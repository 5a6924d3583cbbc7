import PluginAPI
import Testing

@testable import StoragePostgres

/// Settings are refused with a line that says what to do, before anybody is asked.
@Suite struct PostgresOptionsTests {
    private func options(_ settings: [String: SettingValue]) throws -> PostgresOptions {
        try PostgresOptions(TestStores.context(settings))
    }

    private func keywords(_ url: String) throws -> [String: String] {
        let options = try options(["storage.postgres.url": .text(url)])
        return Dictionary(options.connection.keywords.map { ($0.name, $0.value) }) { $1 }
    }

    @Test(arguments: [
        ("", "must name a database"),
        ("mysql://x/y", "must begin with postgresql://"),
        ("host=/run dbname=x", "must begin with postgresql://"),
        ("postgresql://[::1/x", "not a URL"),
        ("postgresql:///x?nonsense=1", "not a URL"),
        ("postgresql://u:secret@/x?host=/run", "must not hold a password"),
        ("postgresql:///x?host=/run&password=secret", "must not hold a password"),
        ("postgresql:///x?host=/run&options=-c%20fsync%3Doff", "must not set options"),
        ("postgresql:///x?service=other", "must not set service"),
        ("postgresql:///x?host=/run&passfile=/tmp/p", "must not set passfile"),
        ("postgresql://db.example.org/x?sslmode=disable", "plain text"),
        ("postgresql://db.example.org/x?sslmode=prefer", "plain text"),
        ("postgresql://db.example.org/x?sslmode=require", "does not check whom it talks to"),
        ("postgresql://db.example.org/x?sslmode=verify-ca", "does not check whom it talks to"),
        ("postgresql://db.example.org/x?ssl_min_protocol_version=TLSv1.2", "only TLS 1.3"),
        ("postgresql://db.example.org/x?ssl_max_protocol_version=TLSv1.2", "only TLS 1.3"),
        ("postgresql://127.0.0.1/x?sslmode=disable", "plain text"),
        ("postgresql://localhost/x?sslmode=prefer", "plain text"),
        ("postgresql:///x?hostaddr=127.0.0.1&host=/run&sslmode=disable", "plain text"),
        ("postgresql:///x?host=/run,db.example.org&sslmode=disable", "plain text"),
    ])
    func aWrongURLIsRefused(_ url: String, _ reason: String) throws {
        let error = #expect(throws: PluginConfigurationError.self) { try options(["storage.postgres.url": .text(url)]) }
        #expect(error?.key == "storage.postgres.url")
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("secret") == false, "a password is not repeated")
    }

    @Test func aUnixSocketNeedsNoTLS() throws {
        for url in ["postgresql:///x?host=/run/pg", "postgresql://%2Frun%2Fpg/x", "postgresql:///x"] {
            let keywords = try keywords(url)
            #expect(keywords["sslmode"] == "disable")
            #expect(keywords["host"]?.hasPrefix("/") == true)
        }
    }

    @Test func overTCPNothingButVerifiedTLSIsSpoken() throws {
        for url in ["postgresql://db.example.org/x", "postgresql://db.example.org:6432/x?sslmode=verify-full", "postgresql:///x?hostaddr=10.0.0.1"] {
            let keywords = try keywords(url)
            #expect(keywords["sslmode"] == "verify-full")
            #expect(keywords["ssl_min_protocol_version"] == "TLSv1.3")
            #expect(keywords["sslrootcert"] == "/etc/ssl/certs/ca-certificates.crt")
            #expect(keywords["gssencmode"] == "disable")
        }
    }

    @Test(arguments: [
        (["storage.postgres.poolSize": SettingValue.integer(4), "storage.postgres.writers": .integer(3)], "storage.postgres.poolSize"),
        (["storage.postgres.password": .text("a"), "storage.postgres.passwordFile": .text("b")], "storage.postgres.passwordFile"),
        (["storage.postgres.password": .text("a\nb")], "storage.postgres.password"),
    ])
    func settingsThatDoNotFitAreRefused(_ settings: [String: SettingValue], _ key: String) throws {
        let error = #expect(throws: PluginConfigurationError.self) { try options(settings) }
        #expect(error?.key == key)
    }

    @Test func thePoolIsSharedOut() throws {
        for size in 4...64 {
            let options = try options(["storage.postgres.poolSize": .integer(Int64(size)), "storage.postgres.writers": .integer(2)])
            #expect(options.readers + options.changers + options.writers == size)
            #expect(options.readers > 0 && options.changers > 0)
        }
    }

    @Test func aPasswordShowsNowhere() throws {
        let options = try options(["storage.postgres.password": .text("geheim")])
        var text = ""
        dump(options, to: &text)
        #expect(!text.contains("geheim"))
        #expect(!"\(options)".contains("geheim"))
    }
}
