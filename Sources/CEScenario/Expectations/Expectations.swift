public import Diagnostics
public import GuestAddress
import OEMAddrTable

/// What a scenario says must happen. Each part that is nil or empty says nothing.
public struct Expectations: Hashable, Sendable {
    /// How a run ends.
    public enum Result: String, Hashable, Sendable, CaseIterable { case pass, crash, timeout }

    /// The least and greatest number allowed; nil is no limit.
    public struct Bounds: Hashable, Sendable, CustomStringConvertible {
        public var minimum: Int64?
        public var maximum: Int64?

        public init(minimum: Int64? = nil, maximum: Int64? = nil) {
            self.minimum = minimum
            self.maximum = maximum
        }

        public init(exactly value: Int64) {
            minimum = value
            maximum = value
        }

        public func contains(_ value: Int64) -> Bool {
            value >= minimum ?? .min && value <= maximum ?? .max
        }

        public var description: String {
            switch (minimum, maximum) {
            case (let low?, let high?): low == high ? "\(low)" : "\(low) to \(high)"
            case (let low?, nil): "at least \(low)"
            case (nil, let high?): "at most \(high)"
            case (nil, nil): "any number"
            }
        }
    }

    /// The exit codes of the processes of a name, in the order in which they were started.
    public struct Exit: Hashable, Sendable {
        public var process: String
        public var codes: [UInt32]
        public var location: SourceLocation
    }

    /// A text of the guest's output.
    public struct Output: Hashable, Sendable {
        public enum Pattern: Hashable, Sendable {
            case contains(String)
            /// A regular expression.
            case matches(String)
            /// A text that appears nowhere.
            case absent(String)
        }

        public var pattern: Pattern
        public var location: SourceLocation
    }

    /// Bytes of the board's or a process's memory at the end.
    public struct Memory: Hashable, Sendable {
        public enum Place: Hashable, Sendable {
            case physical(PhysicalAddress)
            case virtual(VirtualAddress, process: String)
        }

        public var place: Place
        public var bytes: [UInt8]
        /// Whether the bytes were written as a text, so that a failure shows text.
        public var isText: Bool
        public var location: SourceLocation
    }

    /// How often a call was made and what it returned.
    public struct Call: Hashable, Sendable {
        public var name: String
        public var count: Bounds?
        public var failed: Bounds?
        /// What the last call returned.
        public var returns: UInt32?
        public var location: SourceLocation
    }

    /// A fault; a part that is nil matches any.
    public struct Fault: Hashable, Sendable {
        public var kind: String?
        public var process: String?
        public var reason: String?
        public var isHandled: Bool?
        /// The whole report.
        public var text: String?
        public var location: SourceLocation
    }

    /// A finding of a checker; a part that is nil matches any.
    public struct Finding: Hashable, Sendable {
        public var id: String
        public var severity: String?
        public var process: String?
        /// A part of the place.
        public var place: String?
        /// A part of the message.
        public var message: String?
        public var location: SourceLocation
    }

    /// A figure of the physical-page ledger.
    public struct Ledger: Hashable, Sendable {
        public enum Moment: String, Hashable, Sendable, CaseIterable { case start, peak, end }

        public var name: String
        public var moment: Moment
        public var bounds: Bounds
        public var location: SourceLocation
    }

    /// A value with the place it was written at.
    public struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
        public var value: Value
        public var location: SourceLocation

        public init(_ value: Value, at location: SourceLocation) {
            self.value = value
            self.location = location
        }
    }

    public var result: Located<Result>
    /// Whether every process must exit with 0; so it is when a scenario says nothing about what it expects.
    public var everyExitIsZero: Bool
    public var exits: [Exit]
    public var output: [Output]
    public var memory: [Memory]
    public var calls: [Call]
    /// All faults in their order, or nil.
    public var faults: Located<[Fault]>?
    public var leaks: Located<Bounds>?
    /// All findings in their order, or nil.
    public var findings: Located<[Finding]>?
    public var ledger: [Ledger]

    /// What a scenario without `expect` expects: every process exits 0, nothing faults, nothing leaks.
    public static func standard(at location: SourceLocation) -> Expectations {
        Expectations(
            result: Located(.pass, at: location), everyExitIsZero: true, exits: [], output: [], memory: [], calls: [],
            faults: Located([], at: location), leaks: Located(Bounds(exactly: 0), at: location), ledger: [])
    }
}
