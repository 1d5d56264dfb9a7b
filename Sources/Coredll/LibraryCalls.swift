import CEKernel
import CEMemory
import GuestAddress
import PEImage

/// LoadLibrary and its family.
let libraryCalls: [KernelCall] = [
    KernelCall("LoadLibraryW") { kernel, call throws(CallStop) in try kernel.loadLibrary(call) },
    KernelCall("LoadLibraryExW") { kernel, call throws(CallStop) in try kernel.loadLibrary(call) },
    KernelCall("LoadDriver") { kernel, call throws(CallStop) in try kernel.loadLibrary(call) },
    KernelCall("LoadKernelLibrary") { kernel, call throws(CallStop) in try kernel.loadLibrary(call) },
    KernelCall("FreeLibrary") { kernel, call throws(CallStop) in
        try kernel.freeLibrary(call)
    },
    KernelCall("GetProcAddressW") { kernel, call throws(CallStop) in try kernel.procAddress(call, wide: true) },
    KernelCall("GetProcAddressA") { kernel, call throws(CallStop) in try kernel.procAddress(call, wide: false) },
    KernelCall("GetModuleHandleW") { kernel, call throws(CallStop) in
        guard call.r0 != 0 else {
            guard let main = call.thread.current.modules.first(where: { !$0.image.isDLL }) else {
                throw .error(.moduleNotFound)
            }
            return .value(main.base.rawValue)
        }
        let name = try call.access { memory throws(GuestFault) in try memory.wideString(call.r0, limit: 260) }
        switch kernel.librarySource(name, for: call.thread.current) {
        case .machine(let library): return .value(kernel.moduleHandle(of: library))
        case .image(let name):
            guard let module = kernel.module(named: name, in: call.thread.current) else {
                throw .error(.moduleNotFound)
            }
            return .value(module.base.rawValue)
        }
    },
    KernelCall("GetModuleFileNameW") { kernel, call throws(CallStop) in
        let modules = call.thread.current.modules
        let found = call.r0 == 0 ? modules.first { !$0.image.isDLL } : modules.first { $0.base.rawValue == call.r0 }
        guard let module = found, call.r2 > 0 else { throw .error(.invalidHandle) }
        let units = Array("\\Windows\\\(module.name)".utf16).prefix(Int(min(call.r2, 1024)) - 1)
        try call.access { memory throws(GuestFault) in
            for (index, unit) in (units + [0]).enumerated() {
                try memory.setHalfword(unit, call.r1 &+ UInt32(index) &* 2)
            }
        }
        return .value(UInt32(units.count))
    },
    KernelCall("DisableThreadLibraryCalls") { _, _ throws(CallStop) in .value(1) },
]

extension Kernel {
    /// The handle that stands for one of the machine's own libraries: an address in the system-call range, where no image can be.
    func moduleHandle(of library: CallLibrary) -> UInt32 {
        calling.traps.provided | (library == .coredll ? 0x8000 : 0x9000)
    }

    private func providedLibrary(handle: UInt32) -> CallLibrary? {
        CallLibrary.allCases.first { moduleHandle(of: $0) == handle }
    }

    func loadLibrary(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard call.r0 != 0 else { throw .error(.invalidParameter) }
        let asked = try call.access { memory throws(GuestFault) in try memory.wideString(call.r0, limit: 260) }
        let thread = call.thread
        let process = thread.current
        let name: String
        switch librarySource(asked, for: process) {
        case .machine(let library): return .value(moduleHandle(of: library))
        case .image(let found): name = found
        }
        if let present = module(named: name, in: process) {
            present.references += 1
            return .value(present.base.rawValue)
        }
        let modules = try checked { () throws(CEError) -> [Module] in
            do throws(CEError) {
                return try load(try imageFile(named: Self.withExtension(name)), into: process)
            } catch {
                // The loader's name for a file that is not there.
                throw error == .fileNotFound ? .moduleNotFound : error
            }
        }
        return try attach(ModuleAttachment(modules[...], then: .library(modules)), thread)
    }

    func freeLibrary(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        if providedLibrary(handle: call.r0) != nil { return .value(1) }
        let thread = call.thread
        guard let module = thread.current.modules.first(where: { $0.base.rawValue == call.r0 && $0.image.isDLL }) else {
            throw .error(.invalidHandle)
        }
        return try detach(ModuleDetachment(module: module, end: .library), thread)
    }

    func procAddress(_ call: borrowing Invocation, wide: Bool) throws(CallStop) -> CallResult {
        let symbol: PEImport.Symbol
        if call.r1 < 0x1_0000 {
            symbol = .ordinal(UInt16(call.r1))
        } else {
            symbol = .name(
                try call.access { memory throws(GuestFault) in
                    wide ? try memory.wideString(call.r1, limit: 512) : try memory.narrowString(call.r1, limit: 512)
                })
        }
        let found: UInt32?
        if let library = providedLibrary(handle: call.r0) {
            found = providedAddress(symbol, library)
        } else if let module = call.thread.current.modules.first(where: { $0.base.rawValue == call.r0 }) {
            found = address(of: symbol, in: module, depth: 0)
        } else {
            throw .error(.invalidHandle)
        }
        guard let found else { throw .error(.procNotFound) }
        return .value(found)
    }
}
