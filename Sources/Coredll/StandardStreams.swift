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
        (_, _, file: Word) throws(CallStop) in
        file.rawValue == 0 || StandardStream.isOutput(file.rawValue) ? .value(0) : .failure(.max)
    },
    KernelCall("_flushall", .full, source: "stdio.h", returns: .number, raisesFaults: true) { _, _ throws(CallStop) in
        .value(0)
    },
]

private let streamsOnly = CallSupport.partial("stdout and stderr only")

private func line(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "string", source: "stdio.h", returns: .signed, raisesFaults: true, wide: width == .wide
    ) { (kernel, call, text: GuestText) throws(CallStop) in
        let units = try call.memory.text(text.rawValue, width) + [0x0A]
        return put(kernel, StandardStream.output, units, width, result: 0)
    }
}

private func text(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, streamsOnly, "string stream", source: "stdio.h", returns: .signed, raisesFaults: true,
        wide: width == .wide
    ) { (kernel, call, text: GuestText, file: Word) throws(CallStop) in
        put(kernel, file.rawValue, try call.memory.text(text.rawValue, width), width, result: 0)
    }
}

private func character(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(name, .full, "c", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, _, character: Character32) throws(CallStop) in
        putCharacter(kernel, StandardStream.output, character.rawValue, width)
    }
}

private func characterToFile(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(name, streamsOnly, "c stream", source: "stdio.h", returns: .signed, raisesFaults: true) {
        (kernel, _, character: Character32, file: Word) throws(CallStop) in
        putCharacter(kernel, file.rawValue, character.rawValue, width)
    }
}

private func putCharacter(_ kernel: Kernel, _ file: UInt32, _ character: UInt32, _ width: CharacterWidth) -> CallResult
{
    let unit = UInt16(truncatingIfNeeded: character) & width.mask
    return put(kernel, file, [unit], width, result: UInt32(unit))
}

private func put(
    _ kernel: Kernel, _ file: UInt32, _ units: [UInt16], _ width: CharacterWidth, result: UInt32
) -> CallResult {
    // EOF, which WEOF's 16 bits are part of.
    guard StandardStream.isOutput(file) else { return .failure(width == .wide ? 0xFFFF : .max) }
    let text =
        width == .wide ? units : units.map { CodePage.character(of: UInt8(truncatingIfNeeded: $0)) }
    kernel.output.write(String(decoding: text, as: UTF16.self))
    return .value(result)
}
