import CEKernel
import CEMemory

/// The functions of the printf family that are told how much room there is.
let boundedPrintfCalls: [KernelCall] = [
    [
        counted("_snprintf", .narrow, list: false), counted("_vsnprintf", .narrow, list: true),
        counted("_snwprintf", .wide, list: false), counted("_vsnwprintf", .wide, list: true),
        checked("sprintf_s", .narrow, list: false), checked("vsprintf_s", .narrow, list: true),
        checked("swprintf_s", .wide, list: false), checked("vswprintf_s", .wide, list: true),
        checkedCounted("_snprintf_s", .narrow, list: false), checkedCounted("_vsnprintf_s", .narrow, list: true),
        checkedCounted("_snwprintf_s", .wide, list: false), checkedCounted("_vsnwprintf_s", .wide, list: true),
    ],
    SafeString.Unit.allCases.flatMap { unit in
        [CharacterWidth.narrow, .wide].flatMap { width in
            [
                safePrintf("Printf", unit, width, list: false), safePrintf("VPrintf", unit, width, list: true),
                safePrintfEx("PrintfEx", unit, width, list: false), safePrintfEx("VPrintfEx", unit, width, list: true),
            ]
        }
    },
].flatMap { $0 }

/// (buffer, count, format, …): −1 and no terminator when the text is longer than the count, no terminator when it is as long.
private func counted(_ name: String, _ width: CharacterWidth, list: Bool) -> KernelCall {
    let shape = PrintfShape(width: width, format: 2, takesList: list)
    return .runtime(name) { kernel, call throws(CallStop) in
        let (target, count) = (call.r0, call.r1)
        let text = try shape.text(kernel, call, capacity: count)
        if count > 0 {
            try call.access { memory throws(GuestFault) in
                try memory.write(text.units, target, width, terminated: text.units.count < count)
            }
        }
        return text.result(isFailure: text.end == .full)
    }
}

/// (buffer, size, format, …): an empty string and −1 when the text does not fit.
private func checked(_ name: String, _ width: CharacterWidth, list: Bool) -> KernelCall {
    let shape = PrintfShape(width: width, format: 2, takesList: list)
    return .runtime(name) { kernel, call throws(CallStop) in
        let (target, size) = (call.r0, call.r1)
        guard target != 0, size > 0 else { return .failure(.max) }
        let text = try shape.text(kernel, call, capacity: size - 1)
        try call.access { memory throws(GuestFault) in
            try memory.write(text.end == .full ? [] : text.units, target, width, terminated: true)
        }
        return text.result(isFailure: text.end == .full)
    }
}

/// The count that asks for as much as fits (_TRUNCATE).
private let truncate = UInt32.max

/// (buffer, size, count, format, …): as much as the count says, and −1 when there was more.
private func checkedCounted(_ name: String, _ width: CharacterWidth, list: Bool) -> KernelCall {
    let shape = PrintfShape(width: width, format: 3, takesList: list)
    return .runtime(name) { kernel, call throws(CallStop) in
        let (target, size, count) = (call.r0, call.r1, call.r2)
        guard target != 0, size > 0 else { return .failure(.max) }
        let text = try shape.text(kernel, call, capacity: min(count, size - 1))
        let overflows = text.end == .full && count != truncate && count >= size
        try call.access { memory throws(GuestFault) in
            try memory.write(overflows ? [] : text.units, target, width, terminated: true)
        }
        return text.result(isFailure: text.end == .full)
    }
}

/// (buffer, size, format, …)
private func safePrintf(_ name: String, _ unit: SafeString.Unit, _ width: CharacterWidth, list: Bool) -> KernelCall {
    let shape = PrintfShape(width: width, format: 2, takesList: list)
    return .runtime(unit.name(name, width)) { kernel, call throws(CallStop) in
        guard var target = SafeString(call.r0, size: call.r1, unit, width) else {
            return .failure(SafeString.invalidParameter)
        }
        let text = try shape.text(kernel, call, capacity: target.capacity - 1)
        return try target.finish(text, call.memory)
    }
}

/// (buffer, size, end pointer, remaining pointer, flags, format, …)
private func safePrintfEx(_ name: String, _ unit: SafeString.Unit, _ width: CharacterWidth, list: Bool) -> KernelCall {
    let shape = PrintfShape(width: width, format: 5, takesList: list)
    return .runtime(unit.name(name, width)) { kernel, call throws(CallStop) in
        guard var target = SafeString(call.r0, size: call.r1, unit, width) else {
            return .failure(SafeString.invalidParameter)
        }
        target.endPointer = call.r2
        target.remainingPointer = call.r3
        target.flags = try call[4]
        let text = try shape.text(kernel, call, capacity: target.capacity - 1)
        return try target.finish(text, call.memory)
    }
}

extension SafeString {
    fileprivate mutating func finish(_ text: FormattedText, _ memory: GuestView) throws(CallStop) -> CallResult {
        do throws(GuestFault) {
            let status = try store(text.units, after: 0, isCut: text.end == .full, memory)
            return text.end == .refused ? .failure(Self.invalidParameter) : Self.result(status)
        } catch { throw .fault(error) }
    }
}
