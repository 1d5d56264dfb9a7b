import GuestAddress
import PEImage
import Unicorn

/// Which calls of a function are meant: those that code of a process, of a module or at a place makes. What is nil does not matter.
public struct CallOrigin: Hashable, Sendable, Codable {
    /// A place in a module's code.
    public enum Place: Hashable, Sendable, Codable {
        /// The instruction after the call, counted from the module's base: what traces print.
        case offset(UInt32)
        /// An exported function, by the module's function table; what it calls in turn is elsewhere.
        case function(String)
    }

    /// The name of the process whose code calls; NK.EXE stands for drivers.
    public var process: String?
    /// The file name of the image whose code calls.
    public var module: String?
    public var place: Place?

    public init(process: String? = nil, module: String? = nil, place: Place? = nil) {
        self.process = process
        self.module = module
        self.place = place
    }
}

/// The code that makes a call.
struct CallingCode {
    let process: Process
    let module: Module?
    /// The instruction after the call, counted from the module's base.
    let offset: UInt32
    /// Where the calling function begins, counted from the module's base; nil outside the function table.
    let function: UInt32?

    func isCovered(by origin: CallOrigin) -> Bool {
        if let name = origin.process, name.lowercased() != process.name.lowercased() { return false }
        if let name = origin.module, name.lowercased() != module?.name.lowercased() { return false }
        switch origin.place {
        case nil: return true
        case .offset(let wanted): return module != nil && offset == wanted
        case .function(let name):
            guard case .address(let start)? = module?.image.exports[name: name] else { return false }
            return function == start.rawValue & ~1
        }
    }
}
