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
            throw .error(kernel.refuse(handle: mapping.rawValue, takes: "a file mapping"))
        }
        guard high == 0 else {
            throw .error(kernel.refuse("offset", "dwFileOffsetHigh is \(high), and no mapping has 4 GB"))
        }
        return try kernel.mapViewOfFile(mapping, access.rawValue, offset: low, size: size, call)
    },
    KernelCall("UnmapViewOfFile", .full, "lpBaseAddress", source: "ee490226", returns: .boolean) {
        (kernel, call, base: VirtualAddress) throws(CallStop) in
        let space = kernel.space(of: call.thread.current, for: base.rawValue)
        guard let reservation = space.reservation(at: base), reservation.view != nil, reservation.base == base else {
            throw .error(
                kernel.refuse(address: base, takes: "the beginning of a view, as MapViewOfFile has returned it"))
        }
        guard reservation.lockedPages == 0 else { throw .error(kernel.memory.refuse(.locked(reservation))) }
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
            throw .error(
                refuse(
                    "protection",
                    "flProtect 0x\(hexadecimal(flags)) is neither PAGE_READONLY (2) nor PAGE_READWRITE (4)"))
        }
        let isWritable = protection == Protection.readWrite
        guard high == 0 else {
            throw .error(refuse("size", "dwMaximumSizeHigh is \(high), and no mapping has 4 GB", .notEnoughMemory))
        }
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
        guard size > 0 else {
            throw .error(
                refuse("size", "the size is 0: without a file (hFile is INVALID_HANDLE_VALUE) it has to be given"))
        }
        guard isWritable else {
            throw .error(
                refuse(
                    "protection",
                    "flProtect is PAGE_READONLY, which needs a file: without one (hFile is INVALID_HANDLE_VALUE) there "
                        + "is nothing to read"))
        }
        guard size < 0x8000_0000 else {
            throw .error(
                refuse(
                    "size", "0x\(hexadecimal(size)) bytes are more than a view can have, 0x7fffffff", .notEnoughMemory))
        }
        return memory.makeMapping(name, size: size, isWritable: true, file: nil)
    }

    /// A mapping of a file, which is made as long as the mapping where that may be written.
    private func makeFileMapping(
        _ name: String?, _ size: UInt32, _ isWritable: Bool, of file: Handle, _ call: borrowing Invocation
    ) throws(CallStop) -> FileMapping {
        guard case .file(let open)? = object(file, call.thread) else {
            throw .error(refuse(handle: file.rawValue, takes: "a file, or INVALID_HANDLE_VALUE for memory"))
        }
        guard open.access & OpenFile.genericRead != 0 else {
            throw .error(refuseAccess(open, lacks: "GENERIC_READ"))
        }
        guard !isWritable || open.access & OpenFile.genericWrite != 0 else {
            throw .error(refuseAccess(open, lacks: "GENERIC_WRITE, which PAGE_READWRITE needs"))
        }
        let length = UInt32(clamping: open.file.bytes.count)
        guard size > 0 || length > 0 else {
            throw .error(
                refuse(
                    "size", "\"\(open.file.name)\" is empty, and no size is given: nothing can be mapped", .fileInvalid)
            )
        }
        if size > length {
            guard isWritable else {
                throw .error(
                    refuse(
                        "size",
                        "\(size) bytes are more than \"\(open.file.name)\" has, \(length), and PAGE_READONLY cannot "
                            + "make "
                            + "it longer", .notEnoughMemory))
            }
            let time = board.clock.fileTime(engine.instructions)
            try operate { () throws(CEError) in try files.setSize(UInt64(size), of: open.file, time: time) }
        }
        return memory.makeMapping(name, size: size == 0 ? length : size, isWritable: isWritable, file: open)
    }

    fileprivate func mapViewOfFile(
        _ mapping: FileMapping, _ access: UInt32, offset: UInt32, size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let isWritable = access & MappingFlags.write != 0
        guard access & (MappingFlags.write | MappingFlags.read) != 0, access & ~MappingFlags.allAccess == 0 else {
            throw .error(
                refuse(
                    "access",
                    "dwDesiredAccess 0x\(hexadecimal(access)) has to hold FILE_MAP_READ (4) or FILE_MAP_WRITE (2), and "
                        + "nothing beyond FILE_MAP_ALL_ACCESS (0xf001f)"))
        }
        guard mapping.isWritable || !isWritable else {
            throw .error(
                refuse(
                    "access",
                    "the mapping was made with PAGE_READONLY, and dwDesiredAccess holds FILE_MAP_WRITE (2)",
                    .accessDenied))
        }
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
            throw .error(refuse(address: base, takes: "an address in a view"))
        }
        let offset = UInt64(base.rawValue - reservation.base.rawValue)
        let end = size == 0 ? reservation.size : offset + UInt64(size)
        guard end <= reservation.size else {
            throw .error(
                refuse("size", "\(size) bytes from \(base) reach past the end of the view, \(reservation.range)"))
        }
        let pages = view.firstPage + Int(offset / 4096)..<view.firstPage + Int((end + 4095) / 4096)
        try checked { () throws(CEError) in try writeBack(view.mapping, pages) }
        return .value(1)
    }
}
