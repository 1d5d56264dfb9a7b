import CEKernel
import CEMemory
import GuestAddress

/// StringCchCopy and its relatives; those that format are among the printf functions.
let safeStringCalls: [KernelCall] = SafeString.Unit.allCases.flatMap { unit in
    [CharacterWidth.narrow, .wide].flatMap { width in
        let copy = SafeTransfer(unit: unit, width: width, appends: false)
        let append = SafeTransfer(unit: unit, width: width, appends: true)
        return [
            copy.call("Copy"), copy.boundedCall("CopyN"), copy.callEx("CopyEx"), copy.boundedCallEx("CopyNEx"),
            append.call("Cat"), append.boundedCall("CatN"), append.callEx("CatEx"), append.boundedCallEx("CatNEx"),
            length(unit, width),
        ]
    }
}

/// The functions that copy or append, with the size in one unit and characters of one width.
private struct SafeTransfer: Sendable {
    let unit: SafeString.Unit
    let width: CharacterWidth
    let appends: Bool

    private func target(_ buffer: VirtualAddress, _ size: UInt32) -> SafeString? {
        SafeString(buffer.rawValue, size: size, unit, width)
    }

    func call(_ name: String) -> KernelCall {
        KernelCall(
            unit.name(name, width), .full, "pszDest size pszSrc", source: "strsafe.h", returns: .hresult,
            raisesFaults: true, wide: width == .wide
        ) { (_, call, buffer: VirtualAddress, size: UInt32, source: GuestText) throws(CallStop) in
            try transfer(source, nil, to: target(buffer, size), call)
        }
    }

    func boundedCall(_ name: String) -> KernelCall {
        KernelCall(
            unit.name(name, width), .full, "pszDest size pszSrc most", source: "strsafe.h", returns: .hresult,
            raisesFaults: true, wide: width == .wide
        ) { (_, call, buffer: VirtualAddress, size: UInt32, source: GuestText, most: UInt32) throws(CallStop) in
            try transfer(source, most, to: target(buffer, size), call)
        }
    }

    func callEx(_ name: String) -> KernelCall {
        KernelCall(
            unit.name(name, width), .full, "pszDest size pszSrc ppszDestEnd premaining dwFlags",
            source: "strsafe.h", returns: .hresult, raisesFaults: true, wide: width == .wide
        ) {
            (
                _, call, buffer: VirtualAddress, size: UInt32, source: GuestText, end: VirtualAddress,
                remaining: VirtualAddress, flags: Word
            ) throws(CallStop) in
            let target = target(buffer, size)?.giving(end, remaining, flags)
            return try transfer(source, nil, to: target, call)
        }
    }

    func boundedCallEx(_ name: String) -> KernelCall {
        KernelCall(
            unit.name(name, width), .full, "pszDest size pszSrc most ppszDestEnd premaining dwFlags",
            source: "strsafe.h", returns: .hresult, raisesFaults: true, wide: width == .wide
        ) {
            (
                _, call, buffer: VirtualAddress, size: UInt32, source: GuestText, most: UInt32, end: VirtualAddress,
                remaining: VirtualAddress, flags: Word
            ) throws(CallStop) in
            let target = target(buffer, size)?.giving(end, remaining, flags)
            return try transfer(source, most, to: target, call)
        }
    }

    /// - Parameter most: the most of the source that is taken, in the functions' unit.
    private func transfer(
        _ source: GuestText, _ most: UInt32?, to target: SafeString?, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let most = most.map { unit.characters($0, width) } ?? SafeString.largestSize
        guard let buffer = target, most <= SafeString.largestSize else { return .failure(SafeString.invalidParameter) }
        return try call.access { memory throws(GuestFault) in
            let length = appends ? try memory.length(buffer.address, width, limit: buffer.capacity) : 0
            guard length < buffer.capacity else { return .failure(SafeString.invalidParameter) }
            let isNull = source.rawValue == 0 && buffer.ignoresNulls
            // One more than fits tells whether the text is cut.
            let limit = min(most, buffer.capacity - length)
            let units = isNull ? [] : try memory.units(source.rawValue, width, limit: limit)
            return SafeString.result(try buffer.store(units, after: length, isCut: false, memory))
        }
    }
}

extension SafeString {
    /// The same with what an Ex function is to give besides.
    func giving(_ end: VirtualAddress, _ remaining: VirtualAddress, _ flags: Word) -> SafeString {
        var result = self
        result.endPointer = end.rawValue
        result.remainingPointer = remaining.rawValue
        result.flags = flags.rawValue
        return result
    }
}

private func length(_ unit: SafeString.Unit, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        unit.name("Length", width), .full, "psz most plength", source: "strsafe.h", returns: .hresult,
        raisesFaults: true, wide: width == .wide
    ) { (_, call, text: GuestText, most: UInt32, result: VirtualAddress) throws(CallStop) in
        let most = unit.characters(most, width)
        guard text.rawValue != 0, most > 0, most <= SafeString.largestSize else {
            return .failure(SafeString.invalidParameter)
        }
        return try call.access { memory throws(GuestFault) in
            let length = try memory.length(text.rawValue, width, limit: most)
            if result.rawValue != 0 {
                let count = unit == .bytes ? length &* width.rawValue : length
                try memory.setWord(length < most ? count : 0, result.rawValue)
            }
            return length < most ? .value(0) : .failure(SafeString.invalidParameter)
        }
    }
}
