import CEKernel
import CEMemory

/// The runtime's functions that check the size of the target. A violation empties the target and comes back as an errno
/// value; the invalid-parameter handler of the real runtime does nothing more by default on CE.
let checkedStringCalls: [KernelCall] = [
    checked("strcpy_s", "wcscpy_s", appends: false, hasCount: false),
    checked("strncpy_s", "wcsncpy_s", appends: false, hasCount: true),
    checked("strcat_s", "wcscat_s", appends: true, hasCount: false),
    checked("strncat_s", "wcsncat_s", appends: true, hasCount: true),
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

/// (target, size, source[, count])
private func checked(_ narrow: String, _ wide: String, appends: Bool, hasCount: Bool) -> [KernelCall] {
    KernelCall.string(narrow, wide) { memory, call, width throws(GuestFault) in
        let (target, size, source) = (call.r0, call.r1, call.r2)
        let count = hasCount ? call.r3 : UInt32.max
        guard target != 0, size > 0 else { return ErrorNumber.invalid }
        guard source != 0 else {
            if hasCount, count == 0 { return 0 }
            try memory.setUnit(0, target, width)
            return ErrorNumber.invalid
        }
        let length = appends ? try memory.length(target, width, limit: size) : 0
        guard length < size else {
            try memory.setUnit(0, target, width)
            return ErrorNumber.invalid
        }
        let room = size - length
        // _TRUNCATE: as much as fits.
        let truncates = hasCount && count == .max
        let found = try memory.length(source, width, limit: min(count, room))
        let isCut = found >= room
        if isCut, !truncates {
            try memory.setUnit(0, target, width)
            return ErrorNumber.range
        }
        let taken = isCut ? room - 1 : found
        let start = target &+ length &* width.rawValue
        try memory.move(to: start, from: source, count: taken &* width.rawValue)
        try memory.setUnit(0, start &+ taken &* width.rawValue, width)
        return isCut ? ErrorNumber.truncated : 0
    }
}

/// (target, size, source, count)
private func checkedBlock(_ name: String, clears: Bool) -> KernelCall {
    .memory(name) { memory, call throws(GuestFault) in
        let (target, size, source, count) = (call.r0, call.r1, call.r2, call.r3)
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

/// (value, target, size, radix)
private func checkedNumber(_ narrow: String, _ wide: String, isSigned: Bool) -> [KernelCall] {
    KernelCall.string(narrow, wide) { memory, call, width throws(GuestFault) in
        let (target, size) = (call.r1, call.r2)
        guard target != 0, size > 0 else { return ErrorNumber.invalid }
        guard (2...36).contains(call.r3) else {
            try memory.setUnit(0, target, width)
            return ErrorNumber.invalid
        }
        let text = NumberText.digits(call.r0, radix: call.r3, isSigned: isSigned)
        guard text.count < size else {
            try memory.setUnit(0, target, width)
            return ErrorNumber.range
        }
        try memory.write(text, target, width, terminated: true)
        return 0
    }
}
