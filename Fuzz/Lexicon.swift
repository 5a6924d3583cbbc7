// libFuzzer's entry for the lexicon analyser; scripts/fuzz compiles it into one module with the analyser.

/// Reads any bytes as a text and as a user's lexicon. A trap, a failed check or what the address sanitizer finds is a fault.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let isText = fuzzLexicon(bytes)
    precondition(isText == (String(validating: bytes, as: UTF8.self) != nil), "what is UTF-8 is read, what is not is refused")
    return 0
}
