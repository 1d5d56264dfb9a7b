import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Constants of the file calls (winbase.h of the public SDK).
enum FileConstants {
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
    var now: UInt64 { board.clock.fileTime(engine.instructions) }

    /// A path argument.
    /// - Throws: ERROR_INVALID_PARAMETER without one, ERROR_BAD_PATHNAME for one beyond MAX_PATH.
    func path(_ name: WideString, _ call: borrowing Invocation) throws(CallStop) -> String {
        guard name.rawValue != 0 else { throw .error(refuse("null", "the path is NULL")) }
        let units = try call.access { memory throws(GuestFault) in
            try memory.wideCharacters(name.rawValue, limit: GuestFiles.maximumPath)
        }
        memory.physical.hostWork.look(at: units.count, each: 2)
        guard units.count < GuestFiles.maximumPath else {
            throw .error(
                refuse(
                    "path", "the path has more than \(GuestFiles.maximumPath - 1) characters (MAX_PATH)", .badPathname))
        }
        return String(decoding: units, as: UTF16.self)
    }

    func openFile(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> OpenFile {
        guard case .file(let open) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a file"))
        }
        return open
    }

    /// Runs an operation of the file system.
    func operate<Result>(_ body: () throws(CEError) -> Result) throws(CallStop) -> Result {
        do throws(CEError) { return try body() } catch { throw .error(error == .diskFull ? refuseRoom() : error) }
    }

    /// The share mode of CreateFileForMapping, which opens for itself, or for readers when it only reads (document
    /// ee489638).
    static func shareForMapping(_ access: FileAccess) -> UInt32 {
        access.rawValue & OpenFile.genericWrite == 0 ? OpenFile.shareRead : 0
    }

    func createFile(
        _ name: WideString, _ access: FileAccess, share: UInt32, _ disposition: Disposition,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let name = try path(name, call)
        let (access, disposition) = (access.rawValue, disposition.rawValue)
        if Self.isDeviceName(name) {
            return try openDevice(name, access: access, disposition: disposition, share: share, call)
        }
        let (open, existed) = try openFile(named: name, access: access, share: share, disposition: disposition)
        let handle = try addHandle(.file(open), call)
        let isKept = disposition == FileConstants.createAlways || disposition == FileConstants.openAlways
        return .succeeded(handle, existed && isKept ? .alreadyExists : .success)
    }

    /// Opens a file of the file system.
    /// - Returns: the open file, and whether the file was there before.
    func openFile(
        named name: String, access: UInt32, share: UInt32, disposition: UInt32
    ) throws(CallStop) -> (open: OpenFile, existed: Bool) {
        let existing = files.find(name)
        if let existing {
            guard !existing.isDirectory else { throw .error(refuse(path: name, .accessDenied)) }
            guard existing.attributes & GuestFile.readOnly == 0 || access & OpenFile.genericWrite == 0 else {
                throw .error(refuse(path: name, .accessDenied))
            }
            guard existing.allows(access: access, share: share) else { throw .error(refuse(opened: existing)) }
        }
        let file = try file(existing, name, access: access, disposition: disposition)
        return (OpenFile(file: file, access: access, share: share), existing != nil)
    }

    /// Makes, empties or takes the file, as the disposition says.
    private func file(
        _ existing: GuestFile?, _ name: String, access: UInt32, disposition: UInt32
    ) throws(CallStop) -> GuestFile {
        let isEmptied: Bool
        switch disposition {
        case FileConstants.createNew:
            guard existing == nil else {
                throw .error(
                    refuse("exists", "\"\(name)\" is there already, and CREATE_NEW makes what is not", .fileExists))
            }
            isEmptied = false
        case FileConstants.createAlways: isEmptied = true
        case FileConstants.openExisting, FileConstants.openAlways: isEmptied = false
        case FileConstants.truncateExisting:
            guard access & OpenFile.genericWrite != 0 else {
                throw .error(refuse("access", "TRUNCATE_EXISTING empties the file, which takes GENERIC_WRITE"))
            }
            isEmptied = true
        default:
            throw .error(
                refuse(
                    "disposition",
                    "dwCreationDisposition \(disposition) is not from CREATE_NEW (1) to TRUNCATE_EXISTING (5)"))
        }
        let time = now
        if let existing {
            if isEmptied { try operate { () throws(CEError) in try files.setSize(0, of: existing, time: time) } }
            return existing
        }
        guard disposition != FileConstants.openExisting, disposition != FileConstants.truncateExisting else {
            throw .error(refuse(path: name, .fileNotFound))
        }
        do throws(CEError) { return try files.create(name, isDirectory: false, time: time) } catch {
            throw .error(refuse(path: name, error))
        }
    }

