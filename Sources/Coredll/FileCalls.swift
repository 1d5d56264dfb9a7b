import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Constants of the file calls (winbase.h of the public SDK).
private enum FileConstants {
    static let createNew: UInt32 = 1
    static let createAlways: UInt32 = 2
    static let openExisting: UInt32 = 3
    static let openAlways: UInt32 = 4
    static let truncateExisting: UInt32 = 5
    static let fromStart: UInt32 = 0
    static let fromCurrent: UInt32 = 1
    static let fromEnd: UInt32 = 2
    static let invalid: UInt32 = 0xFFFF_FFFF
}

extension Kernel {
    fileprivate var now: UInt64 { VirtualClock.fileTime(engine.instructions) }

    /// A path argument.
    /// - Throws: ERROR_INVALID_PARAMETER without one, ERROR_BAD_PATHNAME for one beyond MAX_PATH.
    func path(_ address: UInt32, _ call: borrowing Invocation) throws(CallStop) -> String {
        guard address != 0 else { throw .error(.invalidParameter) }
        let units = try call.access { memory throws(GuestFault) in
            try memory.wideCharacters(address, limit: GuestFiles.maximumPath)
        }
        memory.physical.hostWork.look(at: units.count, each: 2)
        guard units.count < GuestFiles.maximumPath else { throw .error(.badPathname) }
        return String(decoding: units, as: UTF16.self)
    }

    fileprivate func openFile(_ handle: UInt32, _ call: borrowing Invocation) throws(CallStop) -> OpenFile {
        guard case .file(let open) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        return open
    }

    /// Runs an operation of the file system.
    fileprivate func operate<Result>(_ body: () throws(CEError) -> Result) throws(CallStop) -> Result {
        do throws(CEError) { return try body() } catch { throw .error(error) }
    }

    /// CreateFile and CreateFileForMapping, which opens for itself, or for readers when it only reads (document ee489638).
    fileprivate func createFile(
        _ call: borrowing Invocation, forMapping: Bool = false
    ) throws(CallStop) -> CallResult {
        let name = try path(call.r0, call)
        let access = call.r1
        let readers = access & OpenFile.genericWrite == 0 ? OpenFile.shareRead : 0
        let share = forMapping ? readers : call.r2
        let disposition = try call[4]
        if Self.isDeviceName(name) {
            return try openDevice(name, access: access, disposition: disposition, share: share, call)
        }
        let existing = files.find(name)
        if let existing {
            guard !existing.isDirectory else { throw .error(.accessDenied) }
            guard existing.attributes & GuestFile.readOnly == 0 || access & OpenFile.genericWrite == 0 else {
                throw .error(.accessDenied)
            }
            guard existing.allows(access: access, share: share) else { throw .error(.sharingViolation) }
        }
        let file = try file(existing, name, access: access, disposition: disposition)
        let handle = try addHandle(.file(OpenFile(file: file, access: access, share: share)), call)
        let existed =
            existing != nil && (disposition == FileConstants.createAlways || disposition == FileConstants.openAlways)
        return .succeeded(handle, existed ? .alreadyExists : .success)
    }

    /// Makes, empties or takes the file, as the disposition says.
    private func file(
        _ existing: GuestFile?, _ name: String, access: UInt32, disposition: UInt32
    ) throws(CallStop) -> GuestFile {
        let isEmptied: Bool
        switch disposition {
        case FileConstants.createNew:
            guard existing == nil else { throw .error(.fileExists) }
            isEmptied = false
        case FileConstants.createAlways: isEmptied = true
        case FileConstants.openExisting, FileConstants.openAlways: isEmptied = false
        case FileConstants.truncateExisting:
            guard access & OpenFile.genericWrite != 0 else { throw .error(.invalidParameter) }
            isEmptied = true
        default: throw .error(.invalidParameter)
        }
        let time = now
        if let existing {
            if isEmptied { try operate { () throws(CEError) in try files.setSize(0, of: existing, time: time) } }
            return existing
        }
        guard disposition != FileConstants.openExisting, disposition != FileConstants.truncateExisting else {
            throw .error(.fileNotFound)
        }
        return try operate { () throws(CEError) in try files.create(name, isDirectory: false, time: time) }
    }

    fileprivate func readFile(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let buffer = call.r1
        let countPointer = call.r3
        if case .deviceOpen(let open) = object(call.r0, call.thread) {
            return try transferDevice(open, isRead: true, buffer, call.r2, countPointer, call)
        }
        let open = try openFile(call.r0, call)
        guard try call[4] == 0 else { throw .error(.invalidParameter) }
        guard open.access & OpenFile.genericRead != 0 else { throw .error(.accessDenied) }
        let size = open.file.bytes.count
        let start = Int(min(open.position, UInt64(size)))
        let end = min(size, start + Int(call.r2))
        try call.access { memory throws(GuestFault) in
            if countPointer != 0 { try memory.probe(countPointer, 4, .write) }
            try memory.probe(buffer, UInt32(end - start), .write)
            try memory.write(Array(open.file.bytes[start..<end]), buffer)
            if countPointer != 0 { try memory.setWord(UInt32(end - start), countPointer) }
        }
        open.position += UInt64(end - start)
        return .value(1)
    }

