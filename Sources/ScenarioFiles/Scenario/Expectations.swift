package import Diagnostics
package import GuestAddress
package import MachineTerms

/// What a scenario says must happen. Each part that is nil or empty says nothing.
package struct Expectations: Hashable, Sendable {
    /// How a run ends.
    package enum Result: String, Hashable, Sendable, CaseIterable { case pass, crash, timeout }

    /// The least and greatest number allowed; nil is no limit.
    package struct Bounds: Hashable, Sendable, CustomStringConvertible {
        package var minimum: Int64?
        package var maximum: Int64?

        package init(minimum: Int64? = nil, maximum: Int64? = nil) {
            self.minimum = minimum
            self.maximum = maximum
        }

        package init(exactly value: Int64) {
            minimum = value
            maximum = value
        }

        package func contains(_ value: Int64) -> Bool {
            value >= minimum ?? .min && value <= maximum ?? .max
        }

        package var description: String {
            switch (minimum, maximum) {
            case (let low?, let high?): low == high ? "\(low)" : "\(low) to \(high)"
            case (let low?, nil): "at least \(low)"
            case (nil, let high?): "at most \(high)"
            case (nil, nil): "any number"
            }
        }
    }

    /// The exit codes of the processes of a name, in the order in which they were started.
    package struct Exit: Hashable, Sendable {
        package var process: String
        package var codes: [UInt32]
        package var location: SourceLocation
    }

    /// A text of the guest's output.
    package struct Output: Hashable, Sendable {
        package enum Pattern: Hashable, Sendable {
            case contains(String)
            /// A regular expression.
            case matches(String)
            /// A text that appears nowhere.
            case absent(String)
        }

        package var pattern: Pattern
        package var location: SourceLocation
    }

    /// Bytes of the board's or a process's memory at the end.
    package struct Memory: Hashable, Sendable {
        package enum Place: Hashable, Sendable {
            case physical(PhysicalAddress)
            case virtual(VirtualAddress, process: String)
        }

        package var place: Place
        package var bytes: [UInt8]
        /// Whether the bytes were written as a text, so that a failure shows text.
        package var isText: Bool
        package var location: SourceLocation
    }

    /// How often a call was made and what it returned.
    package struct Call: Hashable, Sendable {
        package var name: String
        package var count: Bounds?
        package var failed: Bounds?
        /// What the last call returned.
        package var returns: UInt32?
        package var location: SourceLocation
    }

    /// A fault; a part that is nil matches any.
    package struct Fault: Hashable, Sendable {
        package var kind: FaultKind?
        package var process: String?
        package var reason: FaultReason?
        package var isHandled: Bool?
        /// The whole report.
        package var text: String?
        package var location: SourceLocation
    }

    /// A finding of a checker; a part that is nil matches any.
    package struct Finding: Hashable, Sendable {
        package var id: String
        package var severity: Severity?
        package var process: String?
        /// A part of the place.
        package var place: String?
        /// A part of the message.
        package var message: String?
        package var location: SourceLocation
    }

    /// What guests did with a device of the board; a part that is nil is not looked at.
    package struct Device: Hashable, Sendable {
        package var device: String
        /// Bytes that left a serial port.
        package var sent: Bounds?
        package var register: String?
        package var reads: Bounds?
        package var writes: Bounds?
        /// The first accesses to its registers, one by one: `LCR <- 0x83`.
        package var accesses: [String]
        package var location: SourceLocation
    }

    /// A figure of the physical-page ledger.
    package struct Ledger: Hashable, Sendable {
        package enum Moment: String, Hashable, Sendable, CaseIterable { case start, peak, end }

        package var use: PageUse
        package var moment: Moment
        package var bounds: Bounds
        package var location: SourceLocation
    }

    /// A value with the place it was written at.
    package struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
        package var value: Value
        package var location: SourceLocation

        package init(_ value: Value, at location: SourceLocation) {
            self.value = value
            self.location = location
        }
    }

    package var result: Located<Result>
    /// Whether every process must exit with 0; so it is when a scenario says nothing about what it expects.
    package var everyExitIsZero: Bool
    package var exits: [Exit]
    package var output: [Output]
    package var memory: [Memory]
    package var calls: [Call]
    /// All faults in their order, or nil.
    package var faults: Located<[Fault]>?
    package var leaks: Located<Bounds>?
    /// All findings in their order, or nil.
    package var findings: Located<[Finding]>?
    package var ledger: [Ledger]
    package var devices: [Device] = []
    /// Rules of the map, beside those of the board.
    package var map: [Located<MapContract>] = []

    /// What a scenario without `expect` expects: every process exits 0, nothing faults, nothing leaks.
    package static func standard(at location: SourceLocation) -> Expectations {
        Expectations(
            result: Located(.pass, at: location), everyExitIsZero: true, exits: [], output: [], memory: [], calls: [],
            faults: Located([], at: location), leaks: Located(Bounds(exactly: 0), at: location), ledger: [])
    }
}
