import Foundation

/// Keeps requests as files where the environment names a folder, so that the test script can hold them against other
/// people's description of the API.
enum RequestRecorder {
    private static let folder = ProcessInfo.processInfo.environment["MODEL_TEST_RECORD"]

    static func keep(_ request: RecordedRequest) {
        guard let folder, request.method == "POST" else { return }
        let kind = request.path.split(separator: "/").last.map(String.init) ?? "other"
        try? Data(request.body).write(to: URL(fileURLWithPath: "\(folder)/\(kind)-\(UUID().uuidString).json"))
    }
}
