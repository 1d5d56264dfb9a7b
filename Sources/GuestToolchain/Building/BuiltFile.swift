internal import Diagnostics
internal import HostSystem

/// The files that a build writes.
enum BuiltFile {
    /// - Throws: `InputError` when the operating system does not take it.
    static func write(_ bytes: [UInt8], to path: String) throws(InputError) {
        do {
            try FileAccess().write(bytes, to: path)
        } catch {
            throw InputError(at: SourceLocation(file: error.path), error.message, kind: .missing)
        }
    }
}
