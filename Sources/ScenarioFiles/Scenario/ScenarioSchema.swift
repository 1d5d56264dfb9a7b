internal import Diagnostics
internal import MachineTerms

/// The keys of a scenario file.
enum ScenarioSchema {
    static let version = SchemaKey("version", .integer(1...1), required: true, "The version of the file format: 1.")
    static let name = SchemaKey("name", .text, required: true, "The scenario's name in reports.")
    static let shows = SchemaKey("shows", .text, "What the scenario shows, in a sentence.")
    static let sideBySide = SchemaKey(
        "sideBySide", .text,
        "Scenarios with the same words here stand side by side in the HTML report, on one time line.")
    static let board = SchemaKey("board", .text, required: true, "The board file.")
    static let cpu = SchemaKey("cpu", .text, "An ARM core in place of the board's.")
    static let tags = SchemaKey("tags", .oneOrMore(.text), "Words to select scenarios by.")
    static let skip = SchemaKey("skip", .text, "Why the scenario is not to run; without this key it runs.")
    static let timeout = SchemaKey("timeout", .duration, "The longest run, in virtual time; 60s when not given.")
    static let files = SchemaKey("files", .oneOrMore(.text), "Host files that the guest sees under \\Windows.")
    static let symbols = SchemaKey(
        "symbols", .oneOrMore(.text),
        "Companion files that name the code of images in 'files': ELF files with DWARF lines, and the linker's map files."
    )
    static let registry = SchemaKey(
        "registry", .table(.table(registryValue)), "Registry keys and their values, there before drivers load.")
    static let registryFiles = SchemaKey(
        "registryFiles", .oneOrMore(.text),
        "CE's .reg files, read behind the board's; 'registry' and 'drivers' come on top.")
    static let builtin = SchemaKey(
        "builtin", .boolean,
        "Whether drivers below HKLM\\Drivers\\BuiltIn are activated in their Order, as far as 'files' has their DLLs.")
    static let drivers = SchemaKey("drivers", .list(.mapping(driver)), "Drivers, loaded in this order.")
    static let processes = SchemaKey("processes", .list(.mapping(process)), "Processes, started in this order.")
    static let steps = SchemaKey(
        "steps", .list(.mapping(StepSchema.root)), "A story, told step by step when drivers and processes are started.")
    static let inject = SchemaKey(
        "inject", .list(.mapping(InjectionSchema.root)), "Calls that are made to fail, and memory that runs out.")
    static let checkers = checkers(among: [])

    private static func checkers(among names: [String]) -> SchemaKey {
        SchemaKey(
            "checkers",
            .oneOrMore(
                .choice(
                    [MachineVocabulary.allCheckers, MachineVocabulary.verifyCheckers, MachineVocabulary.noCheckers]
                        + names)),
            "What is looked for while the guests run, 'all', 'verify' or 'none'; without this key what costs nothing.")
    }

    static let breakpoints = SchemaKey(
        "breakpoints", .choice(Scenario.Breakpoints.allCases.map(\.rawValue)),
        "What a breakpoint that no handler takes does: the guest goes on, as without this key, or the run ends there.")
    static let missing = SchemaKey(
        "missing", .choice(Scenario.Missing.allCases.map(\.rawValue)),
        "What a call of a function does that the machine lacks: it is a fault, as without this key, or returns 0, or "
            + "fails with ERROR_CALL_NOT_IMPLEMENTED.")
    static let schedule = SchemaKey(
        "schedule", .text,
        "A seed, as 7: threads of equal priority take turns at instructions that follow from it. 7:12,55 makes these "
            + "switches only.")
    static let expect = SchemaKey(
        "expect", .mapping(ExpectationSchema.root),
        "What must happen. Without it: every process exits 0, nothing faults, nothing leaks.")
    static let matrix = SchemaKey(
        "matrix", .table(.list(.text)),
        "Parameters and their values: the scenario runs once for each combination, with ${parameter} replaced.")

