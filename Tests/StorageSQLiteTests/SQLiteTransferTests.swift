import PluginAPI
import PluginTestKit
import Testing

@testable import StorageSQLite

/// Moving from one SQLite store to another.
@Suite struct SQLiteTransferTests {
    @Test(arguments: TransferContract.checks)
    func contract(_ check: TransferContract.Check) async throws {
        let shelf = TransferShelf()
        do {
            try await check.run({ try await shelf.source() }, { try await shelf.target($0) })
        } catch {
            await shelf.empty()
            throw error
        }
        await shelf.empty()
    }

    private actor TransferShelf {
        private var folders: [String: StoreFolder] = [:]
        private var stores: [any StoragePlugin] = []

        func source() async throws -> any TransferringStorage {
            let folder = try StoreFolder()
            folders["source \(folders.count)"] = folder
            let store = try await folder.started()
            stores.append(store)
            return store
        }

        func target(_ name: String) throws -> any TransferringStorage {
            let folder = try folders[name] ?? StoreFolder()
            folders[name] = folder
            let store = try folder.store()
            stores.append(store)
            return store
        }

        func empty() async {
            for store in stores { await store.stop() }
            stores = []
        }
    }
}
