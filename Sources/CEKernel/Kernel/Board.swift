package import CEDevices
package import CEMemory
package import Disassembly
package import OEMAddrTable
package import SavedState

/// What the kernel knows of the board that it runs on.
package struct Board: SavedPart {
    /// What the board file calls it.
    package let name: String
    package let busErrors: BusErrors
    package let staticMap: StaticMap
    /// What the kernel says while it boots. It is not output: no expectation or report is about it.
    package let bootLog: [String]
    /// What CreateStaticMapping has made; it is never taken back.
    package var staticMappings: [StaticMapping] = []
    /// Opened at the first fault.
    package private(set) lazy var disassembler = Disassembler()

    package init(name: String, busErrors: BusErrors, map: ValidatedMap, log: [String]) {
        self.name = name
        self.busErrors = busErrors
        staticMap = StaticMap(map: map)
        bootLog = log
    }

    package static let hostProperties: Set<String> = [
        "name", "staticMap", "bootLog", "$__lazy_storage_$_disassembler",
    ]

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(part: busErrors)
        try state.carry(&staticMappings)
    }
}
