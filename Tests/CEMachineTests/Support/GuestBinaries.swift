import Glibc
import Testing

/// The committed guest programs.
enum GuestBinaries {
    /// The bytes of `fixtures/guests/bin/<folder>/<name>`.
    static func bytes(_ name: String, _ folder: String = "armv4i") throws -> [UInt8] {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let path = "/\(root)/fixtures/guests/bin/\(folder)/\(name)"
        let file = unsafe fopen(path, "rb")
        let stream = unsafe try #require(file, "no file \(path)")
        defer { unsafe _ = fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, stream)
            guard count > 0 else { return bytes }
            bytes += chunk.prefix(count)
        }
    }
}
