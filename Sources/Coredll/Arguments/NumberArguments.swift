import CEKernel
import GuestAddress

extension UInt32: WordArgument {
    static var format: ArgumentFormat { .number }

    @inline(__always)
    init(word: UInt32) { self = word }
}

extension Int32: WordArgument {
    static var format: ArgumentFormat { .signed }

    @inline(__always)
    init(word: UInt32) { self.init(bitPattern: word) }
}

extension UInt64: PairArgument {
    static var format: ArgumentFormat { .number64 }

    @inline(__always)
    init(low: UInt32, high: UInt32) { self = UInt64(low) | UInt64(high) << 32 }
}

extension Int64: PairArgument {
    static var format: ArgumentFormat { .signed64 }

    @inline(__always)
    init(low: UInt32, high: UInt32) { self.init(bitPattern: UInt64(low: low, high: high)) }
}

/// BOOL: anything but 0 is TRUE.
extension Bool: WordArgument {
    static var format: ArgumentFormat { .boolean }

    @inline(__always)
    init(word: UInt32) { self = word != 0 }
}

/// A pointer.
extension VirtualAddress: WordArgument {
    static var format: ArgumentFormat { .address }
}

extension WordArgument where Self: GuestAddress {
    @inline(__always)
    init(word: UInt32) { self.init(rawValue: word) }
}

/// BOOLEAN: of the word only the lowest byte counts.
struct ByteBoolean: WordArgument {
    static var format: ArgumentFormat { .byteBoolean }
    let isTrue: Bool

    @inline(__always)
    init(word: UInt32) { isTrue = word & 0xFF != 0 }
}

/// PHYSICAL_ADDRESS: 64 bits.
struct WidePhysicalAddress: PairArgument {
    static var format: ArgumentFormat { .physicalAddress }
    let low: UInt32
    let high: UInt32

    @inline(__always)
    init(low: UInt32, high: UInt32) {
        self.low = low
        self.high = high
    }
}
