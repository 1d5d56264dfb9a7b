package import HostSystem

/// The files that come with the project.
package enum Fixtures {
    /// The folder of the package.
    package static let package: String = {
        let folder = FilePath.join(FilePath.directory(of: #filePath), "../..")
        return FileAccess().realPath(folder) ?? folder
    }()

    /// The folder `fixtures`.
    package static let root = FilePath.join(package, "fixtures")

    /// A file or folder under `fixtures`.
    package static func path(_ name: String) -> String { FilePath.join(root, name) }

    /// The bytes of a file under `fixtures`.
    /// - Throws: `FileError`.
    package static func bytes(_ name: String) throws(FileError) -> [UInt8] { try FileAccess().read(path(name)) }

    /// A guest program as `fixtures/guests/build` has made it.
    /// - Throws: `FileError`.
    package static func guest(_ name: String, _ folder: String = "armv4i") throws(FileError) -> [UInt8] {
        try bytes("guests/bin/\(folder)/\(name)")
    }

    /// The names in a folder under `fixtures`, in order.
    /// - Throws: `FileError`.
    package static func names(in folder: String) throws(FileError) -> [String] {
        try FileAccess().entries(of: path(folder)).sorted()
    }
}
