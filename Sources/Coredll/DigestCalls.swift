import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Where a digest keeps what it knows, in memory of the guest's.
private struct DigestContext: Sendable {
    /// The number of bits, two words, the lower first or the higher.
    let count: UInt32
    let isCountBigEndian: Bool
    let state: UInt32
    let buffer: UInt32
    let size: UInt32

    /// MD5_CTX: two words of count, four of state, 64 bytes, then the digest.
    static let md5 = DigestContext(count: 0, isCountBigEndian: false, state: 8, buffer: 24, size: 104)
    static let md5Digest: UInt32 = 88
    /// A_SHA_CTX: a flag and room for the digest, five words of state, two of count, 64 bytes.
    static let sha1 = DigestContext(count: 44, isCountBigEndian: true, state: 24, buffer: 52, size: 116)
}

/// MD5 and SHA-1 as image tools and file systems call them.
let digestCalls: [KernelCall] = [
    start("MD5Init", MD5Blocks.self, .md5), update("MD5Update", MD5Blocks.self, .md5),
    KernelCall("MD5Final", .full, "context", source: "md5.h", returns: .none, raisesFaults: true) {
        (kernel, call, context: VirtualAddress) throws(CallStop) in
        let digest = try kernel.finish(MD5Blocks.self, .md5, at: context.rawValue, call)
        try call.access { memory throws(GuestFault) in
            try memory.write(digest, context.rawValue &+ DigestContext.md5Digest)
        }
        return .value(0)
    },
    start("A_SHAInit", SHA1Blocks.self, .sha1), update("A_SHAUpdate", SHA1Blocks.self, .sha1),
    KernelCall("A_SHAFinal", .full, "context digest", source: "sha.h", returns: .none, raisesFaults: true) {
        (kernel, call, context: VirtualAddress, target: VirtualAddress) throws(CallStop) in
        let digest = try kernel.finish(SHA1Blocks.self, .sha1, at: context.rawValue, call)
        try call.access { memory throws(GuestFault) in try memory.write(digest, target.rawValue) }
        return .value(0)
    },
]

private func start<Blocks: DigestBlocks>(_ name: String, _: Blocks.Type, _ layout: DigestContext) -> KernelCall {
    KernelCall(name, .full, "context", source: "md5.h", returns: .none, raisesFaults: true) {
        (kernel, call, context: VirtualAddress) throws(CallStop) in
        try kernel.begin(Blocks.self, layout, at: context.rawValue, call)
        return .value(0)
    }
}

private func update<Blocks: DigestBlocks>(_ name: String, _: Blocks.Type, _ layout: DigestContext) -> KernelCall {
    KernelCall(name, .full, "context input length", source: "md5.h", returns: .none, raisesFaults: true) {
        (kernel, call, context: VirtualAddress, input: VirtualAddress, length: UInt32) throws(CallStop) in
        guard length <= GuestView.copyLimit else { throw .error(.invalidParameter) }
        let bytes = try call.access { memory throws(GuestFault) in try memory.bytes(input.rawValue, length) }
        try kernel.add(bytes, Blocks.self, layout, at: context.rawValue, call)
        return .value(0)
    }
}

extension Kernel {
    /// What mixing a block costs, in instructions of a guest that would do it.
    private static var blockCost: UInt64 { 400 }

    fileprivate func begin<Blocks: DigestBlocks>(
        _: Blocks.Type, _ layout: DigestContext, at context: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) {
        var bytes = [UInt8](repeating: 0, count: Int(layout.size))
        for (index, word) in Blocks.initial.enumerated() {
            for byte in 0..<4 {
                bytes[Int(layout.state) + 4 * index + byte] = UInt8(truncatingIfNeeded: word >> UInt32(8 * byte))
            }
        }
        try call.access { memory throws(GuestFault) in try memory.write(bytes, context) }
    }

    fileprivate func add<Blocks: DigestBlocks>(
        _ input: [UInt8], _: Blocks.Type, _ layout: DigestContext, at context: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) {
        var state: [UInt32] = []
        let blocks = try call.access { memory throws(GuestFault) in
            let (low, high) =
                layout.isCountBigEndian ? (layout.count + 4, layout.count) : (layout.count, layout.count + 4)
            let bits = UInt64(try memory.word(context &+ low)) | UInt64(try memory.word(context &+ high)) << 32
            for index in 0..<UInt32(Blocks.initial.count) {
                state.append(try memory.word(context &+ layout.state &+ 4 * index))
            }
            let kept = UInt32(truncatingIfNeeded: bits / 8 % 64)
            let bytes = try memory.bytes(context &+ layout.buffer, kept) + input
            var start = 0
            while bytes.count - start >= Blocks.blockSize {
                Blocks.add(bytes[start..<start + Blocks.blockSize], to: &state)
                start += Blocks.blockSize
            }
            let total = bits &+ UInt64(input.count) * 8
            try memory.setWord(UInt32(truncatingIfNeeded: total), context &+ low)
            try memory.setWord(UInt32(truncatingIfNeeded: total >> 32), context &+ high)
            for (index, word) in state.enumerated() {
                try memory.setWord(word, context &+ layout.state &+ 4 * UInt32(index))
            }
            try memory.write(Array(bytes[start...]), context &+ layout.buffer)
            return start / Blocks.blockSize
        }
        engine.advanceClock(by: UInt64(blocks) * Self.blockCost)
    }

    fileprivate func finish<Blocks: DigestBlocks>(
        _: Blocks.Type, _ layout: DigestContext, at context: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> [UInt8] {
        let low = layout.isCountBigEndian ? layout.count + 4 : layout.count
        let high = layout.isCountBigEndian ? layout.count : layout.count + 4
        let count = try call.access { memory throws(GuestFault) in
            (UInt64(try memory.word(context &+ low)) | UInt64(try memory.word(context &+ high)) << 32) / 8
        }
        try add(Blocks.padding(after: count), Blocks.self, layout, at: context, call)
        return try call.access { memory throws(GuestFault) in
            try memory.bytes(context &+ layout.state, UInt32(Blocks.initial.count) * 4)
        }.asDigest(of: Blocks.self)
    }
}

extension [UInt8] {
    /// Words as memory has them, in the order of the digest's bytes.
    fileprivate func asDigest<Blocks: DigestBlocks>(of _: Blocks.Type) -> [UInt8] {
        guard Blocks.isBigEndian else { return self }
        return stride(from: 0, to: count, by: 4).flatMap { self[$0..<Swift.min($0 + 4, count)].reversed() }
    }
}
