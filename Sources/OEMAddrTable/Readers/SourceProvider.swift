/// A file as the readers get it: its name in findings, and its bytes.
public struct SourceFile: Hashable, Sendable {
    public var path: String
    public var bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }
}

/// Why a file that may be there is not read: `lies outside bsp`, `permission denied`.
public struct SourceRefusal: Error, Hashable, Sendable {
    /// What follows the file's name in a sentence.
    public var message: String

    public init(_ message: String) { self.message = message }
}

/// A way to the files the readers may open. The readers never touch the file system themselves.
public protocol SourceProvider: Sendable {
    /// The bytes of a file, or nil when it is not there.
    /// - Parameters:
    ///   - path: the path as the user gave it, or what an INCLUDE names (back slashes, other case and `$(VARIABLE)`
    ///     as written).
    ///   - includingFile: the `path` of the file that includes it, nil for a file the user named.
    /// - Throws: `SourceRefusal` for a file that is not to be read, or cannot be.
    func read(_ path: String, from includingFile: String?) throws(SourceRefusal) -> SourceFile?
}

/// Files held in memory, found by path, and includes by their last component in any case.
public struct MemorySources: SourceProvider {
    private var filesByPath: [String: SourceFile] = [:]
    private var pathsByName: [String: String] = [:]

    public init(_ files: [SourceFile] = []) {
        for file in files { add(file) }
    }

    /// The files of a dictionary from path to text.
    public init(_ texts: [String: String]) {
        for (path, text) in texts.sorted(by: { $0.key < $1.key }) { add(SourceFile(path: path, text: text)) }
    }

    public mutating func add(_ file: SourceFile) {
        filesByPath[file.path] = file
        pathsByName[IncludeName(file.path).lastComponent.lowercased()] = file.path
    }

    public func read(_ path: String, from includingFile: String?) -> SourceFile? {
        if let file = filesByPath[path] { return file }
        guard let found = pathsByName[IncludeName(path).lastComponent.lowercased()] else { return nil }
        return filesByPath[found]
    }
}
