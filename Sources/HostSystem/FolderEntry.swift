/// A name in a folder.
package struct FolderEntry: Hashable, Sendable {
    /// The name, as `HostPath` has it where it is no UTF-8.
    package var name: String
    package var isUTF8: Bool
    /// Whether it is a folder itself, links not followed.
    package var isFolder: Bool
}
