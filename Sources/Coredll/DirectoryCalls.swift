import CEKernel
import CEMemory
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
    fileprivate func search(_ handle: UInt32, _ call: borrowing Invocation) throws(CallStop) -> FileSearch {
        guard case .find(let search) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        return search
    }

    fileprivate func give(_ file: GuestFile, at pointer: UInt32, _ call: borrowing Invocation) throws(CallStop) {
        try call.access { memory throws(GuestFault) in try memory.write(FindData.bytes(of: file), pointer) }
    }

    fileprivate func findFirst(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let pattern = try path(call.r0, call)
        let search: FileSearch
        do throws(CEError) { search = try files.search(pattern) } catch { throw .error(error) }
        guard let file = search.advance(unless: isToEnd) else { throw .error(.noMoreFiles) }
        try give(file, at: call.r1, call)
        return .value(try addHandle(.find(search), call))
    }

    fileprivate func changeTree(
        _ call: borrowing Invocation, _ body: (String) throws(CEError) -> Void
    ) throws(CallStop) -> CallResult {
        let path = try path(call.r0, call)
        do throws(CEError) {
            try body(path)
            return .value(1)
        } catch { throw .error(error) }
    }
}

/// Directories, attributes and searches.
let directoryCalls: [KernelCall] = [
    KernelCall("GetFileAttributesW", failure: .max) { kernel, call throws(CallStop) in
        guard let file = kernel.files.find(try kernel.path(call.r0, call)) else { throw .error(.fileNotFound) }
        return .value(file.attributes)
    },
    KernelCall("DeleteFileW") { kernel, call throws(CallStop) in
        try kernel.changeTree(call) { path throws(CEError) in try kernel.files.delete(path, isDirectory: false) }
    },
    KernelCall("CreateDirectoryW") { kernel, call throws(CallStop) in
        let time = VirtualClock.fileTime(kernel.engine.instructions)
        return try kernel.changeTree(call) { path throws(CEError) in
            _ = try kernel.files.create(path, isDirectory: true, time: time)
        }
    },
    KernelCall("RemoveDirectoryW") { kernel, call throws(CallStop) in
        try kernel.changeTree(call) { path throws(CEError) in try kernel.files.delete(path, isDirectory: true) }
    },
    KernelCall("FindFirstFileW", failure: .max) { kernel, call throws(CallStop) in try kernel.findFirst(call) },
    KernelCall("FindNextFileW") { kernel, call throws(CallStop) in
        guard let file = try kernel.search(call.r0, call).advance(unless: kernel.isToEnd) else {
            throw .error(.noMoreFiles)
        }
        try kernel.give(file, at: call.r1, call)
        return .value(1)
    },
    KernelCall("FindClose") { kernel, call throws(CallStop) in
        _ = try kernel.search(call.r0, call)
        _ = kernel.objects.handles.remove(call.r0, owner: call.thread.current)
        return .value(1)
    },
]
