package import CEDevices
package import CEMemory
package import Disassembly
package import OEMAddrTable
package import SavedState

/// What the kernel knows of the board that it runs on.
package struct Board: SavedPart {
    /// What the board file calls it.
    package let name: String
    /// How long an instruction takes.
    package let clock: VirtualClock
    package let wiring: BoardWiring
    package var busErrors: BusErrors { wiring.errors }
    package let staticMap: StaticMap
    /// The IRQs of the SYSINTR values that its OAL has from the start.
    let sysintrs: [UInt32: UInt32]
    /// What the kernel says while it boots. It is not output: no expectation or report is about it.
    package let bootLog: [String]
    /// What CreateStaticMapping has made; it is never taken back.
    package var staticMappings: [StaticMapping] = []
    /// Opened at the first fault.
    package private(set) lazy var disassembler = Disassembler()

    package init(
        name: String, clock: VirtualClock, wiring: BoardWiring, map: ValidatedMap, sysintrs: [UInt32: UInt32],
        log: [String]
    ) {
        self.name = name
        self.clock = clock
        self.wiring = wiring
        staticMap = StaticMap(map: map)
        self.sysintrs = sysintrs
        bootLog = log
    }

    package static let hostProperties: Set<String> = [
        "name", "clock", "staticMap", "sysintrs", "bootLog", "$__lazy_storage_$_disassembler",
    ]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(part: wiring)
        try state.carry(&staticMappings)
    }
}
