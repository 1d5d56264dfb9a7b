package import SavedState

/// The processes of a machine, and whose tables the core uses.
package struct ProcessList: SavedPart {
    static let maximumAlive = 1024
    /// Of a run in all: what reports tell of each stays, 20 KB at most.
    private static let maximumMade = 16_384

    /// The kernel, NK.EXE: drivers belong to it.
    package let nk: Process
    /// All that were made, in order; the kernel is the first. The position is the process's number.
    package private(set) var all: [Process]
    /// Those whose memory is there, by id; the kernel among them.
    package private(set) var living: [UInt32: Process]
    private var nextID: UInt32 = 0x0040_0006
    /// Images that could not be started when the machine came up.
    package internal(set) var failed: [String] = []
    /// The process that the core's TTBR0 belongs to.
    package private(set) var loaded: Process?
    /// How often the core was made to forget its translations.
    var invalidations: UInt64 = 0

    init(nk: Process) {
        self.nk = nk
        all = [nk]
        living = [nk.id: nk]
    }

    /// Whether there is a number for one more.
    var hasRoom: Bool { living.count < Self.maximumAlive && all.count < Self.maximumMade }

    /// A new even number for a process or thread.
    mutating func makeID() -> UInt32 {
        let id = nextID
        nextID &+= 4
        return id
    }

    mutating func add(_ process: Process) {
        all.append(process)
        living[process.id] = process
    }

    /// Takes a process from those that have memory; its tables are the core's no more.
    mutating func ended(_ process: Process) {
        living[process.id] = nil
        if loaded === process { loaded = nil }
    }

    /// Notes whose tables the core gets.
    /// - Returns: false when it has them already.
    mutating func load(_ process: Process) -> Bool {
        guard loaded !== process else { return false }
        loaded = process
        return true
    }

    // MARK: Saving

    package static let hostProperties: Set<String> = ["nk"]

    package mutating func carry(_ state: StateCarrier) throws {
        state.identify(nk)
        try state.carry(&all)
        try state.carry(&living)
        try state.carry(&nextID)
        try state.carry(&failed)
        try state.carry(&loaded)
        try state.carry(&invalidations)
        guard all.first === nk, all.enumerated().allSatisfy({ $0 == Int($1.number) }) else {
            throw StateError.malformed("the processes")
        }
    }
}
