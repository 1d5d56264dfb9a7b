import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Where the arguments of a function of the printf family are.
enum FormatArguments {
    /// Behind the format, from this position on.
    case following(Int)
    /// Where a va_list points.
    case list(VirtualAddress)
}

/// What functions of the printf family have in common.
struct PrintfShape: Sendable {
    let width: CharacterWidth
    var dialect = FormattedText.Dialect.runtime
    var isWide: Bool { width == .wide }

    /// Formats what a call asks for.
    /// - Parameter capacity: the most characters that the function wants, nil for all of them.
    /// - Throws: `.fatal` when a function without bounds makes more text than anybody can have meant.
    func text(
        _ format: GuestText, _ source: FormatArguments, capacity: UInt32? = nil, _ kernel: Kernel,
        _ call: borrowing Invocation
    ) throws(CallStop) -> FormattedText {
        let format = try call.memory.text(format.rawValue, width)
        var arguments =
            switch source {
            case .following(let position): GuestArguments(call, from: position, kernel)
            case .list(let list): GuestArguments(list: list.rawValue, call, kernel)
            }
        let limit = min(capacity ?? .max, GuestView.textLimit)
        let text = try FormattedText(format, width, &arguments, capacity: Int(limit), dialect: dialect)
        if text.end == .full, limit < capacity ?? .max {
            throw .fatal("formatted text of more than \(GuestView.textLimit) characters")
        }
        // A few instructions a character.
        kernel.engine.advanceClock(by: UInt64(text.units.count) * 8)
        return text
    }
}

extension FormattedText {
    /// What a printf function returns: the number of characters, or −1.
    func result(isFailure: Bool = false) -> CallResult {
        isFailure || end == .refused ? .failure(.max) : .value(UInt32(units.count))
    }
}

/// The functions that print to the debug output or to memory without bounds.
let cRuntimePrintfCalls: [KernelCall] = [
    print("printf", .narrow), print("printf_s", .narrow), print("wprintf", .wide), print("wprintf_s", .wide),
    printList("vprintf", .narrow), printList("vprintf_s", .narrow),
    printList("vwprintf", .wide), printList("vwprintf_s", .wide),
    printToFile("fprintf", .narrow), printToFile("fprintf_s", .narrow),
    printToFile("fwprintf", .wide), printToFile("fwprintf_s", .wide),
    printListToFile("vfprintf", .narrow), printListToFile("vfprintf_s", .narrow),
    printListToFile("vfwprintf", .wide), printListToFile("vfwprintf_s", .wide),
    Storing(.narrow).call("sprintf"), Storing(.wide).call("swprintf"),
    Storing(.narrow).listCall("vsprintf"), Storing(.wide).listCall("vswprintf"),
    Storing(.wide, capacity: 1023, dialect: .debug).call("wsprintfW"),
    Storing(.wide, capacity: 1023, dialect: .debug).listCall("wvsprintfW"),
    debugPrint("NKDbgPrintfW"), debugPrintList("NKvDbgPrintfW"),
]

private func print(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "format", source: "stdio.h", returns: .signed, raisesFaults: true, variadic: true,
        wide: shape.isWide
    ) { (kernel, call, format: GuestText) throws(CallStop) in
        try kernel.print(try shape.text(format, .following(1), kernel, call), shape.width, call)
    }
}

private func printList(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "format argptr", source: "stdio.h", returns: .signed, raisesFaults: true, wide: shape.isWide
    ) { (kernel, call, format: GuestText, list: VirtualAddress) throws(CallStop) in
        try kernel.print(try shape.text(format, .list(list), kernel, call), shape.width, call)
    }
}

private func printToFile(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "stream format", source: "stdio.h", returns: .signed, raisesFaults: true, variadic: true,
        wide: shape.isWide
    ) { (kernel, call, file: Word, format: GuestText) throws(CallStop) in
        try kernel.print(try shape.text(format, .following(2), kernel, call), shape.width, to: file.rawValue, call)
    }
}

private func printListToFile(_ name: String, _ width: CharacterWidth) -> KernelCall {
    let shape = PrintfShape(width: width)
    return KernelCall(
        name, .full, "stream format argptr", source: "stdio.h", returns: .signed, raisesFaults: true,
        wide: shape.isWide
    ) { (kernel, call, file: Word, format: GuestText, list: VirtualAddress) throws(CallStop) in
        try kernel.print(try shape.text(format, .list(list), kernel, call), shape.width, to: file.rawValue, call)
    }
}

extension Kernel {
    fileprivate func print(
        _ text: FormattedText, _ width: CharacterWidth, to file: UInt32 = StandardStream.output,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        if StandardStream.isOutput(file) {
            output.write(text.string)
            return text.result()
        }
        return text.result(isFailure: try !put(text.units, width, to: file, call))
    }
}

/// The functions that print to memory.
private struct Storing: Sendable {
    let shape: PrintfShape
    /// The most characters, nil for any number.
    let capacity: UInt32?

    init(_ width: CharacterWidth, capacity: UInt32? = nil, dialect: FormattedText.Dialect = .runtime) {
        shape = PrintfShape(width: width, dialect: dialect)
        self.capacity = capacity
    }

    private var source: String { shape.dialect == .debug ? "winuser.h" : "stdio.h" }

    func call(_ name: String) -> KernelCall {
        KernelCall(
            name, .full, "buffer format", source: source, returns: .signed, raisesFaults: true, variadic: true,
            wide: shape.isWide
        ) { (kernel, call, target: VirtualAddress, format: GuestText) throws(CallStop) in
            try store(try shape.text(format, .following(2), capacity: capacity, kernel, call), at: target, call)
        }
    }

    func listCall(_ name: String) -> KernelCall {
        KernelCall(
            name, .full, "buffer format argptr", source: source, returns: .signed, raisesFaults: true,
            wide: shape.isWide
        ) { (kernel, call, target: VirtualAddress, format: GuestText, list: VirtualAddress) throws(CallStop) in
            try store(try shape.text(format, .list(list), capacity: capacity, kernel, call), at: target, call)
        }
    }

    private func store(
        _ text: FormattedText, at target: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try call.access { memory throws(GuestFault) in
            try memory.write(text.units, target.rawValue, shape.width, terminated: true)
        }
        return text.result()
    }
}

/// The kernel formats into a buffer of 384 characters, the terminator included.
private let debugBufferLength: UInt32 = 384

private let debugShape = PrintfShape(width: .wide, dialect: .debug)

private func debugPrint(_ name: String) -> KernelCall {
    KernelCall(
        name, .full, "lpszFmt", source: "dbgapi.h", returns: .none, raisesFaults: true, variadic: true, wide: true
    ) { (kernel, call, format: GuestText) throws(CallStop) in
        let text = try debugShape.text(format, .following(1), capacity: debugBufferLength - 1, kernel, call)
        kernel.output.write(text.string)
        return .value(0)
    }
}

private func debugPrintList(_ name: String) -> KernelCall {
    KernelCall(
        name, .full, "lpszFmt lpParms", source: "dbgapi.h", returns: .none, raisesFaults: true, wide: true
    ) { (kernel, call, format: GuestText, list: VirtualAddress) throws(CallStop) in
        let text = try debugShape.text(format, .list(list), capacity: debugBufferLength - 1, kernel, call)
        kernel.output.write(text.string)
        return .value(0)
    }
}
