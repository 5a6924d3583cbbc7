import Testing

@testable import journalctl_x

/// Codes module by module against those of another encoder (the Python package qrcode, byte mode), and as a terminal shows them.
@Suite struct QRCodeTests {
    private static let uri = "otpauth://totp/journald:maria?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=journald"

    private func modules(_ code: QRCode) -> [String] {
        (0..<code.size).map { y in (0..<code.size).map { code.isDark(x: $0, y: y) ? "#" : "." }.joined() }
    }

    /// FNV-1a, 64 bits, over a 0 or 1 for each module, row by row.
    private func fingerprint(_ code: QRCode) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for y in 0..<code.size {
            for x in 0..<code.size { hash = (hash ^ (code.isDark(x: x, y: y) ? 0x31 : 0x30)) &* 0x100_0000_01B3 }
        }
        return hash
    }

    @Test func smallestCode() throws {
        let code = try #require(QRCode(Array("Ver1".utf8), correction: .medium, mask: 5))
        #expect(code.version == 1)
        #expect(
            modules(code) == [
                "#######..#.##.#######", "#.....#.###...#.....#", "#.###.#.#..##.#.###.#", "#.###.#.##.#..#.###.#",
                "#.###.#....##.#.###.#", "#.....#.....#.#.....#", "#######.#.#.#.#######", "........#..##........",
                "#.....#.##..###..###.", "..###...#.#.#.#.###..", "###.#####..#.#..####.", ".####.....#.....###.#",
                "###.#.##.##...#.....#", "........#.######..##.", "#######..##.#.##...#.", "#.....#..#.###.##.#.#",
                "#.###.#..##.#..#.#.#.", "#.###.#.....#.....#..", "#.###.#..##...#...###", "#.....#...#.....#.#..",
                "#######.#.##.#..#.##.",
            ])
    }

    @Test(arguments: [
        (String(repeating: "a", count: 42), QRCode.Correction.medium, 1, 3, 0xD51F_FDC1_21DA_2CA3),
        (uri, .medium, 5, 6, 0x8369_FB20_7CC5_298E), (uri, .low, 4, 5, 0x0155_57BC_D78D_7075),
        (uri + "&algorithm=SHA1&digits=6&period=30", .medium, 6, 7, 0x8D95_3A8F_C845_DDF3),
        (String(repeating: "z", count: 152), .medium, 0, 8, 0x2892_7768_9F65_3297),
        (String(repeating: "q", count: 180), .medium, 1, 9, 0x0886_F6C9_86E6_AFC0),
        (String(repeating: "x", count: 213), .medium, 0, 10, 0x3562_A6DF_119D_FF93),
        (String(repeating: "y", count: 271), .low, 1, 10, 0xD797_2825_4E0F_9D3E),
    ] as [(String, QRCode.Correction, Int, Int, UInt64)])
    func codesOfEverySize(text: String, correction: QRCode.Correction, mask: Int, version: Int, expected: UInt64) throws {
        let code = try #require(QRCode(Array(text.utf8), correction: correction, mask: mask))
        #expect(code.version == version)
        #expect(fingerprint(code) == expected)
    }

    @Test func everyMask() throws {
        let expected: [UInt64] = [
            0xFC0E_34DA_4E1B_BC45, 0xDF20_BBC5_CC6E_8573, 0x876D_4CB4_16A3_06BA, 0x49B7_53B3_3BC2_BAE1, 0xD7CC_319A_8E3F_1D56,
            0x8369_FB20_7CC5_298E, 0x1F7E_7C73_71E5_80ED, 0x7A30_FB1D_AD9D_DD6F,
        ]
        for (mask, fingerprint) in expected.enumerated() {
            let code = try #require(QRCode(Array(Self.uri.utf8), correction: .medium, mask: mask))
            #expect(self.fingerprint(code) == fingerprint, "mask \(mask)")
        }
    }

    @Test func theChosenMaskIsOneOfTheEight() throws {
        let chosen = try #require(QRCode(Array(Self.uri.utf8), correction: .medium))
        let same = try #require(QRCode(Array(Self.uri.utf8), correction: .medium, mask: chosen.mask))
        #expect(modules(chosen) == modules(same))
    }

    @Test func everyLengthHasItsSmallestVersion() {
        // Capacities of byte mode (ISO/IEC 18004:2015, table 7).
        let medium = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]
        let low = [17, 32, 53, 78, 106, 134, 154, 192, 230, 271]
        for (index, capacity) in medium.enumerated() {
            #expect(QRLayout(version: index + 1, correction: .medium).capacity == capacity)
            #expect(QRLayout(version: index + 1, correction: .low).capacity == low[index])
        }
        #expect(QRCode([UInt8](repeating: 65, count: 214), correction: .medium) == nil)
        #expect(QRCode([], correction: .medium, mask: 0)?.version == 1)
        for count in 0...271 where QRCode([UInt8](repeating: 200, count: count), correction: .low, mask: count % 8) == nil {
            Issue.record("no code for \(count) bytes")
        }
    }

    /// Reed-Solomon remainder of the standard's own example (annex I: version 1-M, "01234567").
    @Test func correctionOfTheStandardsExample() {
        let data: [UInt8] = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11]
        #expect(ReedSolomon(degree: 10).remainder(of: data) == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55])
    }

    /// What is drawn says the same as the modules, with a quiet zone of four, in colour, without, and in ASCII.
    @Test(arguments: [(Glyphs.unicode, true), (.unicode, false), (.ascii, false)])
    func drawing(glyphs: Glyphs, hasColor: Bool) throws {
        let code = try #require(QRCode(Array(Self.uri.utf8), correction: .medium))
        let lines = QRView.lines(code, on: Page(width: 120, glyphs: glyphs, hasColor: hasColor)).map { Array($0.text) }
        let side = code.size + 8
        #expect(lines.count == QRView.height(code, isUnicode: glyphs.isUnicode))
        #expect(lines.allSatisfy { $0.count == side * (glyphs.isUnicode ? 1 : 2) })
        for y in 0..<side {
            for x in 0..<side {
                let cell = glyphs.isUnicode ? lines[y / 2][x] : lines[y][2 * x]
                let ink = glyphs.isUnicode ? (cell == "█" || cell == (y % 2 == 0 ? "▀" : "▄")) : cell == "#"
                #expect((ink == hasColor) == code.isDark(x: x - 4, y: y - 4), "\(x), \(y)")
            }
        }
    }
}
