import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Blocks of memory.
let cRuntimeMemoryCalls: [KernelCall] = blockCalls + byteCalls

private let blockCalls: [KernelCall] = [
    .block("memcpy", "dest src count", returns: .address) {
        (memory, target: VirtualAddress, source: VirtualAddress, count) throws(GuestFault) in
        try memory.move(to: target.rawValue, from: source.rawValue, count: count)
        return target.rawValue
    },
    .block("memmove", "dest src count", returns: .address) {
        (memory, target: VirtualAddress, source: VirtualAddress, count) throws(GuestFault) in
        try memory.move(to: target.rawValue, from: source.rawValue, count: count)
        return target.rawValue
    },
    .block("memset", "dest c count", returns: .address) {
        (memory, target: VirtualAddress, byte: UInt32, count) throws(GuestFault) in
        try memory.fill(target.rawValue, count: count, with: UInt8(truncatingIfNeeded: byte))
        return target.rawValue
    },
    .block("_mbmemset", "dest c count", returns: .address) {
        (memory, target: VirtualAddress, byte: UInt32, count) throws(GuestFault) in
        try memory.fill(target.rawValue, count: count, with: UInt8(truncatingIfNeeded: byte))
        return target.rawValue
    },
    .block("memcmp", "buf1 buf2 count", returns: .signed) {
        (memory, left: VirtualAddress, right: VirtualAddress, count) throws(GuestFault) in
        UInt32(bitPattern: try memory.compare(left.rawValue, right.rawValue, count: count))
    },
]

private let byteCalls: [KernelCall] = [
    .memory("memchr", "buf c count", source: "string.h", returns: .address) {
        (memory, buffer: VirtualAddress, byte: UInt32, count: UInt32) throws(GuestFault) in
        let wanted = UInt8(truncatingIfNeeded: byte)
        guard let index = try memory.firstIndex(of: wanted, buffer.rawValue, count: count) else { return 0 }
        return buffer.rawValue &+ index
    },
    .memory("_memccpy", "dest src c count", source: "string.h", returns: .address) {
        (memory, target: VirtualAddress, source: VirtualAddress, byte: UInt32, most: UInt32) throws(GuestFault) in
        let found = try memory.firstIndex(of: UInt8(truncatingIfNeeded: byte), source.rawValue, count: most)
        let count = found.map { $0 + 1 } ?? most
        try memory.move(to: target.rawValue, from: source.rawValue, count: count)
        return found == nil ? 0 : target.rawValue &+ count
    },
    .memory("_memicmp", "buf1 buf2 count", source: "string.h", returns: .signed) {
        (memory, left: VirtualAddress, right: VirtualAddress, count: UInt32) throws(GuestFault) in
        var left = memory.characters(left.rawValue, .narrow)
        var right = memory.characters(right.rawValue, .narrow)
        for _ in 0..<count {
            let order =
                Int32(LetterCase.lower(try left.next(), .narrow)) - Int32(LetterCase.lower(try right.next(), .narrow))
            if order != 0 { return UInt32(bitPattern: order.signum()) }
        }
        return 0
    },
    .memory("_swab", "src dest n", source: "stdlib.h", returns: .none) {
        (memory, source: VirtualAddress, target: VirtualAddress, count: Int32) throws(GuestFault) in
        guard count > 1 else { return 0 }
        for offset in stride(from: UInt32(0), to: UInt32(count) & ~1, by: 2) {
            let pair = try memory.halfword(source.rawValue &+ offset)
            try memory.setHalfword(pair.byteSwapped, target.rawValue &+ offset)
        }
        return 0
    },
]

extension KernelCall {
    /// A function whose time grows with its third argument, a count of bytes.
    @inline(__always)
    fileprivate static func block<A: CallArgument, B: CallArgument>(
        _ name: String, _ names: String, returns result: ResultFormat,
        _ body: @escaping @Sendable (GuestView, A, B, UInt32) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        KernelCall(name, .full, names, source: "string.h", returns: result, raisesFaults: true) {
            (kernel, call, first: A, second: B, count: UInt32) throws(CallStop) in
            do throws(GuestFault) {
                let result = try body(call.memory, first, second, count)
                // A word a cycle, which a tuned loop of the emulated core would come near to.
                kernel.engine.advanceClock(by: UInt64(count) / 4)
                return .value(result)
            } catch { throw .fault(error) }
        }
    }
}
