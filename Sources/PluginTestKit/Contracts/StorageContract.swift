public import PluginAPI

/// The definition of a storage backend: one that passes every check is right.
public enum StorageContract {
    public typealias Check = ContractCheck<any StoragePlugin>

    /// Every check; each runs on stores of its own.
    public static let checks: [Check] =
        users + keyShares + entries + mutations + retries + lists + filters + categories + searches + rollups + walks + tenants
        + concurrency + credentials + factors + sessions + tokensAndAudit + jobs + answers + reanalyses + batches
        + stamps
}
