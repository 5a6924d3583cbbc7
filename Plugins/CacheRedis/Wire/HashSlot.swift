/// Where Redis Cluster keeps a key.
enum HashSlot {
    static let count = 16_384

    /// CRC-16/XMODEM of the key, or of its first tag in braces if that is not empty (Redis Cluster specification, “Hash tags”).
    static func of(_ key: [UInt8]) -> Int {
        var hashed = key[...]
        if let open = key.firstIndex(of: UInt8(ascii: "{")),
            let close = key[(open + 1)...].firstIndex(of: UInt8(ascii: "}")), close > open + 1
        {
            hashed = key[(open + 1)..<close]
        }
        return Int(hashed.reduce(UInt16(0), step) & UInt16(count - 1))
    }

    private static func step(_ crc: UInt16, _ byte: UInt8) -> UInt16 {
        var crc = crc ^ (UInt16(byte) << 8)
        for _ in 0..<8 { crc = crc & 0x8000 != 0 ? (crc << 1) ^ 0x1021 : crc << 1 }
        return crc
    }
}
