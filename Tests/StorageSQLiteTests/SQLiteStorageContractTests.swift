import PluginAPI
import PluginTestKit
import Testing

/// The contract, with entries searched from the index, from what waits for it, and from both.
@Suite struct SQLiteStorageContractTests {
    enum Indexing: Int64, CaseIterable, Sendable {
        case atOnce = 0
        case sometimes = 7
        case later = 1_000_000
    }

    @Test(arguments: StorageContract.checks, Indexing.allCases)
    func contract(_ check: StorageContract.Check, _ indexing: Indexing) async throws {
        let shelf = Shelf()
        do {
            try await check.run {
                let folder = try StoreFolder()
                let store = try await folder.started(["storage.sqlite.unindexedLimit": .integer(indexing.rawValue)])
                await shelf.keep(store, folder)
                return store
            }
        } catch {
            await shelf.empty()
            throw error
        }
        await shelf.empty()
    }

    /// Keeps folders until their stores are stopped.
    private actor Shelf {
        private var kept: [(any StoragePlugin, StoreFolder)] = []

        func keep(_ store: any StoragePlugin, _ folder: StoreFolder) { kept.append((store, folder)) }

        func empty() async {
            let all = kept
            kept = []
            for (store, _) in all { await store.stop() }
        }
    }
}
