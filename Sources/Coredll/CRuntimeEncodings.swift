import CEKernel
import CEMemory
import GuestAddress

/// Conversions between bytes and wide characters.
let cRuntimeEncodingCalls: [KernelCall] = [
    KernelCall(
        "MultiByteToWideChar", .partial("the code pages are 1252 and UTF-8"),
        "CodePage dwFlags lpMultiByteStr cbMultiByte lpWideCharStr cchWideChar", source: "winnls.h",
        returns: .number, raisesFaults: true
    ) {
        (
            kernel, call, page: CodePageNumber, flags: Word, source: NarrowString, count: Int32, target: VirtualAddress,
            capacity: UInt32
        ) throws(CallStop) in
        guard let page = CodePage(number: page.rawValue), source.rawValue != 0, count != 0 else {
            throw .error(
                kernel.refuse(
                    "text",
                    "the code page \(page.rawValue) is none of 1252 and UTF-8, or there is no text: NULL, or "
                        + "0 long"))
        }
        let bytes = try units(source.rawValue, .narrow, count: count, call)
        let (units, isExact) = page.decode(bytes.map { UInt8(truncatingIfNeeded: $0) })
        guard isExact || flags.rawValue & failOnInvalidCharacters == 0 else {
            throw .error(
                kernel.refuse(
                    "characters", "the text holds bytes that are no characters, and MB_ERR_INVALID_CHARS is set",
                    .noUnicodeTranslation))
        }
        return try deliver(units, .wide, to: target.rawValue, capacity: capacity, call)
    },
    KernelCall(
        "WideCharToMultiByte", .partial("the code pages are 1252 and UTF-8"),
        "CodePage dwFlags lpWideCharStr cchWideChar lpMultiByteStr cbMultiByte lpDefaultChar lpUsedDefaultChar",
        source: "winnls.h", returns: .number, raisesFaults: true
    ) {
        (
            kernel, call, page: CodePageNumber, _: Unread<Word>, source: WideString, count: Int32,
            target: VirtualAddress,
            capacity: UInt32, defaultCharacter: VirtualAddress, usedDefault: VirtualAddress
        ) throws(CallStop) in
        let (defaultCharacter, usedDefault) = (defaultCharacter.rawValue, usedDefault.rawValue)
        guard let page = CodePage(number: page.rawValue), source.rawValue != 0, count != 0 else {
            throw .error(
                kernel.refuse(
                    "text",
                    "the code page \(page.rawValue) is none of 1252 and UTF-8, or there is no text: NULL, or "
                        + "0 long"))
        }
        if page == .utf8, defaultCharacter != 0 || usedDefault != 0 {
            throw .error(
                kernel.refuse("default", "with CP_UTF8 lpDefaultChar and lpUsedDefaultChar have to be NULL"))
        }
        let replacement = try call.access { memory throws(GuestFault) in
            defaultCharacter == 0 ? CodePage.replacement : try memory.byte(defaultCharacter)
        }
        let units = try units(source.rawValue, .wide, count: count, call)
        let (bytes, isExact) = page.encode(units, replacement: replacement)
        let result = try deliver(
            bytes.map { UInt16($0) }, .narrow, to: target.rawValue, capacity: capacity, call)
        if usedDefault != 0 {
            try call.access { memory throws(GuestFault) in try memory.setWord(isExact ? 0 : 1, usedDefault) }
        }
        return result
    },
    KernelCall("mbstowcs", .full, "wcstr mbstr count", source: "stdlib.h", returns: .signed, raisesFaults: true) {
        (_, call, target: VirtualAddress, source: NarrowString, count: UInt32) throws(CallStop) in
        let limit = target.rawValue == 0 ? .max : count
        let bytes = try call.memory.text(source.rawValue, .narrow, limit: limit)
        let units = bytes.map { CodePage.character(of: UInt8(truncatingIfNeeded: $0)) }
        return try store(units, .wide, to: target.rawValue, limit: count, call)
    },
    KernelCall("wcstombs", .full, "mbstr wcstr count", source: "stdlib.h", returns: .signed, raisesFaults: true) {
        (_, call, target: VirtualAddress, source: WideString, count: UInt32) throws(CallStop) in
        let limit = target.rawValue == 0 ? .max : count
        let units = try call.memory.text(source.rawValue, .wide, limit: limit)
        let (bytes, isExact) = CodePage.western.encode(units)
        guard isExact else { return .failure(.max) }
        return try store(bytes.map { UInt16($0) }, .narrow, to: target.rawValue, limit: count, call)
    },
]

/// What mbstowcs and wcstombs do with the result: a terminator only where there is room, the length without it.
private func store(
    _ units: [UInt16], _ width: CharacterWidth, to target: UInt32, limit: UInt32, _ call: borrowing Invocation
) throws(CallStop) -> CallResult {
    if target != 0 {
        try call.access { memory throws(GuestFault) in
            try memory.write(units, target, width, terminated: units.count < limit)
        }
    }
    return .value(UInt32(units.count))
}

/// winnls.h
private let failOnInvalidCharacters: UInt32 = 8

extension CEError {
    /// ERROR_NO_UNICODE_TRANSLATION
    fileprivate static let noUnicodeTranslation = CEError(rawValue: 1113)
}

/// A string, whose terminator is converted with it when its length is given as −1.
private func units(
    _ address: UInt32, _ width: CharacterWidth, count: Int32, _ call: borrowing Invocation
) throws(CallStop) -> [UInt16] {
    if count < 0 { return try call.memory.text(address, width) + [0] }
    let count = UInt32(count)
    guard count <= GuestView.textLimit else { throw .error(.invalidParameter) }
    return try call.access { memory throws(GuestFault) in try memory.exactUnits(address, width, count: count) }
}

/// No capacity asks for the length.
private func deliver(
    _ units: [UInt16], _ width: CharacterWidth, to target: UInt32, capacity: UInt32, _ call: borrowing Invocation
) throws(CallStop) -> CallResult {
    if capacity == 0 { return .value(UInt32(units.count)) }
    let fitting = units.count <= capacity ? units : Array(units.prefix(Int(capacity)))
    try call.access { memory throws(GuestFault) in try memory.write(fitting, target, width, terminated: false) }
    guard fitting.count == units.count else { throw .error(.insufficientBuffer) }
    return .value(UInt32(units.count))
}
