import CEKernel
import CEMemory
import GuestAddress

/// Files that are moved and copied, and what is known of them beside their bytes.
let fileTreeCalls: [KernelCall] = moveCalls + fileFactCalls

private let moveCalls: [KernelCall] = [
    KernelCall("MoveFileW", .full, "lpExistingFileName lpNewFileName", source: "winbase.h", returns: .boolean) {
        (kernel, call, source: WideString, target: WideString) throws(CallStop) in
        let (source, target) = (try kernel.path(source, call), try kernel.path(target, call))
        do throws(CEError) { try kernel.files.move(source, to: target) } catch {
            let path = error == .alreadyExists || error == .pathNotFound ? target : source
            throw .error(kernel.refuse(path: path, error))
        }
        return .value(1)
    },
    KernelCall(
        "CopyFileW", .full, "lpExistingFileName lpNewFileName bFailIfExists", source: "winbase.h", returns: .boolean
    ) { (kernel, call, source: WideString, target: WideString, mustBeNew: Bool) throws(CallStop) in
        try kernel.copyFile(source, target, mustBeNew: mustBeNew, call)
    },
    // The second file gives its bytes and is gone.
    KernelCall("DeleteAndRenameFile", .full, "lpszDestFile lpszSourceFile", source: "winbase.h", returns: .boolean) {
        (kernel, call, target: WideString, source: WideString) throws(CallStop) in
        let (source, target) = (try kernel.path(source, call), try kernel.path(target, call))
        try kernel.operate { () throws(CEError) in
            guard kernel.files.find(source)?.isDirectory == false else {
                throw kernel.refuse(path: source, .fileNotFound)
            }
            guard source.lowercased() != target.lowercased() else {
                throw kernel.refuse("same-file", "both paths are of the same file", .sharingViolation)
            }
            do throws(CEError) { try kernel.files.delete(target, isDirectory: false) } catch {
                throw kernel.refuse(path: target, error)
            }
            try kernel.files.move(source, to: target)
        }
        return .value(1)
    },
]

private let fileFactCalls: [KernelCall] = [
    KernelCall("SetFileAttributesW", .full, "lpFileName dwFileAttributes", source: "winbase.h", returns: .boolean) {
        (kernel, call, name: WideString, attributes: Word) throws(CallStop) in
        let path = try kernel.path(name, call)
        guard let file = kernel.files.find(path) else { throw .error(kernel.refuse(path: path, .fileNotFound)) }
        let settable =
            GuestFile.readOnly | GuestFile.hidden | GuestFile.system | GuestFile.archive | GuestFile.temporary
        guard attributes.rawValue & ~(settable | GuestFile.normal) == 0 else {
            throw .error(
                kernel.refuse(
                    "attributes", "dwFileAttributes 0x\(hexadecimal(attributes.rawValue)) holds more than can be set"))
        }
        file.attributes = file.attributes & ~settable | attributes.rawValue & settable
        return .value(1)
    },
    KernelCall(
        "GetFileTime", .partial("the last access is the last write"),
        "hFile lpCreationTime lpLastAccessTime lpLastWriteTime", source: "winbase.h", returns: .boolean
    ) {
        (kernel, call, handle: Handle, created: VirtualAddress, accessed: VirtualAddress, written: VirtualAddress)
            throws(CallStop) in
        let file = try kernel.openFile(handle, call).file
        let wanted = [(created, file.created), (accessed, file.written), (written, file.written)]
        try call.access { memory throws(GuestFault) in
            for (pointer, _) in wanted where pointer.rawValue != 0 { try memory.probe(pointer.rawValue, 8, .write) }
        }
        for (pointer, time) in wanted where pointer.rawValue != 0 { try kernel.setDoubleword(time, pointer, call) }
        return .value(1)
    },
    KernelCall(
        "SetFileTime", .partial("the last access is the last write"),
        "hFile lpCreationTime lpLastAccessTime lpLastWriteTime", source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, created: VirtualAddress, _: Unread<VirtualAddress>,
            written: VirtualAddress
        ) throws(CallStop) in
        let open = try kernel.openFile(handle, call)
        guard open.access & OpenFile.genericWrite != 0 else {
            throw .error(kernel.refuseAccess(open, lacks: "GENERIC_WRITE"))
        }
        let newCreation = created.rawValue == 0 ? open.file.created : try kernel.doubleword(created, call)
        let newWrite = written.rawValue == 0 ? open.file.written : try kernel.doubleword(written, call)
        (open.file.created, open.file.written) = (newCreation, newWrite)
        return .value(1)
    },
    KernelCall("GetTempPathW", .full, "nBufferLength lpBuffer", source: "winbase.h", returns: .number) {
        (kernel, call, capacity: UInt32, buffer: VirtualAddress) throws(CallStop) in
        let path = Array("\\Temp\\".utf16)
        // Too small a buffer is told the length that it takes, with the terminator.
        guard capacity > UInt32(path.count) else { return .value(UInt32(path.count) + 1) }
        try call.access { memory throws(GuestFault) in
            try memory.write(path, buffer.rawValue, .wide, terminated: true)
        }
        return .value(UInt32(path.count))
    },
]

extension Kernel {
    fileprivate func copyFile(
        _ source: WideString, _ target: WideString, mustBeNew: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let (source, target) = (try path(source, call), try path(target, call))
        guard let from = files.find(source), !from.isDirectory else {
            throw .error(refuse(path: source, .fileNotFound))
        }
        guard from.allows(access: OpenFile.genericRead, share: OpenFile.shareRead) else {
            throw .error(refuse(opened: from))
        }
        if files.find(target) === from {
            throw .error(refuse("same-file", "both paths are of the same file", .sharingViolation))
        }
        let disposition = mustBeNew ? FileConstants.createNew : FileConstants.createAlways
        let (open, existed) = try openFile(
            named: target, access: OpenFile.genericWrite, share: 0, disposition: disposition)
        let time = now
        do throws(CEError) { try files.write(from.bytes, to: open.file, at: 0, time: time) } catch {
            // Half a copy is none.
            if existed { try? files.setSize(0, of: open.file, time: time) }
            throw .error(refuse(path: target, error))
        }
        memory.physical.hostWork.move(bytes: from.bytes.count)
        open.file.attributes = from.attributes
        open.file.written = from.written
        return .value(1)
    }
}
