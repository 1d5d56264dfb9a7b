import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// WIN32_FIND_DATAW as CE has it: 560 bytes.
private enum FindData {
    static let size = 560
    /// The words: attributes, three FILETIMEs, the size's high and low word, the object's id; then the name.
    static func bytes(of file: GuestFile) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ word: UInt32) {
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
        }
        add(file.attributes)
        for time in [file.created, file.written, file.written] {
            add(UInt32(truncatingIfNeeded: time))
            add(UInt32(truncatingIfNeeded: time >> 32))
        }
        add(0)
        add(UInt32(truncatingIfNeeded: file.bytes.count))
        add(0)
        for unit in file.name.utf16.prefix(GuestFiles.maximumPath - 1) {
            bytes.append(UInt8(truncatingIfNeeded: unit))
            bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
        }
        bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
        return bytes
    }
}

extension Kernel {
    fileprivate func search(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> FileSearch {
        guard case .find(let search) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a search of FindFirstFile"))
        }
        return search
    }

    fileprivate func give(_ file: GuestFile, at pointer: UInt32, _ call: borrowing Invocation) throws(CallStop) {
        try call.access { memory throws(GuestFault) in try memory.write(FindData.bytes(of: file), pointer) }
    }

    fileprivate func findFirst(
        _ pattern: WideString, to data: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let pattern = try path(pattern, call)
        let search: FileSearch
        do throws(CEError) { search = try files.search(pattern) } catch { throw .error(refuse(path: pattern, error)) }
        guard let file = search.advance(unless: isToEnd) else {
            throw .error(refuse("no-match", "no file matches \"\(pattern)\"", .noMoreFiles))
        }
        try give(file, at: data, call)
        return .value(try addHandle(.find(search), call))
    }

    fileprivate func changeTree(
        _ path: WideString, _ call: borrowing Invocation, _ body: (String) throws(CEError) -> Void
    ) throws(CallStop) -> CallResult {
        let path = try self.path(path, call)
        do throws(CEError) {
            try body(path)
            return .value(1)
        } catch { throw .error(refuse(path: path, error)) }
    }
}

/// Directories, attributes and searches.
let directoryCalls: [KernelCall] = [
    KernelCall("GetFileAttributesW", .full, "lpFileName", source: "winbase.h", returns: .hexadecimal, failure: .max) {
        (kernel, call, name: WideString) throws(CallStop) in
        let path = try kernel.path(name, call)
        guard let file = kernel.files.find(path) else { throw .error(kernel.refuse(path: path, .fileNotFound)) }
        return .value(file.attributes)
    },
    KernelCall("DeleteFileW", .full, "lpFileName", source: "winbase.h", returns: .boolean) {
        (kernel, call, name: WideString) throws(CallStop) in
        try kernel.changeTree(name, call) { path throws(CEError) in
            try kernel.files.delete(path, isDirectory: false)
        }
    },
    KernelCall(
        "CreateDirectoryW", .full, "lpPathName lpSecurityAttributes", source: "winbase.h", returns: .boolean
    ) { (kernel, call, name: WideString, _: Unread<VirtualAddress>) throws(CallStop) in
        let time = kernel.board.clock.fileTime(kernel.engine.instructions)
        return try kernel.changeTree(name, call) { path throws(CEError) in
            _ = try kernel.files.create(path, isDirectory: true, time: time)
        }
    },
    KernelCall("RemoveDirectoryW", .full, "lpPathName", source: "winbase.h", returns: .boolean) {
        (kernel, call, name: WideString) throws(CallStop) in
        try kernel.changeTree(name, call) { path throws(CEError) in try kernel.files.delete(path, isDirectory: true) }
    },
    KernelCall(
        "FindFirstFileW", .full, "lpFileName lpFindFileData", source: "winbase.h", returns: .handle, failure: .max
    ) { (kernel, call, pattern: WideString, data: VirtualAddress) throws(CallStop) in
        try kernel.findFirst(pattern, to: data.rawValue, call)
    },
    KernelCall("FindNextFileW", .full, "hFindFile lpFindFileData", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle, data: VirtualAddress) throws(CallStop) in
        guard let file = try kernel.search(handle, call).advance(unless: kernel.isToEnd) else {
            throw .error(kernel.refuse("no-match", "no further file matches", .noMoreFiles))
        }
        try kernel.give(file, at: data.rawValue, call)
        return .value(1)
    },
    KernelCall("FindClose", .full, "hFindFile", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        _ = try kernel.search(handle, call)
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current, by: kernel.site(call))
        return .value(1)
    },
]
