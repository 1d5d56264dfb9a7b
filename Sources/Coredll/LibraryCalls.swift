import CEKernel
import CEMemory
import GuestAddress
import PEImage

/// LoadLibrary and its family.
let libraryCalls: [KernelCall] = loadingCalls + moduleCalls

private let loadingCalls: [KernelCall] = [
    KernelCall("LoadLibraryW", .full, "lpLibFileName", source: "winbase.h", returns: .address) {
        (kernel, call, name: WideString) throws(CallStop) in
        try kernel.loadLibrary(name, call)
    },
    KernelCall(
        "LoadLibraryExW", .partial("the flags are not looked at: it is LoadLibrary"), "lpLibFileName hFile dwFlags",
        source: "winbase.h", returns: .address
    ) { (kernel, call, name: WideString, _: Unread<Handle>, _: Unread<Word>) throws(CallStop) in
        try kernel.loadLibrary(name, call)
    },
    KernelCall("LoadDriver", .full, "lpszFileName", source: "winbase.h", returns: .address) {
        (kernel, call, name: WideString) throws(CallStop) in
        try kernel.loadLibrary(name, call)
    },
    KernelCall(
        "LoadKernelLibrary", .partial("loads into the calling process"), "lpszFileName", source: "pkfuncs.h",
        for: .kernel, returns: .address
    ) { (kernel, call, name: WideString) throws(CallStop) in
        try kernel.loadLibrary(name, call)
    },
    KernelCall("FreeLibrary", .full, "hLibModule", source: "winbase.h", returns: .boolean) {
        (kernel, call, module: ModuleHandle) throws(CallStop) in
        try kernel.freeLibrary(module, call)
    },
    KernelCall("GetProcAddressW", .full, "hModule lpProcName", source: "winbase.h", returns: .address) {
        (kernel, call, module: ModuleHandle, name: WideNameOrOrdinal) throws(CallStop) in
        try kernel.procAddress(module, name.rawValue, wide: true, call)
    },
    KernelCall("GetProcAddressA", .full, "hModule lpProcName", source: "winbase.h", returns: .address) {
        (kernel, call, module: ModuleHandle, name: NarrowNameOrOrdinal) throws(CallStop) in
        try kernel.procAddress(module, name.rawValue, wide: false, call)
    },
]

private let moduleCalls: [KernelCall] = [
    KernelCall("GetModuleHandleW", .full, "lpModuleName", source: "winbase.h", returns: .address) {
        (kernel, call, name: WideString) throws(CallStop) in
        guard name.rawValue != 0 else {
            guard let main = call.thread.current.modules.first(where: { !$0.image.isDLL }) else {
                throw .error(.moduleNotFound)
            }
            return .value(main.base.rawValue)
        }
        let name = try call.access { memory throws(GuestFault) in try memory.wideString(name.rawValue, limit: 260) }
        switch kernel.librarySource(name, for: call.thread.current) {
        case .machine(let library): return .value(kernel.moduleHandle(of: library))
        case .image(let name):
            guard let module = kernel.module(named: name, in: call.thread.current) else {
                throw .error(
                    kernel.refuse(
                        "no-module", "\(call.thread.current.name) has not loaded \"\(name)\"", .moduleNotFound))
            }
            return .value(module.base.rawValue)
        }
    },
    KernelCall("GetModuleFileNameW", .full, "hModule lpFilename nSize", source: "winbase.h", returns: .number) {
        (kernel, call, handle: ModuleHandle, buffer: VirtualAddress, size: UInt32) throws(CallStop) in
        let modules = call.thread.current.modules
        let found =
            handle.rawValue == 0
            ? modules.first { !$0.image.isDLL } : modules.first { $0.base.rawValue == handle.rawValue }
        guard size > 0 else { throw .error(kernel.refuse("size", "nSize is 0", .invalidHandle)) }
        guard let module = found else { throw .error(kernel.refuseModule(handle, call)) }
        let units = Array("\\Windows\\\(module.name)".utf16).prefix(Int(min(size, 1024)) - 1)
        try call.access { memory throws(GuestFault) in
            for (index, unit) in (units + [0]).enumerated() {
                try memory.setHalfword(unit, buffer.rawValue &+ UInt32(index) &* 2)
            }
        }
        return .value(UInt32(units.count))
    },
    KernelCall("DisableThreadLibraryCalls", .stub, "hLibModule", source: "winbase.h", returns: .boolean) {
        (_, _, _: Unread<ModuleHandle>) throws(CallStop) in
        .value(1)
    },
]

