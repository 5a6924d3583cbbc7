import Configuration
import PluginAPI

/// One source of settings: its values, and how a setting is found in it.
struct SettingsLayer {
    let snapshot: any ConfigSnapshot
    /// The key under which a setting stands here, the place for messages and its origin; nil where it is not set.
    let locate: (SettingSpec) -> (key: AbsoluteConfigKey, place: String, origin: SettingOrigin)?

    static func dotted(_ key: String) -> AbsoluteConfigKey {
        AbsoluteConfigKey(key.split(separator: ".").map(String.init))
    }

    /// The checked value if it is set here and right. What is wrong joins `issues`.
    func value(of spec: SettingSpec, _ issues: inout [SettingsIssue]) -> (SettingValue, SettingOrigin)? {
        guard let (key, place, origin) = locate(spec) else { return nil }
        let issue = { (reason: String, suggestion: String?) in
            let position: SettingsPosition? =
                if case .file(_, let position) = origin { position } else { nil }
            return SettingsIssue(
                place: place, position: position, key: spec.key, reason: reason, suggestion: suggestion)
        }
        guard case .string(let text)? = try? snapshot.value(forKey: key, type: .string).value?.content else {
            issues.append(issue("cannot be read", nil))
            return nil
        }
        do {
            return (try SettingParser.parse(text, as: spec), origin)
        } catch {
            issues.append(issue(error.reason, error.suggestion))
            return nil
        }
    }
}
