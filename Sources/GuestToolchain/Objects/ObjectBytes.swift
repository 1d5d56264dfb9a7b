internal import Diagnostics

/// The bytes of an object file or an archive, read with every offset checked.
struct ObjectBytes {
    let path: String
    let bytes: ArraySlice<UInt8>

    init(path: String, _ bytes: ArraySlice<UInt8>) {
        self.path = path
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func failure(_ message: String) -> InputError { InputError(at: SourceLocation(file: path), message) }

    /// `count` bytes at `offset`.
    func part(_ offset: Int, _ count: Int) throws(InputError) -> ArraySlice<UInt8> {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
            throw failure("the file is cut short: \(count) bytes at \(offset) lie behind its end")
        }
        return bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + count)]
    }

    func u8(_ offset: Int) throws(InputError) -> Int { Int(try part(offset, 1).first ?? 0) }
    func u16(_ offset: Int) throws(InputError) -> Int { try number(offset, 2) }
    func u32(_ offset: Int) throws(InputError) -> Int { try number(offset, 4) }

    private func number(_ offset: Int, _ count: Int) throws(InputError) -> Int {
        try part(offset, count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// The text up to the next zero, or to the end.
    func text(_ offset: Int, limit: Int = 4096) throws(InputError) -> String {
        let rest = try part(offset, 0).startIndex
        return String(decoding: bytes[rest...].prefix(limit).prefix { $0 != 0 }, as: UTF8.self)
    }
}