    /// The file as a whole.
    /// - Parameter vocabulary: has the checkers that may be named.
    static func root(_ vocabulary: MachineVocabulary) -> SchemaMapping {
        SchemaMapping(
            "a scenario file",
            [
                version, name, shows, sideBySide, board, cpu, tags, skip, timeout, files, symbols, registry,
                registryFiles, builtin, drivers, processes, steps, inject, checkers(among: vocabulary.checkers),
                breakpoints, missing, schedule, expect, matrix,
            ])
    }

    static let registryBytes = SchemaKey("bytes", .hexadecimal, required: true, "A REG_BINARY value.")
    static let registryValue = Shape.either(
        [.mapping(SchemaMapping("a binary value", [registryBytes])), .list(.text), .word, .text],
        expected:
            "a number (REG_DWORD), a text (REG_SZ), a list of texts (REG_MULTI_SZ) or { bytes: \"DE AD\" } (REG_BINARY)"
    )

    static let driverName = SchemaKey("name", .text, required: true, "The key under HKLM\\Drivers\\BuiltIn.")
    static let driverDLL = SchemaKey("dll", .text, required: true, "The driver's file, one of 'files'.")
    static let driverPrefix = SchemaKey(
        "prefix", .text, "The three characters of the device name: letters and digits, as in I2C.")
    static let driverIndex = SchemaKey(
        "index", .integer(0...65536), "The number of the device name. Above 9 it is opened as $device\\XXX11.")
    static let driverMode = SchemaKey(
        "mode", .choice(Scenario.Driver.Mode.allCases.map(\.rawValue)),
        "Where it runs: in the kernel, the default, or in a udevice.exe.")
    static let driverValues = SchemaKey("values", .table(registryValue), "Further values of its registry key.")
    static let driver = SchemaMapping(
        "a driver", [driverName, driverDLL, driverPrefix, driverIndex, driverMode, driverValues])

    static let processImage = SchemaKey("image", .text, required: true, "The program's file, one of 'files'.")
    static let processArguments = SchemaKey("arguments", .either([.text], expected: "a text"), "Its command line.")
    static let process = SchemaMapping("a process", [processImage, processArguments])
}

/// The keys of a scenario's `expect`.
enum ExpectationSchema {
    static let result = SchemaKey(
        "result", .choice(Expectations.Result.allCases.map(\.rawValue)), "How the run ends; pass when not given.")
    static let exit = SchemaKey(
        "exit", .table(.oneOrMore(.word)), "The exit code of each process, or a list when several have the name.")
    static let output = SchemaKey(
        "output", .list(.mapping(outputEntry)), "Texts of the guest's output, in order of appearance.")
    static let memory = SchemaKey("memory", .list(.mapping(memoryEntry)), "Bytes in memory at the end.")
    static let calls = SchemaKey("calls", .list(.mapping(callEntry)), "Kernel calls that were made.")
    static let faults = SchemaKey("faults", .list(.mapping(faultEntry)), "All faults, in their order; [] is none.")
    static let leaks = SchemaKey("leaks", bounds, "How many reservations, mappings and handles are left over.")
    static let findings = SchemaKey(
        "findings", .list(finding), "All findings of the checkers, in their order; [] is none.")
    static let ledger = SchemaKey(
        "ledger", .figures(PageUse.allCases.map(\.expectationKey), ledgerBounds), "Figures of physical pages.")
    static let devices = SchemaKey(
        "devices", .list(.mapping(deviceEntry)), "What guests have done with devices of the board.")
    static let deviceName = SchemaKey("device", .text, required: true, "The device's name in the board file.")
    static let sent = SchemaKey("sent", bounds, "How many bytes left a serial port.")
    static let register = SchemaKey("register", .text, "A register that 'reads' and 'writes' are about.")
    static let reads = SchemaKey("reads", bounds, "How often it was read; without 'register' all of them together.")
    static let writes = SchemaKey("writes", bounds, "How often it was written.")
    static let accesses = SchemaKey(
        "accesses", .list(.text), "The first accesses to its registers, one by one: 'LCR <- 0x83', 'LSR -> 0x60'.")
    static let deviceEntry = SchemaMapping(
        "a device", [deviceName, sent, register, reads, writes, accesses])
    static let map = SchemaKey(
        "map", .list(.mapping(MapContractSchema.root)), "Rules of the map, held at every mapping of the run.")
    static let root = SchemaMapping(
        "'expect'", [result, exit, output, memory, calls, faults, leaks, ledger, findings, devices, map])

