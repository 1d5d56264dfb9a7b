package import Diagnostics

extension Scenario {
    /// A step of a scenario's story, taken when the one before is done.
    package struct Step: Hashable, Sendable {
        package enum Action: Hashable, Sendable {
            case start(image: String, arguments: String)
            /// Waits for a text in the output, after the one that the step before waited for.
            case waitForOutput(String, milliseconds: UInt32)
            /// Waits until no process of this name runs.
            case waitForExit(String, milliseconds: UInt32)
            case advance(milliseconds: UInt32)
            /// The system sleeps for so long.
            case suspend(milliseconds: UInt32)
            /// Ends the processes of a name with exit code 1.
            case kill(String)
            /// Activates the driver of a key.
            case activate(String)
            /// Deactivates a device, or all.
            case deactivate(String)
            case control(Control)
            case memory(Expectations.Memory)
            /// Bytes arrive at a serial port.
            case send(device: String, bytes: [UInt8])
            /// A pin gets a level from outside, or must have it.
            case pin(device: String, line: Int, isHigh: Bool, isExpected: Bool)
        }

        /// A call of XXX_IOControl from the host, and what it must give.
        package struct Control: Hashable, Sendable {
            package var device: String
            package var code: UInt32
            package var input: [UInt8]
            package var outputSize: Int
            /// What the output buffer must begin with, or nil.
            package var output: [UInt8]?
            /// The error code that the call must fail with; nil when it must succeed.
            package var error: UInt32?
        }

        package var action: Action
        package var location: SourceLocation
    }
}

/// The keys of a scenario's steps.
enum StepSchema {
    static let start = SchemaKey("start", .text, "Starts a program, one of 'files'.")
    static let arguments = SchemaKey("arguments", .text, "The command line of 'start'.")
    static let waitFor = SchemaKey("waitFor", .text, "Waits for a text in the output.")
    static let waitForExit = SchemaKey("waitForExit", .text, "Waits until no process of this name runs.")
    static let within = SchemaKey("within", .duration, "How long a wait may take, in virtual time; 1s when not given.")
    static let advance = SchemaKey("advance", .duration, "Lets virtual time pass while the guests run.")
    static let suspend = SchemaKey(
        "suspend", .duration, "Suspends the system for so long: XXX_PowerDown of its drivers, then XXX_PowerUp.")
    static let kill = SchemaKey("kill", .text, "Ends the processes of this name with exit code 1.")
    static let activate = SchemaKey(
        "activate", .text,
        "Activates a driver: the name of one of 'drivers', of a key below Drivers\\BuiltIn, or a whole key.")
    static let deactivate = SchemaKey(
        "deactivate", .text, "Deactivates a device, as SMD1:, or that of a driver's name; all of them with 'all'.")
    static let ioctl = SchemaKey("ioctl", .text, "Calls XXX_IOControl of this device, as SMD1:, from the kernel.")
    static let code = SchemaKey("code", .word, "The code of 'ioctl'.")
    static let input = SchemaKey("input", .hexadecimal, "The input buffer of 'ioctl'.")
    static let outputSize = SchemaKey("outputSize", .integer(0...0x10_0000), "The output buffer's size in bytes.")
    static let output = SchemaKey("output", .hexadecimal, "What the output buffer must begin with.")
    static let error = SchemaKey("error", .word, "The error code that 'ioctl' must fail with.")
    static let memory = SchemaKey("memory", .mapping(ExpectationSchema.memoryEntry), "Bytes that are in memory now.")

    static let root = SchemaMapping(
        "a step",
        [
            start, arguments, waitFor, waitForExit, within, advance, suspend, kill, ioctl, code, input, outputSize,
            output,
            error,
            memory, uart, gpio, activate, deactivate,
        ])

    /// What each kind of step is told by, and what may stand beside it.
    private static let kinds: [(key: SchemaKey, others: [SchemaKey])] = [
        (start, [arguments]), (waitFor, [within]), (waitForExit, [within]), (advance, []), (suspend, []),
        (kill, []),
        (ioctl, [code, input, outputSize, output, error]), (memory, []),
        (uart, []), (gpio, []), (activate, []), (deactivate, []),
    ]

    /// Keys of a step that do not go together.
    static func mistakes(in list: SchemaValue?) -> [InputError] {
        (list?.items ?? []).flatMap { node -> [InputError] in
            let found = kinds.filter { node[$0.key] != nil }
            guard found.count == 1, let kind = found.first else {
                let names = kinds.map { "'\($0.key.name)'" }.joined(separator: ", ")
                return [InputError(at: node.location, "a step has one of \(names)")]
            }
            var errors = node.entries.filter { entry in
                entry.key != kind.key.name && !kind.others.contains { $0.name == entry.key }
            }.map { InputError(at: $0.keyLocation, "'\($0.key)' does not go with '\(kind.key.name)'") }
            if kind.key.name == ioctl.name, node[code] == nil {
                errors.append(InputError(at: node.location, "'ioctl' needs 'code'"))
            }
            errors += deviceMistakes(in: node)
            if let entry = node[memory] { errors += ExpectationReader.memoryMistakes(in: entry) }
            return errors
        }
    }

    static func step(_ node: SchemaValue) -> Scenario.Step? {
        func milliseconds(_ key: SchemaKey, standard: UInt32) -> UInt32 {
            node[key]?.nanoseconds.map { UInt32(clamping: ($0 + 999_999) / 1_000_000) } ?? standard
        }
        let action: Scenario.Step.Action
        if let image = node[start]?.text {
            action = .start(image: image, arguments: node[arguments]?.text ?? "")
        } else if let text = node[waitFor]?.text {
            action = .waitForOutput(text, milliseconds: milliseconds(within, standard: 1000))
        } else if let name = node[waitForExit]?.text {
            action = .waitForExit(name, milliseconds: milliseconds(within, standard: 1000))
        } else if node[advance] != nil {
            action = .advance(milliseconds: milliseconds(advance, standard: 0))
        } else if node[suspend] != nil {
            action = .suspend(milliseconds: milliseconds(suspend, standard: 0))
        } else if let name = node[kill]?.text {
            action = .kill(name)
        } else if let name = node[activate]?.text {
            action = .activate(name)
        } else if let name = node[deactivate]?.text {
            action = .deactivate(name)
        } else if let device = node[ioctl]?.text {
            let expected = node[output]?.bytes
            action = .control(
                .init(
                    device: device, code: node[code]?.word ?? 0, input: node[input]?.bytes ?? [],
                    outputSize: node[outputSize]?.integer.map { Int(clamping: $0) } ?? expected?.count ?? 0,
                    output: expected, error: node[error]?.word))
        } else if let entry = node[memory].flatMap(ExpectationReader.memory) {
            action = .memory(entry)
        } else if let device = deviceAction(node) {
            action = device
        } else {
            return nil
        }
        return Scenario.Step(action: action, location: node.location)
    }
}
