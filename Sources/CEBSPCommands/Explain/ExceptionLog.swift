internal import GuestAddress
internal import HostSystem
internal import PrintableText

/// Exception reports in what a device has printed, with what they mean below each line
/// (`Documentation/CE-Memory.md`, section 8.2; CE 5 prints `Data Abort:` and FSR).
struct ExceptionLog {
    private static let mostLines = 100_000

    private let names: CompanionNames
    /// Whether the report that the lines belong to is of an exception of software, whose BVA means nothing.
    private var isRaised = false
    private(set) var text = ""
    var isEmpty: Bool { text.isEmpty }

    /// - Parameter companions: files with names, and their paths.
    /// - Throws: `FileError` for what is no companion file.
    init(_ bytes: [UInt8], _ companions: [(path: String, bytes: [UInt8])]) throws(FileError) {
        names = try CompanionNames(companions)
        for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).prefix(Self.mostLines) {
            let words = String(decoding: line.prefix(4096), as: UTF8.self)
            let explained = explanations(of: words)
            guard !explained.isEmpty else { continue }
            text += printable(words) + "\n" + explained.map { "  \(printable($0))\n" }.joined()
        }
    }

    private mutating func explanations(of line: String) -> [String] {
        var lines: [String] = []
        if let kind = Self.kinds.first(where: { line.contains($0.name) }) {
            lines.append(kind.meaning)
            isRaised = kind.name == "Raised Exception"
        }
        lines += Self.ends.filter { line.contains($0.begin) }.map(\.meaning)
        if let code = Self.code(in: line), let status = StatusCode(named: "0x" + hexadecimal(code)) {
            lines.append("\(hexadecimal(code)): \(status.name): \(status.explanation)")
        }
        let fields = Self.fields(of: line)
        for place in Self.places(in: line) {
            let key = fields.first { $0.rest.contains(place.text) }?.key
            // A return address is behind the call.
            let isReturn = key != "PC"
            let name = names.name(of: place.image, offset: place.offset, isReturn: isReturn)
            if let name { lines.append("\(key ?? "at"): \(place.text): \(name)") }
        }
        for field in fields {
            switch field.key {
            case "PC" where field.rest.contains("???"):
                lines.append("PC: no image is there: a pointer to a function is wrong, or the image was unloaded")
            case "PC" where field.value == .max:
                lines.append(
                    "PC: no code is there: a pointer to a function was never set, or memory with it was overwritten")
            case "BVA" where !isRaised: lines.append("BVA: \(Self.address(field.value))")
            case "Code":
                if let status = StatusCode(named: "0x" + hexadecimal(field.value)) {
                    lines.append("Code: \(status.name): \(status.explanation)")
                }
            case "FSR", "DFSR", "IFSR":
                if let status = FaultStatus(named: "fsr:0x" + hexadecimal(field.value)) {
                    lines.append("\(field.key): \(status.name): \(status.explanation)")
                }
            default: break
            }
        }
        return lines
    }

    private static let kinds: [(name: String, meaning: String)] = [
        ("Data Abort", "a load or store that the MMU or the bus refused; BVA is its address"),
        ("Prefetch Abort", "code was to run where none is mapped; BVA and PC say where"),
        ("Undefined Instruction", "the core does not have the instruction at PC, or not in its mode"),
        ("Raised Exception", "software raised it, with RaiseException or throw; BVA means nothing then"),
        ("Access Violation", "an access that the memory manager refused; BVA is its address"),
        ("Illegal Instruction", "the core does not have the instruction at PC, or not in its mode"),
    ]

    private static let ends: [(begin: String, meaning: String)] = [
        ("DEBUGCHK failed", "an assertion of a debug build was not true; retail builds go on there"),
        ("Unrecoverable Error", "the kernel stopped there"),
    ]

    /// The code of `Unhandled exception c0000005`.
    private static func code(in line: String) -> UInt32? {
        guard let start = line.firstRange(of: "nhandled exception ") else { return nil }
        let digits = line[start.upperBound...].drop { $0 == "0" }
        return UInt32((digits.first == "x" ? digits.dropFirst() : digits).prefix { $0.isHexDigit }, radix: 16)
    }

    /// What an address alone tells.
    private static func address(_ address: UInt32) -> String {
        switch address {
        case 0: "a NULL pointer"
        case ..<0x1_0000:
            "a member 0x\(String(address, radix: 16)) bytes behind a NULL pointer, or a handle taken for a pointer"
        case .max: "INVALID_HANDLE_VALUE, or -1, taken for a pointer"
        case 0xDEAD_BEEF, 0xCCCC_CCCC, 0xCDCD_CDCD, 0xFEEE_FEEE, 0xBAAD_F00D, 0xABAB_ABAB:
            "the pattern 0x\(hexadecimal(address)), with which debug builds fill memory that was not set, or was freed"
        case 0xFFFF_0000...: "a small negative number taken for a pointer"
        case 0x8000_0000..<0xA000_0000: "the kernel's cached static map: a row of OEMAddressTable, if one has it"
        case 0xA000_0000..<0xC000_0000:
            "the kernel's uncached static map: 0x\(hexadecimal(address - 0x2000_0000)) without the cache"
        case 0xC000_0000...: "the kernel's half: drivers, their heap and what they map; no application reaches it"
        default: "the application's half: it means something in one process only"
        }
    }

    /// `PC=03f74680(coredll.dll+0x00014680)` and its like.
    private static func fields(of line: String) -> [(key: String, value: UInt32, rest: String)] {
        line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," }).compactMap { word in
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let digits = parts[1].prefix { $0.isHexDigit }
            guard let value = UInt32(digits, radix: 16) else { return nil }
            return (String(parts[0]), value, String(parts[1].dropFirst(digits.count)))
        }
    }

    /// Each `smd.dll+0x1234` of a line.
    private static func places(in line: String) -> [(image: String, offset: UInt32, text: String)] {
        line.split(whereSeparator: { " \t,()[]".contains($0) }).compactMap { word in
            let parts = word.split(separator: "+", maxSplits: 1)
            guard parts.count == 2, parts[0].contains("."), parts[1].lowercased().hasPrefix("0x"),
                let offset = UInt32(parts[1].dropFirst(2), radix: 16)
            else { return nil }
            let image = parts[0].split(separator: "=").last.map(String.init) ?? ""
            return (image, offset, "\(image)+\(parts[1])")
        }
    }
}
