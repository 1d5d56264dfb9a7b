import CEKernel
import CEMemory
import GuestAddress

/// Files that are opened, read and written.
let fileCalls: [KernelCall] = fileAccessCalls + directoryCalls

private let createFileNames =
    "lpFileName dwDesiredAccess dwShareMode lpSecurityAttributes dwCreationDisposition "
    + "dwFlagsAndAttributes hTemplateFile"

private let fileAccessCalls: [KernelCall] = [
    KernelCall(
        "CreateFileW", .partial("attributes and flags of a new file are not kept"), createFileNames,
        source: "winbase.h", returns: .handle, failure: FileConstants.invalid
    ) {
        (
            kernel, call, name: WideString, access: FileAccess, share: ShareMode, _: Unread<VirtualAddress>,
            disposition: Disposition, _: Unread<Word>, _: Unread<Handle>
        ) throws(CallStop) in
        try kernel.createFile(name, access, share: share.rawValue, disposition, call)
    },
    KernelCall(
        "CreateFileForMappingW", .partial("attributes and flags of a new file are not kept"), createFileNames,
        source: "ee489638", returns: .handle, failure: FileConstants.invalid
    ) {
        (
            kernel, call, name: WideString, access: FileAccess, _: Unread<ShareMode>, _: Unread<VirtualAddress>,
            disposition: Disposition, _: Unread<Word>, _: Unread<Handle>
        ) throws(CallStop) in
        try kernel.createFile(name, access, share: Kernel.shareForMapping(access), disposition, call)
    },
    KernelCall(
        "ReadFile", .full, "hFile lpBuffer nNumberOfBytesToRead lpNumberOfBytesRead lpOverlapped",
        source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, buffer: VirtualAddress, count: UInt32, read: VirtualAddress,
            overlapped: VirtualAddress
        ) throws(CallStop) in
        try kernel.readFile(
            handle, buffer.rawValue, count, countAt: read.rawValue, overlapped: overlapped.rawValue, call)
    },
    KernelCall(
        "WriteFile", .full, "hFile lpBuffer nNumberOfBytesToWrite lpNumberOfBytesWritten lpOverlapped",
        source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, buffer: VirtualAddress, count: UInt32, written: VirtualAddress,
            overlapped: VirtualAddress
        ) throws(CallStop) in
        try kernel.writeFile(
            handle, buffer.rawValue, count, countAt: written.rawValue, overlapped: overlapped.rawValue, call)
    },
    KernelCall(
        "SetFilePointer", .full, "hFile lDistanceToMove lpDistanceToMoveHigh dwMoveMethod", source: "winbase.h",
        returns: .number, failure: FileConstants.invalid
    ) { (kernel, call, handle: Handle, low: Int32, high: VirtualAddress, origin: SeekOrigin) throws(CallStop) in
        try kernel.seek(handle, UInt32(bitPattern: low), highAt: high.rawValue, origin, call)
    },
    KernelCall(
        "GetFileSize", .full, "hFile lpFileSizeHigh", source: "winbase.h", returns: .number,
        failure: FileConstants.invalid
    ) { (kernel, call, handle: Handle, high: VirtualAddress) throws(CallStop) in
        try kernel.fileSize(handle, highAt: high.rawValue, call)
    },
    KernelCall("SetEndOfFile", .full, "hFile", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.setEndOfFile(handle, call)
    },
    KernelCall("FlushFileBuffers", .full, "hFile", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        _ = try kernel.openFile(handle, call)
        return .value(1)
    },
]
