/// What a fuzzer calls, as libFuzzer's `LLVMFuzzerTestOneInput` would with the same bytes: reads any bytes both as checked
/// UTF-8 and as they are.
/// - Returns: whether the bytes are UTF-8.
public func fuzzLexicon(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
        let analyzer = LexiconAnalyzer()
        let whole = analyzer.analyze(unchecked: buffer)
        let checked = analyzer.analyze(utf8: buffer)
        _ = try? UserLexicon(bytes)
        return checked.map { $0 == whole } ?? false
    }
}
