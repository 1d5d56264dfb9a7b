/// The registers of a kind of device, and what accesses they take.
package struct RegisterBlock: Hashable, Sendable {
    /// What the bus interface of a device makes of accesses that are not of a register's own size.
    package enum Widths: Hashable, Sendable {
        /// Bytes and halfwords of a register are read and written by themselves.
        case parts
        /// The whole register at its own address; anything else is an error of the bus.
        case whole
    }

    package let registers: [Register]
    package let widths: Widths
    /// Registers by the offset of each of their bytes; two may share one, of which one is read and one is written.
    private let readable: [UInt32: Int]
    private let writable: [UInt32: Int]
    private let indices: [UInt32: Int]

    package init(_ registers: [Register], widths: Widths = .parts) {
        self.registers = registers
        self.widths = widths
        var readable: [UInt32: Int] = [:]
        var writable: [UInt32: Int] = [:]
        var indices: [UInt32: Int] = [:]
        for (index, register) in registers.enumerated() {
            if indices[register.offset] == nil { indices[register.offset] = index }
            for byte in 0..<register.size {
                let offset = register.offset &+ byte
                if register.access != .writeOnly, readable[offset] == nil { readable[offset] = index }
                if register.access != .readOnly, writable[offset] == nil { writable[offset] = index }
            }
        }
        self.readable = readable
        self.writable = writable
        self.indices = indices
    }

    /// The first register that begins at an offset.
    package func index(at offset: UInt32) -> Int? { indices[offset] }

    /// The register that an access reaches; nil when none takes it.
    func index(of offset: UInt32, isWrite: Bool) -> Int? { isWrite ? writable[offset] : readable[offset] }

    /// The register at an offset that takes the other direction only.
    func opposite(of offset: UInt32, isWrite: Bool) -> Register? {
        (isWrite ? readable[offset] : writable[offset]).map { registers[$0] }
    }
}
