import Testing

@testable import JournalEngine

@Suite struct OneTimePasswordTests {
    static let seed = Array("12345678901234567890".utf8)

    /// RFC 4226, appendix D.
    @Test func countersOfTheStandard() {
        let wanted = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0..<10).map { OneTimePassword.code(seed: Self.seed, counter: Int64($0)) } == wanted)
    }

    /// RFC 6238, appendix B, the rows of SHA-1.
    @Test(arguments: [
        (Int64(59), "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func timesOfTheStandard(_ seconds: Int64, _ wanted: String) {
        let step = OneTimePassword.step(atSeconds: seconds)
        #expect(OneTimePassword.code(seed: Self.seed, counter: step, digits: 8) == wanted)
        #expect(OneTimePassword.code(seed: Self.seed, counter: step) == String(wanted.suffix(6)))
    }

    @Test func takesTheCurrentStepAndTheOneBefore() {
        let now: Int64 = 1_111_111_111
        let current = OneTimePassword.step(atSeconds: now)
        for (offset, isTaken) in [(-2, false), (-1, true), (0, true), (1, false)] as [(Int64, Bool)] {
            let code = OneTimePassword.code(seed: Self.seed, counter: current + offset)
            #expect(
                OneTimePassword.step(of: code, seed: Self.seed, atSeconds: now) == (isTaken ? current + offset : nil))
        }
        for code in ["", "12345", "1234567", "abcdef"] {
            #expect(OneTimePassword.step(of: code, seed: Self.seed, atSeconds: now) == nil)
        }
        #expect(OneTimePassword.step(atSeconds: -1) == -1 && OneTimePassword.step(atSeconds: -30) == -1)
    }

    /// RFC 4648, section 10, without padding.
    @Test(arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")])
    func base32(_ plain: String, _ encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
    }

    @Test func theAddressHoldsNothingThatEndsIt() {
        let uri = OneTimePassword.uri(secret: "ABC", account: "a&b=c/ü?")
        #expect(
            uri == "otpauth://totp/journald%3Aa%26b%3Dc%2F%C3%BC%3F?secret=ABC&issuer=journald")
    }

    @Test func recoveryCodesAreReadAsPeopleTypeThem() throws {
        let (shown, hashes) = RecoveryCode.makeSet()
        #expect(Set(shown).count == 10 && Set(hashes).count == 10)
        for (code, hash) in zip(shown, hashes) {
            #expect(code.filter { $0 != "-" }.count == 26)
            #expect(RecoveryCode.hash(of: code) == hash)
            #expect(RecoveryCode.hash(of: " " + code.lowercased().filter { $0 != "-" } + " ") == hash)
            let misread = String(code.map { $0 == "0" ? "o" : $0 == "1" ? "l" : $0 })
            #expect(RecoveryCode.hash(of: misread) == hash)
            #expect(RecoveryCode.hash(of: String(code.dropLast())) == nil)
            #expect(RecoveryCode.hash(of: code + "A") == nil)
        }
        #expect(RecoveryCode.hash(of: "123456") == nil)
        #expect(RecoveryCode.hash(of: String(repeating: "é", count: 26)) == nil)
    }
}
