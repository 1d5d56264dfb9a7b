import Glibc

/// What the host says about this process.
enum ProcessStatistics {
    struct Unreadable: Error {}

    /// /proc/self/statm: sizes in pages.
    static func read() throws -> String {
        guard let file = unsafe fopen("/proc/self/statm", "r") else { throw Unreadable() }
        defer { unsafe _ = fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = unsafe fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    /// The value of an environment variable as a number.
    static func number(_ name: String) -> Int? {
        guard let text = unsafe getenv(name) else { return nil }
        return Int(unsafe String(cString: text))
    }
}
