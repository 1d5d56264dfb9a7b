/// The I/O ports of the S3C2440, with the external interrupts (Samsung UM-S3C2440A). Pins are numbered 32 a port, A
/// from 0, J from 256. `interrupt: 0` is EINT0; the inputs to EINT8–23's follow.
final class S3CPorts: PortDevice {
    private enum At {
        static let external: UInt32 = 0x88
        static let mask: UInt32 = 0xA4
        static let pending: UInt32 = 0xA8
    }

    private static let bases: [UInt32] = [0x00, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0xD0]
    private static let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "J"]

    private static let registers: RegisterBlock = {
        var registers: [Register] = []
        for (letter, base) in zip(letters, bases) {
            registers.append(Register("GP\(letter)CON", base, reset: letter == "A" ? 0xFF_FFFF : 0))
            registers.append(Register("GP\(letter)DAT", base + 4))
            if letter != "A" {
                registers.append(
                    Register("GP\(letter)UP", base + 8, reset: letter == "D" ? 0xF000 : letter == "G" ? 0xF800 : 0))
            }
        }
        registers += [
            Register("MISCCR", 0x80, reset: 0x1_0020), Register("DCLKCON", 0x84), Register("EXTINT0", At.external),
            Register("EXTINT1", At.external + 4), Register("EXTINT2", At.external + 8), Register("EINTFLT0", 0x94),
            Register("EINTFLT1", 0x98), Register("EINTFLT2", 0x9C), Register("EINTFLT3", 0xA0),
            Register("EINTMASK", At.mask, reset: 0xFF_FFF0, writable: 0xFF_FFF0),
            Register("EINTPEND", At.pending, writable: 0, oneToClear: 0xFF_FFF0),
            Register("GSTATUS0", 0xAC, .readOnly), Register("GSTATUS1", 0xB0, .readOnly, reset: 0x3244_0001),
            Register("GSTATUS2", 0xB4, reset: 1, writable: 0, oneToClear: 7), Register("GSTATUS3", 0xB8),
            Register("GSTATUS4", 0xBC),
        ]
        return RegisterBlock(registers)
    }()

    /// EINT0 to EINT3, EINT4–7, EINT8–23.
    private let lines: [InterruptLine]

    init(_ connection: DeviceConnection) {
        lines =
            [connection.line]
            + (1..<6).map { number in connection.wires.makeLine(to: connection.line.input.map { $0 + number }) }
        super.init(connection, Self.registers, words: 9)
    }

    override func load(_ register: Register) -> UInt32 {
        guard let port = Self.bases.firstIndex(where: { $0 + 4 == register.offset }) else {
            return super.load(register)
        }
        return levels(port)
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = (5...6).map(levels)
        keep(value, register)
        changed(5, from: before[0])
        changed(6, from: before[1])
    }

    /// Outputs are the latch; everything else is the pin.
    override func levels(_ port: Int) -> UInt32 {
        let base = Self.bases[port]
        let configuration = self[base]
        let outputs = (0..<32).reduce(UInt32(0)) { bits, pin in
            let isOutput =
                port == 0
                ? configuration >> UInt32(pin) & 1 == 0 : pin < 16 && configuration >> UInt32(pin * 2) & 3 == 1
            return isOutput ? bits | 1 << UInt32(pin) : bits
        }
        return outside[port] & ~outputs | self[base + 4] & outputs
    }

    /// EINT0–7 are the pins of port F, EINT8–23 those of G, as far as they have that function.
    override func changed(_ port: Int, from before: UInt32) {
        guard port == 5 || port == 6 else { return }
        let now = levels(port)
        for pin in 0..<(port == 5 ? 8 : 16) where self[Self.bases[port]] >> UInt32(pin * 2) & 3 == 2 {
            let number = port == 5 ? pin : pin + 8
            let isHigh = now >> UInt32(pin) & 1 != 0
            let happens: Bool
            switch self[At.external + UInt32(number / 8) * 4] >> UInt32(number % 8 * 4) & 7 {
            case 0: happens = !isHigh
            case 1: happens = isHigh
            case 2, 3: happens = before & ~now & 1 << UInt32(pin) != 0
            case 4, 5: happens = now & ~before & 1 << UInt32(pin) != 0
            default: happens = (now ^ before) & 1 << UInt32(pin) != 0
            }
            guard happens else { continue }
            if number < 4 { lines[number].pulse() } else { self[At.pending] |= 1 << UInt32(number) }
        }
        let waiting = self[At.pending] & ~self[At.mask]
        lines[4].set(waiting & 0xF0 != 0)
        lines[5].set(waiting & 0xFF_FF00 != 0)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["lines"]) }
}
