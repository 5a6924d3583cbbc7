import Crypto
import Testing

@testable import JournalEngine

@Suite struct TermHasherTests {
    let key = SymmetricKey(data: [UInt8](repeating: 7, count: 32))

    func plain(_ term: [UInt8]) -> UInt64 {
        HMAC<SHA256>.authenticationCode(for: term, using: key).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Far more terms than are remembered, each twice: what is remembered and what was crowded out is the same HMAC.
    @Test func remembersNothingWrong() {
        let hasher = TermHasher(key: key)
        let terms = (0..<6_000).map { Array("term\($0)".utf8) } + [[], [1], [1, 97], Array(repeating: 97, count: 16), Array(repeating: 97, count: 17)]
        hasher.use { session in
            for term in terms + terms.reversed() {
                let hash = term.withUnsafeBytes { session.hash($0) }
                #expect(hash == plain(term))
            }
        }
    }

    /// Those who come while another hashes do not wait, and get the same.
    @Test func doesNotWaitForAnother() {
        let hasher = TermHasher(key: key)
        let sea = Array("sea".utf8)
        hasher.use { outer in
            let first = sea.withUnsafeBytes { outer.hash($0) }
            hasher.use { middle in
                hasher.use { inner in
                    #expect(first == sea.withUnsafeBytes { middle.hash($0) })
                    #expect(first == sea.withUnsafeBytes { inner.hash($0) })
                }
            }
            #expect(first == plain(sea))
        }
    }
}
