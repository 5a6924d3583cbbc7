import Configuration
import PluginAPI
import Yams

/// The settings that a YAML file names, with the place of each, and what is wrong with the file.
struct SettingsFile {
    /// The place of the value of every known setting that the file sets.
    private(set) var positions: [String: SettingsPosition] = [:]
    private(set) var issues: [SettingsIssue] = []
    /// The values; nil when the file sets nothing or is not well-formed.
    private(set) var snapshot: YAMLSnapshot?
    let path: String
    private let schema: SettingsSchema

    /// Deeper groups than any setting has.
    private static let maxDepth = 8

    /// - Parameter path: what the file is called in messages.
    init(_ bytes: [UInt8], path: String, schema: SettingsSchema) {
        self.path = path
        self.schema = schema
        guard let text = String(validating: bytes, as: UTF8.self) else {
            report(nil, nil, "is not UTF-8")
            return
        }
        do {
            let parser = try Yams.Parser(yaml: text, encoding: .utf8)
            guard let root = try parser.singleRoot(), !isNothing(root) else { return }
            // A node refers to its anchor weakly; the parser owns it.
            if let anchored = withExtendedLifetime(parser, { firstAnchored(root) }) {
                report(nil, anchored.mark, "anchors and aliases are not used here")
                return
            }
            guard case .mapping(let mapping) = root else {
                report(nil, root.mark, "must hold settings, such as \"log:\" and below it \"  level: info\"")
                return
            }
            walk(mapping, under: "", depth: 1)
            snapshot = try read(bytes)
        } catch let error as YamlError {
            report(error)
        } catch {
            report(nil, nil, "cannot be read as YAML")
        }
    }

    /// The values. Where the file has errors already, what cannot be read beside them adds none.
    private func read(_ bytes: [UInt8]) throws -> YAMLSnapshot? {
        do {
            return try YAMLSnapshot(data: bytes.span.bytes, providerName: path, parsingOptions: .default)
        } catch {
            guard issues.isEmpty else { return nil }
            throw error
        }
    }

    /// Refuses a file that strangers may change, or one with secrets that they may read.
    mutating func checkMode(_ mode: UInt32) {
        if mode & 0o002 != 0 { report(nil, nil, "everybody may change it; chmod o-w") }
        guard mode & 0o077 != 0 else { return }
        for spec in schema.specs where spec.isSecret {
            guard let position = positions[spec.key] else { continue }
            issues.append(
                SettingsIssue(
                    place: path, position: position, key: spec.key,
                    reason: "is a secret in a file that others may read; chmod 600, or use a credential"))
        }
    }

    private mutating func walk(_ mapping: Node.Mapping, under prefix: String, depth: Int) {
        for (keyNode, value) in mapping {
            guard case .scalar(let name) = keyNode else {
                report(nil, keyNode.mark ?? mapping.mark, "a key must be a word")
                continue
            }
            let key = prefix.isEmpty ? name.string : "\(prefix).\(name.string)"
            if let spec = schema[key] {
                take(value, named: keyNode, as: spec)
            } else if schema.isGroup(key) {
                descend(into: value, of: key, named: keyNode, depth: depth)
            } else {
                let hint = schema.suggestion(for: key)
                report(key, keyNode.mark, "no such setting", suggestion: hint)
            }
        }
    }

    private mutating func take(_ value: Node, named keyNode: Node, as spec: SettingSpec) {
        guard case .scalar(let scalar) = value else {
            report(spec.key, keyNode.mark, "takes one value, not a list or a group")
            return
        }
        guard !isNothing(value) else {
            report(spec.key, keyNode.mark, "has no value")
            return
        }
        guard positions[spec.key] == nil else {
            report(spec.key, keyNode.mark, "is set twice")
            return
        }
        let mark = scalar.mark ?? keyNode.mark
        positions[spec.key] = SettingsPosition(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }

    private mutating func descend(into value: Node, of key: String, named keyNode: Node, depth: Int) {
        switch value {
        case .mapping(let mapping) where depth < Self.maxDepth:
            walk(mapping, under: key, depth: depth + 1)
        case .scalar where isNothing(value):
            break  // A group whose settings are all commented out.
        default:
            report(key, keyNode.mark, "is a group of settings, not one")
        }
    }

    /// Whether a node is a plain empty value, `~` or `null`.
    private func isNothing(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The first node with an anchor. An anchor stands before its aliases, so the search ends before a small file of
    /// aliases to aliases unfolds into a huge one.
    private func firstAnchored(_ node: Node) -> Node? {
        guard node.anchor == nil else { return node }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                if let found = firstAnchored(key) ?? firstAnchored(value) { return found }
            }
        case .sequence(let sequence):
            for item in sequence { if let found = firstAnchored(item) { return found } }
        case .scalar: break
        case .alias: return node
        }
        return nil
    }

    private mutating func report(_ key: String?, _ mark: Mark?, _ reason: String, suggestion: String? = nil) {
        let position = mark.map { SettingsPosition(line: $0.line, column: $0.column) }
        issues.append(SettingsIssue(place: path, position: position, key: key, reason: reason, suggestion: suggestion))
    }

    private mutating func report(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report(nil, mark, problem)
        case .reader(let problem, _, _, _):
            report(nil, nil, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            for key in duplicates.sorted() { report(key, context.mark, "is there twice in the group that begins here") }
        default:
            report(nil, nil, "cannot be read as YAML")
        }
    }
}
