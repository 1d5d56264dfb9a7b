package import GuestAddress

/// The memory that a load or store touches, in terms of registers.
package struct MemoryAccess: Hashable, Sendable {
    /// What the access does.
    package enum Kind: Hashable, Sendable {
        case read
        case write
        /// A swap: a read, then a write of the same bytes.
        case readThenWrite
    }

    /// What happens to the index register before it is added.
    package enum Shift: Hashable, Sendable {
        case none
        case logicalLeft(UInt32)
        case logicalRight(UInt32)
        case arithmeticRight(UInt32)
        case rotateRight(UInt32)
        /// Rotation by one through the carry flag.
        case rotateRightExtended
    }

    package var kind: Kind
    /// The base register, 0 to 15.
    package var base: Int
    /// What the program counter gives as an operand: ahead of the instruction, and rounded down where the instruction
    /// does so.
    package var programCounter: UInt32
    /// The index register, 0 to 15.
    package var index: Int?
    package var shift: Shift
    /// Whether the shifted index is subtracted from the base.
    package var subtractsIndex: Bool
    /// Bytes from the base to the lowest byte touched, modulo 4 GiB; of a multiple transfer it follows from mode and
    /// count.
    package var displacement: Int32
    /// Whether the base register changes.
    package var writesBack: Bool
    /// Whether the base alone is the address, and the offset is added afterwards.
    package var isPostIndexed: Bool
    /// Whether the access has user rights in every mode (LDRT, STRT and their like).
    package var isUnprivileged: Bool
    /// Bytes of one element: 1, 2, 4 or 8.
    package var elementSize: UInt32
    /// Elements, from the displacement upwards.
    package var elementCount: UInt32
    /// What the address is a multiple of where the core checks alignment (SCTLR.A): 1, 2 or 4. Doublewords need that of
    /// a word from ARMv6 on; elements of VLDn and VSTn that of their own size (ARM ARM DDI 0406, A3.2).
    package var alignment: UInt32

    /// One run of bytes that an instruction touches; it does not pass 4 GiB.
    package struct Range: Hashable, Sendable {
        package var address: VirtualAddress
        /// Bytes, at least 1.
        package var size: UInt32
        package var kind: AccessKind

        package init(address: VirtualAddress, size: UInt32, kind: AccessKind) {
            self.address = address
            self.size = size
            self.kind = kind
        }
    }

    /// The runs of bytes that the instruction touches, in the order in which the core touches them.
    /// - Parameter register: gives the value before the instruction of register 0 to 14, and CPSR for 16.
    package func addresses(register: (Int) -> UInt32) -> [Range] {
        // PC as the index is unpredictable on ARMv6 and later, and PC like any other before.
        func value(_ number: Int) -> UInt32 { number == 15 ? programCounter : register(number) }
        var address = value(base) &+ UInt32(bitPattern: displacement)
        if let index {
            let offset = shifted(value(index), register: register)
            address = subtractsIndex ? address &- offset : address &+ offset
        }
        let size = elementSize &* elementCount
        guard size > 0 else { return [] }
        let kinds: [AccessKind] =
            switch kind {
            case .read: [.read]
            case .write: [.write]
            case .readThenWrite: [.read, .write]
            }
        let beforeTheEnd = 0x1_0000_0000 - UInt64(address)
        var ranges: [Range] = []
        for kind in kinds {
            if UInt64(size) <= beforeTheEnd {
                ranges.append(Range(address: VirtualAddress(address), size: size, kind: kind))
            } else {
                let head = UInt32(truncatingIfNeeded: beforeTheEnd)
                ranges.append(Range(address: VirtualAddress(address), size: head, kind: kind))
                ranges.append(Range(address: VirtualAddress(0), size: size &- head, kind: kind))
            }
        }
        return ranges
    }

    /// The index after its shift; Swift's smart shifts give 0, or the sign, for 32 and more.
    private func shifted(_ value: UInt32, register: (Int) -> UInt32) -> UInt32 {
        switch shift {
        case .none: return value
        case .logicalLeft(let amount): return value << amount
        case .logicalRight(let amount): return value >> amount
        case .arithmeticRight(let amount): return UInt32(bitPattern: Int32(bitPattern: value) >> amount)
        case .rotateRight(let amount): return value >> (amount & 31) | value << ((32 &- amount) & 31)
        case .rotateRightExtended:
            let carry = register(Self.statusRegister) >> 29 & 1
            return value >> 1 | carry << 31
        }
    }

    // CPSR, as the register callback knows it.
    private static let statusRegister = 16
}
