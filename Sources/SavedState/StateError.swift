/// Why bytes are no saved state, or a state cannot be saved.
package enum StateError: Error, Hashable, CustomStringConvertible {
    /// The bytes end before the state does.
    case truncated
    /// The bytes are no saved state, or another one than their header says.
    case malformed(String)
    /// Another version of the format.
    case otherVersion(UInt32)
    /// The state is that of a machine with another board, core, library or set of checkers.
    case otherMachine
    /// An object of a type that the list of types does not have.
    case unknownType(String)

    package var description: String {
        switch self {
        case .truncated: "the saved state is cut short"
        case .malformed(let what): "not a saved state: \(what)"
        case .otherVersion(let version): "a saved state of version \(version), which this program does not read"
        case .otherMachine:
            "the saved state is that of another machine: board, core, engine and checkers must be the same"
        case .unknownType(let name): "a \(name) cannot be saved: it is not in the list of types"
        }
    }
}
