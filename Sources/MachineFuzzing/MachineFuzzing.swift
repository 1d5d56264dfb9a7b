import CECheckers
import CEKernel
public import CEMachine

/// Any bytes as guests of a small machine: what the fuzzers run, and what the test suite replays of their findings.
///
/// Nothing that a guest does may throw, trap or take long; a violation shows as a thrown error, as a trap of the
/// process, or as a fuzzer's time-out.
public enum MachineFuzzing {
    /// The machine broke a promise, or the input could not be tried at all.
    public struct Unusable: Error, CustomStringConvertible {
        public let description: String
    }

    /// How a run ended; equal for equal input.
    public struct Outcome: Hashable, Sendable {
        public var ending: Machine.Outcome
        public var traceHash: UInt64
        public var instructions: UInt64
        /// How many kernel calls were made.
        public var calls: Int
        /// How many functions answered with success at least once.
        public var succeeding: Int
    }

    /// Virtual nanoseconds: 100,000 guest instructions.
    private static let timeLimit: UInt64 = 1_000_000

    /// Runs a program made of the bytes: kernel calls with odd arguments, stores, raw instructions.
    ///
    /// The first byte says how: bit 0 raw instructions are Thumb; bit 1 the program is a driver too, so that it runs in
    /// SYSTEM mode and may write to page tables; bit 2 with all checkers; bit 3 in two processes; bit 4 on an ARMv7
    /// core.
    /// - Throws: an error of the engine or `Unusable`; no input may cause one.
    public static func run(program input: [UInt8]) throws -> Outcome {
        var source = ByteSource(input)
        let options = source.byte()
        let program = GuestProgram(&source, rawIsThumb: options & 1 != 0)
        let machine = try machine(options)
        machine.addFile(named: "fuzz.exe", bytes: GuestImage(isLibrary: false, program: program).bytes)
        machine.addFile(named: "fuzz.dll", bytes: GuestImage(isLibrary: true, program: program).bytes)
        return try run(machine, options)
    }

    /// Runs the bytes as they are as a program's and a driver's PE file; the first byte says how, as above.
    /// - Throws: as above.
    public static func run(image input: [UInt8]) throws -> Outcome {
        let options = input.first ?? 0
        let file = Array(input.dropFirst())
        let machine = try machine(options)
        machine.addFile(named: "fuzz.exe", bytes: file)
        machine.addFile(named: "fuzz.dll", bytes: file)
        return try run(machine, options)
    }

    private static func machine(_ options: UInt8) throws -> Machine {
        let machine = try Machine(board: SmallBoard.make(cpu: options & 16 != 0 ? "cortex-a8" : "arm926"))
        if options & 4 != 0 { machine.checkers = Set(Checker.allCases) }
        return machine
    }

    private static func run(_ machine: Machine, _ options: UInt8) throws -> Outcome {
        if options & 2 != 0 {
            machine.addBuiltInDriver(
                DriverConfiguration(name: "Fuzz", dll: "fuzz.dll", prefix: "FZZ", index: 1))
        }
        machine.addProcess(image: "fuzz.exe")
        if options & 8 != 0 { machine.addProcess(image: "fuzz.exe", arguments: "second") }
        let ending = try machine.run(virtualTimeout: timeLimit)
        let ledger = machine.ledger
        guard ledger.kernel + ledger.pageTables + ledger.committed + ledger.free == ledger.total else {
            throw Unusable(description: "pages are lost: \(ledger)")
        }
        let made = machine.calls
        return Outcome(
            ending: ending, traceHash: machine.traceHash, instructions: machine.instructions,
            calls: made.reduce(0) { $0 + $1.count }, succeeding: made.count { $0.count > $0.failed })
    }
}
