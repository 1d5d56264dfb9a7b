package import GuestAddress

extension UInt32: WordArgument {
    package static var format: ArgumentFormat { .number }

    @inlinable
    @inline(__always)
    package init(word: UInt32) { self = word }
}

extension Int32: WordArgument {
    package static var format: ArgumentFormat { .signed }

    @inlinable
    @inline(__always)
    package init(word: UInt32) { self.init(bitPattern: word) }
}

extension UInt64: PairArgument {
    package static var format: ArgumentFormat { .number64 }

    @inlinable
    @inline(__always)
    package init(low: UInt32, high: UInt32) { self = UInt64(low) | UInt64(high) << 32 }
}

extension Int64: PairArgument {
    package static var format: ArgumentFormat { .signed64 }

    @inlinable
    @inline(__always)
    package init(low: UInt32, high: UInt32) { self.init(bitPattern: UInt64(low: low, high: high)) }
}

/// BOOL: anything but 0 is TRUE.
extension Bool: WordArgument {
    package static var format: ArgumentFormat { .boolean }

    @inlinable
    @inline(__always)
    package init(word: UInt32) { self = word != 0 }
}

/// A pointer.
extension VirtualAddress: WordArgument {
    package static var format: ArgumentFormat { .address }
}

extension WordArgument where Self: GuestAddress {
    @inlinable
    @inline(__always)
    package init(word: UInt32) { self.init(rawValue: word) }
}

/// BOOLEAN: of the word only the lowest byte counts.
package struct ByteBoolean: WordArgument {
    package static var format: ArgumentFormat { .byteBoolean }
    package let isTrue: Bool

    @inlinable
    @inline(__always)
    package init(word: UInt32) { isTrue = word & 0xFF != 0 }
}

/// PHYSICAL_ADDRESS: 64 bits.
package struct WidePhysicalAddress: PairArgument {
    package static var format: ArgumentFormat { .physicalAddress }
    package let low: UInt32
    package let high: UInt32

    @inlinable
    @inline(__always)
    package init(low: UInt32, high: UInt32) {
        self.low = low
        self.high = high
    }
}
