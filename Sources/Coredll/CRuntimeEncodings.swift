import CEKernel
import CEMemory

/// Conversions between bytes and wide characters.
let cRuntimeEncodingCalls: [KernelCall] = [
    .runtime("MultiByteToWideChar", multiByteToWideChar), .runtime("WideCharToMultiByte", wideCharToMultiByte),
    .runtime("mbstowcs") { _, call throws(CallStop) in
        let bytes = try call.memory.text(call.r1, .narrow, limit: call.r0 == 0 ? .max : call.r2)
        return try store(bytes.map { CodePage.character(of: UInt8(truncatingIfNeeded: $0)) }, .wide, call)
    },
    .runtime("wcstombs") { _, call throws(CallStop) in
        let units = try call.memory.text(call.r1, .wide, limit: call.r0 == 0 ? .max : call.r2)
        let (bytes, isExact) = CodePage.western.encode(units)
        return isExact ? try store(bytes.map { UInt16($0) }, .narrow, call) : .failure(.max)
    },
]

/// What mbstowcs and wcstombs do with the result: a terminator only where there is room, the length without it.
private func store(
    _ units: [UInt16], _ width: CharacterWidth, _ call: borrowing Invocation
) throws(CallStop) -> CallResult {
    let (target, limit) = (call.r0, call.r2)
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

@Sendable
private func multiByteToWideChar(_ kernel: Kernel, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
    let capacity = try call[5]
    guard let page = CodePage(number: call.r0), call.r2 != 0, call.r3 != 0 else { throw .error(.invalidParameter) }
    let source = try source(call, .narrow)
    let (units, isExact) = page.decode(source.map { UInt8(truncatingIfNeeded: $0) })
    guard isExact || call.r1 & failOnInvalidCharacters == 0 else { throw .error(.noUnicodeTranslation) }
    return try deliver(units, .wide, to: call[4], capacity: capacity, call)
}

@Sendable
private func wideCharToMultiByte(_ kernel: Kernel, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
    let (capacity, defaultCharacter, usedDefault) = (try call[5], try call[6], try call[7])
    guard let page = CodePage(number: call.r0), call.r2 != 0, call.r3 != 0 else { throw .error(.invalidParameter) }
    if page == .utf8, defaultCharacter != 0 || usedDefault != 0 { throw .error(.invalidParameter) }
    let replacement = try call.access { memory throws(GuestFault) in
        defaultCharacter == 0 ? CodePage.replacement : try memory.byte(defaultCharacter)
    }
    let (bytes, isExact) = page.encode(try source(call, .wide), replacement: replacement)
    let result = try deliver(bytes.map { UInt16($0) }, .narrow, to: call[4], capacity: capacity, call)
    if usedDefault != 0 {
        try call.access { memory throws(GuestFault) in try memory.setWord(isExact ? 0 : 1, usedDefault) }
    }
    return result
}

/// The third and fourth argument: a string, whose terminator is converted with it when its length is given as −1.
private func source(_ call: borrowing Invocation, _ width: CharacterWidth) throws(CallStop) -> [UInt16] {
    let (address, count) = (call.r2, call.r3)
    if Int32(bitPattern: count) < 0 { return try call.memory.text(address, width) + [0] }
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
