import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// CreateFileMapping and its relatives (documents ee490172, ee490226, ee490226's UnmapViewOfFile and FlushViewOfFile,
/// ee489638). A name has its object as long as somebody has a handle or a view; there is no OpenFileMapping, creating
/// with the name opens.
let fileMappingCalls: [KernelCall] = [
    KernelCall(
        "CreateFileMappingW", .full,
        "hFile lpFileMappingAttributes flProtect dwMaximumSizeHigh dwMaximumSizeLow lpName", source: "ee490172",
        returns: .handle
    ) {
        (
            kernel, call, file: Handle, _: Unread<VirtualAddress>, protection: SectionFlags, high: UInt32, low: UInt32,
            name: WideString
        ) throws(CallStop) in
        try kernel.createFileMapping(file, protection.rawValue, high: high, size: low, name, call)
    },
    KernelCall(
        "MapViewOfFile", .full,
        "hFileMappingObject dwDesiredAccess dwFileOffsetHigh dwFileOffsetLow dwNumberOfBytesToMap",
        source: "ee490226", returns: .address
    ) {
        (kernel, call, mapping: Handle, access: ViewAccess, high: UInt32, low: UInt32, size: UInt32)
            throws(CallStop) in
        guard case .fileMapping(let mapping)? = kernel.object(mapping, call.thread) else {
            throw .error(.invalidHandle)
        }
        guard high == 0 else { throw .error(.invalidParameter) }
        return try kernel.mapViewOfFile(mapping, access.rawValue, offset: low, size: size, call)
    },
    KernelCall("UnmapViewOfFile", .full, "lpBaseAddress", source: "ee490226", returns: .boolean) {
        (kernel, call, base: VirtualAddress) throws(CallStop) in
        let space = kernel.space(of: call.thread.current, for: base.rawValue)
        guard let reservation = space.reservation(at: base), reservation.view != nil,
            reservation.base == base, reservation.lockedPages == 0
        else { throw .error(.invalidParameter) }
        let site = kernel.site(call)
        try kernel.checked { () throws(CEError) in try kernel.unmapView(reservation, in: space, site: site) }
        return .value(1)
    },
    KernelCall("FlushViewOfFile", .full, "lpBaseAddress dwNumberOfBytesToFlush", source: "ee490226", returns: .boolean)
    { (kernel, call, base: VirtualAddress, size: UInt32) throws(CallStop) in
        try kernel.flushViewOfFile(base, size, call)
    },
]

private enum MappingFlags {
    static let commitSection: UInt32 = 0x0800_0000
    static let reserveSection: UInt32 = 0x0400_0000
    static let write: UInt32 = 0x2
    static let read: UInt32 = 0x4
    static let allAccess: UInt32 = 0xF001F
}

extension Kernel {
    /// - Parameters:
    ///   - file: INVALID_HANDLE_VALUE for a mapping of RAM.
    ///   - flags: PAGE_… and SEC_…
    fileprivate func createFileMapping(
        _ file: Handle, _ flags: UInt32, high: UInt32, size: UInt32, _ name: WideString, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let protection = flags & ~(MappingFlags.commitSection | MappingFlags.reserveSection)
        guard protection == Protection.readOnly || protection == Protection.readWrite else {
            throw .error(.invalidParameter)
        }
        let isWritable = protection == Protection.readWrite
        guard high == 0 else { throw .error(.notEnoughMemory) }
        let name = try objectName(name, call)
        if let name, let existing = objects.names.mappings[name] {
            return .succeeded(try addHandle(.fileMapping(existing), call), .alreadyExists)
        }
        let mapping =
            file.rawValue == UInt32.max
            ? try makeMemoryMapping(name, size, isWritable)
            : try makeFileMapping(name, size, isWritable, of: file, call)
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
        _ name: String?, _ size: UInt32, _ isWritable: Bool, of file: Handle, _ call: borrowing Invocation
    ) throws(CallStop) -> FileMapping {
        guard case .file(let open)? = object(file, call.thread) else { throw .error(.invalidHandle) }
        let needed = OpenFile.genericRead | (isWritable ? OpenFile.genericWrite : 0)
        guard open.access & needed == needed else { throw .error(.accessDenied) }
        let length = UInt32(clamping: open.file.bytes.count)
        guard size > 0 || length > 0 else { throw .error(.fileInvalid) }
        if size > length {
            guard isWritable else { throw .error(.notEnoughMemory) }
            let time = board.clock.fileTime(engine.instructions)
            try checked { () throws(CEError) in try files.setSize(UInt64(size), of: open.file, time: time) }
        }
        return memory.makeMapping(name, size: size == 0 ? length : size, isWritable: isWritable, file: open)
    }

    fileprivate func mapViewOfFile(
        _ mapping: FileMapping, _ access: UInt32, offset: UInt32, size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let isWritable = access & MappingFlags.write != 0
        guard access & (MappingFlags.write | MappingFlags.read) != 0, access & ~MappingFlags.allAccess == 0
        else { throw .error(.invalidParameter) }
        guard mapping.isWritable || !isWritable else { throw .error(.accessDenied) }
        let (space, site) = (call.thread.current.space, site(call))
        let base = try checked { () throws(CEError) in
            try memory.mapView(of: mapping, offset: offset, size: size, isWritable: isWritable, in: space, site: site)
        }
        return .value(base.rawValue)
    }

    /// FlushViewOfFile(base, size): writes what was changed to the file; a size of 0 is the rest of the view.
    fileprivate func flushViewOfFile(
        _ base: VirtualAddress, _ size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let space = space(of: call.thread.current, for: base.rawValue)
        guard let reservation = space.reservation(at: base), let view = reservation.view else {
            throw .error(.invalidParameter)
        }
        let offset = UInt64(base.rawValue - reservation.base.rawValue)
        let end = size == 0 ? reservation.size : offset + UInt64(size)
        guard end <= reservation.size else { throw .error(.invalidParameter) }
        let pages = view.firstPage + Int(offset / 4096)..<view.firstPage + Int((end + 4095) / 4096)
        try checked { () throws(CEError) in try writeBack(view.mapping, pages) }
        return .value(1)
    }
}
