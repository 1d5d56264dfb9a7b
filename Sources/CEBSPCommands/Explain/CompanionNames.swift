internal import GuestAddress
internal import HostSystem
internal import PEImage
internal import SymbolFiles

/// Names and lines of code, by the image that it is of.
struct CompanionNames {
    private struct Companion {
        let table: SymbolTable
        let base: UInt32
    }

    /// Where linkers put images that nobody placed.
    private static let libraryBase: UInt32 = 0x1000_0000
    private static let programBase: UInt32 = 0x0001_0000

    /// By the image's name without its ending, in lower case.
    private var byStem: [String: Companion] = [:]

    /// - Parameter files: companion files with their paths. Where an ELF file does not say at which address it was
    ///   linked, the image beside it does.
    /// - Throws: `FileError` for what is no companion file.
    init(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
        for (path, bytes) in files {
            let table: SymbolTable
            do { table = try SymbolFile.read(bytes: bytes) } catch {
                throw FileError(path: path, reason: .system("no companion file: \(error)"))
            }
            let base = table.imageBase?.rawValue ?? Self.base(beside: path)
            byStem[Self.stem(path)] = Companion(table: table, base: base)
        }
    }

    /// `CopyFrame+0x34, smd.c:143`, as far as it is known.
    func name(of image: String, offset: UInt32, isReturn: Bool) -> String? {
        guard let companion = byStem[Self.stem(image)] else { return nil }
        let (address, overflows) = companion.base.addingReportingOverflow(isReturn ? offset &- 1 : offset)
        guard !overflows else { return nil }
        let symbol = companion.table.symbol(at: VirtualAddress(address))
        let name = symbol.map { "\($0.name)+0x\(String(companion.base &+ offset &- $0.address, radix: 16))" }
        let line = companion.table.line(at: VirtualAddress(address)).map { "\($0.file):\($0.line)" }
        let parts = [name, line].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func base(beside path: String) -> UInt32 {
        let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
        for ending in ["", ".dll", ".exe"] {
            guard let bytes = try? FileAccess().read(stem + ending), let image = try? PEImage(bytes: bytes) else {
                continue
            }
            return image.imageBase.rawValue
        }
        return stem.lowercased().hasSuffix(".exe") ? programBase : libraryBase
    }

    /// `smd` of /x/smd.elf, smd.dll.map and smd.dll.
    private static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return String(name.lowercased().prefix { $0 != "." })
    }
}
