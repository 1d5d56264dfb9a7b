import CEKernel
import CEMemory
import Unicorn

/// How the functions of the printf family are called.
struct PrintfShape: Sendable {
    let width: CharacterWidth
    /// The position of the format among the arguments.
    let format: Int
    /// Whether a va_list follows it, or the arguments themselves.
    let takesList: Bool
    var dialect = FormattedText.Dialect.runtime

    /// Formats what a call asks for.
    /// - Parameter capacity: the most characters that the function wants, nil for all of them.
    /// - Throws: `.fatal` when a function without bounds makes more text than anybody can have meant.
    func text(_ kernel: Kernel, _ call: borrowing Invocation, capacity: UInt32? = nil) throws(CallStop) -> FormattedText
    {
        let format = try call.memory.text(try call[self.format], width)
        var arguments =
            takesList
            ? GuestArguments(list: try call[self.format + 1], call, kernel)
            : GuestArguments(call, after: self.format + 1, kernel)
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
    print("vprintf", .narrow, list: true), print("vprintf_s", .narrow, list: true),
    print("vwprintf", .wide, list: true), print("vwprintf_s", .wide, list: true),
    printToFile("fprintf", .narrow), printToFile("fprintf_s", .narrow),
    printToFile("fwprintf", .wide), printToFile("fwprintf_s", .wide),
    printToFile("vfprintf", .narrow, list: true), printToFile("vfprintf_s", .narrow, list: true),
    printToFile("vfwprintf", .wide, list: true), printToFile("vfwprintf_s", .wide, list: true),
    store("sprintf", .narrow), store("swprintf", .wide),
    store("vsprintf", .narrow, list: true), store("vswprintf", .wide, list: true),
    store("wsprintfW", .wide, capacity: 1023, dialect: .debug),
    store("wvsprintfW", .wide, list: true, capacity: 1023, dialect: .debug),
    debugPrint("NKDbgPrintfW", list: false), debugPrint("NKvDbgPrintfW", list: true),
]

private func print(_ name: String, _ width: CharacterWidth, list: Bool = false) -> KernelCall {
    let shape = PrintfShape(width: width, format: 0, takesList: list)
    return .runtime(name) { kernel, call throws(CallStop) in
        let text = try shape.text(kernel, call)
        kernel.output.write(text.string)
        return text.result()
    }
}

private func printToFile(_ name: String, _ width: CharacterWidth, list: Bool = false) -> KernelCall {
    let shape = PrintfShape(width: width, format: 1, takesList: list)
    return .runtime(name) { kernel, call throws(CallStop) in
        let text = try shape.text(kernel, call)
        guard StandardStream.isOutput(call.r0) else { return .failure(.max) }
        kernel.output.write(text.string)
        return text.result()
    }
}

private func store(
    _ name: String, _ width: CharacterWidth, list: Bool = false, capacity: UInt32? = nil,
    dialect: FormattedText.Dialect = .runtime
) -> KernelCall {
    let shape = PrintfShape(width: width, format: 1, takesList: list, dialect: dialect)
    return .runtime(name) { kernel, call throws(CallStop) in
        let text = try shape.text(kernel, call, capacity: capacity)
        let target = call.r0
        try call.access { memory throws(GuestFault) in
            try memory.write(text.units, target, width, terminated: true)
        }
        return text.result()
    }
}

/// The kernel formats into a buffer of 384 characters, the terminator included.
private let debugBufferLength: UInt32 = 384

private func debugPrint(_ name: String, list: Bool) -> KernelCall {
    let shape = PrintfShape(width: .wide, format: 0, takesList: list, dialect: .debug)
    return .runtime(name) { kernel, call throws(CallStop) in
        kernel.output.write(try shape.text(kernel, call, capacity: debugBufferLength - 1).string)
        return .value(0)
    }
}
