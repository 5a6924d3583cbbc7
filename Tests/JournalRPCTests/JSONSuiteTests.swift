import Glibc
import JournalRPC
import Testing

/// The public suite nst/JSONTestSuite, read from beside the repository (`../shared/data/json-test-suite`)
/// or from the folder in `JSON_TEST_SUITE`. Its files are not part of the repository; `JSONGrammarTests`
/// holds cases of our own that always run.
struct JSONSuiteTests {
    struct File: CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }
    }

    static let folder: String? = {
        if let named = getenv("JSON_TEST_SUITE") { return String(cString: named) }
        guard let resolved = realpath(#filePath, nil) else { return nil }
        defer { free(resolved) }
        let root = String(cString: resolved).split(separator: "/").dropLast(3).joined(separator: "/")
        let beside = "/\(root)/../shared/data/json-test-suite"
        return access(beside, R_OK) == 0 ? beside : nil
    }()

    static let files: [File] = names(of: folder).compactMap { name in
        guard name.hasSuffix(".json"), let folder, let bytes = read("\(folder)/\(name)") else { return nil }
        return File(name: name, bytes: bytes)
    }

    static func names(of folder: String?) -> [String] {
        guard let folder, let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            })
        }
        return names.sorted()
    }

    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Of the files that a parser may treat either way: what ours accepts. Numbers beyond a double are
    /// good grammar (reading one as a double fails). Everything else is refused: encodings other than
    /// UTF-8, byte-order marks, halves of surrogate pairs, nesting of 500.
    static let acceptedEitherWay: Set<String> = [
        "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json", "i_number_neg_int_huge_exp.json",
        "i_number_pos_double_huge_exp.json", "i_number_real_neg_overflow.json",
        "i_number_real_pos_overflow.json", "i_number_real_underflow.json", "i_number_too_big_neg_int.json",
        "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json",
    ]
    /// Good grammar, but our rule is that no object gives a member twice.
    static let refusedDuplicates: Set<String> = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    @Test("the suite is whole", .enabled(if: folder != nil))
    func suiteIsWhole() {
        #expect(Self.files.filter { $0.name.hasPrefix("y_") }.count == 95)
        #expect(Self.files.filter { $0.name.hasPrefix("n_") }.count == 188)
        #expect(Self.files.filter { $0.name.hasPrefix("i_") }.count == 35)
    }

    @Test("every file is answered as it should be", .enabled(if: folder != nil), arguments: files)
    func answers(_ file: File) throws {
        let kind = refusal(file.bytes)
        switch file.name.prefix(2) {
        case "y_":
            #expect(kind == (Self.refusedDuplicates.contains(file.name) ? .duplicateMember : nil))
        case "n_":
            #expect(kind != nil)
        default:
            #expect((kind == nil) == Self.acceptedEitherWay.contains(file.name))
        }
    }
}