extension Kernel {
    /// The handle that stands for one of the machine's own libraries: an address in the system-call range, where no
    /// image can be.
    func moduleHandle(of library: CallLibrary) -> UInt32 {
        calling.traps.provided | (library == .coredll ? 0x8000 : 0x9000)
    }

    private func providedLibrary(_ handle: ModuleHandle) -> CallLibrary? {
        CallLibrary.allCases.first { moduleHandle(of: $0) == handle.rawValue }
    }

    /// What is no module of the calling process.
    fileprivate func refuseModule(_ handle: ModuleHandle, _ call: borrowing Invocation) -> CEError {
        let what =
            handle.rawValue == 0
            ? "hModule is NULL: LoadLibrary or GetModuleHandle has failed, or was not called"
            : "0x\(hexadecimal(handle.rawValue)) is no library that \(call.thread.current.name) has loaded"
        return refuse("no-module", what, .invalidHandle)
    }

    func loadLibrary(_ name: WideString, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard name.rawValue != 0 else { throw .error(refuse(null: "lpLibFileName")) }
        let asked = try call.access { memory throws(GuestFault) in try memory.wideString(name.rawValue, limit: 260) }
        let thread = call.thread
        let process = thread.current
        let file: String
        switch librarySource(asked, for: process) {
        case .machine(let library): return .value(moduleHandle(of: library))
        case .image(let found): file = found
        }
        if let present = module(named: file, in: process) {
            present.references += 1
            return .value(present.base.rawValue)
        }
        let modules = try checked { () throws(CEError) -> [Module] in
            do throws(CEError) {
                return try load(try imageFile(named: Self.withExtension(file)), into: process)
            } catch {
                // The loader's name for a file that is not there.
                throw refuseImage(Self.withExtension(file), error == .fileNotFound ? .moduleNotFound : error)
            }
        }
        return try attach(ModuleAttachment(WorkList(modules), then: .library(modules)), thread)
    }

    func freeLibrary(_ handle: ModuleHandle, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        if providedLibrary(handle) != nil { return .value(1) }
        let thread = call.thread
        let base = handle.rawValue
        guard let module = thread.current.modules.first(where: { $0.base.rawValue == base && $0.image.isDLL }) else {
            throw .error(refuseModule(handle, call))
        }
        return try detach(ModuleDetachment(module: module, end: .library), thread)
    }

    /// - Parameter name: an ordinal below 65,536, or where the name is.
    func procAddress(
        _ handle: ModuleHandle, _ name: UInt32, wide: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let symbol: PEImport.Symbol
        if name < 0x1_0000 {
            symbol = .ordinal(UInt16(name))
        } else {
            symbol = .name(
                try call.access { memory throws(GuestFault) in
                    wide ? try memory.wideString(name, limit: 512) : try memory.narrowString(name, limit: 512)
                })
        }
        let found: UInt32?
        if let library = providedLibrary(handle) {
            found =
                providedAddress(symbol, library, for: convention(ofCaller: call.thread))
                ?? missingAddress(symbol, of: library, askedBy: call.thread)
        } else if let module = call.thread.current.modules.first(where: { $0.base.rawValue == handle.rawValue }) {
            found = address(of: symbol, in: module, depth: 0)
        } else {
            throw .error(refuseModule(handle, call))
        }
        guard let found else {
            let library =
                providedLibrary(handle)?.rawValue
                ?? call.thread.current.modules.first { $0.base.rawValue == handle.rawValue }?.name
            throw .error(refuseFunction(symbol.description, of: library ?? "the library"))
        }
        return .value(found)
    }
}
