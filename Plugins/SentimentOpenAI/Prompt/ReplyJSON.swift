import StrictJSON

extension HTTPResponse {
    /// The body as JSON of at most 1 MiB, or nil.
    var json: JSONView? { (try? JSONDocument(body))?.root }
}
