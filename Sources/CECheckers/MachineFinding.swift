package import Diagnostics

/// What a checker has to say.
package struct MachineFinding: Hashable, Sendable {
    package var checker: Checker
    package var severity: Severity
    /// The process whose code did it.
    package var process: String
    /// `smd.dll+0x1234 in VirtualFree`.
    package var place: String
    package var message: String
    package var hint: String?
}
