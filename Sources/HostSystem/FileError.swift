/// Why a file of the host could not be read or written.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        case notFound
        case isDirectory
        case notDirectory
        /// The path leads out of the folder that holds everything which may be opened.
        case outside(folder: String)
        /// The file has more bytes than the reader accepts.
        case tooLarge(limit: Int)
        /// What the operating system says.
        case system(String)
    }

    package var path: String
    package var reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// The sentence without the path: `no such file`.
    package var message: String {
        switch reason {
        case .notFound: "no such file or folder"
        case .isDirectory: "is a folder, not a file"
        case .notDirectory: "is not a folder"
        case .outside(let folder): "lies outside \(folder)"
        case .tooLarge(let limit): "has more than \(limit >> 20) MB"
        case .system(let text): text
        }
    }

    package var description: String { "\(path): \(message)" }
}
