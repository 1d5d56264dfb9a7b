import CEKernel
import CEMemory
import GuestAddress

/// The functions of the printf family that are told how much room there is.
let boundedPrintfCalls: [KernelCall] = [
    [
        counted("_snprintf", .narrow), countedList("_vsnprintf", .narrow),
        counted("_snwprintf", .wide), countedList("_vsnwprintf", .wide),
        checked("sprintf_s", .narrow), checkedList("vsprintf_s", .narrow),
        checked("swprintf_s", .wide), checkedList("vswprintf_s", .wide),
        checkedCounted("_snprintf_s", .narrow), checkedCountedList("_vsnprintf_s", .narrow),
        checkedCounted("_snwprintf_s", .wide), checkedCountedList("_vsnwprintf_s", .wide),
    ],
    SafeString.Unit.allCases.flatMap { unit in
        [CharacterWidth.narrow, .wide].flatMap { width in
            [
                safePrintf("Printf", unit, width), safePrintfList("VPrintf", unit, width),
                safePrintfEx("PrintfEx", unit, width), safePrintfListEx("VPrintfEx", unit, width),
            ]
        }
    },
].flatMap { $0 }

private func counted(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "buffer count format", source: "stdio.h", returns: .signed, raisesFaults: true, variadic: true,
        wide: shape.isWide
    ) { (kernel, call, target: VirtualAddress, count: UInt32, format: GuestText) throws(CallStop) in
        try shape.storeCounted(format, .following(3), to: target, count, kernel, call)
    }
}

private func countedList(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "buffer count format argptr", source: "stdio.h", returns: .signed, raisesFaults: true,
        wide: shape.isWide
    ) {
        (kernel, call, target: VirtualAddress, count: UInt32, format: GuestText, list: VirtualAddress)
            throws(CallStop) in
        try shape.storeCounted(format, .list(list), to: target, count, kernel, call)
    }
}

private func checked(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "buffer sizeOfBuffer format", source: "stdio.h", returns: .signed, raisesFaults: true,
        variadic: true, wide: shape.isWide
    ) { (kernel, call, target: VirtualAddress, size: UInt32, format: GuestText) throws(CallStop) in
        try shape.storeChecked(format, .following(3), to: target, size, kernel, call)
    }
}

private func checkedList(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "buffer sizeOfBuffer format argptr", source: "stdio.h", returns: .signed, raisesFaults: true,
        wide: shape.isWide
    ) {
        (kernel, call, target: VirtualAddress, size: UInt32, format: GuestText, list: VirtualAddress)
            throws(CallStop) in
        try shape.storeChecked(format, .list(list), to: target, size, kernel, call)
    }
}

private func checkedCounted(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "buffer sizeOfBuffer count format", source: "stdio.h", returns: .signed, raisesFaults: true,
        variadic: true, wide: shape.isWide
    ) { (kernel, call, target: VirtualAddress, size: UInt32, count: UInt32, format: GuestText) throws(CallStop) in
        try shape.storeChecked(format, .following(4), to: target, size, count: count, kernel, call)
    }
}

private func checkedCountedList(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "buffer sizeOfBuffer count format argptr", source: "stdio.h", returns: .signed,
        raisesFaults: true, wide: shape.isWide
    ) {
        (
            kernel, call, target: VirtualAddress, size: UInt32, count: UInt32, format: GuestText,
            list: VirtualAddress
        ) throws(CallStop) in
        try shape.storeChecked(format, .list(list), to: target, size, count: count, kernel, call)
    }
}

extension PrintfShape {
    /// The count that asks for as much as fits (_TRUNCATE).
    private static let truncate = UInt32.max

    /// −1 and no terminator when the text is longer than the count, no terminator when it is as long.
    fileprivate func storeCounted(
        _ format: GuestText, _ arguments: FormatArguments, to target: VirtualAddress, _ count: UInt32,
        _ kernel: Kernel, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let text = try text(format, arguments, capacity: count, kernel, call)
        if count > 0 {
            try call.access { memory throws(GuestFault) in
                try memory.write(text.units, target.rawValue, width, terminated: text.units.count < count)
            }
        }
        return text.result(isFailure: text.end == .full)
    }

    /// As much as the count says, and −1 when there was more; an empty string when what the count says does not fit.
    /// - Parameter count: nil for all of the text.
    fileprivate func storeChecked(
        _ format: GuestText, _ arguments: FormatArguments, to target: VirtualAddress, _ size: UInt32,
        count: UInt32? = nil, _ kernel: Kernel, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard target.rawValue != 0, size > 0 else { return .failure(.max) }
        let text = try text(format, arguments, capacity: min(count ?? size, size - 1), kernel, call)
        let overflows = text.end == .full && (count.map { $0 != Self.truncate && $0 >= size } ?? true)
        try call.access { memory throws(GuestFault) in
            try memory.write(overflows ? [] : text.units, target.rawValue, width, terminated: true)
        }
        return text.result(isFailure: text.end == .full)
    }
}
