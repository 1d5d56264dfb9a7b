/// A name in a folder.
package struct FolderEntry: Hashable, Sendable {
    /// The name; bytes that are no UTF-8 are replaced, and the file cannot be opened by it then.
    package var name: String
    package var isUTF8: Bool
    /// Whether it is a folder itself, links not followed.
    package var isFolder: Bool
}
