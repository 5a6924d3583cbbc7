import CCurl

/// The work of the client's thread. Nothing of it is touched by another one.
final class HTTPLoop {
    private let multi: UnsafeMutableRawPointer
    private let endpoint: Endpoint
    private var running: [UInt64: EasyTransfer] = [:]
    private var finished: [UInt64] = []

    /// Takes the handle over, and frees it at the end of `run`.
    init(multi: UnsafeMutableRawPointer, endpoint: Endpoint) {
        self.multi = multi
        self.endpoint = endpoint
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 16)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 16)
        _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    }

    /// Runs until `next` gives nil. `next` is told which transfers have ended since it was last asked.
    func run(next: ([UInt64]) -> HTTPInbox.Work?) {
        while let work = next(finished) {
            finished = []
            for transfer in work.added { begin(transfer) }
            for id in work.cancelled { end(id, .failure(.cancelled)) }
            var active: Int32 = 0
            curl_multi_perform(multi, &active)
            collect()
            // Ended transfers are reported before the next wait, or they would count as running meanwhile.
            if finished.isEmpty { curl_multi_poll(multi, nil, 0, 60_000, nil) }
        }
        for id in running.keys { end(id, .failure(.closed)) }
        curl_multi_cleanup(multi)
    }

    private func begin(_ transfer: HTTPTransfer) {
        guard let easy = EasyTransfer(transfer, endpoint: endpoint) else {
            transfer.continuation.resume(returning: .failure(.connection(reason: "libcurl does not take the request")))
            finished.append(transfer.id)
            return
        }
        running[transfer.id] = easy
        guard curl_multi_add_handle(multi, easy.handle) == CURLM_OK else {
            end(transfer.id, .failure(.connection(reason: "libcurl does not take the request")))
            return
        }
    }

    private func collect() {
        var code = CURLE_OK
        while let handle = ccurl_next_finished(multi, &code) {
            guard let (id, easy) = running.first(where: { $0.value.handle == handle }) else { continue }
            end(id, easy.outcome(code))
        }
    }

    private func end(_ id: UInt64, _ outcome: Result<HTTPResponse, HTTPFailure>) {
        guard let easy = running.removeValue(forKey: id) else { return }
        curl_multi_remove_handle(multi, easy.handle)
        finished.append(id)
        easy.continuation.resume(returning: outcome)
    }
}
