/// What goes wrong with a request, once.
public enum ServerFault: Sendable {
    /// A status with an error object.
    case status(Int, headers: [(String, String)] = [], code: String = "error", param: String? = nil)
    /// No answer at all.
    case hang
    /// A byte of the body now and then, for ever.
    case drip
    /// A body without end; `declared` is the length it claims.
    case flood(declared: Int?)
    /// The connection is closed.
    case close
    /// A body that is not what it should be, with status 200.
    case body(String)
    /// A chat completion with this content.
    case content(String)
    /// A chat completion that ended like this.
    case finish(String)
    /// A chat completion that refuses.
    case refusal
    /// Answers, but not to the first text.
    case forgets
    /// Answers, with a second answer to the first text.
    case repeats
    /// Answers, with a number out of range for the first text.
    case exceeds
}
