import CEKernel
import CEMemory
import GuestAddress

/// Why calls of the registry are refused, in words.
extension Kernel {
    /// How many names of values a reason lists.
    private static let listedValues = 8

    /// A key that is not there, by the first of its path that is missing.
    func refuseKey(_ path: String, under parent: RegistryKey) -> CEError {
        let slashes = path.contains("/") ? ": a path has backslashes between its names" : ""
        guard let missing = registry.firstMissing(of: path, under: parent) else {
            return refuse("no-key", "there is no key \(quoted(path)) below \(parent.fullPath)", .fileNotFound)
        }
        return refuse(
            "no-key", "\(missing.parent.fullPath) has no key \(quoted(missing.name))\(slashes)", .fileNotFound)
    }

    /// A value that a key has not.
    func refuseValue(_ name: String, of key: RegistryKey) -> CEError {
        let names = key.valueNames(atMost: Self.listedValues + 1)
        let listed = names.prefix(Self.listedValues).map(quoted).joined(separator: ", ")
        let others =
            names.isEmpty ? "it has none" : "it has \(listed)\(names.count > Self.listedValues ? " and more" : "")"
        let isPath = name.contains("\\") ? ": a value's name is no path, and RegOpenKeyEx opens a key" : ""
        return refuse("no-value", "\(key.fullPath) has no value \(quoted(name))\(isPath); \(others)", .fileNotFound)
    }

    /// A value that the registry does not take.
    func refuseSetting(_ name: String, _ error: CEError) -> CEError {
        error == .invalidParameter
            ? refuse(
                "name",
                "the value's name has \(name.utf16.count) characters, and at most \(Registry.maximumName) are allowed")
            : refuse("registry-full", "the registry has no room for more", error)
    }

    /// A path that names no key to delete or make.
    func refusePath(_ path: String, under parent: RegistryKey, _ error: CEError) -> CEError {
        switch error {
        case .fileNotFound: return refuseKey(path, under: parent)
        case .invalidParameter where path.allSatisfy { $0 == "\\" }:
            return refuse("name", "lpSubKey names no key below \(parent.fullPath)", error)
        case .invalidParameter:
            return refuse(
                "registry-limits",
                "a name of a key has at most \(Registry.maximumName) characters, and a path at most "
                    + "\(Registry.maximumDepth) keys", error)
        default: return refuse("registry-full", "the registry has no room for more", error)
        }
    }

    private func quoted(_ text: String) -> String { "\"\(text)\"" }
}

extension RegistryKey {
    /// `HKEY_LOCAL_MACHINE\Drivers`.
    var fullPath: String {
        let path = path
        return path.hasPrefix("HKEY_") ? path : "HKEY_LOCAL_MACHINE\\\(path)"
    }
}
