import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// CreateFileMapping and its relatives (documents ee490172, ee490226, ee490226's UnmapViewOfFile and FlushViewOfFile, ee489638). A name
/// has its object as long as somebody has a handle or a view; there is no OpenFileMapping, creating with the name opens.
let fileMappingCalls: [KernelCall] = [
    KernelCall("CreateFileMappingW") { kernel, call throws(CallStop) in try kernel.createFileMapping(call) },
    KernelCall("MapViewOfFile") { kernel, call throws(CallStop) in try kernel.mapViewOfFile(call) },
    KernelCall("UnmapViewOfFile") { kernel, call throws(CallStop) in
        let space = kernel.space(of: call.thread.current, for: call.r0)
        guard let reservation = space.reservation(at: VirtualAddress(call.r0)), reservation.view != nil,
            reservation.base.rawValue == call.r0, reservation.lockedPages == 0
        else { throw .error(.invalidParameter) }
        let site = kernel.site(call)
        try kernel.checked { () throws(CEError) in try kernel.unmapView(reservation, in: space, site: site) }
        return .value(1)
    },
    KernelCall("FlushViewOfFile") { kernel, call throws(CallStop) in try kernel.flushViewOfFile(call) },
]

private enum MappingFlags {
    static let commitSection: UInt32 = 0x0800_0000
    static let reserveSection: UInt32 = 0x0400_0000
    static let write: UInt32 = 0x2
    static let read: UInt32 = 0x4
    static let allAccess: UInt32 = 0xF001F
}

extension Kernel {
    fileprivate func createFileMapping(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let protection = call.r2 & ~(MappingFlags.commitSection | MappingFlags.reserveSection)
        guard protection == Protection.readOnly || protection == Protection.readWrite else {
            throw .error(.invalidParameter)
        }
        let isWritable = protection == Protection.readWrite
        guard call.r3 == 0 else { throw .error(.notEnoughMemory) }
        let size = try call[4]
        let name = try objectName(call[5], call)
        if let name, let existing = objects.names.mappings[name] {
            return .succeeded(try addHandle(.fileMapping(existing), call), .alreadyExists)
        }
        let mapping =
            call.r0 == UInt32.max
            ? try makeMemoryMapping(name, size, isWritable) : try makeFileMapping(name, size, isWritable, call)
        let handle = try addHandle(.fileMapping(mapping), call)
        if let name { objects.names.mappings.add(mapping, named: name) }
        return .succeeded(handle, .success)
    }

    /// A mapping of RAM: it needs a size, and read-only pages of nothing are of no use.
    private func makeMemoryMapping(_ name: String?, _ size: UInt32, _ isWritable: Bool) throws(CallStop) -> FileMapping
    {
        guard size > 0, isWritable else { throw .error(.invalidParameter) }
        guard size < 0x8000_0000 else { throw .error(.notEnoughMemory) }
        return memory.makeMapping(name, size: size, isWritable: true, file: nil)
    }

    /// A mapping of a file, which is made as long as the mapping where that may be written.
    private func makeFileMapping(
        _ name: String?, _ size: UInt32, _ isWritable: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> FileMapping {
        guard case .file(let open)? = object(call.r0, call.thread) else { throw .error(.invalidHandle) }
        let needed = OpenFile.genericRead | (isWritable ? OpenFile.genericWrite : 0)
        guard open.access & needed == needed else { throw .error(.accessDenied) }
        let length = UInt32(clamping: open.file.bytes.count)
        guard size > 0 || length > 0 else { throw .error(.fileInvalid) }
        if size > length {
            guard isWritable else { throw .error(.notEnoughMemory) }
            let time = VirtualClock.fileTime(engine.instructions)
            try checked { () throws(CEError) in try files.setSize(UInt64(size), of: open.file, time: time) }
        }
        return memory.makeMapping(name, size: size == 0 ? length : size, isWritable: isWritable, file: open)
    }

    fileprivate func mapViewOfFile(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard case .fileMapping(let mapping)? = object(call.r0, call.thread) else { throw .error(.invalidHandle) }
        let access = call.r1
        let isWritable = access & MappingFlags.write != 0
        guard access & (MappingFlags.write | MappingFlags.read) != 0, access & ~MappingFlags.allAccess == 0,
            call.r2 == 0
        else { throw .error(.invalidParameter) }
        guard mapping.isWritable || !isWritable else { throw .error(.accessDenied) }
        let size = try call[4]
        let (offset, space, site) = (call.r3, call.thread.current.space, site(call))
        let base = try checked { () throws(CEError) in
            try memory.mapView(of: mapping, offset: offset, size: size, isWritable: isWritable, in: space, site: site)
        }
        return .value(base.rawValue)
    }

    /// FlushViewOfFile(base, size): writes what was changed to the file; a size of 0 is the rest of the view.
    fileprivate func flushViewOfFile(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let space = space(of: call.thread.current, for: call.r0)
        guard let reservation = space.reservation(at: VirtualAddress(call.r0)), let view = reservation.view else {
            throw .error(.invalidParameter)
        }
        let offset = UInt64(call.r0 - reservation.base.rawValue)
        let end = call.r1 == 0 ? reservation.size : offset + UInt64(call.r1)
        guard end <= reservation.size else { throw .error(.invalidParameter) }
        let pages = view.firstPage + Int(offset / 4096)..<view.firstPage + Int((end + 4095) / 4096)
        try checked { () throws(CEError) in try writeBack(view.mapping, pages) }
        return .value(1)
    }
}
