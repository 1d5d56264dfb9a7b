import CEMemory
import GuestAddress
package import SavedState
import Unicorn

/// A device whose registers are described. To be derived from: a device overrides `load` and `store` for the registers
/// that do something, and `alarm` when it asks for times.
///
/// An access to nothing, or one that its register does not take, reads 0, changes nothing, and is told to observers
/// with the register's name. Sizes follow the block's rule.
package class RegisterDevice: TimedDevice {
    package final let connection: DeviceConnection
    private let described: RegisterBlock
    /// What each register holds, in the block's order.
    private var values: [UInt32]

    init(_ connection: DeviceConnection, _ block: RegisterBlock) {
        self.connection = connection
        described = block
        values = block.registers.map(\.reset)
    }

    /// The registers as guests see them now: other registers may choose among views.
    package var block: RegisterBlock { described }

    // MARK: For devices

    /// What the first register at an offset holds.
    package final subscript(offset: UInt32) -> UInt32 {
        get { described.index(at: offset).map { values[$0] } ?? 0 }
        set { if let index = described.index(at: offset) { values[index] = newValue } }
    }

    /// What a register holds, by its place in the block; nothing is 0, and takes nothing.
    package final subscript(place place: Int?) -> UInt32 {
        get { place.map { values[$0] } ?? 0 }
        set { if let place { values[place] = newValue } }
    }

    /// Gives every register its reset value.
    package final func resetRegisters() { values = described.registers.map(\.reset) }

    /// What a read of a register gives; by itself what it holds.
    package func load(_ register: Register) -> UInt32 {
        self[place: described.index(of: register.offset, isWrite: false)]
    }

    /// A register has been written; by itself it keeps its writable bits, and ones clear what ones clear.
    package func store(_ value: UInt32, _ register: Register) { keep(value, register) }

    /// What `store` does by itself.
    package final func keep(_ value: UInt32, _ register: Register) {
        let place = described.index(of: register.offset, isWrite: true)
        let old = self[place: place]
        self[place: place] = (old & ~register.writable | value & register.writable) & ~(value & register.oneToClear)
    }

    package func alarm(_ number: Int, due: UInt64) {}

    // MARK: Accesses

    package final func read(offset: UInt32, size: Int) -> UInt32 {
        guard let register = register(at: offset, size, .read) else { return 0 }
        let value = load(register) & Self.mask(register.size)
        connection.log(register.name, value, isWrite: false)
        return value >> ((offset - register.offset) * 8)
    }

    package final func write(_ value: UInt32, offset: UInt32, size: Int) {
        guard let register = register(at: offset, size, .write) else { return }
        var whole = value & Self.mask(min(UInt32(size), register.size))
        if size < register.size {
            let shift = (offset - register.offset) * 8
            let part = Self.mask(UInt32(size)) << shift
            // The other bits stay as they are; of bits that a one clears that is a zero.
            let rest = register.access == .writeOnly ? 0 : self[register.offset] & ~register.oneToClear
            whole = rest & ~part | whole << shift
        }
        connection.log(register.name, whole, isWrite: true)
        store(whole, register)
    }

    private static func mask(_ size: UInt32) -> UInt32 { size >= 4 ? .max : (1 << (size * 8)) - 1 }

    private func register(at offset: UInt32, _ size: Int, _ access: AccessKind) -> Register? {
        let block = block
        guard let index = block.index(of: offset, isWrite: access == .write) else {
            refuseQuietly(offset, size, access, block.opposite(of: offset, isWrite: access == .write))
            return nil
        }
        let register = block.registers[index]
        let isWhole = offset == register.offset && size == register.size
        // A word at a register of a byte or halfword reaches it alone.
        let isWithin = offset == register.offset || offset - register.offset + UInt32(size) <= register.size
        guard isWhole || block.widths == .parts && isWithin && offset % UInt32(size) == 0 else {
            connection.refuse(
                offset, size, access,
                "\(connection.name).\(register.name) is a register of \(register.size) bytes at offset 0x"
                    + String(register.offset, radix: 16) + ", and takes no access of \(size) at 0x"
                    + String(offset, radix: 16))
            return nil
        }
        return register
    }

    private func refuseQuietly(_ offset: UInt32, _ size: Int, _ access: AccessKind, _ other: Register?) {
        let problem: RegisterProblem =
            if let other { access == .write ? .readOnly(other.name) : .writeOnly(other.name) } else { .unknown }
        connection.tell(problem, offset, size, access)
    }

    // MARK: State

    package class var hostProperties: Set<String> { ["connection", "described"] }

    /// Derived devices carry theirs behind these.
    package func carry(_ state: StateCarrier) throws {
        try state.carry(&values)
        guard values.count == described.registers.count else {
            throw StateError.malformed("the registers of \(connection.name)")
        }
    }
}
