import PluginAPI
import Testing

@Suite struct IdentifierTests {
    @Test func bytesAndTextGiveTheSameIdBack() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1_000 {
            let id = EntryID(high: generator.next(), low: generator.next())
            #expect(EntryID(bytes: id.bytes) == id)
            #expect(EntryID(id.description) == id)
            #expect(EntryID(id.description.uppercased()) == id)
            #expect(id.bytes.count == 16)
        }
    }

    @Test func writtenAsRFC9562Says() {
        // The example of RFC 9562, appendix A.6.
        let id = UserID(high: 0x017F_22E2_79B0_7CC3, low: 0x98C4_DC0C_0C07_398F)
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        let made = UserID(milliseconds: 0x017F_22E2_79B0, random: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(made == id)
    }

    @Test func carriesVersionAndVariantWhateverTheRandomBits() {
        for bits in [UInt64.min, .max, 0xF000, 0xC000_0000_0000_0000] {
            for milliseconds in [UInt64.min, 1, .max] {
                let id = CategoryID(milliseconds: milliseconds, random: (bits, bits))
                #expect(id.high >> 12 & 0xF == 7)
                #expect(id.low >> 62 == 0b10)
                #expect(id.high >> 16 == milliseconds & 0xFFFF_FFFF_FFFF)
            }
        }
    }

    @Test func orderIsThatOfTheBytesAndOfTheMaking() {
        let ids = [
            EntryID(high: 0, low: 1), EntryID(high: 0, low: .max), EntryID(high: 1, low: 0),
            EntryID(high: 1 << 63, low: 0), EntryID(high: .max, low: .max),
        ]
        #expect(ids.shuffled().sorted() == ids)
        for (left, right) in zip(ids, ids.dropFirst()) {
            #expect(left.bytes.lexicographicallyPrecedes(right.bytes))
            #expect(left.description < right.description)
        }
        let (early, late) = (
            EntryID(milliseconds: 5, random: (.max, .max)), EntryID(milliseconds: 6, random: (0, 0))
        )
        #expect(early < late)
    }

    @Test(arguments: [
        "", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
        "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4_dc0c0c07398f",
        "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        " 017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e27-9b0-7cc3-98c4-dc0c0c07398f", "٠17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    ])
    func whatIsNoId(_ text: String) {
        #expect(EntryID(text) == nil)
    }

    @Test func onlySixteenBytesAreAnId() {
        for count in [0, 1, 15, 17, 32] { #expect(EntryID(bytes: [UInt8](repeating: 1, count: count)) == nil) }
        #expect(EntryID(bytes: [UInt8](repeating: 255, count: 20)[2..<18]) == EntryID(high: .max, low: .max))
    }
}
