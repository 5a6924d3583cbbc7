import Foundation
import JournalRPC

/// What a password may be (OWASP ASVS 5.0, V6.2): 8 to 1,024 bytes of anything, but not one that everybody tries first.
enum PasswordRules {
    static let length = 8...1_024

    /// The bytes that are hashed: the text in normalisation form C, so that the same keys give the same bytes on every
    /// system (RFC 8265, section 4.2). The schema has bounded runs of combining marks before.
    static func bytes(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCanonicalMapping.utf8)
    }

    /// The bytes of a new password.
    /// - Parameter login: a name that it must not be.
    /// - Throws: `.invalidParams` at `/password`.
    static func newPassword(_ password: String, login: String?) throws(ServiceError) -> [UInt8] {
        let bytes = bytes(password)
        guard length.contains(bytes.count) else {
            throw .invalid(path: "/password", rule: "length", message: "must have 8 to 1,024 bytes")
        }
        let folded = String(decoding: bytes, as: UTF8.self).lowercased()
        guard !CommonPasswords.contains(folded), folded != login else {
            throw .invalid(path: "/password", rule: "common", message: "is one that everybody tries first; choose another")
        }
        return bytes
    }
}

/// The name that somebody logs in with.
enum LoginName {
    /// The form that is stored and compared: lower case in normalisation form C. Nil when it holds what no name may.
    static func folded(_ text: String) -> String? {
        guard let name = TextSanitizer.name(text) else { return nil }
        let folded = name.lowercased().precomposedStringWithCanonicalMapping
        // A UUID would be taken for an account's id.
        guard AccountLimits.login.contains(folded.utf8.count), UUID(uuidString: folded) == nil else { return nil }
        return folded
    }
}

extension CommonPasswords {
    /// One line of words each, as `scripts/build-common-passwords` made them.
    private static let words = Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }))

    /// How many there are.
    static var count: Int { words.count }

    /// - Parameter folded: in lower case.
    static func contains(_ folded: String) -> Bool {
        if words.contains(Substring(folded)) { return true }
        // One character over and over, or a short piece repeated.
        let bytes = Array(folded.utf8)
        return (1...4).contains { piece in bytes.indices.allSatisfy { bytes[$0] == bytes[$0 % piece] } }
    }
}
