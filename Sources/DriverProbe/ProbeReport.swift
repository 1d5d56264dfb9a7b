package import JSON

/// What came of trying one prefix of a driver.
package struct ProbeReport: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable {
        case activated, refused, hung
        /// No stream driver, or nothing that can be read.
        case none
    }

    /// How one entry point did.
    package struct Entry: Hashable, Sendable {
        package var name: String
        /// harmless or hostile.
        package var arguments: String
        /// returned, did not return, faulted, or the error that CreateFile gave.
        package var outcome: String
        /// Calls that the driver answered with success.
        package var succeeded: UInt32
    }

    package struct Query: Hashable, Sendable {
        package var key: String
        package var name: String?
        package var isFound: Bool
    }

    package struct Mapping: Hashable, Sendable {
        package var base: String
        package var size: UInt64
        package var by: String
        /// What of the board is there.
        package var place: String
        package var isKnown: Bool
    }

    package struct Code: Hashable, Sendable {
        package var code: UInt32
        /// code, run or both: in its code without running it, by a call that it answered, or both.
        package var source: String
        /// Whether a call of it succeeded.
        package var isAnswered: Bool
        /// The error of the first call that failed; 0 where the driver has set its own.
        package var error: UInt32?
    }

    /// A function that nobody provides, and that the driver called.
    package struct MissingCall: Hashable, Sendable {
        package var function: String
        package var count: UInt32
        package var callers: [String]
    }

    package struct Finding: Hashable, Sendable {
        package var id: String
        package var severity: String
        package var place: String
        package var message: String
        /// The entry point under trial.
        package var during: String
    }

    package var file: String
    package var machine: String?
    package var prefix: String?
    package var device: String?
    package var status: Status
    /// Why it is not activated, or not tried; of an activated one what is odd about it.
    package var reason: String?
    package var entries: [Entry] = []
    package var queries: [Query] = []
    package var mappings: [Mapping] = []
    package var codes: [Code] = []
    /// `coredll.dll NAME (@1)`: imports that nobody provides.
    package var missing: [String] = []
    /// Those of them that were called; each call returned 0.
    package var missingCalls: [MissingCall] = []
    package var faults: [String] = []
    package var findings: [Finding] = []
    package var output: [String] = []

    package init(file: String, status: Status, reason: String? = nil) {
        self.file = file
        self.status = status
        self.reason = reason
    }

    package var json: JSONValue {
        [
            "file": .string(file), "machine": .optional(machine), "prefix": .optional(prefix),
            "device": .optional(device), "status": .string(status.rawValue), "reason": .optional(reason),
            "entries": .array(
                entries.map {
                    [
                        "name": .string($0.name), "arguments": .string($0.arguments), "outcome": .string($0.outcome),
                        "succeeded": .count($0.succeeded),
                    ]
                }),
            "registry": .array(
                queries.map { ["key": .string($0.key), "name": .optional($0.name), "found": .bool($0.isFound)] }),
            "mappings": .array(
                mappings.map {
                    [
                        "base": .string($0.base), "size": .count($0.size), "by": .string($0.by),
                        "place": .string($0.place), "known": .bool($0.isKnown),
                    ]
                }),
            "codes": .array(
                codes.map {
                    [
                        "code": .string(hex($0.code)), "source": .string($0.source),
                        "answered": .bool($0.isAnswered), "error": $0.error.map { .count($0) } ?? .null,
                    ]
                }),
            "missing": .array(missing.map(JSONValue.string)),
            "missingCalls": .array(
                missingCalls.map {
                    [
                        "function": .string($0.function), "count": .count($0.count),
                        "callers": .array($0.callers.map(JSONValue.string)),
                    ]
                }), "faults": .array(faults.map(JSONValue.string)),
            "findings": .array(
                findings.map {
                    [
                        "id": .string($0.id), "severity": .string($0.severity), "place": .string($0.place),
                        "message": .string($0.message), "during": .string($0.during),
                    ]
                }),
            "output": .array(output.map(JSONValue.string)),
        ]
    }
}

func hex(_ number: UInt32) -> String { "0x" + String(number, radix: 16) }
