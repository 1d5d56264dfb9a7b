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
    .runtime("_getstdfilex") { _, call throws(CallStop) in
        call.r0 < 3 ? .value(StandardStream.input + call.r0) : .failure(0)
    },
    // puts ends the line, fputs does not.
    .runtime("puts") { kernel, call throws(CallStop) in
        try put(kernel, StandardStream.output, call.memory.text(call.r0, .narrow) + [0x0A], .narrow, result: 0)
    },
    .runtime("_putws") { kernel, call throws(CallStop) in
        try put(kernel, StandardStream.output, call.memory.text(call.r0, .wide) + [0x0A], .wide, result: 0)
    },
    .runtime("fputs") { kernel, call throws(CallStop) in
        try put(kernel, call.r1, call.memory.text(call.r0, .narrow), .narrow, result: 0)
    },
    .runtime("fputws") { kernel, call throws(CallStop) in
        try put(kernel, call.r1, call.memory.text(call.r0, .wide), .wide, result: 0)
    },
    .runtime("putchar") { kernel, call throws(CallStop) in putCharacter(kernel, StandardStream.output, call.r0, .narrow)
    },
    .runtime("putwchar") { kernel, call throws(CallStop) in putCharacter(kernel, StandardStream.output, call.r0, .wide)
    },
    .runtime("fputc") { kernel, call throws(CallStop) in putCharacter(kernel, call.r1, call.r0, .narrow) },
    .runtime("fputwc") { kernel, call throws(CallStop) in putCharacter(kernel, call.r1, call.r0, .wide) },
    // Nothing is held back.
    .runtime("fflush") { _, call throws(CallStop) in
        call.r0 == 0 || StandardStream.isOutput(call.r0) ? .value(0) : .failure(.max)
    },
    .runtime("_flushall") { _, _ throws(CallStop) in .value(0) },
]

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
