/// A GPIO port of i.MX25 and i.MX31 (Freescale IMX25RM): the status is set whatever the mask says.
final class IMXPort: PortDevice {
    private enum At {
        static let data: UInt32 = 0x00
        static let direction: UInt32 = 0x04
        static let pads: UInt32 = 0x08
        static let configuration: UInt32 = 0x0C
        static let mask: UInt32 = 0x14
        static let status: UInt32 = 0x18
        static let anyEdge: UInt32 = 0x1C
    }

    private static let registers = RegisterBlock(
        [
            Register("DR", At.data), Register("GDIR", At.direction), Register("PSR", At.pads, .readOnly),
            Register("ICR1", At.configuration), Register("ICR2", At.configuration + 4), Register("IMR", At.mask),
            Register("ISR", At.status, writable: 0, oneToClear: .max), Register("EDGE_SEL", At.anyEdge),
        ], widths: .whole)

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.data, At.pads: return levels(0)
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = levels(0)
        keep(value, register)
        changed(0, from: before)
    }

    override func levels(_ word: Int) -> UInt32 {
        outside[0] & ~self[At.direction] | self[At.data] & self[At.direction]
    }

    override func changed(_ word: Int, from before: UInt32) {
        let now = levels(0)
        for pin: UInt32 in 0..<32 {
            let bit: UInt32 = 1 << pin
            let kind = self[At.configuration + (pin >> 4) * 4] >> ((pin & 15) * 2) & 3
            let isSet: Bool
            if self[At.anyEdge] & bit != 0 {
                isSet = (now ^ before) & bit != 0
            } else {
                switch kind {
                case 0: isSet = now & bit == 0
                case 1: isSet = now & bit != 0
                case 2: isSet = now & ~before & bit != 0
                default: isSet = before & ~now & bit != 0
                }
            }
            if isSet { self[At.status] |= bit }
        }
        connection.line.set(self[At.status] & self[At.mask] != 0)
    }
}
