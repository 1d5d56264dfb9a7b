package import SavedState

/// The file behind a file mapping, as memory sees it.
package protocol MappedFile: SavedObject {
    /// What is in the file now.
    var bytes: [UInt8] { get }
}
