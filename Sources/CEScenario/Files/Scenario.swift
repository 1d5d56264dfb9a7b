public import Diagnostics
import OEMAddrTable

/// One scenario as its file describes it, with the parameters of one cell of its matrix put in.
public struct Scenario: Hashable, Sendable {
    /// A driver that the device manager loads at boot, as HKLM\Drivers\BuiltIn would name it.
    public struct Driver: Hashable, Sendable {
        public enum Mode: String, Hashable, Sendable, CaseIterable { case kernel, user }

        public var name: String
        public var dll: String
        /// The device name's three characters, or nil of a driver without device.
        public var prefix: String?
        public var index: UInt32?
        public var mode: Mode
        public var values: [RegistryEntry]
        public var location: SourceLocation
    }

    /// A named value of a registry key.
    public struct RegistryEntry: Hashable, Sendable {
        public enum Value: Hashable, Sendable {
            case dword(UInt32)
            case string(String)
            case multiString([String])
            case binary([UInt8])
        }

        public var name: String
        public var value: Value
        public var location: SourceLocation
    }

    /// A registry key that is there before the drivers load.
    public struct RegistryKey: Hashable, Sendable {
        public var path: String
        public var values: [RegistryEntry]
    }

    /// A process that is started when the drivers are loaded.
    public struct Process: Hashable, Sendable {
        public var image: String
        public var arguments: String
        public var location: SourceLocation

        package init(image: String, arguments: String, location: SourceLocation) {
            self.image = image
            self.arguments = arguments
            self.location = location
        }
    }

    /// What a breakpoint that no handler takes does: the guest goes on, or the run ends there.
    public enum Breakpoints: String, Hashable, Sendable, CaseIterable { case go, stop }

    /// Something that goes wrong on purpose.
    public struct Injection: Hashable, Sendable {
        public enum Effect: Hashable, Sendable {
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

        public var effect: Effect
        /// Which of the calls that count, from 1.
        public var nth: Int
        /// Only calls by code of this process count; NK.EXE means drivers. Nil counts all.
        public var process: String?
        /// Only calls by code of this image count. Nil counts all.
        public var module: String? = nil
        /// Only calls from this place of the image count. Nil counts all.
        public var place: Place? = nil
        public var location: SourceLocation

        /// A place in an image's code.
        public enum Place: Hashable, Sendable {
            /// The instruction after the call, as traces print it.
            case offset(UInt32)
            /// An exported function.
            case function(String)
        }
    }

    /// The scenario file's path as given.
    public var path: String
    /// Where the scenario starts in its file.
    public var location: SourceLocation
    public var name: String
    /// What it shows, in a line; nil when the file does not say.
    public var summary: String?
    public var board: FileReference
    /// The core that replaces the board's, or nil.
    public var cpu: String?
    public var tags: [String]
    /// Why it does not run, or nil.
    public var skip: String?
    /// The end of the run in virtual time, nanoseconds.
    public var timeout: UInt64
    public var files: [FileReference]
    /// What names the code of images in reports.
    public var symbols: [FileReference]
    public var registry: [RegistryKey]
    public var drivers: [Driver]
    public var processes: [Process]
    public var steps: [Step]
    public var injections: [Injection]
    /// What is looked for while the guests run; nil for what costs nothing.
    public var checkers: [String]?
    public var breakpoints: Breakpoints
    public var expectations: Expectations
    /// The position among the scenarios of the file, from 0.
    public var cell: Int
    /// What `cebsp run` takes to run just this one: the file, with `#N` when the file has several.
    public var selector: String
    /// The matrix parameters of this cell, in the order of the file.
    public var parameters: [Parameter]

    /// A matrix parameter with its value.
    public struct Parameter: Hashable, Sendable {
        public var name: String
        public var value: String
    }
}
