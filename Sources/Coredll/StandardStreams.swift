import CEKernel
import CEMemory

/// The streams every program has. A FILE of them is a number that no guest memory has for an address.
enum StandardStream {
    static let input: UInt32 = 1
    static let output: UInt32 = 2
    static let error: UInt32 = 3

    static func isOutput(_ file: UInt32) -> Bool { file == output || file == error }
}

/// Characters and strings to stdout and stderr, which lead to the debug output.
let standardStreamCalls: [KernelCall] = [
    KernelCall(
        "_getstdfilex", .partial("nothing comes from stdin"), "index", source: "stdio.h", returns: .address,
        raisesFaults: true
    ) { (_, _, index: UInt32) throws(CallStop) in
        index < 3 ? .value(StandardStream.input + index) : .failure(0)
    },
    // puts ends the line, fputs does not.
    line("puts", .narrow), line("_putws", .wide), text("fputs", .narrow), text("fputws", .wide),
    character("putchar", .narrow), character("putwchar", .wide),
    characterToFile("fputc", .narrow), characterToFile("fputwc", .wide),
    // Nothing is held back.
    KernelCall("fflush", .full, "stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, file: Word) throws(CallStop) in
        file.rawValue == 0 || StandardStream.isOutput(file.rawValue) || kernel.stream(file.rawValue, call) != nil
            ? .value(0) : .failure(.max)
    },
    KernelCall("_flushall", .full, source: "stdio.h", returns: .number, raisesFaults: true) { _, _ throws(CallStop) in
        .value(0)
    },
]

private func line(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "string", source: "stdio.h", returns: .signed, raisesFaults: true, wide: width == .wide
    ) { (kernel, call, text: GuestText) throws(CallStop) in
        let units = try call.memory.text(text.rawValue, width) + [0x0A]
        return try put(kernel, call, StandardStream.output, units, width, result: 0)
    }
}

private func text(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "string stream", source: "stdio.h", returns: .signed, raisesFaults: true,
        wide: width == .wide
    ) { (kernel, call, text: GuestText, file: Word) throws(CallStop) in
        try put(kernel, call, file.rawValue, try call.memory.text(text.rawValue, width), width, result: 0)
    }
}

private func character(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(name, .full, "c", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, character: Character32) throws(CallStop) in
        try putCharacter(kernel, call, StandardStream.output, character.rawValue, width)
    }
}

private func characterToFile(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(name, .full, "c stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, call, character: Character32, file: Word) throws(CallStop) in
        try putCharacter(kernel, call, file.rawValue, character.rawValue, width)
    }
}

private func putCharacter(
    _ kernel: Kernel, _ call: borrowing Invocation, _ file: UInt32, _ character: UInt32, _ width: CharacterWidth
) throws(CallStop) -> CallResult {
    let unit = UInt16(truncatingIfNeeded: character) & width.mask
    return try put(kernel, call, file, [unit], width, result: UInt32(unit))
}

private func put(
    _ kernel: Kernel, _ call: borrowing Invocation, _ file: UInt32, _ units: [UInt16], _ width: CharacterWidth,
    result: UInt32
) throws(CallStop) -> CallResult {
    // EOF, which WEOF's 16 bits are part of.
    try kernel.put(units, width, to: file, call) ? .value(result) : .failure(width == .wide ? 0xFFFF : .max)
}
