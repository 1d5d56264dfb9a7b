package import Diagnostics
package import MachineTerms

/// One scenario as its file describes it, with the parameters of one cell of its matrix put in.
package struct Scenario: Hashable, Sendable {
    /// A driver that the device manager loads at boot, as HKLM\Drivers\BuiltIn would name it.
    package struct Driver: Hashable, Sendable {
        package enum Mode: String, Hashable, Sendable, CaseIterable { case kernel, user }

        package var name: String
        package var dll: String
        /// The device name's three characters, or nil of a driver without device.
        package var prefix: String?
        package var index: UInt32?
        package var mode: Mode
        package var values: [RegistryEntry]
        package var location: SourceLocation
    }

    /// A named value of a registry key.
    package struct RegistryEntry: Hashable, Sendable {
        package enum Value: Hashable, Sendable {
            case dword(UInt32)
            case string(String)
            case multiString([String])
            case binary([UInt8])
        }

        package var name: String
        package var value: Value
        package var location: SourceLocation
    }

    /// A registry key that is there before the drivers load.
    package struct RegistryKey: Hashable, Sendable {
        package var path: String
        package var values: [RegistryEntry]
    }

    /// A process that is started when the drivers are loaded.
    package struct Process: Hashable, Sendable {
        package var image: String
        package var arguments: String
        package var location: SourceLocation
    }

    /// What a breakpoint that no handler takes does: the guest goes on, or the run ends there.
    package enum Breakpoints: String, Hashable, Sendable, CaseIterable { case go, stop }

    /// What a call of a function does that the machine lacks: the thread meets a fault, or goes on with 0, or with the
    /// value and code of a failure.
    package enum Missing: String, Hashable, Sendable, CaseIterable { case stop, zero, fail }

    /// Something that goes wrong on purpose.
    package struct Injection: Hashable, Sendable {
        package enum Effect: Hashable, Sendable {
            /// A call of this function fails with this error code.
            case failure(call: String, error: UInt32)
            /// The process for which a call of this function is made ends after it.
            case termination(call: String)
            /// A copy-map that this function makes shows only the first bytes of its range.
            case truncation(call: String, bytes: UInt32)
            /// No more than this many pages can be had after boot.
            case pages(Int)
            /// No more than this many pages can be had for page tables after boot.
            case pageTables(Int)
        }

        package var effect: Effect
        /// Which of the calls that count, from 1.
        package var nth: Int
        /// Only calls by code of this process count; NK.EXE means drivers. Nil counts all.
        package var process: String?
        /// Only calls by code of this image count. Nil counts all.
        package var module: String?
        /// Only calls from this place of the image count. Nil counts all.
        package var place: Place?
        package var location: SourceLocation

        package init(
            effect: Effect, nth: Int, process: String?, module: String? = nil, place: Place? = nil,
            location: SourceLocation
        ) {
            self.effect = effect
            self.nth = nth
            self.process = process
            self.module = module
            self.place = place
            self.location = location
        }

        /// A place in an image's code.
        package enum Place: Hashable, Sendable {
            /// The instruction after the call, as traces print it.
            case offset(UInt32)
            /// An exported function.
            case function(String)
        }
    }

    /// The scenario file's path as given.
    package var path: String
    /// Where the scenario starts in its file.
    package var location: SourceLocation
    package var name: String
    /// What it shows, in a line; nil when the file does not say.
    package var summary: String?
    /// The word under which it stands beside others in the HTML report, or nil.
    package var sideBySide: String?
    package var board: FileReference
    /// The core that replaces the board's, or nil.
    package var cpu: String?
    package var tags: [String]
    /// Why it does not run, or nil.
    package var skip: String?
    /// The end of the run in virtual time, nanoseconds.
    package var timeout: UInt64
    package var files: [FileReference]
    /// What names the code of images in reports.
    package var symbols: [FileReference]
    package var registry: [RegistryKey]
    /// CE's .reg files, read behind the board's.
    package var registryFiles: [FileReference]
    /// Whether the registry says which drivers there are, beside `drivers`.
    package var activatesBuiltIn: Bool
    package var drivers: [Driver]
    package var processes: [Process]
    package var steps: [Step]
    package var injections: [Injection]
    /// What is looked for while the guests run; nil for what costs nothing.
    package var checkers: [String]?
    package var breakpoints: Breakpoints
    package var missing: Missing
    /// When threads take turns; nil leaves it to quanta.
    package var schedule: ThreadSchedule?
    package var expectations: Expectations
    /// The position among the scenarios of the file, from 0.
    package var cell: Int
    /// What `cebsp run` takes to run just this one: the file, with `#N` when the file has several.
    package var selector: String
    /// The matrix parameters of this cell, in the order of the file.
    package var parameters: [Parameter]

    /// A matrix parameter with its value.
    package struct Parameter: Hashable, Sendable {
        package var name: String
        package var value: String
    }
}
