import CEKernel
import CEMemory
import GuestAddress

/// DDKWINDOWINFO, DDKISRINFO and DDKPCIINFO (header ddkreg.h of the public SDK): sizes and places in bytes.
private enum DriverRegistryLayout {
    static let windowInfo: UInt32 = 0x74
    static let isrInfo: UInt32 = 0x10C
    static let pciInfo: UInt32 = 0x34
    static let mostWindows = 6
    static let mostCharacters = 63
}

/// ERROR_INVALID_DATA.
private let invalidData = CEError(rawValue: 13)

/// The words of a structure that is filled as far as reading gets.
private struct StructureImage {
    var bytes: [UInt8]

    init(size: UInt32) {
        bytes = [UInt8](repeating: 0, count: Int(size))
        set(size, at: 0)
    }

    mutating func set(_ word: UInt32, at offset: Int) {
        for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: word >> UInt32(index * 8)) }
    }

    mutating func set(_ text: String, at offset: Int) {
        for (index, unit) in text.utf16.enumerated() {
            bytes[offset + index * 2] = UInt8(truncatingIfNeeded: unit)
            bytes[offset + index * 2 + 1] = UInt8(truncatingIfNeeded: unit >> 8)
        }
    }
}

/// A driver's key as the DDKReg functions read it.
private final class DriverKeyReader {
    private let key: RegistryKey
    /// What was asked for, in order, and whether it is there.
    private(set) var queries: [(name: String, isFound: Bool)] = []
    /// What is wrong with a value, as `an Irq that is no REG_DWORD`.
    private(set) var problem: String?

    init(key: RegistryKey) { self.key = key }

    private func value(_ name: String) -> RegistryValue? {
        let value = key.value(name)?.value
        queries.append((name, value != nil))
        return value
    }

    /// ERROR_INVALID_DATA, with a reason for those who ask why a driver gave up.
    private func invalid(_ problem: String) -> CEError {
        self.problem = problem
        return invalidData
    }

    /// A REG_DWORD; nil when there is none, or a value of another type.
    func word(_ name: String) -> UInt32? {
        if case .dword(let word)? = value(name) { word } else { nil }
    }

    /// A REG_DWORD.
    /// - Throws: ERROR_INVALID_DATA for a value of another type of at most its size; a larger one counts as absent.
    func strictWord(_ name: String) throws(CEError) -> UInt32? {
        switch value(name) {
        case nil, .multiString?: return nil
        case .dword(let word)?: return word
        case .string?, .binary?: throw invalid("an \(name) that is no REG_DWORD")
        }
    }

    /// A REG_SZ of a driver's file or function.
    func text(_ name: String) throws(CEError) -> String? {
        switch value(name) {
        case nil: return nil
        case .string(let text)?:
            guard text.utf16.count <= DriverRegistryLayout.mostCharacters else {
                throw invalid("an \(name) of more than \(DriverRegistryLayout.mostCharacters) characters")
            }
            return text
        case .dword?, .multiString?, .binary?: throw invalid("an \(name) that is no REG_SZ")
        }
    }

    /// Bases or lengths: one as a REG_DWORD, several as strings of hexadecimal digits.
    private func list(_ name: String) throws(CEError) -> (words: [UInt32], isList: Bool)? {
        switch value(name) {
        case nil: return nil
        case .dword(let word)?: return ([word], false)
        case .multiString(let texts)?:
            guard texts.count <= DriverRegistryLayout.mostWindows else {
                throw invalid("more than \(DriverRegistryLayout.mostWindows) windows in \(name)")
            }
            var words: [UInt32] = []
            for text in texts {
                let digits = text.lowercased().hasPrefix("0x") ? text.dropFirst(2) : text[...]
                guard let word = UInt32(digits, radix: 16) else { throw invalid("no hexadecimal number in \(name)") }
                words.append(word)
            }
            return (words, true)
        case .string?, .binary?: throw invalid("an \(name) that is neither REG_DWORD nor REG_MULTI_SZ")
        }
    }

    func windows(_ base: String, _ length: String) throws(CEError) -> [(base: UInt32, length: UInt32)] {
        let (bases, lengths) = (try list(base), try list(length))
        guard let bases, let lengths else {
            guard bases == nil, lengths == nil else {
                throw invalid(bases == nil ? "\(length) without \(base)" : "\(base) without \(length)")
            }
            return []
        }
        guard bases.isList == lengths.isList, bases.words.count == lengths.words.count else {
            throw invalid("\(base) and \(length) that do not go together")
        }
        return zip(bases.words, lengths.words).map { ($0, $1) }
    }
}

extension DriverKeyReader {
    func fillWindows(_ image: inout StructureImage) throws(CEError) {
        image.set(UInt32.max, at: 8)
        image.set(word("BusNumber") ?? 0, at: 4)
        if let type = try strictWord("InterfaceType") { image.set(type, at: 8) }
        for (base, length, count) in [("MemBase", "MemLen", 0x40), ("IoBase", "IoLen", 0x0C)] {
            let windows = try windows(base, length)
            for (index, window) in windows.enumerated() {
                image.set(window.base, at: count + 4 + index * 8)
                image.set(window.length, at: count + 8 + index * 8)
            }
            image.set(UInt32(windows.count), at: count)
        }
    }

