import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Values out of text. A result is the number of values that were stored, or EOF when the text ended before the first.
let scanCalls: [KernelCall] = [scan("sscanf", .narrow), scan("swscanf", .wide)]

private func scan(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "string format", source: "stdio.h", returns: .signed, raisesFaults: true, variadic: true,
        wide: width == .wide
    ) { (kernel, call, text: GuestText, format: GuestText) throws(CallStop) in
        let input = try call.memory.text(text.rawValue, width)
        let format = try call.memory.text(format.rawValue, width)
        kernel.engine.advanceClock(by: UInt64(input.count + format.count) * 8)
        var scan = Scan(
            format: ScanFormat(format, isWide: width == .wide), input: ScannedInput(input),
            arguments: GuestArguments(call, from: 2, kernel))
        return try scan.run(call)
    }
}

/// One run of a format over a text.
private struct Scan {
    var format: ScanFormat
    var input: ScannedInput
    var arguments: GuestArguments
    private var stored: UInt32 = 0

    init(format: ScanFormat, input: ScannedInput, arguments: GuestArguments) {
        self.format = format
        self.input = input
        self.arguments = arguments
    }

    mutating func run(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        while let directive = format.next() {
            switch directive {
            case .space: input.skipSpace()
            case .literal(let unit):
                guard input.take(unit) else { return result }
            case .field(let field):
                guard try read(field, call) else { return result }
            }
        }
        return .value(stored)
    }

    /// The result when the text does not go on as the format says.
    private var result: CallResult { stored == 0 && input.isAtEnd ? .failure(.max) : .value(stored) }

    /// - Returns: false when the text has no such thing.
    private mutating func read(_ field: ScanField, _ call: borrowing Invocation) throws(CallStop) -> Bool {
        switch field.kind {
        case .characters, .set, .position: break
        default: input.skipSpace()
        }
        let bytes: [UInt8]
        switch field.kind {
        case .position: bytes = Self.bytes(UInt64(input.position), field.size)
        case .integer(let radix):
            guard let value = input.integer(radix: radix, width: field.width) else { return false }
            bytes = Self.bytes(value, field.size)
        case .floating:
            guard let value = input.floating(width: field.width) else { return false }
            bytes =
                field.size == .long
                ? Self.bytes(value.bitPattern, .wide) : Self.bytes(UInt64(Float(value).bitPattern), .normal)
        case .characters(let wide):
            let wanted = field.width ?? 1
            let units = input.run(wanted) { _ in true }
            guard units.count == wanted else { return false }
            bytes = Self.bytes(units, wide: wide)
        case .word(let wide):
            let units = input.run(field.width) { !CharacterClass($0).contains(.space) }
            guard !units.isEmpty else { return false }
            bytes = Self.bytes(units + [0], wide: wide)
        case .set(let members, let isExcluded, let wide):
            let units = input.run(field.width) { unit in
                members.contains { $0.contains(unit) } != isExcluded
            }
            guard !units.isEmpty else { return false }
            bytes = Self.bytes(units + [0], wide: wide)
        }
        guard !field.isSkipped else { return true }
        let target = try arguments.word()
        try call.access { memory throws(GuestFault) in try memory.write(bytes, target) }
        if field.kind != .position { stored += 1 }
        return true
    }

    private static func bytes(_ value: UInt64, _ size: ScanField.Size) -> [UInt8] {
        let count: UInt64 =
            switch size {
            case .short: 2
            case .normal, .long: 4
            case .wide: 8
            }
        return (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func bytes(_ units: [UInt16], wide: Bool) -> [UInt8] {
        wide
            ? units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            : units.map { UInt8(truncatingIfNeeded: $0) }
    }
}