    /// - Parameters:
    ///   - countPointer: where the number of bytes goes, or 0.
    ///   - overlapped: must be 0 for a file.
    func readFile(
        _ handle: Handle, _ buffer: UInt32, _ count: UInt32, countAt countPointer: UInt32, overlapped: UInt32,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        if case .deviceOpen(let open) = object(handle, call.thread) {
            return try transferDevice(open, isRead: true, buffer, count, countPointer, call)
        }
        let open = try openFile(handle, call)
        try refuseOverlapped(overlapped)
        guard open.access & OpenFile.genericRead != 0 else {
            throw .error(refuseAccess(open, lacks: "GENERIC_READ"))
        }
        let size = open.file.bytes.count
        let start = Int(min(open.position, UInt64(size)))
        let end = min(size, start + Int(count))
        try call.access { memory throws(GuestFault) in
            if countPointer != 0 { try memory.probe(countPointer, 4, .write) }
            try memory.probe(buffer, UInt32(end - start), .write)
            try memory.write(Array(open.file.bytes[start..<end]), buffer)
            if countPointer != 0 { try memory.setWord(UInt32(end - start), countPointer) }
        }
        open.position += UInt64(end - start)
        return .value(1)
    }

    /// The parameters are those of `readFile`.
    func writeFile(
        _ handle: Handle, _ buffer: UInt32, _ count: UInt32, countAt countPointer: UInt32, overlapped: UInt32,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        if case .deviceOpen(let open) = object(handle, call.thread) {
            return try transferDevice(open, isRead: false, buffer, count, countPointer, call)
        }
        let open = try openFile(handle, call)
        try refuseOverlapped(overlapped)
        guard open.access & OpenFile.genericWrite != 0 else {
            throw .error(refuseAccess(open, lacks: "GENERIC_WRITE"))
        }
        guard UInt64(count) <= GuestFiles.maximumFileSize else { throw .error(refuseRoom()) }
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

    /// - Parameters:
    ///   - low: the distance, or its low word.
    ///   - highPointer: where the distance's high word is and the position's goes, or 0.
    func seek(
        _ handle: Handle, _ low: UInt32, highAt highPointer: UInt32, _ origin: SeekOrigin,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        if case .deviceOpen(let open) = object(handle, call.thread) {
            return try seekDevice(open, low, origin.rawValue, call)
        }
        let open = try openFile(handle, call)
        var distance = Int64(Int32(bitPattern: low))
        if highPointer != 0 {
            let high = try call.access { memory throws(GuestFault) in try memory.word(highPointer) }
            distance = Int64(bitPattern: UInt64(high) << 32 | UInt64(low))
        }
        let start: UInt64
        switch origin.rawValue {
        case FileConstants.fromStart: start = 0
        case FileConstants.fromCurrent: start = open.position
        case FileConstants.fromEnd: start = UInt64(open.file.bytes.count)
        default:
            throw .error(
                refuse(
                    "origin",
                    "dwMoveMethod \(origin.rawValue) is none of FILE_BEGIN (0), FILE_CURRENT (1) and FILE_END (2)"))
        }
        // Positions stay below 2^63, so that the sum of two cannot be mistaken for a negative one.
        let (position, overflow) = Int64(bitPattern: start).addingReportingOverflow(distance)
        guard !overflow, position >= 0 else {
            throw .error(
                refuse(
                    "negative-seek",
                    "the position would be \(position), which no file has: before its beginning, or too far",
                    .negativeSeek))
        }
        guard highPointer != 0 || position <= Int64(UInt32.max) else {
            throw .error(
                refuse("position", "the position \(position) has more than 32 bits, and lpDistanceToMoveHigh is NULL"))
        }
        if highPointer != 0 {
            let high = UInt32(truncatingIfNeeded: position >> 32)
            try call.access { memory throws(GuestFault) in try memory.setWord(high, highPointer) }
        }
        open.position = UInt64(position)
        // A position whose low word is that of a failure is told from one by the error code.
        return .succeeded(UInt32(truncatingIfNeeded: position), .success)
    }

    func fileSize(
        _ handle: Handle, highAt highPointer: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let size = UInt32(truncatingIfNeeded: try openFile(handle, call).file.bytes.count)
        if highPointer != 0 { try call.access { memory throws(GuestFault) in try memory.setWord(0, highPointer) } }
        return .value(size)
    }

    func setEndOfFile(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let open = try openFile(handle, call)
        guard open.access & OpenFile.genericWrite != 0 else {
            throw .error(refuseAccess(open, lacks: "GENERIC_WRITE"))
        }
        let time = now
        try operate { () throws(CEError) in try files.setSize(open.position, of: open.file, time: time) }
        return .value(1)
    }
}
