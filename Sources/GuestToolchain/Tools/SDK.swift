package import Diagnostics
internal import HostSystem

/// The folder with the headers, what a program begins with, and the lists of what the system's libraries export.
package struct SDK: Sendable {
    package let folder: String

    /// - Parameter folder: where it is; nil looks beside the program: `share/cebsp/sdk` below the folder that has its
    ///   `bin`, and `sdk` in the folders above it, as in a build of the sources.
    /// - Throws: `InputError` when it is not there.
    package init(folder: String?) throws(InputError) {
        let files = FileAccess()
        if let folder = folder ?? Environment.value("CEBSP_SDK") {
            guard Self.isSDK(folder) else {
                throw InputError(
                    at: SourceLocation(file: folder), "is no SDK: it has no include/windows.h", kind: .missing)
            }
            self.folder = files.realPath(folder) ?? folder
            return
        }
        var above = files.realPath(Host.executablePath).map(FilePath.directory(of:)) ?? "."
        for _ in 0..<6 {
            for name in ["share/cebsp/sdk", "sdk"] where Self.isSDK(FilePath.join(above, name)) {
                self.folder = FilePath.join(above, name)
                return
            }
            above = FilePath.directory(of: above)
        }
        throw InputError(
            at: SourceLocation(file: "cebsp cc"),
            "the SDK is not beside the program: name its folder with --sdk, or set CEBSP_SDK", kind: .missing)
    }

    private static func isSDK(_ folder: String) -> Bool {
        FileAccess().kind(of: FilePath.join(folder, "include/windows.h")) == .file
    }

    package var headers: String { FilePath.join(folder, "include") }

    /// A file that images are made with.
    func file(_ name: String) -> String { FilePath.join(folder, name) }

    /// The text of a file that images are made with.
    /// - Throws: `InputError`.
    func text(_ name: String) throws(InputError) -> String {
        do {
            return String(decoding: try FileAccess().read(file(name)), as: UTF8.self)
        } catch {
            throw InputError(at: SourceLocation(file: error.path), error.message, kind: .missing)
        }
    }
}
