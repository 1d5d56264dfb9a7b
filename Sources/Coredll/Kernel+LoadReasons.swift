import CEKernel
import CEMemory

/// Why images are not loaded, in words.
extension Kernel {
    /// - Parameters:
    ///   - name: what was asked for.
    ///   - error: why it failed.
    func refuseImage(_ name: String, _ error: CEError) -> CEError {
        guard error == .fileNotFound || error == .moduleNotFound else { return error }
        return refuse("no-file", "there is no file \"\(name)\" in \\Windows or in the root", error)
    }

    /// A function that a library does not have.
    func refuseFunction(_ name: String, of library: String) -> CEError {
        refuse("no-function", "\(library) exports no \(name)", .procNotFound)
    }
}