    static let minimum = SchemaKey("min", .integer(0...0xFFFF_FFFF), "The least number allowed.")
    static let maximum = SchemaKey("max", .integer(0...0xFFFF_FFFF), "The greatest number allowed.")
    static let bounds = Shape.either(
        [.count, .mapping(SchemaMapping("limits", [minimum, maximum]))], expected: "a number, or { min: , max: }")

    static let ledgerMoment = SchemaKey(
        "at", .choice(Expectations.Ledger.Moment.allCases.map(\.rawValue)), "When it is looked at; peak when not given."
    )
    static let ledgerBounds = Shape.either(
        [.count, .mapping(SchemaMapping("limits", [minimum, maximum, ledgerMoment]))],
        expected: "a number, or { min: , max: , at: }")

    static let contains = SchemaKey("contains", .text, "A text that appears after the one before.")
    static let matches = SchemaKey("matches", .text, "A regular expression that a line after the one before matches.")
    static let absent = SchemaKey("absent", .text, "A text that appears nowhere.")
    static let outputEntry = SchemaMapping("an expected output", [contains, matches, absent])

    static let physical = SchemaKey("physical", .address, "A physical address.")
    static let virtual = SchemaKey("virtual", .address, "A virtual address of 'process'.")
    static let memoryProcess = SchemaKey("process", .text, "Whose virtual address it is.")
    static let string = SchemaKey("string", .text, "The text that is there, a byte a letter, without a closing zero.")
    static let bytes = SchemaKey("bytes", .hexadecimal, "The bytes that are there.")
    static let memoryEntry = SchemaMapping("expected memory", [physical, virtual, memoryProcess, string, bytes])

    static let callName = SchemaKey("name", .text, required: true, "The function's name.")
    static let callCount = SchemaKey("count", bounds, "How often it was called.")
    static let callFailed = SchemaKey("failed", bounds, "How often it failed.")
    static let callReturns = SchemaKey("returns", .word, "What it returned the last time.")
    static let callEntry = SchemaMapping("an expected call", [callName, callCount, callFailed, callReturns])

    static let findingID = SchemaKey("id", .text, required: true, "The finding's name: CE0802.")
    static let findingSeverity = SchemaKey(
        "severity", .choice(Severity.allCases.reversed().map(\.rawValue)), "How bad it is.")
    static let findingProcess = SchemaKey("process", .text, "The process whose code did it; NK.EXE means drivers.")
    static let findingPlace = SchemaKey("place", .text, "A part of the place: smd.dll, or in VirtualFree.")
    static let findingMessage = SchemaKey("message", .text, "A part of the message.")
    static let finding = Shape.either(
        [
            .mapping(
                SchemaMapping(
                    "an expected finding", [findingID, findingSeverity, findingProcess, findingPlace, findingMessage])),
            .text,
        ], expected: "a finding's name (CE0802), or { id: , severity: , process: , place: , message: }")

    static let faultKind = SchemaKey(
        "kind", .choice(FaultKind.allCases.map(\.rawValue)), "What CE calls it.")
    static let faultProcess = SchemaKey("process", .text, "The process that faulted.")
    static let faultReason = SchemaKey(
        "reason", .choice(FaultReason.allCases.map(\.rawValue)), "Why it was refused.")
    static let faultHandled = SchemaKey("handled", .boolean, "Whether somebody handled it, so that nothing ended.")
    static let faultText = SchemaKey("text", .text, "The whole report, compared line by line.")
    static let faultEntry = SchemaMapping(
        "an expected fault", [faultKind, faultProcess, faultReason, faultHandled, faultText])
}
