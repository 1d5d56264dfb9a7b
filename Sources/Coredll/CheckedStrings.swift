import CEKernel
import CEMemory
import GuestAddress

/// The runtime's functions that check the size of the target. A violation empties the target and comes back as an errno
/// value; the invalid-parameter handler of the real runtime does nothing more by default on CE.
let checkedStringCalls: [KernelCall] = [
    checked("strcpy_s", "wcscpy_s", appends: false), checkedCounted("strncpy_s", "wcsncpy_s", appends: false),
    checked("strcat_s", "wcscat_s", appends: true), checkedCounted("strncat_s", "wcsncat_s", appends: true),
    [checkedBlock("memcpy_s", clears: true), checkedBlock("memmove_s", clears: false)],
    checkedNumber("_itoa_s", "_itow_s", isSigned: true), checkedNumber("_ltoa_s", "_ltow_s", isSigned: true),
    checkedNumber("_ultoa_s", "_ultow_s", isSigned: false),
].flatMap { $0 }

/// errno.h
private enum ErrorNumber {
    static let invalid: UInt32 = 22
    static let range: UInt32 = 34
    static let truncated: UInt32 = 80
}

private func checked(_ narrow: String, _ wide: String, appends: Bool) -> [KernelCall] {
    KernelCall.string(narrow, wide, "strDestination numberOfElements strSource", returns: .number) {
        (memory, target: VirtualAddress, size: UInt32, source: GuestText, width) throws(GuestFault) in
        try memory.transfer(source, to: target, size, count: nil, appends: appends, width)
    }
}

private func checkedCounted(_ narrow: String, _ wide: String, appends: Bool) -> [KernelCall] {
    KernelCall.string(narrow, wide, "strDest numberOfElements strSource count", returns: .number) {
        (memory, target: VirtualAddress, size: UInt32, source: GuestText, count: UInt32, width) throws(GuestFault) in
        try memory.transfer(source, to: target, size, count: count, appends: appends, width)
    }
}

extension GuestView {
    /// Copies or appends a string.
    /// - Parameter count: the most characters of the source; the highest number (_TRUNCATE) is as much as fits; nil
    ///   means all.
    fileprivate func transfer(
        _ source: GuestText, to target: VirtualAddress, _ size: UInt32, count: UInt32?, appends: Bool,
        _ width: CharacterWidth
    ) throws(GuestFault) -> UInt32 {
        let (target, source) = (target.rawValue, source.rawValue)
        guard target != 0, size > 0 else { return ErrorNumber.invalid }
        guard source != 0 else {
            if count == 0 { return 0 }
            try setUnit(0, target, width)
            return ErrorNumber.invalid
        }
        let length = appends ? try self.length(target, width, limit: size) : 0
        guard length < size else {
            try setUnit(0, target, width)
            return ErrorNumber.invalid
        }
        let room = size - length
        let truncates = count == .max
        let found = try self.length(source, width, limit: min(count ?? .max, room))
        let isCut = found >= room
        if isCut, !truncates {
            try setUnit(0, target, width)
            return ErrorNumber.range
        }
        let taken = isCut ? room - 1 : found
        let start = target &+ length &* width.rawValue
        try move(to: start, from: source, count: taken &* width.rawValue)
        try setUnit(0, start &+ taken &* width.rawValue, width)
        return isCut ? ErrorNumber.truncated : 0
    }
}

private func checkedBlock(_ name: String, clears: Bool) -> KernelCall {
    .memory(name, "dest numberOfElements src count", source: "string.h", returns: .number) {
        (memory, target: VirtualAddress, size: UInt32, source: VirtualAddress, count: UInt32) throws(GuestFault) in
        let (target, source) = (target.rawValue, source.rawValue)
        guard count > 0 else { return 0 }
        guard target != 0 else { return ErrorNumber.invalid }
        guard source != 0, size >= count else {
            if clears { try memory.fill(target, count: size, with: 0) }
            return source == 0 ? ErrorNumber.invalid : ErrorNumber.range
        }
        try memory.move(to: target, from: source, count: count)
        return 0
    }
}

private func checkedNumber(_ narrow: String, _ wide: String, isSigned: Bool) -> [KernelCall] {
    KernelCall.string(narrow, wide, "value buffer sizeInCharacters radix", source: "stdlib.h", returns: .number) {
        (memory, value: UInt32, buffer: VirtualAddress, size: UInt32, radix: UInt32, width) throws(GuestFault) in
        let target = buffer.rawValue
        guard target != 0, size > 0 else { return ErrorNumber.invalid }
        guard (2...36).contains(radix) else {
            try memory.setUnit(0, target, width)
            return ErrorNumber.invalid
        }
        let text = NumberText.digits(value, radix: radix, isSigned: isSigned)
        guard text.count < size else {
            try memory.setUnit(0, target, width)
            return ErrorNumber.range
        }
        try memory.write(text, target, width, terminated: true)
        return 0
    }
}
