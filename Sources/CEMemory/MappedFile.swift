/// The file behind a file mapping, as memory sees it.
package protocol MappedFile: AnyObject {
    /// What is in the file now.
    var bytes: [UInt8] { get }
}