    fileprivate func writeFile(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let buffer = call.r1
        let count = call.r2
        let countPointer = call.r3
        if case .deviceOpen(let open) = object(call.r0, call.thread) {
            return try transferDevice(open, isRead: false, buffer, count, countPointer, call)
        }
        let open = try openFile(call.r0, call)
        guard try call[4] == 0 else { throw .error(.invalidParameter) }
        guard open.access & OpenFile.genericWrite != 0 else { throw .error(.accessDenied) }
        guard UInt64(count) <= GuestFiles.maximumFileSize else { throw .error(.diskFull) }
        let data = try call.access { memory throws(GuestFault) in
            if countPointer != 0 { try memory.probe(countPointer, 4, .write) }
            return try memory.bytes(buffer, count)
        }
        let time = now
        try operate { () throws(CEError) in try files.write(data, to: open.file, at: open.position, time: time) }
        open.position += UInt64(data.count)
        if countPointer != 0 {
            try call.access { memory throws(GuestFault) in try memory.setWord(count, countPointer) }
        }
        return .value(1)
    }

    fileprivate func seek(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        if case .deviceOpen(let open) = object(call.r0, call.thread) {
            return try seekDevice(open, call.r1, call.r3, call)
        }
        let open = try openFile(call.r0, call)
        let highPointer = call.r2
        var distance = Int64(Int32(bitPattern: call.r1))
        if highPointer != 0 {
            let high = try call.access { memory throws(GuestFault) in try memory.word(highPointer) }
            distance = Int64(bitPattern: UInt64(high) << 32 | UInt64(call.r1))
        }
        let origin: UInt64
        switch call.r3 {
        case FileConstants.fromStart: origin = 0
        case FileConstants.fromCurrent: origin = open.position
        case FileConstants.fromEnd: origin = UInt64(open.file.bytes.count)
        default: throw .error(.invalidParameter)
        }
        // Positions stay below 2^63, so that the sum of two cannot be mistaken for a negative one.
        let (position, overflow) = Int64(bitPattern: origin).addingReportingOverflow(distance)
        guard !overflow, position >= 0 else { throw .error(.negativeSeek) }
        guard highPointer != 0 || position <= Int64(UInt32.max) else { throw .error(.invalidParameter) }
        if highPointer != 0 {
            let high = UInt32(truncatingIfNeeded: position >> 32)
            try call.access { memory throws(GuestFault) in try memory.setWord(high, highPointer) }
        }
        open.position = UInt64(position)
        // A position whose low word is that of a failure is told from one by the error code.
        return .succeeded(UInt32(truncatingIfNeeded: position), .success)
    }

    fileprivate func fileSize(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let size = UInt32(truncatingIfNeeded: try openFile(call.r0, call).file.bytes.count)
        let highPointer = call.r1
        if highPointer != 0 { try call.access { memory throws(GuestFault) in try memory.setWord(0, highPointer) } }
        return .value(size)
    }

    fileprivate func setEndOfFile(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let open = try openFile(call.r0, call)
        guard open.access & OpenFile.genericWrite != 0 else { throw .error(.accessDenied) }
        let time = now
        try operate { () throws(CEError) in try files.setSize(open.position, of: open.file, time: time) }
        return .value(1)
    }
}

let fileCalls: [KernelCall] = fileAccessCalls + directoryCalls

private let fileAccessCalls: [KernelCall] = [
    KernelCall("CreateFileW", failure: FileConstants.invalid) { kernel, call throws(CallStop) in
        try kernel.createFile(call)
    },
    KernelCall("CreateFileForMappingW", failure: FileConstants.invalid) { kernel, call throws(CallStop) in
        try kernel.createFile(call, forMapping: true)
    },
    KernelCall("ReadFile") { kernel, call throws(CallStop) in try kernel.readFile(call) },
    KernelCall("WriteFile") { kernel, call throws(CallStop) in try kernel.writeFile(call) },
    KernelCall("SetFilePointer", failure: FileConstants.invalid) { kernel, call throws(CallStop) in
        try kernel.seek(call)
    },
    KernelCall("GetFileSize", failure: FileConstants.invalid) { kernel, call throws(CallStop) in
        try kernel.fileSize(call)
    },
    KernelCall("SetEndOfFile") { kernel, call throws(CallStop) in try kernel.setEndOfFile(call) },
    KernelCall("FlushFileBuffers") { kernel, call throws(CallStop) in
        _ = try kernel.openFile(call.r0, call)
        return .value(1)
    },
]
