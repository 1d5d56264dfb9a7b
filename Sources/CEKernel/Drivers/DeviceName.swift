/// What a name asks for in the name spaces of devices (document jj659825; `Documentation/CE-Memory.md`, section 7.4).
/// Names are compared in any case, and kept in lower case here.
enum DeviceName: Hashable {
    /// `smd1:`, five characters.
    case legacy(String)
    /// What stands behind `\$device\`.
    case device(String)
    /// What stands behind `\$bus\`.
    case bus(String)

    /// Nil for a file's name. CE has no current directory: a name without a leading backslash begins at the root like
    /// any path.
    init?(_ name: String) {
        let wanted = name.lowercased()
        let path = wanted.hasPrefix("\\") ? wanted.dropFirst() : wanted[...]
        if path.hasPrefix("$device\\") {
            self = .device(String(path.dropFirst(8)))
        } else if path.hasPrefix("$bus\\") {
            self = .bus(String(path.dropFirst(5)))
        } else if wanted.utf16.count == 5, wanted.hasSuffix(":") {
            self = .legacy(wanted)
        } else {
            return nil
        }
    }
}
