import CEKernel
import CEMemory
import GuestAddress

func safePrintf(_ name: String, _ unit: SafeString.Unit, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        unit.name(name, width), .full, "pszDest size pszFormat", source: "strsafe.h", returns: .hresult,
        raisesFaults: true, variadic: true, wide: shape.isWide
    ) { (kernel, call, buffer: VirtualAddress, size: UInt32, format: GuestText) throws(CallStop) in
        let target = SafeString(buffer.rawValue, size: size, unit, width)
        return try shape.store(format, .following(3), to: target, kernel, call)
    }
}

func safePrintfList(_ name: String, _ unit: SafeString.Unit, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        unit.name(name, width), .full, "pszDest size pszFormat argList", source: "strsafe.h", returns: .hresult,
        raisesFaults: true, wide: shape.isWide
    ) {
        (kernel, call, buffer: VirtualAddress, size: UInt32, format: GuestText, list: VirtualAddress)
            throws(CallStop) in
        let target = SafeString(buffer.rawValue, size: size, unit, width)
        return try shape.store(format, .list(list), to: target, kernel, call)
    }
}

func safePrintfEx(_ name: String, _ unit: SafeString.Unit, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        unit.name(name, width), .full, "pszDest size ppszDestEnd premaining dwFlags pszFormat",
        source: "strsafe.h", returns: .hresult, raisesFaults: true, variadic: true, wide: shape.isWide
    ) {
        (
            kernel, call, buffer: VirtualAddress, size: UInt32, end: VirtualAddress, remaining: VirtualAddress,
            flags: Word, format: GuestText
        ) throws(CallStop) in
        let target = SafeString(buffer.rawValue, size: size, unit, width)?.giving(end, remaining, flags)
        return try shape.store(format, .following(6), to: target, kernel, call)
    }
}

func safePrintfListEx(_ name: String, _ unit: SafeString.Unit, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        unit.name(name, width), .full, "pszDest size ppszDestEnd premaining dwFlags pszFormat argList",
        source: "strsafe.h", returns: .hresult, raisesFaults: true, wide: shape.isWide
    ) {
        (
            kernel, call, buffer: VirtualAddress, size: UInt32, end: VirtualAddress, remaining: VirtualAddress,
            flags: Word, format: GuestText, list: VirtualAddress
        ) throws(CallStop) in
        let target = SafeString(buffer.rawValue, size: size, unit, width)?.giving(end, remaining, flags)
        return try shape.store(format, .list(list), to: target, kernel, call)
    }
}

extension PrintfShape {
    /// - Parameter target: nil when the buffer or its size is none.
    fileprivate func store(
        _ format: GuestText, _ arguments: FormatArguments, to target: SafeString?, _ kernel: Kernel,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard let target else { return .failure(SafeString.invalidParameter) }
        let text = try text(format, arguments, capacity: target.capacity - 1, kernel, call)
        return try call.access { memory throws(GuestFault) in
            let status = try target.store(text.units, after: 0, isCut: text.end == .full, memory)
            return text.end == .refused ? .failure(SafeString.invalidParameter) : SafeString.result(status)
        }
    }
}
