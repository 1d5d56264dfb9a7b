package import CEMemory

/// A call that has just failed, before anything else happens.
package struct RefusedCall {
    /// The position of the function in the call table.
    package let index: Int
    package let serial: UInt64
    package let value: UInt32
    /// What GetLastError says, or the function itself where it returns its error.
    package let error: UInt32
    /// The rule of memory that it broke, if it was one.
    package let rule: MemoryRule?
    /// What the call itself said of the rule.
    package let broken: BrokenRule?
    /// How the method of a driver ended that was to answer it; nil when that returned, or none was called.
    package let fault: MethodFault?
}

/// A method of a driver that a fault has ended, which nobody handled.
package struct MethodFault {
    /// The method's name as far as it is known, otherwise where it begins.
    package let method: String
    package let report: FaultReport

    /// `Data Abort at 0x00000000 in drvf.dll+0x1048 (DRV_Read+0x1c, drvf.c:14)`.
    package var text: String {
        let address = report.address.map { " at \($0)" } ?? ""
        return "\(report.kind.exception.name)\(address) in \(report.codePlace)"
    }
}

/// Why a call failed, in words.
package struct Refusal: Hashable, Sendable, Codable {
    /// A value that decided it: an address, a size, a name.
    package struct Value: Hashable, Sendable, Codable {
        package var name: String
        package var text: String

        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// The CE function.
    package var call: String
    /// The process whose code called.
    package var process: String
    /// The calling code, as `smd.dll+0x1234 (SMD_IOControl+0x34, smd.c:143)`.
    package var place: String
    /// The arguments as traces have them.
    package var arguments: [String]
    /// The error code.
    package var error: UInt32
    /// The stable name of the rule.
    package var rule: String
    package var values: [Value]
    /// The rule in words, with the values, and what to change.
    package var text: String
    /// How often the same code was refused for the same reason.
    package var count: Int

    package init(
        call: String, process: String, place: String, arguments: [String], error: UInt32, rule: String,
        values: [Value], text: String, count: Int = 1
    ) {
        self.call = call
        self.process = process
        self.place = place
        self.arguments = arguments
        self.error = error
        self.rule = rule
        self.values = values
        self.text = text
        self.count = count
    }
}
