/// Why bytes were refused as JSON. It carries a place, never the bytes.
public struct JSONError: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Kind: String, Sendable {
        /// Not RFC 8259 JSON.
        case syntax
        /// Not UTF-8, or an escape that names half a surrogate pair.
        case encoding
        /// More than 64 containers inside one another.
        case tooDeep
        /// More bytes than the caller allows.
        case tooLarge
        /// An object gives one member twice.
        case duplicateMember
        /// A member's name has a run of more than 30 combining marks.
        case combiningMarks
    }

    /// What is wrong.
    public let kind: Kind
    /// The byte offset where it was noticed.
    public let offset: Int
}
