/// A name in a folder.
public struct FolderEntry: Hashable, Sendable {
    /// The name; bytes that are no UTF-8 are replaced, and the file cannot be opened by it then.
    public var name: String
    public var isUTF8: Bool
    /// Whether it is a folder itself, links not followed.
    public var isFolder: Bool
}