    func fillInterrupt(_ image: inout StructureImage) throws(CEError) {
        image.set(UInt32.max, at: 4)
        if let irq = try strictWord("Irq") { image.set(irq, at: 4) }
        if let sysintr = try strictWord("SysIntr") { image.set(sysintr, at: 8) }
        let (handler, dll) = (try text("IsrHandler"), try text("IsrDll"))
        guard (handler == nil) == (dll == nil) else {
            throw invalid(dll == nil ? "IsrHandler without IsrDll" : "IsrDll without IsrHandler")
        }
        if let dll { image.set(dll, at: 0x0C) }
        if let handler { image.set(handler, at: 0x8C) }
    }

    func fillPCI(_ image: inout StructureImage) throws(CEError) {
        for (index, name) in ["DeviceNumber", "FunctionNumber", "InstanceIndex"].enumerated() {
            guard let number = word(name) else { throw .fileNotFound }
            image.set(number, at: 4 + index * 4)
        }
        var present: UInt32 = 0
        let names = [
            "Class", "SubClass", "ProgIF", "VendorID", "DeviceID", "RevisionID", "SubVendorID", "SubSystemID",
        ]
        for (index, name) in names.enumerated() {
            guard let number = word(name) else { continue }
            present |= 1 << UInt32(index)
            image.set(number, at: 0x14 + index * 4)
        }
        image.set(present, at: 0x10)
    }
}

extension Kernel {
    fileprivate func readDriverKey(
        _ handle: KeyHandle, _ structure: VirtualAddress, size: UInt32, _ call: borrowing Invocation,
        _ fill: (DriverKeyReader, inout StructureImage) throws(CEError) -> Void
    ) throws(CallStop) -> CallResult {
        guard handle.rawValue != 0, structure.rawValue != 0 else {
            noteRule("null", handle.rawValue == 0 ? "hk is NULL" : "the structure is NULL")
            return .failure(CEError.invalidParameter.rawValue)
        }
        let given = try call.access { memory throws(GuestFault) in try memory.word(structure.rawValue) }
        guard given == size else {
            noteRule("structure-size", "cbSize of the structure is \(given), and it has to be \(size)")
            return .failure(CEError.invalidParameter.rawValue)
        }
        let key = try key(handle, call)
        let (reader, path) = (DriverKeyReader(key: key), key.path)
        var image = StructureImage(size: size)
        var result = CEError.success
        do throws(CEError) { try fill(reader, &image) } catch { result = error }
        for query in reader.queries { noteQuery(path, query.name, isFound: query.isFound, call.thread) }
        if let problem = reader.problem {
            noteProblem("found \(problem) below \(path) (\(ErrorNames.text(result.rawValue)))", call.thread)
        }
        try call.access { memory throws(GuestFault) in try memory.write(image.bytes, structure.rawValue) }
        guard result != .success else { return .value(0) }
        let missing = reader.queries.first { !$0.isFound }?.name
        noteRule(
            "driver-key",
            reader.problem.map { "\(key.fullPath) has \($0)" }
                ?? missing.map { "\(key.fullPath) has no value \"\($0)\"" } ?? "a value of \(key.fullPath) is missing")
        return .failure(result.rawValue)
    }
}

/// What drivers read of their own key: windows, interrupts, PCI numbers (header ddkreg.h; results of shipped images).
let driverRegistryCalls: [KernelCall] = [
    KernelCall(
        "DDKReg_GetWindowInfo", .full, "hk pwi", source: "ddkreg.h", returns: .error,
        failure: CEError.invalidParameter.rawValue, returnsError: true
    ) { (kernel, call, key: KeyHandle, structure: VirtualAddress) throws(CallStop) in
        try kernel.readDriverKey(key, structure, size: DriverRegistryLayout.windowInfo, call) {
            reader, image throws(CEError) in
            try reader.fillWindows(&image)
        }
    },
    KernelCall(
        "DDKReg_GetIsrInfo", .full, "hk pii", source: "ddkreg.h", returns: .error,
        failure: CEError.invalidParameter.rawValue, returnsError: true
    ) { (kernel, call, key: KeyHandle, structure: VirtualAddress) throws(CallStop) in
        try kernel.readDriverKey(key, structure, size: DriverRegistryLayout.isrInfo, call) {
            reader, image throws(CEError) in
            try reader.fillInterrupt(&image)
        }
    },
    KernelCall(
        "DDKReg_GetPciInfo", .full, "hk ppi", source: "ddkreg.h", returns: .error,
        failure: CEError.invalidParameter.rawValue, returnsError: true
    ) { (kernel, call, key: KeyHandle, structure: VirtualAddress) throws(CallStop) in
        try kernel.readDriverKey(key, structure, size: DriverRegistryLayout.pciInfo, call) {
            reader, image throws(CEError) in
            try reader.fillPCI(&image)
        }
    },
]
