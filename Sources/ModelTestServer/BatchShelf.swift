import Foundation
import StrictJSON

/// Files and batches, as OpenAI's server keeps them. A batch is worked off when it is asked for the second time.
struct BatchShelf {
    struct Batch {
        var input: String
        var metadata: [UInt8]
        var polls = 0
        var isCancelled = false
        var output: String?
        var errors: String?
        var total = 0
        var failed = 0
        var ending: BatchEnding = .completes
    }

    var files: [String: [UInt8]] = [:]
    var names: [String: String] = [:]
    /// What becomes of batches that are made from now on.
    var ending: BatchEnding = .completes
    /// Whether batches are not worked off for now.
    var isHeld = false
    /// Lines that were worked off and are to be paid.
    var paidLines = 0
    var batches: [String: Batch] = [:]
    var order: [String] = []
    /// Every n-th line fails.
    var failsEvery = 0
    private var lastNumber = 0

    mutating func reply(
        to request: RecordedRequest, complete: (TestModel, JSONView) -> [UInt8], model: TestModel,
        violations: inout [String]
    ) -> ServerReply? {
        let path = request.path.split(separator: "?").first.map(String.init) ?? ""
        let parts = path.split(separator: "/").map(String.init)
        switch (request.method, parts.count, parts.dropFirst().first) {
        case ("POST", 2, "files"): return upload(request, &violations)
        case ("POST", 2, "batches"): return create(request, &violations)
        case ("GET", 2, "batches"): return list()
        case ("GET", 3, "batches"): return poll(parts[2], complete, model, &violations)
        case ("POST", 4, "batches"):
            batches[parts[2]]?.isCancelled = true
            return batches[parts[2]].map { ok(object(parts[2], $0)) }
        case ("GET", 2, "files"): return fileList()
        case ("GET", 4, "files"): return files[parts[2]].map { .complete(200, [], $0) }
        case ("DELETE", 3, "files"):
            guard files.removeValue(forKey: parts[2]) != nil else { return nil }
            return ok(Array(#"{"id":"\#(parts[2])","object":"file","deleted":true}"#.utf8))
        default: return nil
        }
    }

    private func ok(_ body: [UInt8]) -> ServerReply { .complete(200, [("Content-Type", "application/json")], body) }

    private mutating func newID(_ kind: String) -> String {
        lastNumber += 1
        return "\(kind)_\(lastNumber)"
    }

    private mutating func upload(_ request: RecordedRequest, _ violations: inout [String]) -> ServerReply {
        guard let form = MultipartReader.parts(request), form["purpose"] == Array("batch".utf8), let file = form["file"]
        else {
            violations.append("an upload has a purpose and a file")
            return ModelServerState.Contents.error(400, code: "invalid_request_error")
        }
        let id = newID("file")
        files[id] = file
        names[id] = form["filename"].map { String(decoding: $0, as: UTF8.self) }
        return ok(Array(#"{"id":"\#(id)","object":"file","bytes":\#(file.count),"purpose":"batch"}"#.utf8))
    }

    private mutating func create(_ request: RecordedRequest, _ violations: inout [String]) -> ServerReply {
        guard let root = (try? JSONDocument(request.body))?.root, let input = root["input_file_id"]?.string(),
            files[input] != nil, root["endpoint"]?.isString("/v1/chat/completions") == true,
            root["completion_window"]?.isString("24h") == true, let metadata = root["metadata"]
        else {
            violations.append("a batch has a file, an endpoint and a window")
            return ModelServerState.Contents.error(400, code: "invalid_request_error")
        }
        let id = newID("batch")
        var batch = Batch(input: input, metadata: metadata.rawBytes)
        batch.ending = ending
        batches[id] = batch
        order.append(id)
        return ok(object(id, batches[id] ?? Batch(input: input, metadata: metadata.rawBytes)))
    }

    private func list() -> ServerReply {
        let items = order.reversed().compactMap { id in
            batches[id].map { String(decoding: object(id, $0), as: UTF8.self) }
        }
        return ok(Array(#"{"object":"list","data":[\#(items.joined(separator: ","))],"has_more":false}"#.utf8))
    }

    private mutating func poll(
        _ id: String, _ complete: (TestModel, JSONView) -> [UInt8], _ model: TestModel, _ violations: inout [String]
    ) -> ServerReply? {
        guard var batch = batches[id] else { return nil }
        batch.polls += 1
        let isDone = batch.output != nil || batch.errors != nil || batch.isCancelled || batch.ending == .fails
        if batch.polls >= 2, !isHeld, !isDone { work(&batch, complete, model, &violations) }
        batches[id] = batch
        return ok(object(id, batch))
    }

    private mutating func work(
        _ batch: inout Batch, _ complete: (TestModel, JSONView) -> [UInt8], _ model: TestModel,
        _ violations: inout [String]
    ) {
        var output: [[UInt8]] = []
        var errors: [[UInt8]] = []
        for (number, line) in (files[batch.input] ?? []).split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let root = (try? JSONDocument(Array(line)))?.root, let id = root["custom_id"]?.string(),
                let body = root["body"],
                root["method"]?.isString("POST") == true, root["url"]?.isString("/v1/chat/completions") == true
            else {
                violations.append("a line of a batch has custom_id, method, url and body")
                continue
            }
            violations += ChatSchema.problems(body)
            if case .expires(let lines) = batch.ending, number >= lines { break }
            let isFailed = failsEvery > 0 && (number + 1) % failsEvery == 0
            let head = #"{"id":"batch_req_\#(number)","custom_id":"\#(id)","response":"#
            if isFailed {
                errors.append(
                    Array(head.utf8) + Array(#"{"status_code":500,"request_id":"r","body":{}},"error":null}"#.utf8))
            } else {
                paidLines += 1
                let answer = Array(#"{"status_code":200,"request_id":"r","body":"#.utf8) + complete(model, body)
                output.append(Array(head.utf8) + answer + Array(#"},"error":null}"#.utf8))
            }
        }
        batch.total = output.count + errors.count
        batch.failed = errors.count
        // The published contract: the order of lines may be any.
        if !output.isEmpty { batch.output = keep(output.reversed()) }
        if !errors.isEmpty { batch.errors = keep(errors) }
        // An expired batch without a line that was worked off has an error file all the same.
        if output.isEmpty, errors.isEmpty { batch.errors = keep([[]]) }
    }

    private func fileList() -> ServerReply {
        let items = files.keys.sorted().map {
            #"{"id":"\#($0)","object":"file","purpose":"batch","filename":"\#(names[$0] ?? "output.jsonl")"}"#
        }
        return ok(Array(#"{"object":"list","data":[\#(items.joined(separator: ","))],"has_more":false}"#.utf8))
    }

    private mutating func keep(_ lines: [[UInt8]]) -> String {
        let id = newID("file")
        files[id] = Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
        return id
    }

    private func object(_ id: String, _ batch: Batch) -> [UInt8] {
        let isDone = batch.output != nil || batch.errors != nil
        let status = batch.isCancelled ? "cancelled" : batch.status(isDone: isDone)
        func text(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "null" }
        return Array(
            (#"{"id":"\#(id)","object":"batch","endpoint":"/v1/chat/completions","status":"\#(status)","#
                + #""input_file_id":"\#(batch.input)","output_file_id":\#(text(batch.output)),"#
                + #""error_file_id":\#(text(batch.errors)),"completion_window":"24h","created_at":1700000000,"#
                + #""request_counts":{"total":\#(batch.total),"completed":\#(batch.total - batch.failed),"#
                + #""failed":\#(batch.failed)},"metadata":\#(String(decoding: batch.metadata, as: UTF8.self))}"#).utf8)
    }
}

extension BatchShelf.Batch {
    func status(isDone: Bool) -> String {
        switch ending {
        case .fails: polls >= 2 ? "failed" : "validating"
        case .expires where isDone: "expired"
        default: isDone ? "completed" : polls == 0 ? "validating" : "in_progress"
        }
    }
}

/// Takes a form with files apart (RFC 7578).
enum MultipartReader {
    static func parts(_ request: RecordedRequest) -> [String: [UInt8]]? {
        guard let type = request.headers["content-type"], let boundary = type.split(separator: "=").last else {
            return nil
        }
        let text = String(decoding: request.body, as: UTF8.self)
        var parts: [String: [UInt8]] = [:]
        for piece in text.components(separatedBy: "--\(boundary)") where piece.utf8.count > 4 && !piece.hasPrefix("--")
        {
            guard let gap = piece.range(of: "\r\n\r\n"), let name = piece.range(of: "name=\"") else { continue }
            let field = String(piece[name.upperBound...].prefix { $0 != "\"" })
            if let file = piece.range(of: "filename=\"") {
                parts["filename"] = Array(piece[file.upperBound...].utf8.prefix { $0 != UInt8(ascii: "\"") })
            }
            parts[field] = Array(piece[gap.upperBound...].utf8.dropLast(2))
        }
        return parts
    }
}
